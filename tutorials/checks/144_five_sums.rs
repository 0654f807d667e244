//! The check of the exercise of this name.

#[path = "../exercises/144_five_sums.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host},
    gradient,
    model::Line,
};
use tutorials::check::{
    self, Failure, Verdict, among, fresh_numbers, fresh_seed, list, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Where the gradient is asked for: first where mistakes differ most.
const PLACES: [[f64; 2]; 4] = [[-2.0, 3.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0]];

/// The gradient from all points.
fn right(points: &Points, line: [f64; 2]) -> Result<Vec<f64>, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let w = tensor(&line, &device);
    Ok(to_host(gradient::mse(Line::columns(x), &w, y))?)
}

/// Whether the learner's gradient is right on these points.
fn fits(points: &Points) -> Result<bool, Failure> {
    let summary = exercise::summary(&points.x, &points.y);
    for line in PLACES {
        let got = exercise::gradient(summary, line);
        if near("", &got, &right(points, line)?, &[]).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check() -> Verdict {
    let few = Points {
        x: vec![1.0, 2.0, 4.0],
        y: vec![3.0, 0.0, 5.0],
    };
    let n = 6 + (fresh_seed() % 20) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -3.0..2.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for points in [few, data::line(), data::noisy_line()?, fresh] {
        let Points { x, y } = &points;
        let n = points.len() as f64;
        let mean = |of: fn(f64, f64) -> f64| {
            x.iter().zip(y).map(|(x, y)| of(*x, *y)).sum::<f64>() / n
        };
        let (mean_x, mean_y) = (mean(|x, _| x), mean(|_, y| y));
        let (xx, xy) = (mean(|x, _| x * x), mean(|x, y| x * y));
        let yy = mean(|_, y| y * y);
        for [a, b] in PLACES {
            let want = right(&points, [a, b])?;
            let got = exercise::gradient(exercise::summary(x, y), [a, b]);
            let times = |factor: f64| [want[0] * factor, want[1] * factor];
            // The gradient where these means are other ones, and the sign of y.
            let slip = |[xx, xy]: [f64; 2], sign: f64| {
                let by_a = a * xx + b * mean_x - sign * xy;
                let by_b = a * mean_x + b - sign * mean_y;
                [2.0 * by_a, 2.0 * by_b]
            };
            let known: [(&str, &[f64]); 6] = [
                ("sums", &times(n)),
                ("half", &times(0.5)),
                ("no_b", &[want[0] - 2.0 * b * mean_x, want[1]]),
                ("downhill", &times(-1.0)),
                ("turned", &[want[1], want[0]]),
                ("plus_y", &slip([xx, xy], -1.0)),
            ];
            let b_once = want[1] - 2.0 * b * (1.0 - 1.0 / n);
            let ways: [(&str, &[f64]); 6] = [
                (
                    "In the derivative by b each point brings a b: that is n \
                     times b before the mean, not once.",
                    &[want[0], b_once],
                ),
                (
                    "In the derivative by a each b stands beside an x: the \
                     term is b · Σ x.",
                    &[want[0] + 2.0 * b * (1.0 - mean_x), want[1]],
                ),
                (
                    "The square of the sum of x is not the sum of its squares.",
                    &slip([n * mean_x * mean_x, xy], 1.0),
                ),
                (
                    "The product of the means of x and y is not the mean of \
                     their products: sum x y point by point.",
                    &slip([xx, mean_x * mean_y], 1.0),
                ),
                (
                    "Where Σ x y belongs stands the sum of the squares of y.",
                    &slip([xx, yy], 1.0),
                ),
                (
                    "That is the gradient at a = 0, b = 0, wherever one is.",
                    &[-2.0 * xy, -2.0 * mean_y],
                ),
            ];
            let what = format!("the gradient at a = {a}, b = {b}");
            near(&what, &got, &want, &known).map_err(|failure| {
                let fits_lesson = || {
                    fits(&data::line()).is_ok_and(|fits| fits).then_some(
                        "On the lesson's thirty points it is right: it takes \
                         something for granted that other points do not have. \
                         Their number?",
                    )
                };
                failure.because(among(&got, &ways).or_else(fits_lesson))
            })?;
        }
    }
    let points = data::line();
    let summary = exercise::summary(&points.x, &points.y);
    // Those of other points in between: five numbers carry all they say.
    let before = exercise::gradient(summary, [2.0, -1.0]);
    exercise::summary(&[1.0, 2.0, 4.0], &[3.0, 0.0, 5.0]);
    if exercise::gradient(summary, [2.0, -1.0]) != before {
        return Err(Failure::told(
            "The same five numbers give another gradient once `summary` has \
             seen other points. Keep nothing beside the five.",
        ));
    }
    let mut line = [-1.0, 1.0];
    for _ in 0..100_000 {
        let [by_a, by_b] = exercise::gradient(summary, line);
        line = [line[0] - 0.1 * by_a, line[1] - 0.1 * by_b];
    }
    Ok(format!(
        "100000 steps without a look at the points lead to {}. It works \
         because the model is a line: a network has no such five numbers, and \
         there a step must read its points.",
        list(&line)
    ))
}
