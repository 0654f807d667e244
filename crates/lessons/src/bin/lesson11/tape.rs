//! A tape of numbers: it records every operation, and goes back through them.

use std::{
    cell::RefCell,
    ops::{Add, Mul, Sub},
};

use crate::number::Number;

// ANCHOR: tape
/// The operations so far. Each stands after those whose results it takes.
#[derive(Default)]
pub struct Tape {
    pub nodes: RefCell<Vec<Node>>,
}

/// Of one operation its parents: their places on the tape, and how its result
/// changes with each of them, the local derivatives.
pub type Node = Vec<(usize, f64)>;

/// A number on a tape: its value, and its place.
#[derive(Clone, Copy)]
pub struct Var<'t> {
    pub value: f64,
    pub place: usize,
    tape: &'t Tape,
}
// ANCHOR_END: tape

// ANCHOR: record
impl Tape {
    /// A number that no operation made.
    pub fn leaf(&self, value: f64) -> Var<'_> {
        self.record(value, Vec::new())
    }

    fn record(&self, value: f64, parents: Node) -> Var<'_> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(parents);
        let place = nodes.len() - 1;
        let tape = self;
        Var { value, place, tape }
    }
}
// ANCHOR_END: record

// ANCHOR: operations
impl Add for Var<'_> {
    type Output = Self;
    fn add(self, v: Self) -> Self {
        let parents = vec![(self.place, 1.0), (v.place, 1.0)];
        self.tape.record(self.value + v.value, parents)
    }
}

impl Sub for Var<'_> {
    type Output = Self;
    fn sub(self, v: Self) -> Self {
        let parents = vec![(self.place, 1.0), (v.place, -1.0)];
        self.tape.record(self.value - v.value, parents)
    }
}

impl Mul for Var<'_> {
    type Output = Self;
    fn mul(self, v: Self) -> Self {
        let parents = vec![(self.place, v.value), (v.place, self.value)];
        self.tape.record(self.value * v.value, parents)
    }
}

impl Number for Var<'_> {
    fn tanh(self) -> Self {
        let t = self.value.tanh();
        self.tape.record(t, vec![(self.place, 1.0 - t * t)])
    }
}
// ANCHOR_END: operations

// ANCHOR: backward
impl Var<'_> {
    /// The derivatives of this number by every number on its tape, by place.
    pub fn backward(self) -> Vec<f64> {
        let nodes = self.tape.nodes.borrow();
        let mut grads = vec![0.0; nodes.len()];
        grads[self.place] = 1.0;
        for (place, parents) in nodes.iter().enumerate().rev() {
            for (parent, derivative) in parents {
                grads[*parent] += grads[place] * derivative;
            }
        }
        grads
    }
}
// ANCHOR_END: backward
