//! The check of the exercise of this name.

#[path = "../exercises/F1_units.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::Points, model::Line};
use tutorials::check::{self, Verdict, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Slope and intercept of the penguins, with x and y in other units.
fn fitted(x: fn(f64) -> f64, y: fn(f64) -> f64) -> [f64; 2] {
    let flippers = [181.0, 186.0, 195.0, 210.0, 217.0, 230.0];
    let masses = flippers.map(|flipper| -5800.0 + 50.0 * flipper);
    let (x, y) = (flippers.map(x).to_vec(), masses.map(y).to_vec());
    Line::least_squares(&Points { x, y })
}

fn check() -> Verdict {
    let [slope, intercept] = fitted(|mm| mm / 10.0, |g| g / 1000.0);
    let known = &[("millimetres", 0.05), ("upside_down", 5.0)];
    let said = exercise::SLOPE_KG_PER_CM;
    predicted("SLOPE_KG_PER_CM", said, slope, 1e-6, known)?;
    let known = &[("both", -0.58), ("both", -58.0)];
    let said = exercise::INTERCEPT_KG;
    predicted("INTERCEPT_KG", said, intercept, 1e-6, known)?;
    let [_, intercept] = fitted(|mm| mm - 200.0, |g| g);
    let known = &[("unmoved", -5800.0), ("no_slope", -5600.0)];
    let said = exercise::INTERCEPT_AT_200;
    predicted("INTERCEPT_AT_200", said, intercept, 1e-3, known)?;
    Ok(
        "Three fits found what you worked out. That is why `fit` may move \
        and scale the columns as it likes: the line is the same, and you can \
        always say it in the units that you think in."
            .into(),
    )
}
