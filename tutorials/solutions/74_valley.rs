//! Exercise 74, invent: your own optimiser. One solution of many.

/// What to subtract from the two parameters. `memory` is yours: what you leave
/// there you find in the next update.
pub fn step(g: [f64; 2], memory: &mut [f64; 2]) -> [f64; 2] {
    // Momentum: to and fro cancels, along the valley adds up.
    *memory = [0, 1].map(|i| 0.9 * memory[i] + g[i]);
    memory.map(|v| 0.001 * v)
}
