//! The still of a recorded run: what stands on paper, and on a page without
//! JavaScript. Drawn by the lessons' own figures.

use anyhow::{Context, Result, anyhow};
use descent::{
    data::Points,
    device::{self, Backend, Precision},
    model::Line,
};
use figure::{Figure, number::range};
use program::scene;
use serde_json::{Value, from_value};

/// One run as its points, first and last line; several as paths on the bowl.
pub fn draw(recording: &Value) -> Result<String> {
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
    figure::svg(&figure).map_err(|error| anyhow!("{error}"))
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
    let mut bowl = scene::bowl(points, &device, ("start", start), best, [])?;
    for run in runs {
        let steps = run["steps"].as_array().context("no steps")?;
        let along = |i: usize| -> Result<Vec<f64>> {
            let param = |step: &Value| step["params"][i].as_f64();
            let path: Option<Vec<f64>> = steps.iter().map(param).collect();
            path.context("a step without parameters")
        };
        let name = run["name"].as_str().unwrap_or_default();
        bowl = bowl.path(name, &along(0)?, &along(1)?);
    }
    Ok(bowl.into())
}
