//! Descents on a line, side by side: too small, good, too large.

use descent::{Error, data::tensor, model::Line, train::descend};
use lessons::{Story, Result, args, number, scene, scene::LineFit};
use serde_json::json;

use crate::problem::Problem;

pub fn compare(story: &mut Story, flags: &args::RateFlags) -> Result<()> {
    story.heading("Too small, good, too large");
    let points = flags.points.line(story.seed);
    let best = Line::least_squares(&points);
    // Off both axes of the bowl, so that each learning rate shows on both.
    let start = flags.points.start.unwrap_or([-2.0, 4.0]);
    let (x, y) = points.tensors(&story.device);
    let (columns, w) = (Line::columns(x), tensor(&start, &story.device));
    let line = Problem::new(columns.clone(), y.clone(), w, best.to_vec())?;
    let fit = LineFit::new(points, Line::PARAMS, 0, start, None, "MSE");
    let (limit, updates) = (line.curvature.largest_stable_lr(), flags.steps);
    let [a, b] = start;
    story.say(format!(
        "A line, from a = {a}, b = {b}, for {updates} updates."
    ));
    story.say(format!("The limit is {limit:.4}.\n"));
    story.say("learning rate   largest |1 − lr λ|   MSE");
    let (mut runs, mut results) = (Vec::new(), Vec::new());
    for lr in flags.rates() {
        let recorder = story.recorder(flags.live, updates, 40, &fit);
        // ANCHOR: rates
        let factor = line.curvature.factor(lr);
        let start = line.start.clone();
        let ended = descend(start, lr, updates, recorder, |w| line.mse(w));
        // ANCHOR_END: rates
        let row = format!("{lr:13} {factor:20.4}");
        match ended {
            Ok(trace) => {
                let losses = trace.losses();
                let [first, last] = [losses[0], losses[updates]].map(number);
                story.say(format!("{row}   {first} → {last}"));
                let result =
                    json!({ "lr": lr, "factor": factor, "losses": losses });
                results.push(result);
                runs.push((format!("learning rate {lr}"), trace));
            }
            Err(Error::Diverged { update, .. }) => {
                story.say(format!("{row}   diverged at update {update}"));
                results.push(json!({
                    "lr": lr, "factor": factor, "diverged_at_update": update,
                }));
            }
            Err(other) => return Err(other.into()),
        }
    }
    story
        .say("\nA factor below 1 shrinks the distance, one above 1 grows it.");
    story.result("rates", results);

    let losses: Vec<_> = runs
        .iter()
        .map(|(name, trace)| (name.as_str(), trace.losses()))
        .collect();
    let chart = scene::losses("One line, several rates", "MSE", &losses);
    story.chart("rates", chart.log_y())?;
    let (names, start) = (Line::PARAMS, ("start", start));
    let bowl = scene::bowl(names, columns, y, start, best)?;
    let paths: Vec<_> = runs
        .iter()
        .map(|(name, trace)| (name.clone(), trace))
        .collect();
    story.animation("paths", 100, scene::paths(&bowl, &paths, 30))?;
    let recordings = runs
        .iter()
        .map(|(name, trace)| scene::Recording::new(name, trace, 30));
    story.recording("paths", &fit, recordings)
}
