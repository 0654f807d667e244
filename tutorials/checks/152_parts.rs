//! The check of the exercise of this name.

#[path = "../exercises/152_parts.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::{Line, Quadratic},
};
use tutorials::check::{
    self, Verdict, among, factor, fresh_numbers, fresh_seed, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let n = 20 + (fresh_seed() % 40) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -3.0..2.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for (points, w) in [
        (data::line(), vec![-1.0, 1.0]),
        (data::quadratic(), vec![1.0, 0.5, -2.0]),
        (fresh, vec![1.5, -0.5]),
    ] {
        let of = |from: usize, to: usize| -> Result<Vec<f64>, _> {
            let some = Points {
                x: points.x[from..to].to_vec(),
                y: points.y[from..to].to_vec(),
            };
            gradient_of(&some, &w)
        };
        let n = points.len();
        let right = of(0, n)?;
        // Parts of other lengths, one of them empty, and one part alone.
        for ends in [vec![3, 3, 10, n], vec![1, n / 2, n - 2, n], vec![n]] {
            let mut parts = Vec::new();
            let mut from = 0;
            for to in ends {
                let gradient = match to - from {
                    0 => vec![0.0; w.len()],
                    _ => of(from, to)?,
                };
                parts.push((to - from, gradient));
                from = to;
            }
            let got = exercise::whole(&parts);
            let k = parts.len() as f64;
            let sum = |weight: &dyn Fn(usize) -> f64| -> Vec<f64> {
                let by = |j: usize| {
                    let each = parts.iter();
                    each.map(|(rows, g)| weight(*rows) * g[j]).sum()
                };
                (0..w.len()).map(by).collect()
            };
            let known: [(&str, &[f64]); 4] = [
                ("plain", &sum(&|_| 1.0 / k)),
                ("sums", &sum(&|rows| rows as f64)),
                ("added", &sum(&|_| 1.0)),
                ("by_parts", &sum(&|rows| rows as f64 / k)),
            ];
            let what = format!("the gradient of {n} rows in {k} parts");
            near(&what, &got, &right, &known).map_err(|failure| {
                let last = &parts[parts.len() - 1].1;
                let turned: Vec<f64> = right.iter().map(|g| -g).collect();
                let ways: [(&str, &[f64]); 3] = [
                    (
                        "That is the last part's gradient: each part adds to \
                         the mean.",
                        last,
                    ),
                    ("All signs are turned around.", &turned),
                    (
                        "That is 0: what the parts add is lost.",
                        &vec![0.0; w.len()],
                    ),
                ];
                let reason = among(&got, &ways).map(str::to_owned);
                let times = || {
                    factor(&got, &right).map(|times| {
                        format!(
                            "All are {} times what they should be.",
                            number(times)
                        )
                    })
                };
                failure.because(reason.or_else(times).as_deref())
            })?;
        }
    }
    Ok(
        "It is the gradient of all rows, however they are dealt out. It works \
        because the loss is a mean over rows."
            .into(),
    )
}

fn gradient_of(points: &Points, w: &[f64]) -> descent::Result<Vec<f64>> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let columns = match w.len() {
        2 => Line::columns(x),
        _ => Quadratic::columns(x),
    };
    to_host(gradient::mse(columns, &tensor(w, &device), y))
}
