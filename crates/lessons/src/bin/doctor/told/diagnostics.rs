//! Three looks into a network that tell more than its loss: what its units say,
//! where its gradient gets lost, how far an update goes (after Karpathy,
//! nn-zero-to-hero, makemore part 3).

use descent::doctor::Bend;
use figure::Chart;
use program::{Result, Story};

use super::{
    layers::{curve, slopes},
    units::histogram,
    updates,
};
use crate::network::Network;

/// Six hidden layers.
const SIZES: [usize; 8] = [1, 32, 32, 32, 32, 32, 32, 1];

/// The deviation of the first weights, times √inputs, and its name.
const STARTS: [(&str, f64); 3] =
    [("small", 0.5), ("right", 1.0), ("large", 5.0)];

/// What bends, and the deviation of its first weights, times √inputs.
const BENDS: [(&str, Bend, f64); 3] = [
    ("ReLU", Bend::Relu, std::f64::consts::SQRT_2),
    ("tanh", Bend::Tanh, 1.0),
    ("sigmoid", Bend::Sigmoid, 1.0),
];

pub fn network(story: &Story, bend: Bend, gain: f64) -> Network {
    let deviation = |inputs: f64| gain / inputs.sqrt();
    Network::new(&SIZES, bend, deviation, story.seed, &story.device)
}

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Three looks into a network");
    story.say("Six hidden layers of 32 units, for a curve.");
    outputs(story)?;
    gradients(story)?;
    updates::tell(story)
}

fn outputs(story: &mut Story) -> Result<()> {
    story.say(
        "\nTanh, from first weights of deviation 0.5, 1 and 5 by √inputs, before \
         any update. Of the outputs of the sixth layer:\n",
    );
    story.line("first weights   beyond ±0.94   within ±0.05");
    let points = curve(story, 1.0);
    let mut chart =
        Chart::new("Outputs of layer 6, % of all", "output", "%").unmarked();
    for (name, gain) in STARTS {
        let mut network = network(story, Bend::Tanh, gain);
        let seen = network.step(&points.0, &points.1, 0.0)?;
        let all = seen.layers[5].outputs.concat();
        let part = |of: &dyn Fn(f64) -> bool| {
            let count = all.iter().filter(|z| of(z.abs())).count();
            100.0 * count as f64 / all.len() as f64
        };
        let (ends, zero) = (part(&|z| z > 0.94), part(&|z| z < 0.05));
        story.line(format!("{name:13} {ends:>12.1} % {zero:>12.1} %"));
        story.result(&format!("outputs.{name}.ends"), ends);
        story.result(&format!("outputs.{name}.zero"), zero);
        let (middles, shares) = histogram(&all, 25);
        chart = chart.line(name, &middles, &shares);
    }
    story.figure("outputs", chart.y_range(0.0, 50.0))
}

fn gradients(story: &mut Story) -> Result<()> {
    story.say(
        "\nThree functions that bend. The length of each layer's gradient as a \
         part of the length of its weights, before any update; that of the \
         first layer beside the steepest:\n",
    );
    story.line("bend        first / steepest");
    let points = curve(story, 1.0);
    let title = "Gradient beside weights, log scale";
    let mut chart = Chart::new(title, "layer", "").log_y();
    for (name, bend, gain) in BENDS {
        let mut network = network(story, bend, gain);
        let slopes = slopes(&network.step(&points.0, &points.1, 0.0)?);
        let steepest = slopes.iter().copied().fold(0.0, f64::max);
        let part = slopes[0] / steepest;
        story.line(format!("{name:10} {part:>17.1e}"));
        story.result(&format!("gradients.{name}"), part);
        let layers: Vec<_> = (1..=slopes.len()).map(|k| k as f64).collect();
        chart = chart.line(name, &layers, &slopes);
    }
    story.figure("gradients", chart)
}
