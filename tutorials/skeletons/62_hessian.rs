//! Exercise 62, complete: the Hessian of a line.
//!
//! Chapter: docs/src/lesson6.md
//! Check it: cargo run --bin tutor
//!
//! The MSE of the line ax + b has the derivatives mean(2 e x) by a and mean(2
//! e) by b, with e = ax + b − y. Derive each of them once more, by a and by b:
//! these four numbers are the Hessian. From its larger eigenvalue follows the
//! largest learning rate that converges.

/// The second derivatives of the MSE: [[by a twice, by a and b],
/// [by b and a, by b twice]].
pub fn hessian(x: &[f64]) -> [[f64; 2]; 2] {
    let n = x.len() as f64;
    // TODO: derive mean(2 e x) and mean(2 e) by a and by b.
    todo!("the four second derivatives")
}

/// The largest learning rate that converges, from the larger eigenvalue.
pub fn largest_stable_lr(largest_eigenvalue: f64) -> f64 {
    // TODO: the limit of the chapter.
    todo!("the largest rate")
}
