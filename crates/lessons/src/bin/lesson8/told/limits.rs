//! Where universal approximation ends: outside the interval, and at a jump.

use descent::data::linspace;
use figure::Chart;
use program::{Result, Story};

use super::approximation::Fit;
use crate::{
    curves::{self, Curve, QUADRATIC, STEP},
    learning::{says, worst_error},
};

pub fn tell(story: &mut Story, fits: &[Fit]) -> Result<()> {
    story.heading("Where the theorem's conditions end");
    let widest =
        |curve: Curve| fits.iter().rfind(|fit| fit.curve == curve.name);
    story.say("Outside the interval: x² at 2 is 4.");
    if let Some(Fit { width, network, .. }) = widest(QUADRATIC)
        && let [beyond, edge] = says(network, &[2.0, 1.0], &story.device)?[..]
    {
        story.say(format!(
            "{width} hidden units say {beyond:.4}; at 1 they say {edge:.4}. \
             Beyond its last bend a relu network is a straight line."
        ));
        story.result("outside.quadratic_at_2", beyond);
    }
    if let Some(Fit { network, .. }) = widest(STEP) {
        let fine = linspace(-0.05, 0.05, 1001);
        let worst = worst_error(network, STEP, &fine, &story.device)?;
        story.say(format!(
            "The step is not continuous: a relu network climbs a ramp, \
             so between the points it is wrong by up to {worst:.4} at the jump."
        ));
        story.result("outside.step_worst_error", worst);
    }
    draw(story, fits)
}

/// Each curve, and networks of some widths on twice the interval.
fn draw(story: &mut Story, fits: &[Fit]) -> Result<()> {
    let x = linspace(-2.0, 2.0, 200);
    for curve in curves::ALL {
        let name = curve.name;
        let title = format!("The {name}, learned between −1 and 1");
        let mut chart = Chart::new(title, "x", "y");
        chart = chart.dashed("the curve", &x, &curve.at(&x));
        for fit in fits.iter().filter(|fit| fit.curve == name) {
            if [2, 8, 64].contains(&fit.width) {
                let y = says(&fit.network, &x, &story.device)?;
                let label = format!("{} hidden units", fit.width);
                chart = chart.line(&label, &x, &y);
            }
        }
        story.figure(&format!("fit_{name}"), chart)?;
    }
    Ok(())
}
