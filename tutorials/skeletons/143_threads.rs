//! Exercise 143, repair: a sum that depends on the machine.
//!
//! Chapter: docs/src/lesson14.md
//! Check it: cargo run --bin tutor
//!
//! The function below shares a sum among threads, as many as it is told. It is
//! right, and yet 2 threads and 3 give different last digits: the parts end at
//! other places, and float32 rounds each addition. The same program then gives
//! other numbers on another machine.
//!
//! Repair it: the same bits for any number of threads, which still share the
//! work. How threads in a scope are written is in docs/src/rust.md.

use std::thread;

/// The sum of all values.
pub fn sum(values: &[f32], threads: usize) -> f32 {
    let part = values.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts = values.chunks(part);
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().sum::<f32>()))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    })
}
