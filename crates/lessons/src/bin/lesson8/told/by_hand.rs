//! Any curve by bumps, and how near it comes.

use std::f64::consts::TAU;

use descent::data::linspace;
use figure::Chart;
use program::{Result, Story};

use super::bumps::at;
use crate::{
    bumps::{distance, of_curve, places},
    curves::{ABSOLUTE, Curve, QUADRATIC, SEEN, SINE, STEP, interval},
};

const BUMPS: [usize; 3] = [4, 16, 64];

/// What part of a bump's width its steps take: a quarter, or all of it.
const STEEP: f64 = 0.25;
const WIDE: f64 = 1.0;

/// Curves, their largest slope and their largest second derivative, in size. A
/// kink has no second derivative, a jump has no slope either.
const KNOWN: [(Curve, Option<f64>, Option<f64>); 4] = [
    (QUADRATIC, Some(2.0), Some(2.0)),
    (SINE, Some(TAU), Some(TAU * TAU)),
    (ABSOLUTE, Some(1.0), None),
    (STEP, None, None),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Any curve, by hand");
    story.say(
        "n bumps side by side, their middles d = 2/(n − 1) apart, \
         each as high as the curve in its middle: 4n units, and no descent. \
         With a slope of L at most, theory promises an error of at most \
         L·d/2. \
         With steps as wide as the bumps, and a second derivative of M at \
         most, it is at most M·d²/8. The largest errors:\n",
    );
    story.line("                  steps of d/4            steps of d");
    story.line("curve     units    error     L·d/2      error    M·d²/8");
    for (curve, steepest, bent) in KNOWN {
        for n in BUMPS {
            let d = distance(n);
            let bounds =
                [steepest.map(|l| l * d / 2.0), bent.map(|m| m * d * d / 8.0)];
            let [steep, wide] = [STEEP, WIDE].map(|part| {
                let x = linspace(-1.0, 1.0, 16 * (n - 1) + 1);
                let got = at(story, &of_curve(curve.y, n, part), &x)?;
                let apart = curve.at(&x).into_iter().zip(got);
                let apart = apart.map(|(want, y)| (want - y).abs());
                Ok::<_, program::Error>(apart.fold(0.0, f64::max))
            });
            let errors = [steep?, wide?];
            let [bound, finer] = bounds.map(|bound| {
                bound.map_or("none".into(), |bound| format!("{bound:.4}"))
            });
            story.line(format!(
                "{:9} {:5} {:8.4} {bound:>9} {:10.4} {finer:>9}",
                curve.name,
                4 * n,
                errors[0],
                errors[1],
            ));
            let key = format!("by_hand.{}.{n}", curve.name);
            story.result(&format!("{key}.errors"), errors);
            let known: Vec<f64> = bounds.into_iter().flatten().collect();
            story.result(&format!("{key}.bounds"), known);
        }
    }
    joined(story)?;
    draw(story)
}

/// Steps that lie on one another.
fn joined(story: &mut Story) -> Result<()> {
    let units = of_curve(SINE.y, 16, WIDE);
    let x = interval(SEEN);
    let squares = at(story, &units, &x)?.into_iter().zip(SINE.at(&x));
    let squares = squares.map(|(y, truth)| (y - truth).powi(2));
    let rmse = (squares.sum::<f64>() / x.len() as f64).sqrt();
    let places = places(&units);
    story.say(format!(
        "\nWith steps of d the {} units for the sine bend at {places} places. \
         Units that bend at one place could be one, so {places} would do. \
         Their RMSE on {SEEN} points is {rmse:.5}.",
        units.len(),
    ));
    story.result("by_hand.places", places);
    story.result("by_hand.rmse", rmse);
    Ok(())
}

fn draw(story: &mut Story) -> Result<()> {
    let x = linspace(-1.0, 1.0, 505);
    let mut chart = Chart::new("The sine, built by hand", "x", "y").dashed(
        "the curve",
        &x,
        &SINE.at(&x),
    );
    for n in BUMPS {
        let units = of_curve(SINE.y, n, STEEP);
        let name = format!("{n} bumps");
        chart = chart.line(&name, &x, &at(story, &units, &x)?);
    }
    story.figure("by_hand_sine", chart)
}
