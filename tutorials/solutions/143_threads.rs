//! Exercise 143, repair: a sum that depends on the machine. The solution.

use std::thread;

/// Where the parts end does not depend on the threads.
const BLOCK: usize = 1024;

/// The sum of all values.
pub fn sum(values: &[f32], threads: usize) -> f32 {
    let blocks: Vec<&[f32]> = values.chunks(BLOCK).collect();
    // A thread takes several blocks, and keeps their sums apart.
    let share = blocks.len().div_ceil(threads).max(1);
    let sums: Vec<f32> = thread::scope(|scope| {
        let parts: Vec<_> = blocks
            .chunks(share)
            .map(|part| {
                scope.spawn(|| -> Vec<f32> {
                    part.iter().map(|block| block.iter().sum()).collect()
                })
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap())
            .collect()
    });
    sums.iter().sum()
}
