//! The check of the exercise of this name.

#[path = "../exercises/55_sgd.rs"]
#[rustfmt::skip]
mod exercise;

use std::{collections::BTreeSet, process::ExitCode};

use descent::data::{self, Points};
use tutorials::check::{
    self, Failure, Verdict, fresh_points, fresh_seed, list, near,
};

const START: [f64; 2] = [-1.0, 1.0];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What is descended and how.
struct Descent {
    points: Points,
    lr: f64,
    size: usize,
    epochs: usize,
}

fn check() -> Verdict {
    let points = fresh_points();
    let n = points.len();
    // The smallest from three on that does not divide n.
    let size = (3..).find(|size| !n.is_multiple_of(*size)).unwrap_or(n);
    let (lr, epochs) = (0.1, 6);
    let few = Descent {
        points,
        lr,
        size,
        epochs,
    };
    let single = Descent {
        points: data::noisy_line()?,
        lr: 0.05,
        size: 1,
        epochs: 4,
    };
    let full = Descent {
        points: data::fresh_noisy_line(fresh_seed()),
        lr: 0.2,
        size: 100,
        epochs: 5,
    };
    for descent in [&single, &few, &full] {
        let (seed, other) = (fresh_seed(), fresh_seed());
        let orders = descent.orders(seed)?;
        if orders != descent.orders(seed)? {
            return Err(Failure::told(
                "Called twice with the same seed, it took the points in two \
                 orders. Draw all that is random from the seed.",
            ));
        }
        if descent.size > 1 {
            descent.new_batches(&orders)?;
            continue; // few points have few orders
        }
        shuffled(&orders)?;
        if orders == descent.orders(other)? {
            return Err(Failure::told(
                "Two seeds gave one order of the points. Make the generator \
                 from the seed.",
            ));
        }
    }
    Ok(format!(
        "On {n} points in batches of {size}, on 100 points one by one, and on \
         100 in one batch: every update was that of its points, every epoch \
         dealt out all of them, in an order of its own. This loop is inside \
         every training program, and now it is yours."
    ))
}

/// Each epoch's order must be another one, and not the old one turned around.
fn shuffled(orders: &[Vec<usize>]) -> Result<(), Failure> {
    for pair in orders.windows(2) {
        let [old, new] = [&pair[0], &pair[1]];
        if old == new {
            return Err(Failure::known(
                "same_order",
                "Two epochs took all points in the same order.",
            ));
        }
        let place = |of: usize| new.iter().position(|i| *i == of);
        let beside = old.windows(2).filter(|two| {
            let [i, j] = [two[0], two[1]].map(place);
            i.zip(j).is_some_and(|(i, j)| i.abs_diff(j) == 1)
        });
        // By chance two of the 99 pairs stay together.
        let beside = beside.count();
        if beside > 20 {
            return Err(Failure::told(format!(
                "From one epoch to the next {beside} of 99 points kept their \
                 neighbour. Shuffle the whole order anew; turning or moving it \
                 is not enough."
            )));
        }
    }
    Ok(())
}

impl Descent {
    /// The learner's descent: for each epoch the points in their order. Within
    /// a batch no order can be told.
    fn orders(&self, seed: u64) -> Result<Vec<Vec<usize>>, Failure> {
        let Descent {
            points,
            lr,
            size,
            epochs,
        } = self;
        let n = points.len();
        let (places, losses) =
            exercise::descend(points, START, *lr, *size, *epochs, seed);
        let per_epoch = n.div_ceil(*size);
        if places.len() != epochs * per_epoch {
            let seen = format!(
                "{n} points in batches of {size} make {per_epoch} updates an \
                 epoch, {} in {epochs} epochs. You gave {} places.",
                epochs * per_epoch,
                places.len()
            );
            return Err(match places.len() == epochs * (n / size) {
                true => Failure::known("dropped", seen),
                false => Failure::told(format!(
                    "{seen}\nEach update takes so many points, the last one of \
                     an epoch what is left. Note (a, b) once after it, and not \
                     at the start."
                )),
            });
        }
        let mut at = START;
        let (mut orders, mut ends) = (Vec::new(), Vec::new());
        for (epoch, places) in places.chunks(per_epoch).enumerate() {
            let mut left: Vec<usize> = (0..n).collect();
            let mut order = Vec::new();
            for (update, place) in places.iter().enumerate() {
                let take = left.len().min(*size);
                let Some(batch) = self.batch(&left, take, at, *place) else {
                    let seen = format!(
                        "Update {} of epoch {}, on {n} points in batches of \
                         {size}, went from (a, b) = ({}) to ({}). That is not \
                         −lr times the mean gradient of any {} \
                         which that epoch had left.",
                        update + 1,
                        epoch + 1,
                        list(&at),
                        list(place),
                        match take {
                            1 => "one point".into(),
                            _ => format!("{take} points"),
                        }
                    );
                    return Err(self.wrong(seen, take, at, *place));
                };
                left.retain(|i| !batch.contains(i));
                order.extend(batch);
                at = *place;
            }
            orders.push(order);
            ends.push(self.loss(at));
        }
        if near("", &losses, &ends, &[]).is_err() {
            let sums: Vec<_> = ends.iter().map(|end| end * n as f64).collect();
            if near("", &losses, &sums, &[]).is_ok() {
                return Err(Failure::told(format!(
                    "The updates are right, but the losses are {n} times too \
                     large: each is the sum over all {n} points. The loss is \
                     their mean, so divide by the number of points."
                )));
            }
            return Err(Failure::told(format!(
                "The updates are right, the losses are not.\nexpected  {}\n\
                 got       {}\nA loss of an epoch is the mean over all points, \
                 at the (a, b) where the epoch has ended. A mean of the \
                 batches' losses mixes as many places.",
                list(&ends),
                list(&losses)
            )));
        }
        Ok(orders)
    }

