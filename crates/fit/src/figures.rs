//! The figures of a fit: data and model, residuals, the loss.

use burn::tensor::Device;
use figure::{Chart, number::range};
use program::{Result, Story, number::shortened};

use crate::{band::band, fitted::Fitted, places::along};

/// More points than this no figure shows.
const POINTS: usize = 5_000;

/// A name that is longer is cut in a figure.
const NAME: usize = 40;

/// A name, so short that it fits.
fn short(name: &str) -> String {
    shortened(name, NAME)
}

/// Draws all.
///
/// # Errors
/// A figure that cannot be drawn or written; a device that fails.
pub fn draw(
    story: &mut Story,
    fitted: &Fitted,
    updates_per_epoch: usize,
) -> Result<()> {
    let device = story.device.clone();
    let chart = match fitted.data.x().len() {
        1 => curve(fitted, &device)?,
        _ => against_predictions(fitted),
    };
    story.chart("fit", chart)?;
    story.figure("residuals", residuals(fitted))?;
    let unit = fitted.loss.unit(fitted.data.scales.y.deviation);
    let losses = fitted.run.losses.iter().map(|loss| loss * unit);
    let losses: Vec<f64> = losses.collect();
    let penalty = if fitted.data.l2 > 0.0 {
        " + penalty"
    } else {
        ""
    };
    let title = format!("{}{penalty}", short(&fitted.data.minimised()));
    let (chart, updates) = loss(&losses, updates_per_epoch, title);
    let chart = match &fitted.run.validation {
        None => chart.line("", &updates, &losses),
        Some(validation) => {
            let unseen: Vec<f64> =
                validation.losses.iter().map(|loss| loss * unit).collect();
            let chart = chart.line("learned from", &updates, &losses);
            chart.line("validation", &updates, &unseen)
        }
    };
    story.figure("loss", chart)
}

/// A chart for the losses before each epoch and at the end, and the updates at
/// which they are.
pub fn loss(
    losses: &[f64],
    updates_per_epoch: usize,
    title: String,
) -> (Chart, Vec<f64>) {
    let updates: Vec<f64> = (0..losses.len())
        .map(|k| (k * updates_per_epoch) as f64)
        .collect();
    let chart = Chart::new("The descent", "update", title);
    let chart = match range(losses) {
        Some((lowest, _)) if lowest > 0.0 && losses[0] > 10.0 * lowest => {
            chart.log_y()
        }
        _ => chart,
    };
    (chart, updates)
}

/// At most so many rows of these lists, evenly spread.
pub fn some<'a>(
    of: impl IntoIterator<Item = &'a f64>,
    rows: usize,
) -> Vec<f64> {
    let stride = rows.div_ceil(POINTS).max(1);
    of.into_iter().step_by(stride).copied().collect()
}

/// The points, learned from and held out, as series of a chart.
fn points(
    chart: Chart,
    fitted: &Fitted,
    place: impl Fn(&[Vec<f64>], &[f64]) -> [Vec<f64>; 2],
) -> Chart {
    let [x, y] = place(&fitted.data.train, &fitted.quality.errors);
    let thin = |values: &Vec<f64>| some(values, values.len());
    let (validation, held_out) = (&fitted.validation, &fitted.held_out);
    let name = match (validation, held_out) {
        (None, None) => "data",
        _ => "learned from",
    };
    let mut chart = chart.points(name, &thin(&x), &thin(&y));
    let data = &fitted.data;
    for (name, rows, judged) in [
        ("validation", &data.validation, validation),
        ("held out", &data.held_out, held_out),
    ] {
        if let Some(judged) = judged {
            let [x, y] = place(rows, &judged.errors);
            chart = chart.points(name, &thin(&x), &thin(&y));
        }
    }
    chart
}

/// One x: the points and the curve through them.
fn curve(fitted: &Fitted, device: &Device) -> Result<Chart> {
    let (x, y) = (short(&fitted.data.x()[0]), short(fitted.data.y()));
    let log = fitted.data.log;
    let along = along(&fitted.data);
    let model = fitted.saved.predict(std::slice::from_ref(&along), device)?;
    let title = format!("{y} by {x}");
    let chart = Chart::new(title, x, y);
    let place = |columns: &[Vec<f64>], _: &[f64]| {
        let [x, y] = [&columns[0], &columns[1]].map(|column| column.iter());
        [
            x.map(|x| log.undo_x(*x)).collect(),
            y.map(|y| log.undo_y(*y)).collect(),
        ]
    };
    let chart = points(chart, fitted, place).line("model", &along, &model);
    let Some(band) = band(fitted)? else {
        return Ok(chart);
    };
    let ends = |i| band.ends.iter().map(|ends| ends[i]).collect::<Vec<_>>();
    Ok(chart.band("95 % band", &band.x, &ends(0), &ends(1)))
}

/// Several x: what was predicted, and what was measured.
fn against_predictions(fitted: &Fitted) -> Chart {
    let y = short(fitted.data.y());
    let title = format!("{y}, predicted and measured");
    let chart = Chart::new(title, "predicted", "measured");
    let own = |y: f64| fitted.data.log.undo_y(y);
    let chart = points(chart, fitted, |columns, errors| {
        let measured = &columns[columns.len() - 1];
        let predicted = measured.iter().zip(errors).map(|(y, e)| own(y + e));
        [
            predicted.collect(),
            measured.iter().map(|y| own(*y)).collect(),
        ]
    });
    let measured = &fitted.data.train[fitted.data.train.len() - 1];
    let (low, high) = range(measured).unwrap_or_default();
    let (low, high) = (own(low), own(high));
    chart.dashed("equal", &[low, high], &[low, high])
}

/// What the model leaves: y − ŷ, over x or over the prediction.
fn residuals(fitted: &Fitted) -> Chart {
    let (x, log) = (fitted.data.x(), fitted.data.log);
    let y = short(&log.y_name(fitted.data.y()));
    let over = match x {
        [x] => short(x),
        _ if log.y => format!("{y}, predicted"),
        _ => "predicted".into(),
    };
    let chart = Chart::new(
        "What the model leaves",
        over,
        format!("{y}, measured − predicted"),
    );
    let place = |columns: &[Vec<f64>], errors: &[f64]| {
        let left = errors.iter().map(|e| -e).collect();
        let measured = &columns[columns.len() - 1];
        let predicted = measured.iter().zip(errors).map(|(y, e)| y + e);
        match x.len() {
            1 => [columns[0].iter().map(|x| log.undo_x(*x)).collect(), left],
            _ => [predicted.collect(), left],
        }
    };
    let [along, _] = place(&fitted.data.train, &fitted.quality.errors);
    let (low, high) = range(&along).unwrap_or_default();
    points(chart, fitted, place).dashed("", &[low, high], &[0.0, 0.0])
}
