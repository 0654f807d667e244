//! The check of the exercise of this name.

#[path = "../exercises/52_epoch.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    batch::Batches,
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{self, Failure, Verdict, fresh_seed, list, near};

const START: [f64; 2] = [-2.0, -3.0];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let seed = fresh_seed();
    let mut fresh = data::fresh_noisy_line(seed);
    let n = 70 + (seed % 30) as usize;
    fresh.x.truncate(n);
    fresh.y.truncate(n);
    epoch(&data::noisy_line()?, 32, 42)?;
    epoch(&fresh, 9 + (seed % 8) as usize, seed)?;
    Ok(
        "Four updates, each from 32 points or 4, and each from where the one \
        before has left w. With one batch of all points it is lesson 4's \
        descent again."
            .into(),
    )
}

/// Batches of all points, and batches of this size.
fn epoch(points: &Points, size: usize, seed: u64) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (u, y) = points.tensors(&device);
    let x = Tensor::stack::<2>(vec![u.ones_like(), u], 1);
    let start = tensor(&START, &device);
    let n = points.len();
    for size in [n, size] {
        let batches = Batches::new(n, size, seed)?.epoch();
        let sizes: Vec<_> = batches.iter().map(|b| b.len() as f64).collect();
        let what = match sizes[..] {
            [_] => format!("w after one batch of all {n} points"),
            _ => format!("w after batches of {}", list(&sizes)),
        };
        let all = vec![(0..n as i64).collect(); batches.len()];
        let yours = exercise::epoch(start.clone(), (&x, &y), &batches, 0.1);
        let yours = to_host(yours)?;
        let by = |follow| descend(points, &batches, -0.1, follow);
        // The chapter's cure: a smaller last batch moves w by its share.
        if near(&what, &yours, &by(Follow::Share), &[]).is_ok() {
            continue;
        }
        near(
            &what,
            &yours,
            &by(Follow::Newest),
            &[
                ("all_points", &descend(points, &all, -0.1, Follow::Newest)),
                ("uphill", &descend(points, &batches, 0.1, Follow::Newest)),
                ("stale", &by(Follow::Start)),
            ],
        )?;
    }
    Ok(())
}

/// At which w the gradients are taken.
#[derive(PartialEq)]
enum Follow {
    Newest,
    Start,
    /// The newest, and a smaller last batch moves it by its share.
    Share,
}

/// The same epoch on the host, without any library.
fn descend(
    points: &Points,
    batches: &[Vec<i64>],
    step: f64,
    follow: Follow,
) -> Vec<f64> {
    let mut w = START;
    for batch in batches {
        let [w0, w1] = if follow == Follow::Start { START } else { w };
        for row in batch {
            let (x, y) = (points.x[*row as usize], points.y[*row as usize]);
            let n = match follow {
                Follow::Share => batches[0].len(),
                _ => batch.len(),
            };
            let slope = 2.0 * (w0 + w1 * x - y) / n as f64;
            w[0] += step * slope;
            w[1] += step * slope * x;
        }
    }
    w.to_vec()
}
