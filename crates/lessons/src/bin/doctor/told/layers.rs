//! Networks whose layers are ill: numbers that fade or grow on their way.

use burn::tensor::Tensor;
use descent::{
    data::{linspace, tensor},
    doctor::{Bend, Layer, Run},
};
use figure::Chart;
use program::{Result, Story};

use crate::{looked::Seen, network::Network};

/// 40 points of sin 2x, x from −`reach` to `reach` times 2.
pub fn curve(story: &Story, reach: f64) -> (Tensor<2>, Tensor<1>) {
    let x = linspace(-2.0, 2.0, 40);
    let y: Vec<f64> = x.iter().map(|x| (2.0 * x).sin()).collect();
    let x: Vec<f64> = x.into_iter().map(|x| reach * x).collect();
    let device = &story.device;
    (tensor(&x, device).unsqueeze_dim(1), tensor(&y, device))
}

/// Asks the doctor about what a network did, with its layers at one moment.
pub fn examine(
    story: &mut Story,
    name: &str,
    seen: &[Seen],
    at: usize,
    rate: f64,
) {
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
    let chart = Chart::new(title, "layer", "").log_y();
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
    let chart = Chart::new("Size of outputs, log scale", "layer", "").log_y();
    story.figure("exploding", chart.points("", &layers, &sizes))
}

/// The length of each layer's gradient beside that of its weights.
pub fn slopes(seen: &Seen) -> Vec<f64> {
    let slope = |layer: &Layer| layer.gradient_length / layer.weight_length;
    seen.layers.iter().map(slope).collect()
}
