//! Exercise 112, complete: the way back.
//!
//! Chapter: docs/src/lesson11.md
//! Check it: cargo run --bin tutor
//!
//! A tape holds for each number its parents. Parents stand before whatever was
//! made of them. Write the way back through it.

/// The parents of one number: their places on the tape, and the local
/// derivative by each. The same parent may stand there twice.
pub type Node = Vec<(usize, f64)>;

/// The derivatives of the number at `place` by every number on the tape.
pub fn backward(nodes: &[Node], place: usize) -> Vec<f64> {
    let mut grads = vec![0.0; nodes.len()];
    // TODO: the derivative of the number by itself. Then from the last place
    // to the first: to each parent its share.
    todo!("the way back")
}
