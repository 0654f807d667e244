//! A network that learns a curve: the animation, and some moments of it.

use descent::{device::to_host, model::Mlp};
use lessons::{
    Result, Story, args,
    figure::{Chart, Figure},
};
use serde_json::json;

use crate::curves::{TARGETS, learn, seen};

/// A network of 16 hidden units learning the sine.
pub fn of_learning(story: &mut Story, flags: &args::CurveFlags) -> Result<()> {
    let (name, target) = TARGETS[1];
    let every = flags.steps.div_ceil(40);
    let mut frames = Vec::new();
    let start = Mlp::new([1, 16, 1], story.seed, &story.device);
    learn(story, flags, target, start, |update, y| {
        if update % every == 0 || update == flags.steps {
            frames.push((update, to_host(y)?));
        }
        Ok(())
    })?;
    let x = seen();
    let truth: Vec<f64> = x.iter().map(|x| target(*x)).collect();
    let chart = |title: String| {
        let chart = Chart::new(title, "x", "y").dashed(name, &x, &truth);
        chart.y_range(-1.5, 1.5)
    };
    let last = frames.len() - 1;
    let moments = [0, last / 8, last / 2, last].map(|i| &frames[i]);
    let still = moments.into_iter().fold(
        chart("16 hidden units learn the sine".into()),
        |chart, (update, y)| chart.line(&format!("update {update}"), &x, y),
    );
    story.figure("learning", still)?;
    record(story, name, [&x, &truth], &frames)?;
    let frames = frames.iter().map(|(update, y)| -> Figure {
        let chart = chart(format!("update {update}"));
        chart.line("16 hidden units", &x, y).into()
    });
    story.animation("learning", 120, frames)
}

/// The frames for the player of the book, rounded to what a picture shows.
fn record(
    story: &mut Story,
    name: &str,
    [x, truth]: [&[f64]; 2],
    frames: &[(usize, Vec<f64>)],
) -> Result<()> {
    let round = |v: f64| (v * 1e4).round() / 1e4;
    let rounded = |values: &[f64]| -> Vec<f64> {
        values.iter().copied().map(round).collect()
    };
    let steps = frames.iter().map(|(update, y)| {
        let squares = y.iter().zip(truth).map(|(y, truth)| (y - truth).powi(2));
        let rmse = (squares.sum::<f64>() / y.len() as f64).sqrt();
        json!({ "update": update, "loss": round(rmse), "y": rounded(y) })
    });
    let run = json!({
        "name": "16 hidden units",
        "steps": steps.collect::<Vec<_>>(),
    });
    let curve = json!({ "name": name, "x": rounded(x), "y": rounded(truth) });
    let recording = json!({ "curve": curve, "runs": [run] });
    story.file("learning.json", recording.to_string().as_bytes())
}
