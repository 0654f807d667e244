//! The check of the exercise of this name.

#[path = "../exercises/154_change.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{self, Points},
    model::Line,
};
use exercise::{Receiver, Sender};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

const WORKERS: usize = 4;
const UPDATES: usize = 3000;

fn check() -> Verdict {
    let n = 40 + (fresh_seed() % 20) as usize;
    let fresh = Points {
        x: fresh_numbers(n, -1.0..1.0),
        y: fresh_numbers(n, -4.0..4.0),
    };
    for points in [data::noisy_line()?, fresh] {
        let best = Line::least_squares(&points);
        let end = descend(&points)?;
        let apart = (end[0] - best[0]).hypot(end[1] - best[1]);
        let size = best[0].hypot(best[1]);
        // NaN is far off, too.
        if apart <= 1e-10 * size {
            continue;
        }
        let seen = format!(
            "After {UPDATES} updates of {} points on {WORKERS} workers, (a, b) \
             is {} from the minimum. It should be less than {}.",
            points.len(),
            number(apart),
            number(1e-10 * size)
        );
        let known = ["plain", "drift", "not_added"].into_iter().find(|way| {
            let there = otherwise(&points, way);
            let off = (end[0] - there[0]).hypot(end[1] - there[1]);
            // Both far away, or at the same place.
            off <= 1e-9 * size
        });
        return Err(match known {
            Some(way) => Failure::known(way, seen),
            None => Failure::unknown(seen),
        });
    }
    Ok(
        "Two bytes a number, and no floor. What changes becomes small, and what \
        is rounded off a small number is smaller still. The price is a memory \
        at each end, as large as the gradient."
            .into(),
    )
}

/// The gradient of every fourth point, from one of the first four on.
fn gradient(points: &Points, worker: usize, [a, b]: [f64; 2]) -> [f64; 2] {
    let own = (worker..points.len()).step_by(WORKERS);
    let rows = own.len() as f64;
    own.fold([0.0; 2], |[by_a, by_b], i| {
        let error = 2.0 * (a * points.x[i] + b - points.y[i]) / rows;
        [by_a + error * points.x[i], by_b + error]
    })
}

/// The part of the points that a worker has.
fn weight(points: &Points, worker: usize) -> f64 {
    let own = (worker..points.len()).step_by(WORKERS);
    own.len() as f64 / points.len() as f64
}

/// With the learner's ends of the lines.
fn descend(points: &Points) -> Result<[f64; 2], Failure> {
    let mut lines: Vec<(Sender, Receiver)> = (0..WORKERS)
        .map(|_| (Sender::new(2), Receiver::new(2)))
        .collect();
    let mut w = [-1.0, 1.0];
    for _ in 0..UPDATES {
        let mut mean = [0.0; 2];
        for (worker, (sender, receiver)) in lines.iter_mut().enumerate() {
            let sent = sender.send(&gradient(points, worker, w));
            if sent.len() != 2 {
                return Err(Failure::told(format!(
                    "For a gradient of 2 numbers {} were sent. Send one for \
                     each.",
                    sent.len()
                )));
            }
            // The last 45 of the 52 digits behind the first are 0.
            let long = sent.iter().find(|v| v.to_bits() << 19 != 0);
            if let Some(long) = long {
                return Err(Failure::told(format!(
                    "{long} was sent, which is no number of bfloat16: it has \
                     more than 8 binary digits. Round what is sent."
                )));
            }
            let got = receiver.receive(&sent);
            let [by_a, by_b] = got[..] else {
                return Err(Failure::told(format!(
                    "2 numbers were sent, and {} received.",
                    got.len()
                )));
            };
            let weight = weight(points, worker);
            mean = [mean[0] + weight * by_a, mean[1] + weight * by_b];
        }
        w = [w[0] - 0.1 * mean[0], w[1] - 0.1 * mean[1]];
    }
    Ok(w)
}

/// Where a known mistake leads.
fn otherwise(points: &Points, way: &str) -> [f64; 2] {
    let mut known = [[0.0; 2]; WORKERS]; // the sender's
    let mut heard = [[0.0; 2]; WORKERS]; // the receiver's
    let mut w = [-1.0, 1.0];
    for _ in 0..UPDATES {
        let mut mean = [0.0; 2];
        for worker in 0..WORKERS {
            let by = gradient(points, worker, w);
            for j in 0..2 {
                let change = exercise::round(by[j] - known[worker][j]);
                let got = match way {
                    "plain" => exercise::round(by[j]),
                    "drift" => {
                        known[worker][j] = by[j];
                        heard[worker][j] += change;
                        heard[worker][j]
                    }
                    _ => {
                        known[worker][j] += change;
                        change
                    }
                };
                mean[j] += weight(points, worker) * got;
            }
        }
        w = [w[0] - 0.1 * mean[0], w[1] - 0.1 * mean[1]];
    }
    w
}
