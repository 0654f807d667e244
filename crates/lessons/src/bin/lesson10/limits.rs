//! What the machine can do at most.

use std::hint::black_box;

use descent::machine;
use lessons::Result;

use crate::clock;

/// The seconds of one pass over so many bytes, on all cores.
pub fn pass(bytes: usize) -> Result<f64> {
    let values = vec![1.0_f32; bytes / 4];
    clock::seconds(|times| {
        for _ in 0..times {
            black_box(machine::read(black_box(&values)));
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
