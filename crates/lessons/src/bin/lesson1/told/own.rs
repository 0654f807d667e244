//! The learner's own points, told as the sources' are.

use burn::tensor::Tensor;
use descent::{
    device::{to_host, value},
    model::Line,
};
use figure::{Chart, number::range};
use program::{
    Result, Story, array, number,
    problem::{self, Problem},
};

use crate::points;

/// Most numbers that a list of the story shows.
const SHOWN: usize = 30;

pub fn tell(story: &mut Story, problem: &Problem) -> Result<()> {
    story.heading("Points of your own, and what a tensor is");
    problem.introduce(story);
    let truth = problem.own.as_ref().and_then(|own| own.truth);
    if let Some(truth) = truth {
        let [a, b] = truth.map(|v| v.to_string().replace('-', "−"));
        story.say(format!(
            "{a} and {b} are the parameters: what a model must find. \
             x and y are the data: all that it may see.",
        ));
    }
    story.say("A tensor holds numbers of one type in a shape, on a device.");
    let (x, y) = problem.points.tensors(&story.device);
    let (shape, dtype, device) = (x.dims(), x.dtype(), x.device());
    story.line(format!(
        "x: shape {shape:?}, type {dtype:?}\n   on {device:?}"
    ));
    let first = |t: &Tensor<1>, n: usize| {
        let n = n.min(t.dims()[0]);
        to_host(t.clone().slice(0..n)).map(|values| array(&values))
    };
    if problem.points.len() > SHOWN {
        story.line(format!("The first {SHOWN}:"));
    }
    story.line(format!("x =\n{}", first(&x, SHOWN)?));
    story.line(format!("y =\n{}", first(&y, SHOWN)?));
    story.say("A tensor never changes: x + 1 is a new one, and x stays.");
    let plus_one = x.clone() + 1.0;
    story.line(format!("x + 1 begins {}", first(&plus_one, 3)?));
    story.line(format!("x     begins {}", first(&x, 3)?));
    story.result("line.x", &problem.points.x);
    story.result("line.y", &problem.points.y);
    rest(story, problem, truth)
}

/// What a line leaves of y: the one that made the points, else the best one.
fn rest(
    story: &mut Story,
    problem: &Problem,
    truth: Option<[f64; 2]>,
) -> Result<()> {
    story.heading("A table times the parameters");
    let (points, device) = (&problem.points, &story.device);
    let line = truth.unwrap_or(Line::least_squares(points));
    let (x, y) = points.tensors(device);
    let (columns, on_line) = points::product(x, line);
    let shape = columns.dims();
    let rows = to_host(columns.slice(0..shape[0].min(5)))?;
    let mean = value((y - on_line).mean())?;
    let [a, b] = line.map(number);
    story.say(format!(
        "The table X has two columns: x, and ones. \
         So X @ w is x·a + 1·b in every row; w holds a = {a} and b = {b}."
    ));
    story.line(format!("X: shape {shape:?}, its first rows"));
    for row in rows.chunks(2) {
        story.line(format!("  {}", array(row)));
    }
    let shown = number(mean);
    story.say(match truth {
        Some(_) => format!("The noise is y − X @ w. Its mean is {shown}."),
        None => format!(
            "Nobody knows a line that made these points; \
             this one fits them best, by least squares. \
             What it leaves is y − X @ w, of mean {shown}."
        ),
    });
    story.result("line.mean_of_rest", mean);
    let (low, high) = range(&points.x).unwrap_or_default();
    let ends = [low, high].map(|x| line[0] * x + line[1]);
    let dashed = match truth {
        Some(truth) => problem::line(truth),
        None => "least squares".into(),
    };
    let [x, y] = problem.axes();
    let chart = Chart::new(problem.title(""), x, y)
        .points("your points", &points.x, &points.y)
        .dashed(&dashed, &[low, high], &ends);
    story.chart("line", chart)
}
