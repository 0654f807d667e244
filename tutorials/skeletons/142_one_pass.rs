//! Exercise 142, complete: one pass.
//!
//! Chapter: docs/src/lesson14.md
//! Check it: cargo run --bin tutor
//!
//! The points come as an iterator: each can be looked at once, and then it is
//! gone. Find the mean squared error of the line a x + b and its derivatives
//! by a and by b all the same. How many points there are you learn on the way.

/// [loss, by a, by b] at the line (a, b).
pub fn step(
    points: impl Iterator<Item = (f64, f64)>,
    [a, b]: [f64; 2],
) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for (x, y) in points {
        let error = a * x + b - y;
        // TODO: add to the three sums, and count.
        todo!("what the sums take from this point")
    }
    // TODO: from the sums to the means.
    todo!("[loss, by a, by b]")
}
