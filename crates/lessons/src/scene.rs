//! What several lessons draw.

use burn::tensor::Tensor;
use descent::{
    data::{Points, linspace},
    loss,
    train::{Step, Trace},
};

use crate::{
    Result,
    figure::{Bowl, Chart, Figure},
};

/// The points and the line y = slope · x + intercept.
pub fn fit(
    title: impl Into<String>,
    points: &Points,
    slope: f64,
    intercept: f64,
) -> Chart {
    let (low, high) = range(&points.x);
    let line = [low, high].map(|x| slope * x + intercept);
    Chart::new(title, "x", "y")
        .points("data", &points.x, &points.y)
        .line("model", &[low, high], &line)
}

/// Draws moments of a run that fits a line to these points from `start` on;
/// `slope` and `intercept` are the indices of these parameters. The axes stay
/// the same from frame to frame.
pub fn fitting(
    points: &Points,
    start: [f64; 2],
    [slope, intercept]: [usize; 2],
) -> impl Fn(&Step) -> Chart + Clone + 'static {
    let points = points.clone();
    let at_start = points.x.iter().map(|x| start[slope] * x + start[intercept]);
    let (low, high) =
        range(&at_start.chain(points.y.clone()).collect::<Vec<_>>());
    let margin = 0.05 * (high - low);
    move |step| {
        let title = format!("update {}: loss {:.4}", step.update, step.loss);
        let params = &step.params;
        fit(title, &points, params[slope], params[intercept])
            .y_range(low - margin, high + margin)
    }
}

/// A run as an animation of at most `count` frames, each drawn by `frame`.
pub fn frames(
    trace: &Trace,
    count: usize,
    frame: impl Fn(&Step) -> Chart,
) -> Vec<Figure> {
    let steps = trace.frames(count).into_iter();
    steps.map(|step| frame(step).into()).collect()
}

/// A loss over the updates of a run, one line for each named run.
pub fn losses(title: &str, loss: &str, runs: &[(&str, Vec<f64>)]) -> Chart {
    let chart = Chart::new(title, "update", loss);
    runs.iter().fold(chart, |chart, (name, losses)| {
        let steps: Vec<f64> = (0..losses.len()).map(|k| k as f64).collect();
        chart.line(name, &steps, losses)
    })
}

/// The mean squared error over two parameters with these names, wide enough
/// for a descent from `start` to `minimum`, which it marks. `columns` has
/// shape `[n, 2]`, y `[n]`.
pub fn bowl(
    names: [&str; 2],
    columns: Tensor<2>,
    y: Tensor<1>,
    start: [f64; 2],
    minimum: [f64; 2],
) -> Result<Bowl> {
    let axis = |i: usize| {
        let (low, high) = range(&[start[i], minimum[i]]);
        let room = 0.5 * (high - low).max(1.0);
        linspace(low - room, high + room, 60)
    };
    let [first, second] = [axis(0), axis(1)];
    let losses = loss::mse_on_grid(&first, &second, columns, y)?;
    let title = "Mean squared error over the two parameters";
    Ok(
        Bowl::new(title, names[0], names[1], &first, &second, &losses)
            .mark("start", start[0], start[1])
            .mark("minimum", minimum[0], minimum[1]),
    )
}

fn range(values: &[f64]) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    values
        .iter()
        .fold(none, |(low, high), v| (low.min(*v), high.max(*v)))
}
