//! Universal approximation as an experiment: wider networks, smaller errors.

use descent::model::Mlp;
use lessons::{Lesson, Result, args, figure::Chart};

use crate::{
    curves::{TARGETS, learn},
    widen::widen,
};

/// The numbers of hidden units to compare.
const WIDTHS: [usize; 5] = [2, 4, 8, 16, 64];

/// A network that learned a curve: the curve's name, the width, the network.
pub type Fit = (&'static str, usize, Mlp);

pub fn by_width(
    lesson: &mut Lesson,
    flags: &args::CurveFlags,
) -> Result<Vec<Fit>> {
    lesson.heading("Wider networks fit better");
    lesson.say("A wide enough hidden layer comes as near as you like to any");
    lesson.say(
        "continuous curve on a closed interval: the universal approximation",
    );
    lesson.say(
        "theorem. It does not say that a descent finds the weights. Here it",
    );
    lesson.say(
        "has to, with 100 points on −1 ≤ x ≤ 1. A wider network starts as",
    );
    lesson
        .say("the narrower one with new units whose output weights are 0, and");
    lesson.say("the best network of a run counts: so the error cannot rise.");
    let updates = flags.steps;
    lesson.say(format!(
        "Adam, {updates} updates each. RMSE by hidden units:\n"
    ));
    lesson.say("                  2        4        8       16       64");
    let bar = lesson.progress(TARGETS.len() * WIDTHS.len(), "learning curves");
    let mut errors = Chart::new("Error by width", "hidden units", "RMSE");
    let mut fits = Vec::new();
    for (name, target) in TARGETS {
        let mut row = Vec::new();
        let mut narrow: Option<Mlp> = None;
        for width in WIDTHS {
            let fresh = Mlp::new([1, width, 1], lesson.seed, &lesson.device);
            let start = match &narrow {
                Some(narrow) => widen(narrow, &fresh),
                None => fresh,
            };
            let (model, error) =
                learn(lesson, flags, target, start, |_, _| {})?;
            row.push(error);
            lesson.result(&format!("approximation.{name}.{width}"), error);
            fits.push((name, width, model.clone()));
            narrow = Some(model);
            bar.inc(1);
        }
        let cells: Vec<_> = row.iter().map(|e| format!("{e:9.5}")).collect();
        lesson.say(format!("{name:10}{}", cells.concat()));
        let widths = WIDTHS.map(|width| width as f64);
        errors = errors.line(name, &widths, &row);
    }
    bar.finish_and_clear();
    lesson.chart("error_by_width", errors.log_y())?;
    Ok(fits)
}
