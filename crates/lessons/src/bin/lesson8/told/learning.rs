//! A network that learns the sine: the animation, and some moments of it.

use descent::{device::to_host, doctor::Run, model::Mlp};
use figure::{Chart, Figure};
use program::{
    Result, Story,
    doctor::{DoctorFlags, layers},
};
use serde_json::json;

use super::approximation::trace;
use crate::{
    curves::{SEEN, SINE, interval},
    learning::learn,
};

pub fn draw(
    story: &mut Story,
    updates: usize,
    lr: f64,
    doctor: DoctorFlags,
) -> Result<()> {
    let hidden = 16;
    let label = format!("{hidden} hidden units");
    let every = updates.div_ceil(40);
    let (mut frames, mut losses) = (Vec::new(), Vec::new());
    let start = Mlp::new([1, hidden, 1], story.seed, &story.device);
    let points = SINE.seen(SEEN, &story.device);
    let given = points.clone();
    let (network, _) = learn(start, given, lr, updates, |moment| {
        losses.push(moment.loss);
        trace(story, &format!("{} animated", SINE.name), &moment)?;
        let update = moment.update;
        if update % every == 0 || update == updates {
            frames.push((update, to_host(moment.y_pred)?));
        }
        Ok(())
    })?;
    let run = Run {
        losses,
        adaptive: true, // Adam, whose rate falls
        rows: SEEN,
        precision: Some(story.precision),
        layers: layers(&network, &points.0)?.into(),
        ..Run::default()
    };
    story.diagnose_if(doctor, "the network of the animation", &run);
    let x = interval(SEEN);
    let truth = SINE.at(&x);
    let chart = |title: String| {
        let chart = Chart::new(title, "x", "y").dashed(SINE.name, &x, &truth);
        chart.y_range(-1.5, 1.5)
    };
    let last = frames.len() - 1;
    let moments = [0, last / 8, last / 2, last].map(|i| &frames[i]);
    let still = moments.into_iter().fold(
        chart(format!("{label} learn the sine")),
        |chart, (update, y)| chart.line(&format!("update {update}"), &x, y),
    );
    story.figure("learning", still)?;
    record(story, &label, [&x, &truth], &frames)?;
    let frames = frames.iter().map(|(update, y)| -> Figure {
        let chart = chart(format!("update {update}"));
        chart.line(&label, &x, y).into()
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
    let run = json!({ "name": name, "steps": steps.collect::<Vec<_>>() });
    let curve =
        json!({ "name": SINE.name, "x": rounded(x), "y": rounded(truth) });
    let recording = json!({ "curve": curve, "runs": [run] });
    story.file("learning.json", recording.to_string().as_bytes())
}
