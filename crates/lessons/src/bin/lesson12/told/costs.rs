//! Layer by layer: what comes out, what is learned, and what is multiplied.

use burn::module::Module;
use descent::model::Mlp;
use program::Story;

use super::digits::SIZES;
use crate::{
    network::{CHANNELS, CLASSES, ConvNet, FILTER, SIDE},
    shared::{Cost, convolution, dense},
};

/// Tells what both networks cost by the formulas, and keeps beside it how many
/// parameters they have.
pub fn tell(story: &mut Story, of_lesson_9: &Mlp, of_filters: &ConvNet) {
    let [image, a, b, c] = CHANNELS;
    let none = Cost {
        parameters: 0,
        products: 0,
    };
    let layer = |from, to, side| convolution([from, to], FILTER, side);
    let half = SIDE / 2;
    story.line("layer                 numbers   parameters   products");
    let mut all = none;
    for (name, [to, side], cost) in [
        ("filters of 3×3", [a, SIDE], layer(image, a, SIDE)),
        ("filters of 3×3", [b, SIDE], layer(a, b, SIDE)),
        ("the largest of 2×2", [b, half], none),
        ("filters of 3×3", [c, half], layer(b, c, half)),
        ("the largest of a map", [c, 1], none),
        ("scores", [CLASSES, 1], dense(c, CLASSES)),
    ] {
        let numbers = format!("{to}×{side}×{side}");
        let (parameters, products) = (cost.parameters, cost.products);
        let row = format!("{name:20} {numbers:>8} {parameters:12}");
        story.line(format!("{row} {products:10}"));
        all.parameters += parameters;
        all.products += products;
    }
    let [x, h, z] = SIZES;
    let [first, second] = [dense(x, h), dense(h, z)];
    let joined = Cost {
        parameters: first.parameters + second.parameters,
        products: first.products + second.products,
    };
    for (name, key, cost, has) in [
        ("in all", "filters", all, of_filters.num_params()),
        (
            "lesson 9's network",
            "dense",
            joined,
            of_lesson_9.num_params(),
        ),
    ] {
        let (parameters, products) = (cost.parameters, cost.products);
        story.line(format!("{name:29} {parameters:12} {products:10}"));
        let key = format!("digits.{key}.costs");
        story.result(&key, [parameters, has, products]);
    }
}
