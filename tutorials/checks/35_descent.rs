//! The check of the exercise of this name.

#[path = "../exercises/35_descent.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::{self, Points};
use tutorials::check::{self, Failure, Verdict, fresh_points, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What is descended, from where and how.
struct Descent {
    points: Points,
    start: [f64; 2],
    lr: f64,
    updates: usize,
}

fn check() -> Verdict {
    let lesson = Descent {
        points: data::line(),
        start: [-1.0, 1.0],
        lr: 0.01,
        updates: 400,
    };
    let fresh = Descent {
        points: fresh_points(),
        start: [2.5, -3.5],
        lr: 0.1,
        updates: 25,
    };
    let mut ends = Vec::new();
    for descent in [lesson, fresh] {
        let none = Descent {
            updates: 0,
            points: descent.points.clone(),
            ..descent
        };
        // First without any: an update too many shows there.
        run(&none)?;
        ends.push(run(&descent)?);
    }
    Ok(format!(
        "From the lesson's start your descent comes to {}, as the lesson's \
         does after 400 updates. On a line that was drawn just now it is right, \
         too, and so it is without any update. This loop is yours.",
        list(&ends[0])
    ))
}

fn run(descent: &Descent) -> Result<[f64; 2], Failure> {
    let Descent {
        points: Points { x, y },
        start,
        lr,
        updates,
    } = descent;
    let (end, losses) = exercise::descend(x, y, *start, *lr, *updates);
    let (right, right_losses) = oracle(descent, Way::Right);
    let ways = [Way::Uphill, Way::Half, Way::Sum, Way::InTurn];
    let [uphill, half, sum, in_turn] = ways.map(|way| oracle(descent, way).0);
    let what = format!(
        "(a, b) after {updates} updates from ({}) with lr {lr} on {} points",
        list(start),
        x.len()
    );
    near(
        &what,
        &end,
        &right,
        &[
            ("uphill", &uphill),
            ("half", &half),
            ("sum", &sum),
            ("in_turn", &in_turn),
        ],
    )?;
    if losses.len() != updates + 1 {
        return Err(Failure::told(format!(
            "(a, b) is right, but there are {} losses where {updates} updates \
             have {}: one at the start, and one after each.",
            losses.len(),
            updates + 1
        )));
    }
    near("the losses; (a, b) is right", &losses, &right_losses, &[])?;
    Ok(end)
}

/// How a descent can go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Right,
    Uphill,
    Half,
    Sum,
    InTurn,
}

/// The same from five sums alone: with them the loss is a polynomial of a and
/// b, and its gradient is linear. No point is looked at again.
fn oracle(descent: &Descent, way: Way) -> ([f64; 2], Vec<f64>) {
    let Points { x, y } = &descent.points;
    let n = x.len() as f64;
    let mean = |of: &dyn Fn(f64, f64) -> f64| {
        x.iter().zip(y).map(|(x, y)| of(*x, *y)).sum::<f64>() / n
    };
    let (mx, my) = (mean(&|x, _| x), mean(&|_, y| y));
    let (xx, xy) = (mean(&|x, _| x * x), mean(&|x, y| x * y));
    let yy = mean(&|_, y| y * y);
    let loss = |a: f64, b: f64| {
        a * a * xx + 2.0 * a * b * mx + b * b - 2.0 * (a * xy + b * my) + yy
    };
    let step = descent.lr
        * match way {
            Way::Right | Way::InTurn => -2.0,
            Way::Uphill => 2.0,
            Way::Half => -1.0,
            Way::Sum => -2.0 * n,
        };
    let [mut a, mut b] = descent.start;
    let mut losses = vec![loss(a, b)];
    for _ in 0..descent.updates {
        let moved = a + step * (a * xx + b * mx - xy);
        let from = if way == Way::InTurn { moved } else { a };
        b += step * (from * mx + b - my);
        a = moved;
        losses.push(loss(a, b));
    }
    ([a, b], losses)
}
