//! The tape again, for matrices: a local derivative is now a function, which
//! makes a parent's share of a gradient.

use std::cell::RefCell;

use burn::tensor::{Int, Tensor, activation::log_softmax};

// ANCHOR: tape
/// What came back to a number, turned into what goes on to a parent.
type Back = Box<dyn Fn(Tensor<2>) -> Tensor<2>>;

/// The operations so far: of each its parents' places, and the way to them.
#[derive(Default)]
pub struct Tape {
    nodes: RefCell<Vec<Vec<(usize, Back)>>>,
}

/// A matrix on a tape: its numbers, which no tape of burn records, and its
/// place.
#[derive(Clone)]
pub struct Var<'t> {
    pub value: Tensor<2>,
    pub place: usize,
    tape: &'t Tape,
}
// ANCHOR_END: tape

impl Tape {
    /// A matrix that no operation made.
    pub fn leaf(&self, value: Tensor<2>) -> Var<'_> {
        self.record(value, Vec::new())
    }

    fn record(&self, value: Tensor<2>, parents: Vec<(usize, Back)>) -> Var<'_> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(parents);
        let place = nodes.len() - 1;
        let tape = self;
        Var { value, place, tape }
    }
}

// ANCHOR: backward
impl Var<'_> {
    /// The gradient of this number, a matrix of shape `[1, 1]`, by every
    /// matrix on its tape, by place: of the shape of that matrix, or none.
    pub fn backward(&self) -> Vec<Option<Tensor<2>>> {
        let nodes = self.tape.nodes.borrow();
        let mut grads = vec![None; nodes.len()];
        grads[self.place] = Some(self.value.ones_like());
        for (place, parents) in nodes.iter().enumerate().rev() {
            for (parent, back) in parents {
                let Some(grad) = grads[place].clone() else {
                    continue; // nothing came back to it
                };
                let share = back(grad);
                grads[*parent] = match grads[*parent].take() {
                    Some(sum) => Some(sum + share),
                    None => Some(share),
                };
            }
        }
        grads
    }
}
// ANCHOR_END: backward

impl<'t> Var<'t> {
    // ANCHOR: operations
    /// A B, shape `[n, m]` for `[n, k]` and `[k, m]`.
    pub fn matmul(&self, b: &Var<'t>) -> Var<'t> {
        let value = self.value.clone().matmul(b.value.clone());
        let [a_t, b_t] = [self, b].map(|v| v.value.clone().transpose());
        let to_a: Back = Box::new(move |g| g.matmul(b_t.clone()));
        let to_b: Back = Box::new(move |g| a_t.clone().matmul(g));
        self.tape
            .record(value, vec![(self.place, to_a), (b.place, to_b)])
    }

    /// The row, shape `[1, m]`, added to each row of this, `[n, m]`.
    pub fn plus_row(&self, row: &Var<'t>) -> Var<'t> {
        let value = self.value.clone() + row.value.clone();
        let to_all: Back = Box::new(|g| g);
        let to_row: Back = Box::new(|g| g.sum_dim(0));
        self.tape
            .record(value, vec![(self.place, to_all), (row.place, to_row)])
    }

    /// max(0, ·) of each number.
    pub fn relu(&self) -> Var<'t> {
        let on = self.value.clone().greater_elem(0.0).float();
        let value = self.value.clone() * on.clone();
        let back: Back = Box::new(move |g| g * on.clone());
        self.tape.record(value, vec![(self.place, back)])
    }
    // ANCHOR_END: operations

    // ANCHOR: losses
    /// The mean squared error against y, of this shape: `[1, 1]`.
    pub fn mse(&self, y: Tensor<2>) -> Var<'t> {
        let n = y.shape().num_elements() as f64;
        let error = self.value.clone() - y;
        let value = error.clone().square().mean().unsqueeze();
        let back: Back = Box::new(move |g| error.clone() * g * (2.0 / n));
        self.tape.record(value, vec![(self.place, back)])
    }

    /// The cross-entropy of scores against one label a row: `[1, 1]`.
    pub fn cross_entropy(&self, labels: Tensor<1, Int>) -> Var<'t> {
        let [n, classes] = self.value.dims();
        let log_p = log_softmax(self.value.clone(), 1);
        let right = labels.one_hot(classes).float();
        let of_right = (log_p.clone() * right.clone()).sum_dim(1);
        let value = -of_right.mean().unsqueeze();
        let error = (log_p.exp() - right) / n as f64; // p − label
        let back: Back = Box::new(move |g| error.clone() * g);
        self.tape.record(value, vec![(self.place, back)])
    }
    // ANCHOR_END: losses
}
