//! The race through Rosenbrock's curved valley.

use burn::tensor::Tensor;
use descent::{
    data::{linspace, tensor},
    train::Recorder,
};
use lessons::{Result, Story, figure::Bowl};

use crate::{pictures, race, table};

pub fn race_through(story: &mut Story) -> Result<()> {
    story.heading("A race through a curved valley");
    story.say("Rosenbrock: (u − 1)² + 100 (v − u²)². Its floor is the curve");
    story.say("v = u², and its minimum, 0, lies at (1, 1). From (−1.2, 1),");
    story.say("what it takes to bring it to 0.01 or below:");
    // ANCHOR: rosenbrock
    let rosenbrock = |w: Tensor<1>| {
        let (u, v) = (w.clone().slice(0..1), w.slice(1..2));
        let off_the_floor = v - u.clone().square();
        (u - 1.0).square() + off_the_floor.square() * 100.0
    };
    // ANCHOR_END: rosenbrock
    let limits = (0.01, 5000);
    let start = tensor(&[-1.2, 1.0], &story.device);
    let rates = [0.002, 0.002, 0.001, 1.0, 0.005, 1.0, 1.0];
    let race = |_: &Story, optimiser, lr| {
        let none = Recorder::new();
        race::run(optimiser, lr, rosenbrock, &start, limits, none)
    };
    let runs = table::race_all(story, "rosenbrock", rates, limits.0, race)?;
    story.say("\nThe learning rates were chosen by hand. With others, others");
    story.say("win: a race tells of the rates as much as of the optimisers.");

    let (u, v) = (linspace(-2.0, 2.0, 80), linspace(-1.0, 3.0, 80));
    let pairs = v.iter().flat_map(|v| u.iter().map(move |u| [*u, *v]));
    let heights: Vec<_> = pairs
        .map(|[u, v]| (u - 1.0).powi(2) + 100.0 * (v - u * u).powi(2))
        .collect();
    let bowl = Bowl::new("Rosenbrock's valley", "u", "v", &u, &v, &heights)
        .mark("start", -1.2, 1.0)
        .mark("minimum", 1.0, 1.0);
    pictures::draw(story, "valley", &bowl, &runs)
}
