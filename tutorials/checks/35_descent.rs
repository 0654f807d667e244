//! The check of the exercise of this name.

#[path = "../exercises/35_descent.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::data::{self, Points};
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_points, list, near, number,
};

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
    )
    .map_err(|failure| failure.because(reason(descent, end, losses.len())))?;
    if losses.len() != updates + 1 {
        return Err(Failure::told(format!(
            "(a, b) is right, but there are {} losses where {updates} updates \
             have {}: one at the start, and one after each.",
            losses.len(),
            updates + 1
        )));
    }
    near("the losses; (a, b) is right", &losses, &right_losses, &[]).map_err(
        |failure| {
            let reason =
                reason_of_losses(&losses, &right_losses, x.len() as f64);
            failure.because(reason.as_deref())
        },
    )?;
    Ok(end)
}

/// Why a descent ends there that goes by none of the known ways.
fn reason(
    descent: &Descent,
    end: [f64; 2],
    losses: usize,
) -> Option<&'static str> {
    let Descent {
        points,
        start,
        updates,
        ..
    } = descent;
    let after = |updates: usize| {
        let points = points.clone();
        let other = Descent {
            points,
            updates,
            ..*descent
        };
        oracle(&other, Way::Right).0
    };
    let right = after(*updates);
    let stopped = after(losses.checked_sub(1).unwrap_or(*updates));
    let points_of_lesson = Descent {
        points: points.clone(),
        lr: descent.lr * points.len() as f64 / 30.0,
        ..*descent
    };
    let none = *updates == 0;
    if !end.iter().all(|value| value.is_finite()) {
        return None; // which is explained as such
    }
    let reason = among(
        &end,
        &[
            (
                "That is where one update more ends. Of the rounds there may \
                 be one more than updates, for the last loss; in that one \
                 nothing moves.",
                &after(updates + 1),
            ),
            (
                "That is where one update fewer ends. Does your loop begin or \
                 end a round early?",
                &after(updates.saturating_sub(1)),
            ),
            (
                "These are b and a: the answer wants (a, b).",
                &[right[1], right[0]],
            ),
            (
                "That is right after as many updates as you have losses for, \
                 and then it stopped. All updates were asked for, however \
                 good the line is.",
                &stopped,
            ),
            (
                "The slopes are divided by 30, the number of the lesson's \
                 points. Here there are others: x.len() counts them.",
                &oracle(&points_of_lesson, Way::Right).0,
            ),
            (
                "Your parameters move after each point: the next point is \
                 looked at from another line. Sum the slopes up over all \
                 points first, then move once.",
                &each(descent, points.len() as f64),
            ),
            (
                "Your parameters move after each point, by its whole slope. \
                 Take the mean of the slopes over all points first, then move \
                 once.",
                &each(descent, 1.0),
            ),
        ],
    );
    let still = |i: usize| end[i] == start[i] && right[i] != start[i];
    reason.or(match (still(0), still(1)) {
        _ if none => Some("Without any update (a, b) stays at `start`."),
        (true, true) => Some("Neither a nor b has moved."),
        (false, true) => Some("b has not moved. It has a slope of its own."),
        (true, false) => Some("a has not moved. It has a slope of its own."),
        (false, false) => None,
    })
}

/// A descent that moves after each point, by a slope so many times smaller.
fn each(descent: &Descent, times: f64) -> [f64; 2] {
    let Points { x, y } = &descent.points;
    let [mut a, mut b] = descent.start;
    for _ in 0..descent.updates {
        for (x, y) in x.iter().zip(y) {
            let step = descent.lr * 2.0 * (a * x + b - y) / times;
            a -= step * x;
            b -= step;
        }
    }
    [a, b]
}

/// Why the losses are wrong where (a, b) is right.
fn reason_of_losses(losses: &[f64], right: &[f64], n: f64) -> Option<String> {
    let roots: Vec<f64> = right.iter().map(|loss| loss.sqrt()).collect();
    let backwards: Vec<f64> = right.iter().rev().copied().collect();
    let ways = [
        (
            "These are the roots of the losses: the mean of the squares is \
             wanted as it is.",
            &roots[..],
        ),
        ("They stand from the last to the first.", &backwards),
    ];
    if let Some(reason) = among(losses, &ways) {
        return Some(reason.into());
    }
    if losses.iter().any(|loss| *loss < 0.0) {
        return Some(
            "A mean of squares is never below 0: square each error before you \
             add it."
                .into(),
        );
    }
    let times = factor(losses, right)?;
    let is = |other: f64| (times / other - 1.0).abs() < 1e-6;
    let why = if is(n) {
        "These are sums: divide by the number of points."
    } else if is(n / 30.0) {
        "Is 30 typed in, the number of the lesson's points? x.len() counts \
         them."
    } else if losses.len() > 1 {
        "The loss is the mean of the squared errors: their sum, divided once \
         by the number of points."
    } else {
        return None; // one number is always some times another
    };
    let times = number(times);
    Some(format!("Each is {times} times what it should be. {why}"))
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
