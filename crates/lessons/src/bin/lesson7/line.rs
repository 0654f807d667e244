//! The race down the bowl of a line.

use descent::{data::tensor, loss, model::Line};
use lessons::{
    Result, Story, args,
    scene::{self, LineFit, Recording},
};

use crate::{pictures, race, table};

pub fn race_down(story: &mut Story, flags: &args::RaceFlags) -> Result<()> {
    story.heading("A race down the bowl of a line");
    let points = flags.points.line(story.seed);
    let best = Line::least_squares(&points);
    let start = flags.points.start.unwrap_or([-2.0, 4.0]);
    let (x, y) = points.tensors(&story.device);
    let (columns, w) =
        (Line::columns(x.clone()), tensor(&start, &story.device));
    let fit = LineFit::new(points, Line::PARAMS, 0, start, None, "MSE");
    let mse = |w| loss::mse(Line::from(w).forward(x.clone()), y.clone());
    let (goal, most) = (1e-6, flags.steps);
    let rates = [0.5, 0.1, 0.1, 5.0, 0.5, 0.5, 1.0];
    let rates = rates.map(|lr| flags.lr.unwrap_or(lr));
    let [a, b] = start;
    story.say(format!("From a = {a}, b = {b}. What it takes to bring the"));
    story.say("MSE to 0.000001 or below:");
    let race = |story: &Story, optimiser, lr| {
        let recorder = story.recorder(flags.live, most, 40, &fit);
        race::run(optimiser, lr, mse, &w, (goal, most), recorder)
    };
    let runs = table::race_all(story, "optimisers", rates, goal, race)?;
    story
        .say("\nOne burn step of L-BFGS evaluates the gradient several times:");
    story.say("where it stands, and along the way that it looks down.");
    story.chart("loss", pictures::losses(&runs, goal))?;
    let (names, start) = (Line::PARAMS, ("start", start));
    let bowl = scene::bowl(names, columns, y.clone(), start, best)?;
    pictures::draw(story, "paths", &bowl, &runs)?;
    // Frames of all runs show the same updates: of the longest, forty.
    let longest = runs.iter().map(|(_, run)| run.trace.last().update).max();
    let stride = longest.unwrap_or(0).div_ceil(40).max(1);
    let recordings = runs.iter().map(|(name, run)| {
        let frames = run.trace.last().update.div_ceil(stride);
        Recording::new(*name, &run.trace, frames)
    });
    story.recording("paths", &fit, recordings)
}
