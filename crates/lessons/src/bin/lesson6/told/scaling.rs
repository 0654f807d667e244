//! Points in another unit: what that does to the bowl.

use descent::{
    data::Points,
    model::Line,
    train::{Recorder, Trace},
};
use program::{Result, Story, number::rough, scene};
use serde_json::json;

use crate::{
    problem::Problem,
    scaling::{bowl, standardise, updates_to_a_thousandth},
};

/// Updates of the descents that are drawn.
const UPDATES: usize = 12;

pub fn tell(story: &mut Story, points: &Points, start: [f64; 2]) -> Result<()> {
    story.heading("Another unit, another bowl");
    let x = &points.x;
    let (scaled, mean, deviation) = standardise(x);
    let hundredfold = x.iter().map(|x| 100.0 * x).collect();
    let centred = x.iter().map(|x| x - mean).collect();
    story.say(format!(
        "The Hessian holds x and nothing of y. \
         The same points, with x in other units: in hundredths, as it is, \
         minus its mean ({mean:.4}), \
         and that divided by its standard deviation ({deviation:.4}). \
         How many updates with the best rate \
         leave a thousandth of the distance?\n"
    ));
    story.line("x                condition number    updates");
    let units: [(&str, &str, Vec<f64>); 4] = [
        ("hundredths", "in hundredths", hundredfold),
        ("as_it_is", "as it is", x.clone()),
        ("centred", "minus its mean", centred),
        ("standardised", "standardised", scaled.clone()),
    ];
    for (key, name, x) in units {
        let bowl = bowl(&x);
        let condition = bowl.condition_number();
        let updates = updates_to_a_thousandth(&bowl);
        let [shown, taken] = [condition, updates].map(rough);
        let taken = taken.trim_end_matches(".0");
        story.line(format!("{name:16} {shown:>16} {taken:>10}"));
        story.result(
            &format!("scaling.{key}"),
            json!({
                "condition_number": condition,
                "best_lr": bowl.best_lr(),
                "updates": updates,
            }),
        );
    }
    story.say(
        "\nStandardised, x has mean 0 and mean square 1, \
         and the Hessian is 2 times the table of ones on the diagonal: \
         its bowl is round, and one update arrives.",
    );
    let standardised = Points {
        x: scaled,
        y: points.y.clone(),
    };
    // The same line: a x + b = (a s) (x − m)/s + (b + a m).
    let [a, b] = start;
    let same = [a * deviation, b + a * mean];
    draw(story, "unscaled", "The bowl, x as it is", points, start)?;
    draw(
        story,
        "scaled",
        "The bowl, x standardised",
        &standardised,
        same,
    )
}

/// The bowl of these points, and a descent at its best learning rate.
fn draw(
    story: &mut Story,
    name: &str,
    title: &str,
    points: &Points,
    start: [f64; 2],
) -> Result<()> {
    let problem = Problem::line(points, start, &story.device)?;
    let best = Line::least_squares(points);
    let (lr, none) = (problem.curvature.best_lr(), Recorder::new());
    let run: Trace = problem.descend(lr, UPDATES, none)?;
    story.result(&format!("scaling.{name}.losses"), run.losses());
    let away = (start[0] - best[0]).hypot(start[1] - best[1]);
    let reach = 1.2 * away.max(1.0);
    let bowl = scene::bowl_around(title, points, &story.device, best, reach)?;
    let bowl = bowl
        .path("descent", &run.param(0), &run.param(1))
        .mark("start", start[0], start[1])
        .mark("minimum", best[0], best[1]);
    story.figure(name, bowl)
}
