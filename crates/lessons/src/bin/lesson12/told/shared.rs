//! Shared weights, counted.

use program::Story;

use super::numbers;
use crate::{
    network::{FILTER, SIDE},
    shared::{convolution, dense, uses},
};

/// The maps of the layer.
const MAPS: usize = 8;

pub fn tell(story: &mut Story) {
    story.heading("One weight, many places");
    let out = MAPS * SIDE * SIDE;
    let filters = convolution([1, MAPS], FILTER, SIDE);
    let joined = dense(SIDE * SIDE, out);
    story.say(format!(
        "From {} pixels to {MAPS} maps of as many numbers, {out} in all:\n",
        SIDE * SIDE
    ));
    story.line("layer                      parameters   products");
    for (name, key, cost) in [
        ("8 filters of 3×3", "filters", filters),
        ("each with each", "dense", joined),
    ] {
        let (parameters, products) = (cost.parameters, cost.products);
        story.line(format!("{name:26} {parameters:10} {products:10}"));
        story.result(&format!("shared.{key}"), [parameters, products]);
    }
    let uses = uses(SIDE, FILTER);
    let all: f64 = uses.values.iter().sum();
    let predicted = (3 * SIDE - 2) * (3 * SIDE - 2);
    story.say(
        "\nIn how many places each weight of a filter meets a pixel, as its \
         gradient counts them:\n",
    );
    numbers(&uses).into_iter().for_each(|row| story.line(row));
    story.say(format!(
        "\n{all} in all; (3·{SIDE} − 2)² = {predicted}. \
         Elsewhere it meets the border of zeros."
    ));
    story.result("shared.uses", uses.values);
}
