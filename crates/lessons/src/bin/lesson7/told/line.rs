//! The race down the bowl of a line.

use descent::{data::tensor, model::Line, optimiser::Name};
use program::{
    Result, Story,
    points::{LiveFlags, PointFlags},
    scene::{self, LineFit, Recording},
};

use super::table;
use crate::{landscapes, pictures, race};

/// Chosen by hand.
const RATES: [(Name, f64); 7] = [
    (Name::Sgd, 0.5),
    (Name::Momentum, 0.1),
    (Name::Nesterov, 0.1),
    (Name::Adagrad, 5.0),
    (Name::Rmsprop, 0.5),
    (Name::Adam, 0.5),
    (Name::Lbfgs, 1.0),
];

pub fn tell(
    story: &mut Story,
    one_lr: Option<f64>,
    most: usize,
    flags: &PointFlags,
    live: LiveFlags,
) -> Result<()> {
    story.heading("A race down the bowl of a line");
    let points = flags.line(story.seed);
    let start = flags.start.unwrap_or([-2.0, 4.0]);
    let mse = landscapes::line(points.tensors(&story.device));
    let w = tensor(&start, &story.device);
    let fit = LineFit::new(points, start, None, "MSE");
    let [a, b] = start;
    story.say(format!(
        "From a = {a}, b = {b}. \
         What it takes to bring the MSE to 0.000001 or below:"
    ));
    let goal = 1e-6;
    let rates = RATES.map(|(name, lr)| (name, one_lr.unwrap_or(lr)));
    let race = |story: &Story, optimiser, lr| {
        let recorder = story.recorder(live, most, 40, &fit);
        race::run(optimiser, lr, &mse, &w, (goal, most), recorder)
    };
    let runs = table::race_all(story, "optimisers", rates, goal, race)?;
    story.say(
        "\nOne burn step of L-BFGS evaluates the gradient several times: \
         where it stands, and along the way that it looks down.",
    );
    story.chart("loss", pictures::losses(&runs, goal))?;
    let best = Line::least_squares(&fit.points);
    let start = ("start", start);
    let bowl = scene::bowl(&fit.points, &story.device, start, best)?;
    pictures::paths(story, "paths", &bowl, &runs)?;
    // Frames of all runs show the same updates: of the longest, forty.
    let longest = runs.iter().map(|(_, run)| run.trace.last().update).max();
    let stride = longest.unwrap_or(0).div_ceil(40).max(1);
    let recordings = runs.iter().map(|(name, run)| {
        let frames = run.trace.last().update.div_ceil(stride);
        Recording::new(name.as_str(), &run.trace, frames)
    });
    story.recording("paths", &fit, recordings)
}
