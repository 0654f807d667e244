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
use tutorials::check::{self, Failure, Verdict, fresh_seed, near};

const START: [f64; 2] = [-2.0, -3.0];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    for points in [data::noisy_line()?, data::fresh_noisy_line(fresh_seed())] {
        epoch(&points)?;
    }
    Ok(
        "Four updates, each from 32 points or 4, and each from where the one \
        before has left w. With one batch of all points it is lesson 4's \
        descent again."
            .into(),
    )
}

fn epoch(points: &Points) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (u, y) = points.tensors(&device);
    let x = Tensor::stack::<2>(vec![u.ones_like(), u], 1);
    let start = tensor(&START, &device);
    let n = points.len();
    for (size, what) in [
        (n, "w after one batch of all points"),
        (32, "w after batches of 32, 32, 32 and 4"),
    ] {
        let batches = Batches::new(n, size, 42)?.epoch();
        let all = vec![(0..n as i64).collect(); batches.len()];
        let yours = exercise::epoch(start.clone(), (&x, &y), &batches, 0.1);
        near(
            what,
            &to_host(yours)?,
            &descend(points, &batches, -0.1, Follow::Newest),
            &[
                ("weighted", &descend(points, &batches, -0.1, Follow::Share)),
                ("all_points", &descend(points, &all, -0.1, Follow::Newest)),
                ("uphill", &descend(points, &batches, 0.1, Follow::Newest)),
                ("stale", &descend(points, &batches, -0.1, Follow::Start)),
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
