//! The check of the exercise of this name.

#[path = "../exercises/142_one_pass.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Line,
};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let n = 5 + (fresh_seed() % 40) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -3.0..2.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for (points, line) in [
        (data::line(), [-1.0, 1.0]),
        (data::noisy_line()?, [2.0, 0.5]),
        (fresh, [1.5, -0.5]),
    ] {
        let (x, y) = points.tensors(&device);
        let at = gradient::by_autodiff(&tensor(&line, &device), |w| {
            loss::mse(Line::from(w).forward(x.clone()), y.clone())
        });
        let (loss, by) = (value(at.loss)?, to_host(at.gradient)?);
        // An iterator that does not know how many will come.
        let pairs = points.x.iter().copied().zip(points.y.iter().copied());
        let got = exercise::step(pairs.filter(|_| true), line);
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
    let got = exercise::step(long, [0.5, 0.5]);
    let grown = most_memory()
        .zip(before)
        .map_or(0, |(now, then)| now - then);
    if grown > 8_000 {
        return Err(Failure::told(format!(
            "The numbers are right, but four million points took {} MB: they \
             were kept. Add to three sums as each point comes.",
            grown / 1000
        )));
    }
    // How often each x from 0 to 6 came, times what it adds.
    let mut want = [0.0; 3];
    for x in 0..7 {
        let part = f64::from((4_000_000 - x + 6) / 7) / 4e6;
        let error = 0.5 * f64::from(x) - 0.5;
        want[0] += part * error * error;
        want[1] += part * 2.0 * error * f64::from(x);
        want[2] += part * 2.0 * error;
    }
    near(
        "[loss, by a, by b] of four million points",
        &got,
        &want,
        &[],
    )?;
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
