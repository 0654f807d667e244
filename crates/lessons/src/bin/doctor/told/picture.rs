//! What the cases have in common: a chart of a run, and the doctor's look
//! at it.

use descent::{
    device::Precision,
    doctor::{Ask, Run},
    train::Trace,
};
use figure::Chart;
use program::Story;

use crate::rows::Rows;

/// 0, 1, 2, …
pub fn count(n: usize) -> Vec<f64> {
    (0..n).map(|k| k as f64).collect()
}

/// The losses of a run.
pub fn losses(title: &str, trace: &Trace) -> Chart {
    let losses = trace.losses();
    let chart = Chart::new(title, "update", "loss");
    chart.line("", &count(losses.len()), &losses)
}

/// Adds a dashed line at a height, over a run.
pub fn level(chart: Chart, trace: &Trace, height: f64) -> Chart {
    let end = (trace.steps.len() - 1) as f64;
    chart.dashed("", &[0.0, end], &[height; 2])
}

/// Asks the doctor about a descent on the MSE of these rows.
pub fn examine(story: &mut Story, name: &str, rows: &Rows, run: Run) {
    let slope = |w: &[f64]| rows.slope(w);
    examine_gradient(story, name, rows, &slope, run);
}

/// The same, of a program that takes this for the gradient.
pub fn examine_gradient(
    story: &mut Story,
    name: &str,
    rows: &Rows,
    gradient: &dyn Fn(&[f64]) -> Vec<f64>,
    run: Run,
) {
    let loss = |w: &[f64]| rows.loss(w);
    let on_rows = |w: &[f64], of| rows.mse(w, of);
    let ask = Ask {
        loss: &loss,
        gradient,
        on_rows: Some(&on_rows),
    };
    let run = Run {
        rows: rows.len(),
        ask: run.ask.or(Some(ask)),
        data: Some(rows.data()),
        precision: run.precision.or(Some(Precision::F64)),
        ..run
    };
    story.diagnose(name, &run);
}
