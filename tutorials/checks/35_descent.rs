//! The check of the exercise of this name.

#[path = "../exercises/35_descent.rs"]
#[rustfmt::skip]
mod exercise;

use std::{mem, process::ExitCode};

use descent::{
    data::{self, Points},
    model::Line,
};
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_points, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What is descended, from where and how.
#[derive(Clone)]
struct Descent {
    points: Points,
    start: [f64; 2],
    lr: f64,
    updates: usize,
}

impl Descent {
    fn with_lr(&self, lr: f64) -> Self {
        let same = self.clone();
        Descent { lr, ..same }
    }

    fn with_updates(&self, updates: usize) -> Self {
        let same = self.clone();
        Descent { updates, ..same }
    }

    /// The (a, b) where it ends.
    fn end(&self) -> [f64; 2] {
        oracle(self, false).0
    }
}

fn check() -> Verdict {
    let lesson = Descent {
        points: data::line(),
        start: [-1.0, 1.0],
        lr: 0.01,
        updates: 400,
    };
    // Below all points, whatever is drawn: a mean of errors is below 0, too.
    let fresh = Descent {
        points: fresh_points(),
        start: [2.5, -13.5],
        lr: 0.1,
        updates: 25,
    };
    // Round, so that it has arrived long before the last update.
    let arrives = Descent {
        points: Points {
            x: vec![-1.0, 1.0, -1.0, 1.0],
            y: vec![1.0, 3.0, 2.0, 5.0],
        },
        start: [4.0, -2.0],
        lr: 0.25,
        updates: 80,
    };
    let mut ends = Vec::new();
    // The short one first: after many updates other ways have arrived, too.
    for descent in [fresh, lesson, arrives] {
        // First without any: an update too many shows there.
        run(&descent.with_updates(0))?;
        ends.push(run(&descent)?);
    }
    Ok(format!(
        "From the lesson's start your descent comes to {}, as the lesson's \
         does after 400 updates. On a line that was drawn just now it is right, \
         too, and so it is without any update. This loop is yours.",
        list(&ends[1])
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
    let (right, right_losses) = oracle(descent, false);
    let [uphill, half, sum] = [-1.0, 0.5, x.len() as f64]
        .map(|times| descent.with_lr(times * lr).end());
    let in_turn = oracle(descent, true).0;
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
    .map_err(|failure| {
        let reason = reason(descent, end, losses.len());
        let reason = reason.map(String::from);
        let reason = reason.or_else(|| of_one_update(descent, end));
        failure.because(reason.as_deref())
    })?;
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
            let reason = reason_of_losses(descent, &losses, &right_losses);
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
        lr,
        updates,
    } = descent;
    let after = |updates| descent.with_updates(updates).end();
    let right = after(*updates);
    let stopped = after(losses.checked_sub(1).unwrap_or(*updates));
    let n = points.len() as f64;
    let with_lr = |lr| descent.with_lr(lr).end();
    let mut exchanged = descent.clone();
    let Points { x, y } = &mut exchanged.points;
    mem::swap(x, y);
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
                &with_lr(lr * n / 30.0),
            ),
            (
                "The slopes are divided by n − 1. A mean of n numbers is \
                 their sum, divided by n.",
                &with_lr(lr * n / (n - 1.0)),
            ),
            (
                "The learning rate has no part in it: a step is −lr times the \
                 gradient.",
                &with_lr(1.0),
            ),
            (
                "x and y are exchanged: the line gives a y for each x.",
                &exchanged.end(),
            ),
            (
                "a goes by the slope of b: in the slope by a each error counts \
                 as often as its x says, 2 e x.",
                &by(descent, |_, _, e| [2.0 * e, 2.0 * e]),
            ),
            (
                "The errors are those of a x: the line is a x + b.",
                &by(descent, |x, b, e| [2.0 * (e - b) * x, 2.0 * (e - b)]),
            ),
            (
                "These are the slopes of the mean of |error|: only the signs \
                 of the errors count. The squared error has 2 e.",
                &by(descent, |x, _, e| [e.signum() * x, e.signum()]),
            ),
            (
                "That is the best line of all. Asked is where so many updates \
                 lead, one after the other.",
                &Line::least_squares(points),
            ),
            (
                "Your parameters move after each point: the next point is \
                 looked at from another line. Sum the slopes up over all \
                 points first, then move once.",
                &each(descent, n),
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

/// What one update does, where the place after all of them says nothing.
fn of_one_update(descent: &Descent, end: [f64; 2]) -> Option<String> {
    let Descent {
        points: Points { x, y },
        start,
        lr,
        updates,
    } = descent;
    let is_number = |place: [f64; 2]| place.iter().all(|v| v.is_finite());
    if !is_number(end) || *updates == 0 {
        return None; // NaN and infinity are explained as such
    }
    let first = exercise::descend(x, y, *start, *lr, 1).0;
    let right = descent.with_updates(1).end();
    if near("", &first, &right, &[]).is_ok() {
        return Some(format!(
            "The first update is right, and {updates} are not. What does a \
             round take along from the one before? Its sums begin at 0, and \
             its step is −lr times the gradient at the present place, with lr \
             as given and nothing added."
        ));
    }
    let went =
        |place: [f64; 2]| list(&[place[0] - start[0], place[1] - start[1]]);
    is_number(first).then(|| {
        format!(
            "Already the first update is not right. It moves (a, b) by ({}), \
             and should by ({}): −lr times the means of 2 e x and of 2 e.",
            went(first),
            went(right)
        )
    })
}

/// Where a descent ends whose gradient is the mean of these slopes, of a point
/// at x with the error e: `slopes(x, b, e)`.
fn by(
    descent: &Descent,
    slopes: impl Fn(f64, f64, f64) -> [f64; 2],
) -> [f64; 2] {
    let Points { x, y } = &descent.points;
    let step = descent.lr / x.len() as f64;
    let [mut a, mut b] = descent.start;
    for _ in 0..descent.updates {
        let [mut by_a, mut by_b] = [0.0, 0.0];
        for (x, y) in x.iter().zip(y) {
            let of_point = slopes(*x, b, a * x + b - y);
            by_a += of_point[0];
            by_b += of_point[1];
        }
        a -= step * by_a;
        b -= step * by_b;
    }
    [a, b]
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
fn reason_of_losses(
    descent: &Descent,
    losses: &[f64],
    right: &[f64],
) -> Option<String> {
    let n = descent.points.len() as f64;
    let roots: Vec<f64> = right.iter().map(|loss| loss.sqrt()).collect();
    let backwards: Vec<f64> = right.iter().rev().copied().collect();
    let of_all = right.iter().scan(0.0, |sum, loss| {
        *sum += loss;
        Some(*sum)
    });
    let of_all: Vec<f64> = of_all.collect();
    let of_start = vec![right[0]; right.len()];
    let updates = right.len() - 1;
    if updates > 0 && among(&losses[..updates], &[("", &right[1..])]).is_some()
    {
        return Some(
            "The first is the loss after an update. That of the start comes \
             before it, and the last after the last update."
                .into(),
        );
    }
    let Points { x, y } = &descent.points;
    let [a, b] = descent.start;
    let mean = |of: &dyn Fn(f64, f64) -> f64| {
        [x.iter().zip(y).map(|(x, y)| of(*x, *y)).sum::<f64>() / n]
    };
    let first = [
        (
            "The first is the mean of |error|. Square each error, and take the \
             mean of the squares.",
            mean(&|x, y| (a * x + b - y).abs()),
        ),
        (
            "The first is that of the line a x: b is missing in the errors.",
            mean(&|x, y| (a * x - y).powi(2)),
        ),
        (
            "x and y are exchanged: the line gives a y for each x.",
            mean(&|x, y| (a * y + b - x).powi(2)),
        ),
        (
            "The first is half of what it should be: the mean of the squares \
             is wanted as it is, without a ½.",
            [right[0] / 2.0],
        ),
        (
            "The first is divided by n − 1. A mean of n numbers is their sum, \
             divided by n.",
            [right[0] * n / (n - 1.0)],
        ),
    ];
    let first = first.each_ref().map(|(reason, loss)| (*reason, &loss[..]));
    if let Some(reason) = among(&losses[..1], &first) {
        return Some(reason.into());
    }
    let ways = [
        (
            "These are the roots of the losses: the mean of the squares is \
             wanted as it is.",
            &roots[..],
        ),
        ("They stand from the last to the first.", &backwards),
        (
            "Each is the sum of all so far. The sum of the squares begins at 0 \
             in every round.",
            &of_all,
        ),
        (
            "All are the loss at the start. Each is that of the (a, b) of its \
             own round.",
            &of_start,
        ),
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

/// The same from five sums alone: with them the loss is a polynomial of a and
/// b, and its gradient is linear. No point is looked at again. `in_turn`: b
/// moves by the slope at the new a.
fn oracle(descent: &Descent, in_turn: bool) -> ([f64; 2], Vec<f64>) {
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
    let step = -2.0 * descent.lr;
    let [mut a, mut b] = descent.start;
    let mut losses = vec![loss(a, b)];
    for _ in 0..descent.updates {
        let moved = a + step * (a * xx + b * mx - xy);
        let from = if in_turn { moved } else { a };
        b += step * (from * mx + b - my);
        a = moved;
        losses.push(loss(a, b));
    }
    ([a, b], losses)
}
