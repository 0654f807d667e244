//! The still of a recorded run: what stands on paper, and on a page without
//! JavaScript. Drawn by the lessons' own figures.

use anyhow::{Context, Result, anyhow};
use descent::{
    data::{Points, with_ones},
    device::{self, Backend, Precision},
    model::Line,
};
use lessons::{
    figure::{self, Figure},
    scene,
};
use serde_json::{Value, from_value};

/// One run as its points, first and last line; several as paths on the bowl.
pub fn draw(recording: &Value) -> Result<String> {
    let descent = &recording["descent"];
    let field = |name: &str| descent["points"][name].clone();
    let (x, y) = (from_value(field("x"))?, from_value(field("y"))?);
    let points = Points { x, y };
    let slope: usize = from_value(descent["slope"].clone())?;
    let start: [f64; 2] = from_value(descent["start"].clone())?;
    let runs = recording["runs"].as_array().context("no runs")?;
    let figure = match &runs[..] {
        [run] => {
            let loss = descent["loss"].as_str().unwrap_or("loss");
            fit(&points, slope, start, run, loss)?
        }
        _ => {
            let names: [String; 2] = from_value(descent["names"].clone())?;
            paths(&points, slope, start, &names, runs)?
        }
    };
    figure::svg(&figure).map_err(|error| anyhow!("{error}"))
}

fn fit(
    points: &Points,
    slope: usize,
    start: [f64; 2],
    run: &Value,
    name: &str,
) -> Result<Figure> {
    let last = run["steps"].as_array().and_then(|steps| steps.last());
    let last = last.context("no steps")?;
    let end: [f64; 2] = from_value(last["params"].clone())?;
    let (update, loss) = (&last["update"], last["loss"].as_f64());
    let loss = loss.context("no loss")?;
    let low = points.x.iter().copied().fold(f64::INFINITY, f64::min);
    let high = points.x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let first = [low, high].map(|x| start[slope] * x + start[1 - slope]);
    let title = format!("After {update} updates: {name} {loss:.4}");
    let chart = scene::fit(title, points, end[slope], end[1 - slope]);
    Ok(chart.dashed("first guess", &[low, high], &first).into())
}

fn paths(
    points: &Points,
    slope: usize,
    start: [f64; 2],
    names: &[String; 2],
    runs: &[Value],
) -> Result<Figure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let [a, b] = Line::least_squares(points);
    let (columns, best) = match slope {
        0 => (Line::columns(x), [a, b]),
        _ => (with_ones(x), [b, a]),
    };
    let names = [names[0].as_str(), names[1].as_str()];
    let mut bowl = scene::bowl(names, columns, y, ("start", start), best)
        .map_err(|error| anyhow!("{error}"))?;
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
