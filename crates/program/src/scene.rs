//! What several lessons draw.

use burn::tensor::Device;
use descent::{
    data::{Points, linspace},
    loss,
    model::Line,
    train::{Step, Trace},
};
use figure::{Bowl, Chart, Figure, number::range};
use serde::Serialize;

use crate::{Result, number};

/// The points and the line y = a x + b.
pub fn fit(title: impl Into<String>, points: &Points, a: f64, b: f64) -> Chart {
    let (low, high) = range(&points.x).unwrap_or_default();
    let line = [low, high].map(|x| a * x + b);
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
    /// Where the descent starts: (a, b), slope and intercept.
    pub start: [f64; 2],
    /// The learning rate, for the gradient of the mean squared error, where
    /// all runs have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lr: Option<f64>,
    /// What the record calls the loss: MSE or RMSE.
    pub loss: &'static str,
    /// What x and y are called.
    #[serde(skip)]
    axes: [String; 2],
}

impl LineFit {
    /// A fit of these points.
    pub fn new(
        points: Points,
        start: [f64; 2],
        lr: impl Into<Option<f64>>,
        loss: &'static str,
    ) -> Self {
        let lr = lr.into();
        LineFit {
            points,
            start,
            lr,
            loss,
            axes: ["x", "y"].map(String::from),
        }
    }

    /// The same, with other names for x and y.
    pub fn axes(mut self, axes: [&str; 2]) -> Self {
        self.axes = axes.map(String::from);
        self
    }

    /// One step. The axes stay the same from step to step.
    pub fn chart(&self, step: &Step) -> Chart {
        let [a, b] = self.start;
        let begin = self.points.x.iter().map(|x| a * x + b);
        let all: Vec<f64> = begin.chain(self.points.y.clone()).collect();
        let (low, high) = range(&all).unwrap_or_default();
        let margin = 0.05 * (high - low);
        let (update, loss) = (step.update, number(step.loss));
        let title = format!("update {update}: {} {loss}", self.loss);
        fit(title, &self.points, step.params[0], step.params[1])
            .axes(self.axes.each_ref().map(String::as_str))
            .y_range(low - margin, high + margin)
    }

    /// The animation of a run: the start, and at most `count` frames after it.
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
        let steps = trace.frames(frames).into_iter().cloned().collect();
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

/// About how many steps a path of an animation shows at most: a noisy one
/// covers itself long before, and takes minutes to draw.
pub const PATH: usize = 700;

/// An animation of several named runs over a bowl: the start, and `count`
/// frames after it. Frame k shows the first k parts of the longest run, and of
/// the others as many updates. Until the last frame a long path is drawn with
/// fewer of its steps, evenly spaced.
pub fn paths<'a>(
    bowl: &'a Bowl,
    runs: &'a [(String, &Trace)],
    count: u16,
) -> impl ExactSizeIterator<Item = Figure> + 'a {
    let count = usize::from(count);
    let steps = runs.iter().map(|(_, trace)| trace.steps.len());
    let longest = steps.max().unwrap_or(0);
    (0..count + 1).map(move |frame| {
        let paths = runs.iter().fold(bowl.clone(), |bowl, (name, trace)| {
            let end = longest * frame / count;
            let end = end.max(1).min(trace.steps.len());
            let before = trace.steps[..end.saturating_sub(1)].iter();
            let stride = match frame == count {
                true => 1, // the whole path, at the end
                false => trace.steps.len().div_ceil(PATH).max(1),
            };
            let last = trace.steps[..end].last();
            let shown = before.step_by(stride).chain(last);
            let path = |i: usize| -> Vec<f64> {
                shown.clone().map(|step| step.params[i]).collect()
            };
            bowl.path(name, &path(0), &path(1))
        });
        paths.into()
    })
}

/// The mean squared error of a line over its parameters a and b, wide enough
/// for a descent from `start` (with its name) to `minimum`; both are marked.
/// And for these runs, where they go no farther from the minimum than three
/// times as far as they began.
///
/// # Errors
/// A device that fails.
pub fn bowl<'a>(
    points: &Points,
    device: &Device,
    (label, start): (&str, [f64; 2]),
    minimum: [f64; 2],
    runs: impl IntoIterator<Item = &'a Trace>,
) -> Result<Bowl> {
    let steps: Vec<_> = runs.into_iter().flat_map(|run| &run.steps).collect();
    let axis = |i: usize| {
        let reach = 3.0 * (start[i] - minimum[i]).abs();
        let near = |value: &f64| (value - minimum[i]).abs() <= reach;
        let seen = steps.iter().map(|step| step.params[i]).filter(near);
        let room = 0.5 * (start[i] - minimum[i]).abs().max(1.0);
        let wide = |end: f64| [end - room, end + room];
        let ends = [start[i], minimum[i]].into_iter().flat_map(wide);
        // A run keeps a tenth of that from the border.
        let runs = seen.flat_map(|v| [v - 0.1 * room, v + 0.1 * room]);
        let (low, high) = range(ends.chain(runs)).unwrap_or_default();
        linspace(low, high, 60)
    };
    let [a, b] = [axis(0), axis(1)];
    let (x, y) = points.tensors(device);
    let losses = loss::mse_on_grid(&a, &b, Line::columns(x), y)?;
    let title = "Mean squared error over the two parameters";
    let [a_name, b_name] = Line::PARAMS;
    Ok(Bowl::new(title, a_name, b_name, &a, &b, &losses)
        .mark(label, start[0], start[1])
        .mark("minimum", minimum[0], minimum[1]))
}

/// The mean squared error of a line around the parameters `centre`: `reach` up
/// and down, half as far again to both sides. Units are as long on one axis as
/// on the other, so that right angles and circles look it.
///
/// # Errors
/// A device that fails.
pub fn bowl_around(
    title: &str,
    points: &Points,
    device: &Device,
    centre: [f64; 2],
    reach: f64,
) -> Result<Bowl> {
    let axis = |middle: f64, reach: f64, count: usize| {
        linspace(middle - reach, middle + reach, count)
    };
    let a = axis(centre[0], 1.5 * reach, 91);
    let b = axis(centre[1], reach, 61);
    let (x, y) = points.tensors(device);
    let losses = loss::mse_on_grid(&a, &b, Line::columns(x), y)?;
    let [a_name, b_name] = Line::PARAMS;
    Ok(Bowl::new(title, a_name, b_name, &a, &b, &losses).equal_units())
}
