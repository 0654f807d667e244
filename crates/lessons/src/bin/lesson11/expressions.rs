//! Expressions of four numbers at most, and their gradients in three ways.

use burn::tensor::{Device, Tensor};
use descent::{Result, data::tensor, device::value};

use crate::{
    number::Number,
    tape::{Tape, Var},
};

/// An expression; what it does not take does not change it.
#[derive(Clone, Copy)]
pub enum Expression {
    /// Lesson 4's loss of one point, of a, x, b and y.
    OnePoint,
    /// A number used twice, of a, 2 and 3.
    Twice,
    /// A neuron with a weight behind it, of w, x, b and u.
    Neuron,
    /// Whatever comes to mind, of u and v.
    Nested,
}

// ANCHOR: expressions
impl Expression {
    /// Its value, whatever kind of numbers it takes.
    pub fn of<T: Number>(self, [p, q, r, s]: [T; 4]) -> T {
        match self {
            Expression::OnePoint => {
                let e = p * q + r - s; // a x + b − y
                e.clone() * e
            }
            Expression::Twice => {
                let b = p.clone() * p; // a²
                q * b.clone() + r * b // 2b + 3b
            }
            Expression::Neuron => s * (p * q + r).tanh(), // u tanh(w x + b)
            Expression::Nested => {
                let left = p.clone() * q.clone() - q.clone(); // u v − v
                left * (p + q.clone() * q).tanh() // tanh(u + v²)
            }
        }
    }
}
// ANCHOR_END: expressions

/// The gradient by all four numbers, by our tape.
pub fn by_tape(of: Expression, at: [f64; 4]) -> [f64; 4] {
    // ANCHOR: by_tape
    let tape = Tape::default();
    let numbers: [Var; 4] = at.map(|value| tape.leaf(value));
    let grads = of.of(numbers).backward();
    // ANCHOR_END: by_tape
    numbers.map(|number| grads[number.place])
}

/// The same by burn's autodiff.
///
/// # Errors
/// A device that fails.
pub fn by_burn(
    of: Expression,
    at: [f64; 4],
    device: &Device,
) -> Result<Vec<f64>> {
    let leaf = |v: f64| tensor(&[v], device).autodiff().require_grad();
    let numbers = at.map(leaf);
    let grads = of.of(numbers.clone()).backward();
    let gradient = |number: Tensor<1>| match number.grad(&grads) {
        Some(gradient) => value(gradient),
        None => Ok(0.0), // it has no part in the expression
    };
    numbers.into_iter().map(gradient).collect()
}

/// The same by central differences.
pub fn by_differences(of: Expression, at: [f64; 4]) -> [f64; 4] {
    std::array::from_fn(|i| {
        let h = f64::EPSILON.cbrt() * at[i].abs().max(1.0);
        let moved = |by: f64| {
            let mut at = at;
            at[i] += by;
            of.of(at)
        };
        (moved(h) - moved(-h)) / (2.0 * h)
    })
}
