//! The check of the exercise of this name.

#[path = "../exercises/103_threads.rs"]
#[rustfmt::skip]
mod exercise;

use std::{collections::HashSet, process::ExitCode};

use descent::data;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let threads = [1, 2, 3, 5, 8];
    // The last ones begin and end far from zero: float64 loses digits, too.
    for (n, far) in [
        (3, 0.0),
        (500, 0.0),
        (10_000, 0.0),
        (10_007, 0.0),
        (10_000, 1e20),
    ] {
        let values = data::long_line(n, 42).x;
        let mut values: Vec<f32> = values.iter().map(|v| *v as f32).collect();
        let exact: f64 = values.iter().map(|v| f64::from(*v)).sum();
        values[0] += far;
        values[n - 1] -= far;
        let sums = threads.map(|threads| exercise::sum(&values, threads));
        for (sum, threads) in sums.iter().zip(threads) {
            let apart = f64::from(*sum) - exact;
            // Float32 rounds each of n additions by 6e-8 at worst.
            let all = exact + 2.0 * f64::from(far);
            let close = apart.abs() <= 6e-8 * n as f64 * all;
            if close {
                continue;
            }
            let seen = format!(
                "The sum of {n} numbers by {threads} threads is {sum}, and \
                 should be {exact:.3}."
            );
            return Err(match apart < 0.0 {
                true => Failure::known("lost", seen),
                false => Failure::unknown(seen),
            });
        }
        let bits: HashSet<u32> = sums.iter().map(|s| s.to_bits()).collect();
        if bits.len() > 1 {
            let seen = format!(
                "The sum of {n} numbers by 1, 2, 3, 5 and 8 threads: {sums:?}."
            );
            // Blocks of more than 500 are right for so few.
            return Err(match n {
                10_000 => Failure::known("parts", seen),
                _ => Failure::unknown(seen),
            });
        }
    }
    // Two numbers so large that float64, too, rounds what is added to them: its
    // sums show where the parts end.
    let mut values: Vec<f32> = data::long_line(10_000, fresh_seed())
        .x
        .iter()
        .map(|v| *v as f32)
        .collect();
    values[0] += 1e16;
    values[9_999] -= 1e16;
    let sums = threads.map(|threads| exercise::sum(&values, threads));
    let bits: HashSet<u32> = sums.iter().map(|s| s.to_bits()).collect();
    if bits.len() > 1 {
        return Err(Failure::told(format!(
            "Where two of the numbers are very large, the sums by 1, 2, 3, 5 \
             and 8 threads are {sums:?}. More digits hide the fault and do not \
             mend it: some additions still depend on the threads."
        )));
    }
    // Who ends first changes from call to call.
    values[0] = 1.0;
    values[9_999] = 1.0;
    let bits: HashSet<u32> = (0..300)
        .map(|_| exercise::sum(&values, 8).to_bits())
        .collect();
    if bits.len() > 1 {
        return Err(Failure::told(
            "The same call gives other bits when it is repeated: the sums are \
             added in the order in which the threads end. Keep them in the \
             order of the values.",
        ));
    }
    // One after the other into one float32: it swallows a part of each.
    let many = vec![0.1; 2_000_000];
    let (sum, exact) = (f64::from(exercise::sum(&many, 4)), 200_000.0);
    if sum.is_nan() || (sum - exact).abs() > 1e-3 * exact {
        return Err(Failure::told(format!(
            "Two million times 0.1 gives {sum} instead of {exact}. Into one \
             float32 sum each addition rounds. Sum blocks, and then the sums \
             of the blocks: so the work can be shared, too."
        )));
    }
    Ok(
        "The same bits for any number of threads: what is added to what now \
        depends on the numbers alone. The fused step halves its points until \
        the parts are small, for the same reason."
            .into(),
    )
}
