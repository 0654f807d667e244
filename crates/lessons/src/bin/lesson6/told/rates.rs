//! Descents on a line, side by side: too small, good, too large.

use descent::{
    doctor::Run,
    model::Line,
    train::{Trace, as_far_as_it_went},
};
use program::{
    Result, Story,
    doctor::DoctorFlags,
    number,
    number::fixed,
    points::LiveFlags,
    problem,
    scene::{self, LineFit, Recording},
    value::each_once,
};
use serde_json::json;

use crate::problem::Problem;

pub fn tell(
    story: &mut Story,
    given: &[f64],
    updates: usize,
    problem: &problem::Problem,
    start: Option<[f64; 2]>,
    (live, doctor): (LiveFlags, DoctorFlags),
) -> Result<()> {
    story.heading("Too small, good, too large");
    let points = problem.points.clone();
    // Off both axes of the bowl, so that each learning rate shows on both.
    let start = start.unwrap_or([-2.0, 4.0]);
    let line = Problem::line(&points, start, &story.device)?;
    let limit = line.curvature.largest_stable_lr();
    let rates = match (given, &problem.own) {
        ([], None) => vec![0.01, 0.5, 0.8],
        ([], Some(_)) => [0.01, 0.5, 1.02].map(|s| short(s * limit)).into(),
        (given, _) => each_once(given.to_vec()),
    };
    let [a, b] = start;
    let shown = fixed(limit, 4);
    story.say(format!(
        "A line, from a = {a}, b = {b}, for {updates} updates. \
         The limit is {shown}.\n"
    ));
    story.line("learning rate   largest |1 − lr λ|   MSE");
    let fit = LineFit::new(points, start, None, "MSE").axes(problem.axes());
    let (mut runs, mut results) = (Vec::new(), Vec::new());
    let mut looked = Vec::new();
    for lr in &rates {
        let factor = line.curvature.factor(*lr);
        let row = format!("{lr:13} {factor:20.4}");
        let recorder = story.recorder(live, updates, 40, &fit);
        let name = format!("learning rate {lr}");
        let ended = line.descend(*lr, updates, recorder);
        let (trace, diverged) = as_far_as_it_went(ended)?;
        story.trace_line(&name, &trace, &fit.points);
        looked.push((name.clone(), Run::of(&trace, *lr)));
        match diverged {
            None => {
                let losses = trace.losses();
                let [first, last] = [losses[0], losses[updates]].map(number);
                story.line(format!("{row}   {first} → {last}"));
                results.push(json!({
                    "lr": lr, "factor": factor, "losses": losses,
                }));
                runs.push((name, trace));
            }
            Some(_) => {
                let update = trace.steps.len();
                story.line(format!("{row}   diverged at update {update}"));
                results.push(json!({
                    "lr": lr, "factor": factor, "diverged_at_update": update,
                }));
            }
        }
    }
    story.say("\nA factor below 1 shrinks the distance, one above 1 grows it.");
    story.result("rates", results);
    for (name, run) in looked {
        story.diagnose_line(doctor, &name, &fit.points, run);
    }
    draw(story, problem, &fit, &runs)
}

/// A rate with three digits that count: a label takes no more.
fn short(rate: f64) -> f64 {
    format!("{rate:.2e}").parse().unwrap_or(rate)
}

fn draw(
    story: &mut Story,
    problem: &problem::Problem,
    fit: &LineFit,
    runs: &[(String, Trace)],
) -> Result<()> {
    let losses: Vec<_> = runs
        .iter()
        .map(|(name, trace)| (name.as_str(), trace.losses()))
        .collect();
    let title = problem.title("One line, several rates");
    let chart = scene::losses(&title, "MSE", &losses);
    story.chart("rates", chart.log_y())?;
    let best = Line::least_squares(&fit.points);
    let start = ("start", fit.start);
    let own = runs.iter().filter(|_| problem.own.is_some());
    let own = own.map(|(_, trace)| trace);
    let bowl = scene::bowl(&fit.points, &story.device, start, best, own)?;
    let paths: Vec<_> = runs
        .iter()
        .map(|(name, trace)| (name.clone(), trace))
        .collect();
    story.animation("paths", 100, scene::paths(&bowl, &paths, 30))?;
    let recordings = runs
        .iter()
        .map(|(name, trace)| Recording::new(name, trace, 30));
    story.recording("paths", fit, recordings)
}
