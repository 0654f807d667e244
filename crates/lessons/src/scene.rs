//! What several lessons draw.

use burn::tensor::Tensor;
use descent::{
    data::{Points, linspace},
    loss,
    train::{Step, Trace},
};

use serde::Serialize;

use crate::{
    Result,
    figure::{Bowl, Chart, Figure},
    number,
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

/// A line on its way to some points: what an animation shows of it, as a
/// chart for each step, and as numbers for the players of the book.
#[derive(Clone, Serialize)]
pub struct LineFit {
    /// The points.
    pub points: Points,
    /// The names of the two parameters.
    pub names: [&'static str; 2],
    /// Which parameter is the slope, 0 or 1; the other is the intercept.
    pub slope: usize,
    /// Where the descent starts.
    pub start: [f64; 2],
    /// The learning rate, for the gradient of the mean squared error, where
    /// all runs have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lr: Option<f64>,
    /// What the record calls the loss: MSE or RMSE.
    pub loss: &'static str,
}

impl LineFit {
    /// A fit of these points with parameters of these names; the slope is the
    /// parameter at index `slope`.
    pub fn new(
        points: Points,
        names: [&'static str; 2],
        slope: usize,
        start: [f64; 2],
        lr: impl Into<Option<f64>>,
        loss: &'static str,
    ) -> Self {
        LineFit {
            points,
            names,
            slope,
            start,
            lr: lr.into(),
            loss,
        }
    }

    /// One step. The axes stay the same from step to step.
    pub fn chart(&self, step: &Step) -> Chart {
        let slope_and_intercept =
            |params: &[f64]| (params[self.slope], params[1 - self.slope]);
        let (slope, intercept) = slope_and_intercept(&self.start);
        let begin = self.points.x.iter().map(|x| slope * x + intercept);
        let all: Vec<f64> = begin.chain(self.points.y.clone()).collect();
        let (low, high) = range(&all);
        let margin = 0.05 * (high - low);
        let (update, loss) = (step.update, number(step.loss));
        let title = format!("update {update}: {} {loss}", self.loss);
        let (slope, intercept) = slope_and_intercept(&step.params);
        fit(title, &self.points, slope, intercept)
            .y_range(low - margin, high + margin)
    }

    /// The animation of a run, in at most `count` frames.
    pub fn frames<'a>(
        &'a self,
        trace: &'a Trace,
        count: usize,
    ) -> impl ExactSizeIterator<Item = Figure> + 'a {
        let steps = trace.frames(count).into_iter();
        steps.map(|step| self.chart(step).into())
    }
}

/// One of the runs of an animation, as the players of the book take it.
#[derive(Serialize)]
pub struct Recording {
    /// Its name among the others.
    pub name: String,
    /// The start and the frames, with the loss that the lesson prints.
    pub steps: Vec<Step>,
    /// The indices of the points in each update's batch; none if all points
    /// are in each.
    pub batches: Vec<Vec<i64>>,
}

impl Recording {
    /// The start of a run and at most `frames` moments of it.
    pub fn new(name: impl Into<String>, trace: &Trace, frames: usize) -> Self {
        let start = trace.steps.first().into_iter();
        let steps = start.chain(trace.frames(frames)).cloned().collect();
        let (name, batches) = (name.into(), Vec::new());
        Recording {
            name,
            steps,
            batches,
        }
    }
}

/// A loss over the updates of a run, one line for each named run.
pub fn losses(title: &str, loss: &str, runs: &[(&str, Vec<f64>)]) -> Chart {
    let chart = Chart::new(title, "update", loss);
    runs.iter().fold(chart, |chart, (name, losses)| {
        let steps: Vec<f64> = (0..losses.len()).map(|k| k as f64).collect();
        chart.line(name, &steps, losses)
    })
}

/// An animation of several named runs over a bowl, in `count` frames: frame k
/// shows the first k parts of the longest run, and of the others as many
/// updates.
pub fn paths<'a>(
    bowl: &'a Bowl,
    runs: &'a [(String, &Trace)],
    count: u16,
) -> impl ExactSizeIterator<Item = Figure> + 'a {
    let count = usize::from(count);
    let steps = runs.iter().map(|(_, trace)| trace.steps.len());
    let longest = steps.max().unwrap_or(0);
    (0..count).map(move |frame| {
        let paths = runs.iter().fold(bowl.clone(), |bowl, (name, trace)| {
            let end = longest * (frame + 1) / count;
            let path = |i| -> Vec<f64> {
                trace.param(i).into_iter().take(end.max(1)).collect()
            };
            bowl.path(name, &path(0), &path(1))
        });
        paths.into()
    })
}

/// The mean squared error over two parameters with these names, wide enough
/// for a descent from `start` (with its name) to `minimum`; both are marked.
/// `columns` has shape `[n, 2]`, y `[n]`.
pub fn bowl(
    names: [&str; 2],
    columns: Tensor<2>,
    y: Tensor<1>,
    (label, start): (&str, [f64; 2]),
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
            .mark(label, start[0], start[1])
            .mark("minimum", minimum[0], minimum[1]),
    )
}

fn range(values: &[f64]) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    values
        .iter()
        .fold(none, |(low, high), v| (low.min(*v), high.max(*v)))
}
