//! The check of the exercise of this name.

#[path = "../exercises/54_decay.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{batch::Batches, data, model::Line};
use tutorials::check::{self, Failure, Verdict, number};

const UPDATES: usize = 800;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let rates: Vec<f64> = (0..UPDATES).map(exercise::rate).collect();
    if let Some(update) = rates
        .iter()
        .position(|rate| !(*rate >= 0.0 && rate.is_finite()))
    {
        let rate = rates[update];
        let seen = format!("At update {update} your rate is {}.", number(rate));
        return Err(match rate < 0.0 && rate.is_finite() {
            true => Failure::known("negative", seen),
            false => Failure::told(format!(
                "{seen} That is no length of a step. inf is what a division \
                 by 0 gives, NaN what 0/0 gives; the first update is number 0."
            )),
        });
    }
    let fixed = mean_distance(&[0.1; UPDATES])?;
    let yours = mean_distance(&rates)?;
    let seen = format!(
        "Mean distance from least squares: {} with your rate, {} with lr = 0.1 \
         throughout.",
        number(yours),
        number(fixed)
    );
    let largest = rates.iter().copied().fold(0.0, f64::max);
    let falls = largest > 0.0 && rates[UPDATES - 1] <= largest / 2.0;
    if yours <= fixed / 2.0 && !falls {
        return Err(Failure::told(format!(
            "{seen} That is calm enough, but your last rate is {}, more than \
             half of your largest, {}. Let it begin large and become small.",
            number(rates[UPDATES - 1]),
            number(largest)
        )));
    }
    if yours <= fixed / 2.0 && falls {
        return Ok(format!(
            "{seen} Your rate went from {} to {}. The noise of the batches is \
             still there; w just follows it less and less.",
            number(rates[0]),
            number(rates[UPDATES - 1])
        ));
    }
    if rates[UPDATES - 1] > rates[0] {
        return Err(Failure::known("grows", seen));
    }
    // The start is 7.4 away.
    if !yours.is_finite() || yours > 10.0 {
        return Err(Failure::told(format!(
            "{seen} The start was 7.4 away: the first steps lead farther off, \
             beyond all repair. Begin with a smaller rate; 0.1 is a good one."
        )));
    }
    if largest < 0.05 {
        return Err(Failure::told(format!(
            "{seen} Your rate is {} at most, and small from the start: such \
             steps take long to arrive. Begin with 0.1, and let it fall.",
            number(largest)
        )));
    }
    // This far off, w has not arrived at all.
    if yours > 1.0 {
        return Err(Failure::known("too_fast", seen));
    }
    if falls {
        return Err(Failure::told(format!(
            "{seen} It falls, from {} to {}, and does not come close enough. \
             0.1 is a good begin: much more leaps over the valley. And half of \
             it should be left after some fifty updates, not after two.",
            number(rates[0]),
            number(rates[UPDATES - 1])
        )));
    }
    Err(Failure::unknown(seen))
}

/// The distance of the end of a descent from least squares; the mean over 20
/// seeds.
fn mean_distance(rates: &[f64]) -> Result<f64, descent::Error> {
    let points = data::noisy_line()?;
    let [best1, best0] = Line::least_squares(&points);
    let mut sum = 0.0;
    for seed in 0..20 {
        let mut batches = Batches::new(points.len(), 5, seed)?;
        let [mut w0, mut w1] = [-2.0, -3.0_f64];
        let mut rates = rates.iter();
        while rates.len() > 0 {
            for (batch, rate) in batches.epoch().iter().zip(&mut rates) {
                let (mut by_w0, mut by_w1) = (0.0, 0.0);
                for row in batch {
                    let x = points.x[*row as usize];
                    let error = w0 + w1 * x - points.y[*row as usize];
                    by_w0 += 2.0 * error / batch.len() as f64;
                    by_w1 += 2.0 * error * x / batch.len() as f64;
                }
                w0 -= rate * by_w0;
                w1 -= rate * by_w1;
            }
        }
        sum += (w0 - best0).hypot(w1 - best1);
    }
    Ok(sum / 20.0)
}