    /// An epoch must not have the batches of the one before: six times the
    /// same come by chance once in a hundred thousand runs.
    fn new_batches(&self, orders: &[Vec<usize>]) -> Result<(), Failure> {
        let batches = |order: &Vec<usize>| -> BTreeSet<Vec<usize>> {
            order.chunks(self.size).map(<[usize]>::to_vec).collect()
        };
        let first = batches(&orders[0]);
        let some = self.size < self.points.len();
        if !some || orders.iter().any(|order| batches(order) != first) {
            return Ok(());
        }
        Err(Failure::told(
            "All epochs had the same batches. Shuffle the points in each, and \
             cut the batches afterwards.",
        ))
    }

    /// The points of these whose gradient leads from one place to the next.
    fn batch(
        &self,
        left: &[usize],
        take: usize,
        at: [f64; 2],
        to: [f64; 2],
    ) -> Option<Vec<usize>> {
        let share = take as f64 / self.size as f64;
        let leads = |rows: &[usize]| {
            let step = self.gradient(rows, at);
            let leads = |by| self.leads(at, to, step, by);
            leads(1.0) || leads(share)
        };
        choose(left, take, false, &leads)
    }

    /// Why a step is wrong.
    fn wrong(
        &self,
        seen: String,
        take: usize,
        at: [f64; 2],
        to: [f64; 2],
    ) -> Failure {
        if !to.iter().all(|v| v.is_finite()) {
            return Failure::told(format!(
                "{seen}\nNaN is what 0/0 gives, inf what is too large to hold. \
                 Look for a division by zero, or steps that grow and grow."
            ));
        }
        let all: Vec<usize> = (0..self.points.len()).collect();
        let any = |again, by| {
            let few = all.len() <= 12 || take == 1;
            let leads = |rows: &[usize]| {
                self.leads(at, to, self.gradient(rows, at), by)
            };
            choose(&all, take, again && few, &leads).is_some()
        };
        let of_all = self.gradient(&all, at);
        if any(true, 1.0) {
            Failure::known("drawn_again", seen)
        } else if self.leads(at, to, of_all, 1.0) {
            Failure::known("all_points", seen)
        } else if any(false, -1.0) {
            Failure::known("uphill", seen)
        } else if take > 1 && any(false, take as f64) {
            Failure::known("sum", seen)
        } else if any(false, 0.5) {
            Failure::told(format!(
                "{seen}\nIt is half of such a step: the derivative of e² is \
                 2 e, and the 2 is missing."
            ))
        } else if any(false, take as f64 / all.len() as f64) {
            Failure::told(format!(
                "{seen}\nThe slopes are divided by the number of all points. \
                 The mean is that of the batch: divide by how many it holds."
            ))
        } else {
            Failure::unknown(seen)
        }
    }

    /// Whether this gradient, so many times, leads from one place to the next.
    fn leads(
        &self,
        at: [f64; 2],
        to: [f64; 2],
        gradient: [f64; 2],
        by: f64,
    ) -> bool {
        [0, 1].iter().all(|j| {
            let step = -self.lr * by * gradient[*j];
            (to[*j] - at[*j] - step).abs() <= 1e-7 * step.abs() + 1e-12
        })
    }

    /// The mean gradient of these points.
    fn gradient(&self, rows: &[usize], [a, b]: [f64; 2]) -> [f64; 2] {
        let mut gradient = [0.0; 2];
        for i in rows {
            let (x, y) = (self.points.x[*i], self.points.y[*i]);
            let twice = 2.0 * (a * x + b - y) / rows.len() as f64;
            gradient[0] += twice * x;
            gradient[1] += twice;
        }
        gradient
    }

    /// The loss over all points.
    fn loss(&self, [a, b]: [f64; 2]) -> f64 {
        let pairs = self.points.x.iter().zip(&self.points.y);
        let squares = pairs.map(|(x, y)| (a * x + b - y).powi(2));
        squares.sum::<f64>() / self.points.len() as f64
    }
}

/// So many of the rows, or of them `again` and again, that are right.
fn choose(
    rows: &[usize],
    take: usize,
    again: bool,
    right: &dyn Fn(&[usize]) -> bool,
) -> Option<Vec<usize>> {
    fn more(
        rows: &[usize],
        take: usize,
        again: bool,
        right: &dyn Fn(&[usize]) -> bool,
        chosen: &mut Vec<usize>,
    ) -> bool {
        if chosen.len() == take {
            return right(chosen);
        }
        for k in 0..rows.len() {
            if !again && rows.len() - k < take - chosen.len() {
                break; // too few are left
            }
            chosen.push(rows[k]);
            let rest = if again { &rows[k..] } else { &rows[k + 1..] };
            if more(rest, take, again, right, chosen) {
                return true;
            }
            chosen.pop();
        }
        false
    }
    let mut chosen = Vec::new();
    more(rows, take, again, right, &mut chosen).then_some(chosen)
}
