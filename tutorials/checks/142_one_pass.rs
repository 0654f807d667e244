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
    self, Failure, Verdict, among, factor, fresh_numbers, fresh_seed, near,
    number,
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
        let right = [loss, by[0], by[1]];
        near("[loss, by a, by b]", &got, &right, &known).map_err(
            |failure| {
                failure.because(reason(&got, right, &points, line).as_deref())
            },
        )?;
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

/// Why it is wrong in none of the known ways.
fn reason(
    got: &[f64; 3],
    right: [f64; 3],
    points: &Points,
    [a, b]: [f64; 2],
) -> Option<String> {
    let [loss, by_a, by_b] = right;
    let n = points.len() as f64;
    let pairs = points.x.iter().zip(&points.y);
    let sizes = pairs.map(|(x, y)| (a * x + b - y).abs());
    let ways: [(&str, &[f64]); 7] = [
        (
            "The loss is the mean of the squares as it is, without a root.",
            &[loss.sqrt(), by_a, by_b],
        ),
        (
            "The loss is a sum: it is divided by the number of points, too.",
            &[n * loss, by_a, by_b],
        ),
        (
            "The loss is that of the sizes of the errors: square them.",
            &[sizes.sum::<f64>() / n, by_a, by_b],
        ),
        (
            "The loss has a factor 2, which belongs to the derivatives alone.",
            &[2.0 * loss, by_a, by_b],
        ),
        (
            "The derivative by a is that by b: each error counts there as often \
             as its x says.",
            &[loss, by_b, by_b],
        ),
        (
            "The signs of both derivatives are turned around: this is the way \
             down. The error is a x + b − y.",
            &[loss, -by_a, -by_b],
        ),
        ("The loss comes first.", &[by_a, by_b, loss]),
    ];
    if let Some(reason) = among(got, &ways) {
        return Some(reason.into());
    }
    factor(got, &right).map(|times| {
        format!(
            "All are {} times what they should be: divide by how many points \
             came, {n} here.",
            number(times)
        )
    })
}

/// The most memory that this program has held, in kB, where the system tells.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
