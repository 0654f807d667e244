//! The check of the exercise of this name.

#[path = "../exercises/143_threads.rs"]
#[rustfmt::skip]
mod exercise;

use std::{collections::HashSet, process::ExitCode, thread};

use descent::data;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

const THREADS: [usize; 5] = [1, 2, 3, 5, 8];

fn check() -> Verdict {
    every_value_counts()?;
    // By luck a few sums are the same in any order; not all of these.
    for n in [3, 500, 10_000] {
        for seed in [42, 43].into_iter().chain((0..8).map(|_| fresh_seed())) {
            let length = n + (seed % 8) as usize;
            let values = data::long_line(length, seed).x;
            let mut values: Vec<f32> =
                values.iter().map(|v| *v as f32).collect();
            near(&values)?;
            same_bits(&values)?;
            if n == 10_000 {
                // Two numbers so large that float64, too, rounds what is
                // added to them: its sums show where the parts end.
                values[0] += 1e16;
                values[length - 1] -= 1e16;
                same_bits(&values)?;
            }
        }
    }
    // One after the other into one float32: it swallows a part of each.
    let many = vec![0.1; 2_000_000];
    let (sum, exact) = (f64::from(exercise::sum(&many, 4)), 200_000.0);
    if sum.is_nan() || (sum - exact).abs() > 1e-3 * exact {
        if let [Some(two), Some(eight)] = [2, 8].map(|t| begun(&many, t))
            && two == eight
            && two > 1
        {
            return Err(Failure::told(format!(
                "Told to take 2 threads, the function begins {two}, and told \
                 to take 8 it does, too: it ignores `threads`. And its parts \
                 are too long, as two million times 0.1 gives {sum} instead of \
                 {exact}. Sum short blocks, and share these among as many \
                 threads as it is told."
            )));
        }
        return Err(Failure::told(format!(
            "Two million times 0.1 gives {sum} instead of {exact}. Into one \
             float32 sum each addition rounds. Sum blocks, and then the sums \
             of the blocks: so the work can be shared, too."
        )));
    }
    for threads in [2, 8] {
        shared(&many, threads)?;
    }
    Ok(
        "The same bits for any number of threads: what is added to what now \
        depends on the numbers alone. The fused step halves its points until \
        the parts are small, for the same reason."
            .into(),
    )
}

/// "1 thread", "2 threads".
fn by(threads: usize) -> String {
    format!("{threads} thread{}", if threads == 1 { "" } else { "s" })
}

/// Ones add up without any rounding, in whatever order.
fn every_value_counts() -> Result<(), Failure> {
    for n in [10_007, 10_000, 500, 3] {
        let ones = vec![1.0; n];
        let missing = |threads| n as f32 - exercise::sum(&ones, threads);
        let Some(threads) = THREADS.into_iter().find(|t| missing(*t) != 0.0)
        else {
            continue;
        };
        let seen = format!(
            "The sum of {n} ones by {} is {}.",
            by(threads),
            exercise::sum(&ones, threads)
        );
        // Are as many missing by any number of threads, all at the end, and
        // none of twice as many as were added? Then they fill no block.
        let lost = missing(1);
        let at_end = lost > 0.0 && lost < n as f32 && {
            let whole = 2 * (n - lost as usize);
            let mut values = ones.clone();
            values[n - lost as usize..].fill(0.0);
            exercise::sum(&values, 1) == exercise::sum(&ones, 1)
                && THREADS.into_iter().all(|t| missing(t) == lost)
                && exercise::sum(&vec![1.0; whole], 1) == whole as f32
        };
        return Err(match at_end {
            true => Failure::known("lost", seen),
            false => Failure::told(format!(
                "{seen}\nEach value must be added, and once. (Ones need no \
                 rounding.)"
            )),
        });
    }
    Ok(())
}

/// Checks the sum within what float32 rounds.
fn near(values: &[f32]) -> Result<(), Failure> {
    let exact: f64 = values.iter().map(|v| f64::from(*v)).sum();
    for threads in THREADS {
        let sum = exercise::sum(values, threads);
        // Float32 rounds each of n additions by 6e-8 at worst.
        let most = 6e-8 * values.len() as f64 * exact;
        if !matches!((f64::from(sum) - exact).abs(), apart if apart <= most) {
            return Err(Failure::told(format!(
                "The sum of {} numbers by {} is {sum}, and should be \
                 {exact:.4}. That is more than float32 rounds.",
                values.len(),
                by(threads)
            )));
        }
    }
    Ok(())
}

/// Checks that any number of threads gives the same bits, and any call.
fn same_bits(values: &[f32]) -> Result<(), Failure> {
    let n = values.len();
    // Who ends first changes from call to call.
    let calls = if n > 508 { 30 } else { 3 };
    let again: HashSet<u32> = (0..calls)
        .map(|_| exercise::sum(values, 8).to_bits())
        .collect();
    if again.len() > 1 {
        return Err(Failure::told(
            "The same call gives other bits when it is repeated: the sums are \
             added in the order in which the threads end. Keep them in the \
             order of the values.",
        ));
    }
    let sums = THREADS.map(|threads| exercise::sum(values, threads));
    let bits: HashSet<u32> = sums.iter().map(|s| s.to_bits()).collect();
    if bits.len() == 1 {
        return Ok(());
    }
    let seen = format!(
        "The sum of {n} numbers by 1, 2, 3, 5 and 8 threads: {sums:?}."
    );
    Err(match n {
        // Even few numbers are added in another order.
        ..=508 => Failure::unknown(seen),
        _ => Failure::known("parts", seen),
    })
}

/// How many threads the learner's sum begins, if that can be told.
fn begun(values: &[f32], threads: usize) -> Option<usize> {
    // Each thread of a program has a number of its own, one after the other.
    let number = || -> Option<u64> {
        let id = thread::spawn(|| thread::current().id()).join().ok()?;
        let digits = format!("{id:?}").replace(|c: char| !c.is_numeric(), "");
        digits.parse().ok()
    };
    let (before, _, after) =
        (number()?, exercise::sum(values, threads), number()?);
    Some((after - before).saturating_sub(1) as usize)
}

/// Checks that so many threads take part, or nearly.
fn shared(values: &[f32], threads: usize) -> Result<(), Failure> {
    let Some(begun) = begun(values, threads) else {
        return Ok(());
    };
    // Whoever calls may take a part, too.
    if (threads / 2..=2 * threads).contains(&begun) {
        return Ok(());
    }
    Err(Failure::told(format!(
        "The bits are right, but told to take {threads} threads, the function \
         begins {begun}. Share the blocks among as many as it is told."
    )))
}
