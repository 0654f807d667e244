//! One point on the tape: lesson 4's loss, and back through it.

use crate::tape::{Node, Tape};

/// What became of one number.
pub struct Number {
    pub value: f64,
    /// Its parents on the tape, with the local derivatives.
    pub parents: Node,
    /// The derivative of the loss by it.
    pub gradient: f64,
}

/// The squared error of the line a x + b at one point. Of a, x, b, y, a x, ŷ,
/// the error and its square, by their places on the tape.
pub fn one_point([a, b]: [f64; 2], [x, y]: [f64; 2]) -> Vec<Number> {
    // ANCHOR: point
    let tape = Tape::default();
    let (a, x) = (tape.leaf(a), tape.leaf(x));
    let (b, y) = (tape.leaf(b), tape.leaf(y));
    let ax = a * x;
    let y_pred = ax + b;
    let error = y_pred - y;
    let loss = error * error;
    let grads = loss.backward();
    // ANCHOR_END: point
    let numbers = [a, x, b, y, ax, y_pred, error, loss];
    let nodes = tape.nodes.borrow();
    let became = numbers.map(|number| Number {
        value: number.value,
        parents: nodes[number.place].clone(),
        gradient: grads[number.place],
    });
    became.into()
}
