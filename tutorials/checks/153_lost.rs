//! The check of the exercise of this name.

#[path = "../exercises/153_lost.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::Line,
};
use exercise::Answer;
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_numbers, fresh_seed, list,
    near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Where the parts of n points end.
fn ends(n: usize) -> [usize; 4] {
    [n / 6, n / 2, 3 * n / 4, n]
}

fn check() -> Verdict {
    let n = 24 + (fresh_seed() % 40) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -3.0..2.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for points in [data::line(), data::noisy_line()?, fresh] {
        let n = points.len();
        // Nobody, the last, the first and the third, all but the second.
        for lost in [&[][..], &[3], &[0, 2], &[0, 2, 3]] {
            one(&points, n, lost)?;
        }
        let nobody: Vec<Option<Answer>> = (0..4).map(|_| None).collect();
        if let Some(got) = exercise::gradient(&nobody, n, 2) {
            let seen =
                format!("Nobody answers, and the gradient is {}.", list(&got));
            return Err(match got.iter().all(|g| *g == 0.0) {
                true => Failure::known("arrived", seen),
                false => Failure::told(format!(
                    "{seen} There are no rows whose gradient it could be: \
                     return None."
                )),
            });
        }
    }
    Ok(
        "Right, with fewer rows: the descent now goes to the minimum of those \
        that are left. That is another minimum. To end where the whole run \
        ends, the lost part must come back, on another worker."
            .into(),
    )
}

fn one(points: &Points, n: usize, lost: &[usize]) -> Result<(), Failure> {
    let w = [1.5, -0.5];
    let mut from = 0;
    let mut answers = Vec::new();
    let mut left = Points::default();
    for (i, to) in ends(n).into_iter().enumerate() {
        let part = Points {
            x: points.x[from..to].to_vec(),
            y: points.y[from..to].to_vec(),
        };
        from = to;
        if lost.contains(&i) {
            answers.push(None);
            continue;
        }
        let (rows, gradient) = (part.len(), gradient_of(&part, w)?);
        answers.push(Some(Answer { rows, gradient }));
        left.x.extend(part.x);
        left.y.extend(part.y);
    }
    let right = gradient_of(&left, w)?;
    let all = left.len() as f64;
    let sum = |weight: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let by = |j: usize| {
            let each = answers.iter().flatten();
            each.map(|a| weight(a.rows) * a.gradient[j]).sum()
        };
        vec![by(0), by(1)]
    };
    let came = (answers.len() - lost.len()) as f64;
    let of_all = sum(&|rows| rows as f64 / n as f64);
    let known: [(&str, &[f64]); 2] = [
        ("plain", &sum(&|_| 1.0 / came)),
        ("sums", &sum(&|rows| rows as f64)),
    ];
    let what = format!(
        "the gradient of {all} rows of {n}, {} of 4 workers lost",
        lost.len()
    );
    let Some(got) = exercise::gradient(&answers, n, 2) else {
        return Err(Failure::told(format!(
            "There is none, though {came} workers answer: {all} rows of {n}."
        )));
    };
    near(&what, &got, &right, &known).map_err(|failure| {
        let times = factor(&got, &right).map(|times| {
            format!(
                "Both are {} times what they should be: by which number of \
                 rows is a part's weight divided?",
                number(times)
            )
        });
        let shorter = among(
            &got,
            &[(
                "The weights do not add up to 1: they are parts of all rows, \
                 and the lost ones count as rows whose gradient is 0. Every \
                 step becomes shorter, and nothing says so.",
                &of_all,
            )],
        );
        failure.because(shorter.or(times.as_deref()))
    })
}

fn gradient_of(points: &Points, w: [f64; 2]) -> descent::Result<Vec<f64>> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let w = tensor(&w, &device);
    to_host(gradient::mse(Line::columns(x), &w, y))
}
