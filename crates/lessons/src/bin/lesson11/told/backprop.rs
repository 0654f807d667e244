//! A hidden layer: its gradient by hand, by the tape and by burn.

use descent::{
    data::{linspace, tensor},
    device::to_host,
    model::Mlp,
};
use program::{Result, Story};

use super::power;
use crate::backprop::{Layers, by_burn, by_hand, by_tape, layers_of};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Matrices, and a hidden layer");
    let (n, hidden) = (50, 8);
    let points = linspace(-1.0, 1.0, n);
    let squares: Vec<f64> = points.iter().map(|x| x * x).collect();
    let column = |v: &[f64]| tensor(v, &story.device).reshape([n, 1]);
    let (x, y) = (column(&points), column(&squares));
    let network = Mlp::new([1, hidden, 1], story.seed, &story.device);
    let layers = layers_of(&network);
    let shapes = layers.each_ref().map(|layer| layer.dims());
    let host = |layers: Layers| -> Result<Vec<Vec<f64>>> {
        let numbers = layers.into_iter().map(to_host);
        Ok(numbers.collect::<descent::Result<_>>()?)
    };
    let hand = host(by_hand(layers.clone(), x.clone(), y.clone()))?;
    let tape = host(by_tape(layers, x.clone(), y.clone())?)?;
    let burn = host(by_burn(&network, x, y)?)?;
    story.say(format!(
        "Lesson 8's network, {n} points of x² and {hidden} hidden units, \
         before its first update. \
         Its gradient by hand in matrices, \
         and how far those of the tape of matrices and of burn are from it, \
         by the largest number of the gradient:\n"
    ));
    story.line("gradient by   shape    its largest      tape      burn");
    let largest = |v: &[f64]| v.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    let all = largest(&hand.concat());
    let far = |u: &[f64], v: &[f64]| {
        let apart: Vec<f64> = u.iter().zip(v).map(|(u, v)| u - v).collect();
        largest(&apart) / all
    };
    for (i, name) in ["W1", "b1", "W2", "b2"].into_iter().enumerate() {
        let [rows, columns] = shapes[i];
        let shape = format!("{rows}×{columns}");
        let of_tape = power(far(&tape[i], &hand[i]));
        let of_burn = power(far(&burn[i], &hand[i]));
        story.line(format!(
            "{name:11}   {shape:8} {:11.6} {of_tape:>9} {of_burn:>9}",
            largest(&hand[i])
        ));
    }
    story.result("backprop.by_hand", hand.concat());
    story.result("backprop.by_tape", tape.concat());
    story.result("backprop.by_burn", burn.concat());
    Ok(())
}
