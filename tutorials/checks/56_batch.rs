//! The check of the exercise of this name.

#[path = "../exercises/56_batch.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{batch::Batches, data::Points, model::Line};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{self, Failure, Verdict, fresh_seed, number};

const POINTS: usize = 2000;
const UPDATES: usize = 200;
const GRADIENTS: usize = 4000;
const RUNS: u64 = 20;
const NEAR: f64 = 0.03;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let (size, lr) = (exercise::SIZE, exercise::LR);
    if size == 0 {
        return Err(Failure::told(
            "SIZE has no value yet. Choose how many points an update takes.",
        ));
    }
    if lr.is_nan() {
        return Err(Failure::told(
            "LR has no value yet. Choose a number in place of f64::NAN.",
        ));
    }
    if size > POINTS {
        return Err(Failure::told(format!(
            "There are {POINTS} points; a batch cannot hold {size}."
        )));
    }
    if lr <= 0.0 {
        return Err(Failure::told(
            "A learning rate is above 0: otherwise the descent stands still, \
             or climbs.",
        ));
    }
    let updates = UPDATES.min(GRADIENTS / size);
    let mut mean = 0.0;
    for _ in 0..RUNS {
        mean += distance(size, lr, updates)? / RUNS as f64;
    }
    let seen = format!(
        "Batches of {size} leave {updates} updates within the budget, and with \
         lr {lr} they end {} from least squares, in the mean.",
        number(mean)
    );
    if mean <= NEAR {
        return Ok(format!(
            "{seen} The size bought calm, and the updates the way: you spent \
             the budget on both."
        ));
    }
    // Without noise: what the updates leave of the way with this rate, and
    // with the best, which leaves ½ of each direction.
    if lr >= 1.0 {
        return Err(Failure::known("diverges", seen));
    }
    let way = |lr: f64| {
        let left =
            |curvature: f64| (1.0 - lr * curvature).abs().powi(updates as i32);
        (4.0 * left(2.0 / 3.0)).hypot(6.5 * left(2.0))
    };
    Err(if way(0.75) > NEAR {
        Failure::known("few", seen)
    } else if way(lr) > mean / 2.0 {
        Failure::known("slow", seen)
    } else {
        Failure::known("noisy", seen)
    })
}

/// How far from least squares one run ends, on points of its own.
fn distance(size: usize, lr: f64, updates: usize) -> Result<f64, Failure> {
    let seed = fresh_seed();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Points::default();
    for _ in 0..POINTS {
        let x = random.random_range(-1.0..1.0);
        points.x.push(x);
        points.y.push(3.0 + 2.0 * x + random.random_range(0.0..1.0));
    }
    let [mut a, mut b] = [-2.0, -3.0];
    let mut batches = Batches::new(POINTS, size, seed)?;
    let mut left = Vec::new().into_iter();
    for _ in 0..updates {
        let batch = match left.next() {
            Some(batch) => batch,
            None => {
                left = batches.epoch().into_iter();
                left.next().unwrap_or_default()
            }
        };
        let [mut by_a, mut by_b] = [0.0, 0.0];
        for i in &batch {
            let (x, y) = (points.x[*i as usize], points.y[*i as usize]);
            let twice = 2.0 * (a * x + b - y) / batch.len() as f64;
            by_a += twice * x;
            by_b += twice;
        }
        // A last, smaller batch moves by its share.
        let lr = lr * batches.weight(&batch);
        a -= lr * by_a;
        b -= lr * by_b;
    }
    let [best_a, best_b] = Line::least_squares(&points);
    Ok((a - best_a).hypot(b - best_b))
}
