//! Where universal approximation ends: outside the interval, and at a jump.

use descent::data::linspace;
use lessons::{Lesson, Result, figure::Chart};

use crate::{
    approximation::Fit,
    curves::{TARGETS, curve},
};

pub fn of_approximation(lesson: &mut Lesson, fits: &[Fit]) -> Result<()> {
    lesson.heading("Where the theorem's conditions end");
    let beyond = linspace(-2.0, 2.0, 200);
    for (name, target) in TARGETS {
        let truth: Vec<f64> = beyond.iter().map(|x| target(*x)).collect();
        let title = format!("The {name}, learned between −1 and 1");
        let mut chart = Chart::new(title, "x", "y");
        chart = chart.dashed("the curve", &beyond, &truth);
        for (_, width, model) in fits.iter().filter(|fit| fit.0 == name) {
            if [2, 8, 64].contains(width) {
                let y = curve(lesson, model, &beyond)?;
                let label = format!("{width} hidden units");
                chart = chart.line(&label, &beyond, &y);
            }
        }
        lesson.figure(&format!("fit_{name}"), chart)?;
    }
    let widest =
        |name: &str| fits.iter().rfind(|fit| fit.0 == name).map(|fit| &fit.2);
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
    Ok(())
}
