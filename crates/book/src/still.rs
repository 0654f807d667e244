//! The still of a recorded run: what stands on paper, and on a page without
//! JavaScript. Drawn by the lessons' own figures.

use anyhow::{Context, Result, anyhow};
use descent::{
    data::Points,
    device::{self, Backend, Precision},
    model::Line,
    train::{Step, Trace},
};
use figure::{Figure, number::range};
use program::scene;
use serde_json::{Value, from_value};

/// One run as its points, first and last line; several as paths on the bowl.
/// For a wide page, and for a narrow one.
pub fn draw(recording: &Value) -> Result<[String; 2]> {
    let descent = &recording["descent"];
    let field = |name: &str| descent["points"][name].clone();
    let (x, y) = (from_value(field("x"))?, from_value(field("y"))?);
    let points = Points { x, y };
    let start: [f64; 2] = from_value(descent["start"].clone())?;
    let runs = recording["runs"].as_array().context("no runs")?;
    let figure = match &runs[..] {
        [run] => {
            let loss = descent["loss"].as_str().unwrap_or("loss");
            fit(&points, start, run, loss)?
        }
        _ => paths(&points, start, runs)?,
    };
    let drawn = |svg: figure::Result<String>| {
        svg.map_err(|error| anyhow!("cannot draw a still: {error}"))
    };
    Ok([
        drawn(figure::svg(&figure))?,
        drawn(figure::narrow_svg(&figure))?,
    ])
}

fn fit(
    points: &Points,
    [a, b]: [f64; 2],
    run: &Value,
    name: &str,
) -> Result<Figure> {
    let last = run["steps"].as_array().and_then(|steps| steps.last());
    let last = last.context("no steps")?;
    let end: [f64; 2] = from_value(last["params"].clone())?;
    let (update, loss) = (&last["update"], last["loss"].as_f64());
    let loss = loss.context("no loss")?;
    let (low, high) = range(&points.x).context("no points")?;
    let first = [low, high].map(|x| a * x + b);
    let title = format!("After {update} updates: {name} {loss:.4}");
    let chart = scene::fit(title, points, end[0], end[1]);
    Ok(chart.dashed("first guess", &[low, high], &first).into())
}

fn paths(points: &Points, start: [f64; 2], runs: &[Value]) -> Result<Figure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let best = Line::least_squares(points);
    let traces = runs.iter().map(trace).collect::<Result<Vec<_>>>()?;
    let start = ("start", start);
    let bowl = scene::bowl(points, &device, start, best, &traces)?;
    let paths = runs.iter().zip(&traces).fold(bowl, |bowl, (run, trace)| {
        let name = run["name"].as_str().unwrap_or_default();
        bowl.path(name, &trace.param(0), &trace.param(1))
    });
    Ok(paths.into())
}

/// A run as the lesson had it.
fn trace(run: &Value) -> Result<Trace> {
    let steps = run["steps"].as_array().context("no steps")?;
    let step = |step: &Value| -> Result<Step> {
        Ok(Step {
            params: from_value(step["params"].clone())?,
            ..Step::default()
        })
    };
    let steps = steps.iter().map(step).collect::<Result<_>>()?;
    Ok(Trace { steps })
}
