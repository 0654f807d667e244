//! Networks whose units are ill.

use descent::{data::linspace, doctor::Bend};
use figure::Chart;
use program::{Result, Story};

use super::{
    layers::{curve, examine},
    picture::count,
};
use crate::network::Network;

pub fn dead(story: &mut Story) -> Result<()> {
    story.say(
        "Sixteen units of ReLU for a curve, on an x that is 20 times too large, \
         at learning rate 0.05.",
    );
    let points = curve(story, 20.0);
    let he = |inputs: f64| (2.0 / inputs).sqrt();
    let network = Network::new(
        &[1, 16, 16, 1],
        Bend::Relu,
        he,
        story.seed,
        &story.device,
    );
    let seen = network.learn(&points, 0.05, 20)?;
    examine(story, "long steps", &seen, 20, 0.05);
    let awake = |unit: &Vec<f64>| {
        let on = unit.iter().filter(|z| **z > 0.0).count();
        100.0 * on as f64 / unit.len() as f64
    };
    let awake: Vec<f64> =
        seen[20].layers[1].outputs.iter().map(awake).collect();
    let chart = Chart::new("Rows for which a unit is on, %", "unit", "%");
    let chart = chart.points("", &count(awake.len()), &awake);
    story.figure("dead", chart.y_range(-3.0, 103.0))
}

pub fn alike(story: &mut Story) -> Result<()> {
    story.say("Six units of tanh for a curve, all weights 0.5 at the start.");
    let points = curve(story, 1.0);
    let network = Network::new(
        &[1, 6, 1],
        Bend::Tanh,
        |_| 1.0,
        story.seed,
        &story.device,
    );
    let seen = network.alike(0.5).learn(&points, 0.02, 200)?;
    examine(story, "one constant", &seen, 200, 0.02);
    let x = linspace(-2.0, 2.0, 40);
    let mut chart =
        Chart::new("Outputs of all six units", "x", "output").unmarked();
    for unit in &seen[200].layers[0].outputs {
        chart = chart.line("", &x, unit);
    }
    story.figure("alike", chart)
}

pub fn saturated(story: &mut Story) -> Result<()> {
    story.say("Two layers of ten units of tanh, on an x that goes to ±200.");
    let points = curve(story, 100.0);
    let one = |inputs: f64| 1.0 / inputs.sqrt();
    let network = Network::new(
        &[1, 10, 10, 1],
        Bend::Tanh,
        one,
        story.seed,
        &story.device,
    );
    let seen = network.learn(&points, 0.01, 100)?;
    examine(story, "raw inputs", &seen, 100, 0.01);
    let outputs = seen[100].layers[0].outputs.concat();
    let (middles, shares) = histogram(&outputs, 20);
    let chart = Chart::new("Outputs of layer 1, % of all", "output", "%");
    let chart = chart.line("", &middles, &shares);
    story.figure("saturated", chart)
}

/// How many percent of numbers between −1 and 1 lie in each of so many bins,
/// and the middle of each.
pub fn histogram(of: &[f64], bins: usize) -> (Vec<f64>, Vec<f64>) {
    let mut shares = vec![0.0; bins];
    for v in of {
        let place = (v + 1.0) / 2.0 * bins as f64;
        shares[(place as usize).min(bins - 1)] += 100.0 / of.len() as f64;
    }
    let middle = |k| (2.0 * k + 1.0) / bins as f64 - 1.0;
    (count(bins).into_iter().map(middle).collect(), shares)
}
