//! The check of the exercise of this name.

#[path = "../exercises/14_points.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::Points, model::Line};
use tutorials::check::{self, Failure, Verdict, fresh_seed, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// So many that neighbours lie close together.
const MANY: usize = 20_000;

fn check() -> Verdict {
    for n in [1, 7] {
        let few = exercise::points(n, 1);
        if (few.x.len(), few.y.len()) != (n, n) {
            let sizes = format!("{} x and {} y", few.x.len(), few.y.len());
            let seen = format!("points({n}, 1) has {sizes}.");
            return Err(Failure::told(format!("{seen} Draw n points.")));
        }
    }
    let few = exercise::points(50, 1);
    if let Some(bad) = few.x.iter().chain(&few.y).find(|v| !v.is_finite()) {
        return Err(Failure::told(format!(
            "A point has {bad} for x or y. NaN is what 0/0 and the root or the \
             logarithm of a negative number give, inf what is too large to \
             hold."
        )));
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
    let points = exercise::points(MANY, fresh_seed());
    let x = &points.x;
    let (low, high) = range(x);
    if !(-1.0..-0.9).contains(&low) || !(0.9..=1.0).contains(&high) {
        let range = format!("from {} to {}", number(low), number(high));
        let seen = format!("x goes {range}, and should from −1 to 1.");
        return Err(Failure::told(seen));
    }
    let noise = noise_of(&points);
    if let Some(bad) = noise.iter().find(|noise| !noise.is_finite()) {
        let seen = format!("A noise is {bad}.");
        return Err(Failure::told(seen));
    }
    let mean = mean(&noise);
    let deviation = correlated(&noise, &noise).sqrt();
    // What rounding leaves of 3 + 2x is below 1e-15.
    if deviation < 1e-12 {
        let seen = format!("The noise is {} at every point", number(noise[0]));
        return Err(Failure::told(if noise[0].abs() < 1e-12 {
            format!("{seen}: that is none. Draw one for each point.")
        } else {
            format!(
                "{seen}, and should vary. Draw it inside the loop, anew for \
                 each point."
            )
        }));
    }
    // That of a sample scatters; by 0.01 where the noise is a bell of 1.
    if deviation > 1.05 {
        return Err(Failure::told(format!(
            "The standard deviation of your noise is {}. With more than 1 a \
             fit to a few points says little about the line.",
            number(deviation)
        )));
    }
    // The means of n noises scatter by deviation / √n; the slopes by √3 times
    // as much, since x has variance 1/3. Five times that is chance once in a
    // million.
    let [w1, w0] = Line::least_squares(&points);
    let chance = 5.0 * deviation / (MANY as f64).sqrt();
    let found = format!("A fit finds w0 = {}, w1 = {}", number(w0), number(w1));
    if (w1 - 3.0).abs() < 0.1 && (w0 - 2.0).abs() < 0.1 {
        let seen = format!("{found}: they are exchanged.");
        return Err(Failure::told(format!("{seen} The line is 3 + 2x.")));
    }
    if (w1 - 2.0).abs() > 3.0_f64.sqrt() * chance {
        let seen = format!("{found}: the slope is not near 2.");
        return Err(Failure::known("tied", seen));
    }
    if mean.abs() > chance {
        let seen = format!("{found}: w0 is not near 3.");
        return Err(Failure::known("uncentred", seen));
    }
    // Independent numbers are correlated by 1/√n, give or take, and so are
    // neighbours along x, and the sizes of the noise with x and with its size.
    let mut order: Vec<usize> = (0..MANY).collect();
    order.sort_by(|i, j| x[*i].total_cmp(&x[*j]));
    let along: Vec<f64> = order.iter().map(|i| noise[*i]).collect();
    let squares: Vec<f64> = noise.iter().map(|e| e * e).collect();
    let spread: Vec<f64> = x.iter().map(|x| x * x).collect();
    for (of, with) in [
        (&along[1..], &along[..MANY - 1]),
        (&squares, &points.x),
        (&squares, &spread),
    ] {
        let scale = (correlated(of, of) * correlated(with, with)).sqrt();
        // Two values of one size have squares that are all alike.
        let far =
            correlated(of, with).abs() > 6.0 * scale / (MANY as f64).sqrt();
        if far && scale > 1e-12 * deviation.powi(2) {
            return Err(Failure::told(
                "Your noise depends on x: where x is alike the noise is alike, \
                 or it is larger for some x than for others. Draw it without \
                 looking at x.",
            ));
        }
    }
    // What rounding leaves of 3 + 2x is below 1e-15.
    let mut pairs = noise_of(&one).into_iter().zip(noise_of(&two));
    if pairs.all(|(one, two)| (one - two).abs() < 1e-12) {
        return Err(Failure::told(
            "Seeds 1 and 2 have other x, and the same noise point by point. \
             Draw it from `random`, as x is, which was made from the seed.",
        ));
    }
    Ok(format!(
        "{found}, for noise with mean {} and standard deviation {}. Now the \
         parameters that made the data are the best ones, as far as {MANY} \
         points can tell.",
        number(mean),
        number(deviation)
    ))
}

/// What the points have above their line.
fn noise_of(points: &Points) -> Vec<f64> {
    let pairs = points.x.iter().zip(&points.y);
    pairs.map(|(x, y)| y - 3.0 - 2.0 * x).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The mean product of what two lists deviate from their means.
fn correlated(u: &[f64], v: &[f64]) -> f64 {
    let (mean_u, mean_v) = (mean(u), mean(v));
    let products = u.iter().zip(v).map(|(u, v)| (u - mean_u) * (v - mean_v));
    products.sum::<f64>() / u.len() as f64
}

fn range(values: &[f64]) -> (f64, f64) {
    let start = (f64::INFINITY, f64::NEG_INFINITY);
    let wider = |(low, high): (f64, f64), v: &f64| (low.min(*v), high.max(*v));
    values.iter().fold(start, wider)
}
