//! All derivatives of a function of n numbers that gives m: by passes forward,
//! one for each number that goes in, and back, one for each that comes out.

use std::cell::Cell;

use crate::{
    dual::Dual,
    number::Number,
    tape::{Tape, Var},
};

/// The derivatives, a row for each number that comes out, and how many
/// products of a derivative with a local one they took.
pub struct Jacobian {
    pub rows: Vec<Vec<f64>>,
    pub products: usize,
}

// ANCHOR: function
/// s² as often as asked for, where s is the sum of the squares.
pub fn function<T: Number>(x: &[T], outputs: usize) -> Vec<T> {
    let squares = x.iter().map(|x| x.clone() * x.clone());
    let sum = squares.reduce(|sum, square| sum + square);
    let output = |sum: T| sum.clone() * sum;
    sum.into_iter()
        .flat_map(|sum| vec![sum; outputs])
        .map(output)
        .collect()
}

/// The edges of its graph: two for each square, each sum and each output.
pub fn edges(inputs: usize, outputs: usize) -> usize {
    2 * inputs + 2 * inputs.saturating_sub(1) + 2 * outputs
}
// ANCHOR_END: function

// ANCHOR: forward
/// One pass for each number that goes in: its slope is 1, that of others 0.
pub fn forward(at: &[f64], outputs: usize) -> Jacobian {
    let products = &Cell::new(0);
    let mut rows = vec![Vec::new(); outputs];
    for chosen in 0..at.len() {
        let dual = |(i, value): (usize, &f64)| Dual {
            value: *value,
            slope: if i == chosen { 1.0 } else { 0.0 },
            products,
        };
        let x: Vec<Dual> = at.iter().enumerate().map(dual).collect();
        for (row, y) in rows.iter_mut().zip(function(&x, outputs)) {
            row.push(y.slope);
        }
    }
    let products = products.get();
    Jacobian { rows, products }
}
// ANCHOR_END: forward

// ANCHOR: reverse
/// One recording, and one pass back for each number that comes out.
pub fn reverse(at: &[f64], outputs: usize) -> Jacobian {
    let tape = Tape::default();
    let x: Vec<Var> = at.iter().map(|v| tape.leaf(*v)).collect();
    let y = function(&x, outputs);
    let row = |y: &Var| {
        let grads = y.backward();
        x.iter().map(|x| grads[x.place]).collect()
    };
    // `backward` takes one product for each parent of each number.
    let each: usize = tape.nodes.borrow().iter().map(Vec::len).sum();
    Jacobian {
        rows: y.iter().map(row).collect(),
        products: each * y.len(),
    }
}
// ANCHOR_END: reverse
