//! What the machine can do at most.

use std::hint::black_box;

use descent::Result;
use fused::machine;

use crate::clock;

/// The seconds of one pass over these values, on all cores.
pub fn pass(values: &[f32]) -> Result<f64> {
    clock::seconds(|times| {
        for _ in 0..times {
            black_box(machine::read(black_box(values)));
        }
        Ok(())
    })
}

/// The most float32 multiplications and additions a second, on all cores.
pub fn peak() -> Result<f64> {
    let rounds = 10_000;
    let seconds = clock::seconds(|times| {
        black_box(machine::compute(black_box(times * rounds)));
        Ok(())
    })?;
    Ok(machine::compute(rounds) / seconds)
}
