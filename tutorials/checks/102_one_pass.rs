//! The check of the exercise of this name.

#[path = "../exercises/102_one_pass.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Line,
};
use tutorials::check::{self, Failure, Verdict, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    for (points, line) in [
        (data::line(), [-1.0, 1.0]),
        (data::noisy_line()?, [2.0, 0.5]),
    ] {
        let (x, y) = points.tensors(&device);
        let at = gradient::by_autodiff(&tensor(&line, &device), |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        });
        let (loss, by) = (value(at.loss)?, to_host(at.gradient)?);
        let pairs = points.x.iter().copied().zip(points.y.iter().copied());
        let got = exercise::step(pairs, line);
        let n = points.len() as f64;
        let sums: [f64; 3] = [n * loss, n * by[0], n * by[1]];
        let halves: [f64; 3] = [loss, by[0] / 2.0, by[1] / 2.0];
        let swapped: [f64; 3] = [loss, by[1], by[0]];
        let known: [(&str, &[f64]); 3] =
            [("sums", &sums), ("no_two", &halves), ("swapped", &swapped)];
        near("[loss, by a, by b]", &got, &[loss, by[0], by[1]], &known)?;
    }
    // Points that would need 64 MB if they were kept, and 0 if not.
    let before = most_memory();
    let long = (0..4_000_000).map(|i| (f64::from(i % 7), 1.0));
    let _ = exercise::step(long, [0.5, 0.5]);
    let grown = most_memory()
        .zip(before)
        .map_or(0, |(now, then)| now - then);
    if grown > 32_000 {
        return Err(Failure::told(format!(
            "The numbers are right, but four million points took {} MB: they \
             were kept. Add to three sums as each point comes.",
            grown / 1000
        )));
    }
    Ok(
        "One pass, three sums: the kernel of the fused step does this, some \
        points at a time."
            .into(),
    )
}

/// The most memory that this program has held, in kB, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
