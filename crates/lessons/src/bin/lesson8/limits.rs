//! Where universal approximation ends: outside the interval, and at a jump.

use descent::data::linspace;
use lessons::{Result, Story, figure::Chart};

use crate::{
    approximation::Fit,
    curves::{TARGETS, curve},
};

pub fn of_approximation(story: &mut Story, fits: &[Fit]) -> Result<()> {
    story.heading("Where the theorem's conditions end");
    let beyond = linspace(-2.0, 2.0, 200);
    for (name, target) in TARGETS {
        let truth: Vec<f64> = beyond.iter().map(|x| target(*x)).collect();
        let title = format!("The {name}, learned between −1 and 1");
        let mut chart = Chart::new(title, "x", "y");
        chart = chart.dashed("the curve", &beyond, &truth);
        for (_, width, model) in fits.iter().filter(|fit| fit.0 == name) {
            if [2, 8, 64].contains(width) {
                let y = curve(story, model, &beyond)?;
                let label = format!("{width} hidden units");
                chart = chart.line(&label, &beyond, &y);
            }
        }
        story.figure(&format!("fit_{name}"), chart)?;
    }
    let widest =
        |name: &str| fits.iter().rfind(|fit| fit.0 == name).map(|fit| &fit.2);
    story.say("Outside the interval: x² at 2 is 4.");
    if let Some(model) = widest("quadratic") {
        let at = curve(story, model, &[1.0, 2.0])?;
        story.say(format!(
            "64 hidden units say {:.4}; at 1 they say {:.4}.",
            at[1], at[0]
        ));
        story.say("Beyond its last bend a relu network is a straight line.");
        story.result("outside.quadratic_at_2", at[1]);
    }
    story.say("The step is not continuous: a relu network climbs a ramp, so");
    if let Some(model) = widest("step") {
        let fine = linspace(-0.05, 0.05, 1001);
        let y = curve(story, model, &fine)?;
        let step = TARGETS[2].1;
        let worst = fine.iter().zip(&y).map(|(x, y)| (step(*x) - y).abs());
        let worst = worst.fold(0.0, f64::max);
        story.say(format!(
            "between the points it is wrong by up to {worst:.4} at the jump."
        ));
        story.result("outside.step_worst_error", worst);
    }
    Ok(())
}
