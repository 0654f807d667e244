//! The figures of a classifier: what it names where, which classes it takes
//! for which, the loss.

use burn::tensor::Device;
use descent::data::linspace;
use figure::{Chart, Matrix, number::range};
use program::{Result, Story, number::shortened};

use super::fitted::Fitted;
use crate::{figures, softmax::probabilities};

/// As many classes have colours of their own.
const COLOURS: usize = 7;
/// Of more classes than these no confusion matrix can be read.
pub const CELLS: usize = 20;
/// Letters of a name.
const NAME: usize = 40;
/// Places across and up at which the model is asked.
const GRID: (usize, usize) = (181, 121);

/// Draws all.
///
/// # Errors
/// A figure that cannot be drawn or written; a device that fails.
pub fn draw(
    story: &mut Story,
    fitted: &Fitted,
    updates_per_epoch: usize,
) -> Result<()> {
    let (device, data) = (story.device.clone(), &fitted.data);
    if data.classes.len() <= COLOURS {
        match data.x().len() {
            1 => story.chart("fit", curves(fitted, &device)?)?,
            2 => story.chart("fit", regions(fitted, &device)?)?,
            _ => {}
        }
    }
    if data.classes.len() <= CELLS {
        story.figure("confusion", confusion(fitted))?;
    }
    let (losses, title) = (&fitted.run.losses, data.loss.title().to_string());
    let (chart, updates) = figures::loss(losses, updates_per_epoch, title);
    story.figure("loss", chart.line("", &updates, losses))
}

/// The rows of each class, learned from and held out: x, thinned.
fn rows(fitted: &Fitted, class: usize) -> Vec<Vec<f64>> {
    let data = &fitted.data;
    let parts = [&data.train, &data.held_out];
    let features = data.x().len();
    let column = |j: usize| -> Vec<f64> {
        let of = parts.iter().flat_map(|columns| {
            let rows = columns[j].iter().zip(&columns[features]);
            rows.filter(|(_, k)| **k as usize == class).map(|(v, _)| *v)
        });
        let of: Vec<f64> = of.collect();
        figures::some(&of, of.len())
    };
    (0..features).map(column).collect()
}

/// The range of a column x, and a little more.
fn around(fitted: &Fitted, at: usize) -> (f64, f64) {
    let data = &fitted.data;
    let all = data.train[at].iter().chain(&data.held_out[at]);
    let (low, high) = range(all).unwrap_or_default();
    let margin = 0.04 * (high - low);
    (low - margin, high + margin)
}

fn short(name: &str) -> String {
    shortened(name, NAME)
}

/// One x: the probability of each class, and each row on the curve of the
/// class that it has.
fn curves(fitted: &Fitted, device: &Device) -> Result<Chart> {
    let data = &fitted.data;
    let probabilities = |x: &[f64], class: usize| -> Result<Vec<f64>> {
        let scores = fitted.saved.scores(&[x.to_vec()], device)?;
        let p = scores.iter().map(|scores| probabilities(scores)[class]);
        Ok(p.collect())
    };
    let (low, high) = around(fitted, 0);
    let along = linspace(low, high, 200);
    let x = short(&data.x()[0]);
    let title = format!("{} by {x}", short(data.y()));
    let mut chart = Chart::new(title, x, "probability")
        .x_range(low, high)
        .y_range(0.0, 1.0)
        .unmarked();
    for k in 0..data.classes.len() {
        chart = chart.line("", &along, &probabilities(&along, k)?);
    }
    for (k, class) in data.classes.iter().enumerate() {
        let x = rows(fitted, k).swap_remove(0);
        let p = probabilities(&x, k)?;
        chart = chart.points(&short(class), &x, &p).like(k);
    }
    Ok(chart)
}

/// Two x: what the model names where, and what the rows are.
fn regions(fitted: &Fitted, device: &Device) -> Result<Chart> {
    let data = &fitted.data;
    let ((left, right), (low, high)) = (around(fitted, 0), around(fitted, 1));
    let across = linspace(left, right, GRID.0);
    let up = linspace(low, high, GRID.1);
    let x = up.iter().flat_map(|_| across.iter().copied()).collect();
    let y = up.iter().flat_map(|y| across.iter().map(|_| *y)).collect();
    let scores = fitted.saved.scores(&[x, y], device)?;
    // By how much the score of a class is above the best of the others.
    let lead = |class: usize| -> Vec<f64> {
        let of = scores.iter().map(|scores| {
            let others = scores.iter().enumerate();
            let others = others.filter(|(k, _)| *k != class);
            let best = others.map(|(_, z)| *z).fold(f64::MIN, f64::max);
            scores[class] - best
        });
        of.collect()
    };
    let leads: Vec<_> = (0..data.classes.len()).map(lead).collect();
    let [name_x, name_y] = [0, 1].map(|j| short(&data.x()[j]));
    let title = format!("{}: what it names where", short(data.y()));
    let mut chart = Chart::new(title, name_x, name_y)
        .x_range(left, right)
        .y_range(low, high)
        .regions(&across, &up, &leads);
    for (k, class) in data.classes.iter().enumerate() {
        let of = rows(fitted, k);
        chart = chart.points(&short(class), &of[0], &of[1]);
    }
    Ok(chart)
}

/// The confusion matrix, of rows held out if there are some.
fn confusion(fitted: &Fitted) -> Matrix {
    let (judged, which) = match &fitted.held_out {
        Some(held_out) => (held_out, "held out"),
        None => (&fitted.learned, "learned from"),
    };
    let names = fitted.data.classes.iter().map(|name| short(name));
    Matrix::new(
        format!(
            "Of {} rows {which}, {} right",
            judged.rows(),
            judged.right()
        ),
        "what it is",
        "what it is named",
        &names.collect::<Vec<_>>(),
        &judged.confusion.concat(),
    )
}
