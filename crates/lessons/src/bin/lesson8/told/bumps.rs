//! Two units that make a step, and four that make a bump.

use descent::{data::linspace, device::to_host};
use figure::Chart;
use program::{Result, Story};

use crate::{
    bumps::{Unit, bump, network, says, step},
    curves::column,
};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A step and a bump, by hand");
    let [first, second] = step(0.0, 0.5, 1.0);
    story.say(
        "Two hidden units with weights of our own. \
         One rises with slope 2 from −0.25 on, \
         the other falls with slope 2 from 0.25 on:\n",
    );
    let names = ["first unit", "second unit", "their sum"];
    let units = [vec![first], vec![second], vec![first, second]];
    let x = [-1.0, -0.25, 0.0, 0.25, 1.0];
    let cells = |numbers: &[f64]| -> String {
        numbers.iter().map(|v| format!("{v:8.2}")).collect()
    };
    story.line(format!("{:12}{}", "x", cells(&x)));
    for (name, units) in names.into_iter().zip(&units) {
        let y = at(story, units, &x)?;
        story.line(format!("{name:12}{}", cells(&y)));
        if units.len() == 2 {
            story.result("by_hand.two_units", &y);
        }
    }
    story.say(
        "\nThe sum is 0 up to −0.25, 1 from 0.25 on, and a ramp between: \
         a step, 0.5 wide. \
         A step up and a step down make a bump.",
    );
    draw(story, "by_hand_step", "A step of two units", names, &units)?;
    let all = bump([-0.5, 0.5], 0.25, 1.0);
    let (up, down) = all.split_at(2);
    let names = ["a step up", "a step down", "their sum"];
    let units = [up.to_vec(), down.to_vec(), all];
    draw(story, "by_hand_bump", "A bump of four units", names, &units)
}

/// What each of these sets of units says.
fn draw(
    story: &mut Story,
    file: &str,
    title: &str,
    names: [&str; 3],
    units: &[Vec<Unit>; 3],
) -> Result<()> {
    let x = linspace(-1.0, 1.0, 161);
    let mut chart = Chart::new(title, "x", "y");
    for (name, units) in names.into_iter().zip(units) {
        chart = chart.line(name, &x, &at(story, units, &x)?);
    }
    story.figure(file, chart)
}

/// What these units say at each x.
pub fn at(story: &Story, units: &[Unit], x: &[f64]) -> Result<Vec<f64>> {
    let network = network(units, &story.device);
    Ok(to_host(says(network, column(x, &story.device)))?)
}
