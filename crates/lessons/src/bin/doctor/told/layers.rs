//! Networks whose units or layers are ill.

use burn::tensor::Tensor;
use descent::{
    data::{linspace, tensor},
    doctor::{Bend, Layer, Run},
};
use figure::Chart;
use program::{Result, Story};

use super::picture::count;
use crate::network::{Network, Seen};

/// 40 points of sin 2x, x from −`reach` to `reach` times 2.
pub fn curve(story: &Story, reach: f64) -> (Tensor<2>, Tensor<1>) {
    let x = linspace(-2.0, 2.0, 40);
    let y: Vec<f64> = x.iter().map(|x| (2.0 * x).sin()).collect();
    let x: Vec<f64> = x.into_iter().map(|x| reach * x).collect();
    let device = &story.device;
    (tensor(&x, device).unsqueeze_dim(1), tensor(&y, device))
}

/// Asks the doctor about what a network did, with its layers at one moment.
fn examine(story: &mut Story, name: &str, seen: &[Seen], at: usize, rate: f64) {
    let run = Run {
        losses: seen.iter().map(|seen| seen.loss).collect(),
        rate,
        rows: 40,
        precision: Some(story.precision),
        layers: seen[at].layers.clone(),
        ..Run::default()
    };
    story.diagnose(name, &run);
}

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
    let chart =
        Chart::new("Rows for which a unit is on, %", "unit", "%").small();
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
    let mut chart = Chart::new("Outputs of all six units", "x", "output")
        .small()
        .unmarked();
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
    let chart = chart.small().line("", &middles, &shares);
    story.figure("saturated", chart)
}

pub fn vanishing(story: &mut Story) -> Result<()> {
    story.say("Six layers of eight sigmoids for a curve.");
    let points = curve(story, 1.0);
    let one = |inputs: f64| 1.0 / inputs.sqrt();
    let sizes = [1, 8, 8, 8, 8, 8, 8, 1];
    let network =
        Network::new(&sizes, Bend::Sigmoid, one, story.seed, &story.device);
    let seen = network.learn(&points, 0.1, 50)?;
    examine(story, "six sigmoids", &seen, 0, 0.1);
    let slopes = slopes(&seen[0]);
    let layers: Vec<_> = (1..=slopes.len()).map(|k| k as f64).collect();
    let title = "Gradient beside weights, log scale";
    let chart = Chart::new(title, "layer", "").small().log_y();
    story.figure("vanishing", chart.points("", &layers, &slopes))
}

pub fn exploding(story: &mut Story) -> Result<()> {
    story.say(
        "Eight layers of 32 units of ReLU for a curve, first weights of \
         deviation 1: the division by √inputs was forgotten.",
    );
    let points = curve(story, 1.0);
    let sizes = [1, 32, 32, 32, 32, 32, 32, 32, 1];
    let network =
        Network::new(&sizes, Bend::Relu, |_| 1.0, story.seed, &story.device);
    let seen = network.learn(&points, 0.01, 1)?;
    examine(story, "large weights", &seen[..1], 0, 0.01);
    let size = |layer: &Layer| {
        let all = layer.outputs.concat();
        let square: f64 = all.iter().map(|z| z * z).sum();
        (square / all.len() as f64).sqrt()
    };
    let sizes: Vec<f64> = seen[0].layers.iter().map(size).collect();
    let layers: Vec<_> = (1..=sizes.len()).map(|k| k as f64).collect();
    let chart = Chart::new("Size of outputs, log scale", "layer", "")
        .small()
        .log_y();
    story.figure("exploding", chart.points("", &layers, &sizes))
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

/// The length of each layer's gradient beside that of its weights.
pub fn slopes(seen: &Seen) -> Vec<f64> {
    let slope = |layer: &Layer| layer.gradient_length / layer.weight_length;
    seen.layers.iter().map(slope).collect()
}
