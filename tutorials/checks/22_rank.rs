//! The check of the exercise of this name.

#[path = "../exercises/22_rank.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, value},
};
use tutorials::check::{self, Failure, Verdict, fresh_points, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let fresh = fresh_points();
    for (y_pred, y) in [
        (vec![4.0, -8.0, 3.0, 6.0], vec![7.0, 7.0, -2.0, 6.0]),
        (fresh.y, fresh.x),
    ] {
        let errors = y_pred.iter().zip(&y).map(|(guess, y)| guess - y);
        let (sum, sizes) = errors.fold((0.0, 0.0), |(sum, sizes), e: f64| {
            (sum + e, sizes + e.abs())
        });
        let n = y.len() as f64;
        let [y_pred, y] = [y_pred, y].map(|v| tensor(&v, &device));
        near(
            &format!("mae of {n} points"),
            &[value(exercise::mae(y_pred, y))?],
            &[sizes / n],
            &[
                ("signed", &[sum / n]),
                ("abs_last", &[sum.abs() / n]),
                ("summed", &[sizes]),
            ],
        )?;
    }

    // y = 3x + 8; the same with one wild point, where the squares choose
    // another guess; and points that nobody has seen before.
    let mut wild = data::line();
    wild.y[0] += 60.0;
    let guesses = vec![
        [-1.0, 1.0],
        [2.8, 8.2],
        [9.0, 5.2],
        [0.0, -30.0],
        [2.5, 8.5],
    ];
    let of_wild = vec![
        [-1.0, 1.0],
        [3.0, 10.0],
        [0.0, 70.0],
        [3.0, 8.0],
        [9.0, 5.2],
    ];
    let fresh = fresh_points();
    let mut of_fresh: Vec<[f64; 2]> =
        fresh.y.iter().map(|y| [*y, -1.5 * y]).collect();
    of_fresh.push([0.0, 90.0]);
    for (points, mut guesses) in
        [(data::line(), guesses), (wild, of_wild), (fresh, of_fresh)]
    {
        for _ in 0..4 {
            choice(&points, &guesses)?;
            // One guess more, and all the others one place further.
            guesses.insert(0, [-4.0, -23.0]);
        }
    }
    Ok(
        "The line closest to the points is found wherever it stands in the \
        list, and no eye had to look at a plot."
            .into(),
    )
}

/// Whether `best` finds the line of `guesses` that is closest to the points.
fn choice(points: &Points, guesses: &[[f64; 2]]) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let losses = |size: fn(f64) -> f64| -> Vec<f64> {
        let loss = |[a, b]: &[f64; 2]| {
            let both = points.x.iter().zip(&points.y);
            let sizes = both.map(|(x, y)| size(a * x + b - y));
            sizes.sum::<f64>() / points.len() as f64
        };
        guesses.iter().map(loss).collect()
    };
    let place = |losses: &[f64], largest: bool| {
        let order = |u: &f64, v: &f64| match largest {
            true => v.total_cmp(u),
            false => u.total_cmp(v),
        };
        let first = losses.iter().copied().min_by(order);
        losses.iter().position(|loss| Some(*loss) == first)
    };
    let sizes = losses(f64::abs);
    let squares = losses(|error| error * error);
    let smallest = place(&sizes, false);
    let index = exercise::best(guesses, &x, &y);
    if Some(index) == smallest {
        return Ok(());
    }
    let seen = format!(
        "The guesses have the losses {}. `best` gives {index}; the smallest \
         loss has index {}.",
        list(&sizes),
        smallest.unwrap_or_default()
    );
    Err(if Some(index) == place(&squares, false) {
        Failure::told(format!(
            "{seen} Yours has the smallest mean of squares: there one wild \
             point decides. Let `mae` choose."
        ))
    } else if Some(index) == place(&sizes, true) {
        Failure::known("largest", seen)
    } else {
        Failure::unknown(seen)
    })
}
