//! The check of the exercise of this name.

#[path = "../exercises/14_points.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::model::Line;
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let points = exercise::points(2000, 1);
    let (x, y) = (&points.x, &points.y);
    if (x.len(), y.len()) != (2000, 2000) {
        let seen =
            format!("points(2000, 1) has {} x and {} y.", x.len(), y.len());
        return Err(Failure::unknown(seen));
    }
    let (low, high) = range(x);
    if low < -1.0 || high >= 1.0 || low > -0.9 || high < 0.9 {
        let range = format!("from {} to {}", number(low), number(high));
        let seen = format!("x goes {range}, and should from −1 to 1.");
        return Err(Failure::unknown(seen));
    }
    let noise = x.iter().zip(y).map(|(x, y)| y - 3.0 - 2.0 * x);
    let noise: Vec<f64> = noise.collect();
    let mean = noise.iter().sum::<f64>() / 2000.0;
    let squares = noise.iter().map(|noise| (noise - mean).powi(2));
    let deviation = (squares.sum::<f64>() / 2000.0).sqrt();
    if !(mean.is_finite() && deviation > 1e-3) {
        let seen = format!("The noise is {} at every point.", number(noise[0]));
        return Err(Failure::unknown(seen));
    }
    // The means of 2000 noises scatter by deviation / √2000; the slopes by
    // √3 times as much, since x has variance 1/3. Five times that is chance
    // once in a million.
    let [w1, w0] = Line::least_squares(&points);
    let chance = 5.0 * deviation / 2000.0_f64.sqrt();
    let found = format!("A fit finds w0 = {}, w1 = {}", number(w0), number(w1));
    if (w1 - 2.0).abs() > 3.0_f64.sqrt() * chance {
        let seen = format!("{found}: the slope is not near 2.");
        return Err(Failure::known("tied", seen));
    }
    if mean.abs() > chance {
        let seen = format!("{found}: w0 is not near 3.");
        return Err(Failure::known("uncentred", seen));
    }
    let [one, again, two] = [1, 1, 2].map(|seed| exercise::points(50, seed));
    if one != again {
        return Err(Failure::told(
            "Seed 1 drew other points the second time. Draw everything from \
             the generator that was made from the seed.",
        ));
    }
    if one == two {
        return Err(Failure::known("seedless", "Seeds 1 and 2 draw the same."));
    }
    Ok(format!(
        "{found}, for noise with mean {} and standard deviation {}. Now the \
         parameters that made the data are the best ones, as far as 2000 \
         points can tell.",
        number(mean),
        number(deviation)
    ))
}

fn range(values: &[f64]) -> (f64, f64) {
    let start = (f64::INFINITY, f64::NEG_INFINITY);
    let wider = |(low, high): (f64, f64), v: &f64| (low.min(*v), high.max(*v));
    values.iter().fold(start, wider)
}
