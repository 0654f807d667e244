//! The check of the exercise of this name.

#[path = "../exercises/34_stop.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points},
    model::Line,
};
use tutorials::check::{self, Failure, Verdict, fresh_seed, list, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // Lines near the lesson's, above it and below it.
    let lines = [(3.0, 8.0), (-4.0, -9.0), (30.0, 2.0), (-1.0, 1.5)];
    if !(exercise::LR > 0.0 && exercise::LR.is_finite()) {
        return Err(Failure::told(format!(
            "LR is {}. A learning rate is a number above 0: with 0 nothing \
             moves, and below it the descent climbs.",
            number(exercise::LR)
        )));
    }
    steep()?;
    let mut counts = Vec::new();
    for (a, b) in lines {
        let x = data::line().x;
        let y = x.iter().map(|x| a * x + b).collect();
        counts.push(descend(&Points { x, y })? as f64);
    }
    // And one that nobody has seen before.
    let slope = (fresh_seed() % 900) as f64 / 30.0;
    let x = data::line().x;
    let y = x.iter().map(|x| 20.0 - slope * x).collect();
    counts.push(descend(&Points { x, y })? as f64);
    Ok(format!(
        "Five lines found to within 0.001, in {} updates. The count follows \
         from the place; a fixed number would be too small for one and a waste \
         for another.",
        list(&counts)
    ))
}

/// Whether the rule goes on where some slope is left. It may give up later on,
/// when the updates are used up.
fn steep() -> Result<(), Failure> {
    for steep in [1.0, 0.01] {
        for [a, b] in [
            [1, 1],
            [-1, -1],
            [1, -1],
            [-1, 1],
            [0, 1],
            [1, 0],
            [0, -1],
            [-1, 0],
        ] {
            let [a, b] = [f64::from(a) * steep, f64::from(b) * steep];
            let at = (0..1000).find(|k| exercise::done(*k, [a, b]));
            let Some(at) = at else { continue };
            let slopes = list(&[a, b]);
            let seen = format!(
                "Your rule stops after {at} updates where the gradient is \
                 ({slopes})."
            );
            let done = |gradient| exercise::done(at, gradient);
            let always = [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0]];
            // Where both slopes grow it stops, where one grows it does not.
            let cancel = done([1.5 * a, 1.5 * b]) && !done([1.5 * a, b]);
            return Err(if !done([1e-12, -1e-12]) {
                Failure::told(format!(
                    "{seen} Where the gradient is as good as 0 it goes on: it \
                     is the other way round. Look at the comparison."
                ))
            } else if always.into_iter().all(done) {
                Failure::told(format!("{seen} {WHATEVER}"))
            } else if cancel {
                Failure::told(format!(
                    "{seen} The two slopes cancel in what you compare. Both \
                     must be small, whatever their signs are."
                ))
            } else if a < 0.0 || b < 0.0 {
                Failure::known("signed", seen)
            } else if a == b {
                Failure::known("early", seen)
            } else {
                Failure::told(format!(
                    "{seen} Along one parameter that place is flat, and along \
                     the other it is not. Both slopes must be small."
                ))
            });
        }
    }
    // A fixed number of updates that comes later than all of these.
    let fixed = (0..=5000).find(|k| exercise::done(*k, [1.0, 1.0]));
    if let Some(at) = fixed
        && !exercise::done(at - 1, [1e-12, -1e-12])
    {
        return Err(Failure::told(format!(
            "Your rule stops after {at} updates where the gradient is (1, 1), \
             and not before where it is as good as 0. {WHATEVER}"
        )));
    }
    Ok(())
}

/// What is wrong with a fixed number of updates.
const WHATEVER: &str = "It does so whatever the gradient is. A number of updates does not know \
     whether the place is flat. Let the gradient decide.";

/// Descends until `done` says so, and counts the updates.
fn descend(points: &Points) -> Result<usize, Failure> {
    let [best_a, best_b] = Line::least_squares(points);
    let line = format!("{}x + {}", number(best_a), number(best_b));
    let [mut a, mut b] = [-1.0, 1.0];
    for updates in 0..=5000 {
        let [by_a, by_b] = gradient(points, a, b);
        let length = by_a.hypot(by_b);
        if !length.is_finite() || length > 1e6 {
            return Err(Failure::known(
                "diverged",
                format!(
                    "On the line {line} the gradient is {} long after \
                     {updates} updates.",
                    number(length)
                ),
            ));
        }
        if exercise::done(updates, [by_a, by_b]) {
            let distance = (a - best_a).hypot(b - best_b);
            let seen = format!(
                "On the line {line} your rule stops after {updates} updates, \
                 {} away, where the gradient is {}.",
                number(distance),
                list(&[by_a, by_b])
            );
            return match distance {
                d if d <= 1e-3 => Ok(updates),
                _ if updates >= 1000 => Err(Failure::told(format!(
                    "{seen} The updates ran out on the way: a larger learning \
                     rate arrives sooner."
                ))),
                _ if length > 1.0 => Err(Failure::known("signed", seen)),
                _ => Err(Failure::known("early", seen)),
            };
        }
        a -= exercise::LR * by_a;
        b -= exercise::LR * by_b;
    }
    let [by_a, by_b] = gradient(points, a, b);
    let seen = format!(
        "On the line {line} the descent has not stopped after 5000 updates. \
         The gradient then is {}.",
        list(&[by_a, by_b])
    );
    if (a - best_a).hypot(b - best_b) > 1e-3 {
        return Err(Failure::known("slow", seen));
    }
    Err(Failure::unknown(seen))
}

/// The gradient of the MSE by (a, b).
fn gradient(points: &Points, a: f64, b: f64) -> [f64; 2] {
    let n = points.len() as f64;
    let mut sums = [0.0; 2];
    for (x, y) in points.x.iter().zip(&points.y) {
        let error = a * x + b - y;
        sums[0] += 2.0 * error * x / n;
        sums[1] += 2.0 * error / n;
    }
    sums
}
