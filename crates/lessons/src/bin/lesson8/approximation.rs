//! Universal approximation as an experiment: wider networks, smaller errors,
//! as far as the theorem promises and no farther.

use descent::data::linspace;
use lessons::{
    Lesson, Result, args,
    figure::{Chart, Figure},
};

use crate::curves::{Learned, TARGETS, curve, learn, rmse, seen};

/// The numbers of hidden units to compare.
const WIDTHS: [usize; 5] = [2, 4, 8, 16, 64];

pub fn by_width(lesson: &mut Lesson, flags: &args::Curves) -> Result<()> {
    lesson.heading("Wider networks fit better");
    lesson.say(
        "A network with one hidden layer comes as near as you like to any",
    );
    lesson.say(
        "continuous curve on a closed interval, if it is wide enough. That",
    );
    lesson
        .say("is the universal approximation theorem. It does not say that a");
    lesson
        .say("descent finds the weights. Here it has to: 100 points on −1 ≤ x");
    lesson.say(format!(
        "≤ 1, Adam, {} updates. RMSE by hidden units:\n",
        flags.steps
    ));
    lesson.say("                  2        4        8       16       64");
    let bar = lesson.progress(TARGETS.len() * WIDTHS.len(), "learning curves");
    let mut errors = Chart::new("Error by width", "hidden units", "RMSE");
    let mut fits = Vec::new();
    for (name, target) in TARGETS {
        let mut row = Vec::new();
        for width in WIDTHS {
            let learned = learn(lesson, flags, target, width, flags.steps)?;
            let last = learned.frames.last().map(|(_, y)| y.clone());
            row.push(rmse(target, &seen(), &last.unwrap_or_default()));
            let key = format!("approximation.{name}.{width}");
            lesson.result(&key, row[row.len() - 1]);
            fits.push((name, target, width, learned.model));
            bar.inc(1);
        }
        let cells: Vec<_> = row.iter().map(|e| format!("{e:9.5}")).collect();
        lesson.say(format!("{name:10}{}", cells.concat()));
        let widths = WIDTHS.map(|width| width as f64);
        errors = errors.line(name, &widths, &row);
    }
    bar.finish_and_clear();
    lesson.chart("error_by_width", errors.log_x().log_y())?;

    lesson.heading("Where the theorem's conditions end");
    let beyond = linspace(-2.0, 2.0, 200);
    for (name, target) in TARGETS {
        let truth: Vec<f64> = beyond.iter().map(|x| target(*x)).collect();
        let title = format!("The {name}, learned between −1 and 1");
        let mut chart = Chart::new(title, "x", "y");
        chart = chart.dashed("the curve", &beyond, &truth);
        for (_, _, width, model) in fits.iter().filter(|fit| fit.0 == name) {
            if [2, 8, 64].contains(width) {
                let y = curve(lesson, model, &beyond)?;
                let label = format!("{width} hidden units");
                chart = chart.line(&label, &beyond, &y);
            }
        }
        lesson.figure(&format!("fit_{name}"), chart)?;
    }
    let widest =
        |name: &str| fits.iter().rfind(|fit| fit.0 == name).map(|fit| &fit.3);
    lesson.say("Outside the interval: x² at 2 is 4.");
    if let Some(model) = widest("quadratic") {
        let at = curve(lesson, model, &[1.0, 2.0])?;
        lesson.say(format!(
            "64 hidden units say {:.4}; at 1 they say {:.4}.",
            at[1], at[0]
        ));
        lesson.say("Beyond its last bend a relu network is a straight line.");
        lesson.result("outside.quadratic_at_2", at[1]);
    }
    lesson.say("The step is not continuous: a relu network climbs a ramp, so");
    if let Some(model) = widest("step") {
        let fine = linspace(-0.05, 0.05, 1001);
        let y = curve(lesson, model, &fine)?;
        let step = TARGETS[2].1;
        let worst = fine.iter().zip(&y).map(|(x, y)| (step(*x) - y).abs());
        let worst = worst.fold(0.0, f64::max);
        lesson.say(format!(
            "between the points it is wrong by up to {worst:.4} at the jump."
        ));
        lesson.result("outside.step_worst_error", worst);
    }
    animation(lesson, flags)
}

/// A network of 16 hidden units learning the sine.
fn animation(lesson: &mut Lesson, flags: &args::Curves) -> Result<()> {
    let (name, target) = TARGETS[1];
    let every = flags.steps.div_ceil(40);
    let Learned { frames, .. } = learn(lesson, flags, target, 16, every)?;
    let x = seen();
    let truth: Vec<f64> = x.iter().map(|x| target(*x)).collect();
    let frame = |(update, y): &(usize, Vec<f64>)| -> Figure {
        let error = rmse(target, &x, y);
        let title = format!("update {update}: RMSE {error:.4}");
        Chart::new(title, "x", "y")
            .dashed(name, &x, &truth)
            .line("16 hidden units", &x, y)
            .y_range(-1.5, 1.5)
            .into()
    };
    lesson.animation("learning", 120, frames.iter().map(frame).collect())
}
