//! One step after another, in the ways that this lesson compares. Each takes
//! steps from the start and returns where they lead.

use descent::{Result, device::to_host, gradient, loss, model::Line};
use fused::LineMse;

use crate::fit::{Fit, LR, START, pair};

/// A way to take steps.
pub struct Stage {
    /// Its name in the tables, and its key in the results.
    pub name: &'static str,
    pub key: &'static str,
    /// How many times n numbers a step reads or writes, operation by
    /// operation, and how many of them come from memory where the points fit
    /// no cache.
    pub moved: usize,
    pub from_memory: usize,
    pub run: fn(&Fit, usize) -> Result<[f64; 2]>,
}

/// In the order of the lesson. Its chapter counts the numbers moved by
/// hand; the others are counted in the same way.
#[rustfmt::skip]
pub const ALL: [Stage; 6] = [
    Stage { name: "by hand", key: "by_hand", moved: 12, from_memory: 12, run: by_hand },
    Stage { name: "autodiff", key: "autodiff", moved: 29, from_memory: 29, run: autodiff },
    Stage { name: "matrix", key: "matrix", moved: 9, from_memory: 9, run: matrix },
    Stage { name: "blocks", key: "blocks", moved: 12, from_memory: 2, run: blocks },
    Stage { name: "fused", key: "fused", moved: 2, from_memory: 2, run: fused },
    Stage { name: "one call", key: "one_call", moved: 2, from_memory: 2, run: one_call },
];

// ANCHOR: by_hand
fn by_hand(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let (x, y) = (&fit.x, &fit.y);
    let [mut a, mut b] = START.map(|w| fit.tensor(&[w]));
    for _ in 0..steps {
        let error = a.clone() * x.clone() + b.clone() - y.clone();
        let by_a = (error.clone() * x.clone()).mean() * 2.0;
        let by_b = error.mean() * 2.0;
        a = a - by_a * LR;
        b = b - by_b * LR;
    }
    Ok([to_host(a)?[0], to_host(b)?[0]])
}
// ANCHOR_END: by_hand

// ANCHOR: autodiff
fn autodiff(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let mut w = fit.tensor(&START);
    for _ in 0..steps {
        let at_w = gradient::by_autodiff(&w, |w| {
            let y_pred = Line::from(w).forward(fit.x.clone());
            loss::mse(y_pred, fit.y.clone())
        });
        w = w - at_w.gradient * LR;
    }
    pair(w)
}
// ANCHOR_END: autodiff

// ANCHOR: matrix
fn matrix(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let columns = Line::columns(fit.x.clone()); // x and ones, once
    let y = fit.y.clone().unsqueeze_dim::<2>(1);
    let share = 2.0 / fit.points.len() as f64;
    let mut w = fit.tensor(&START).unsqueeze_dim::<2>(1);
    for _ in 0..steps {
        let error = columns.clone().matmul(w.clone()) - y.clone();
        let gradient = columns.clone().transpose().matmul(error) * share;
        w = w - gradient * LR;
    }
    pair(w)
}
// ANCHOR_END: matrix

// ANCHOR: blocks
/// As by hand, but the temporaries are small enough to stay in the cache.
fn blocks(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let [x, y] = [&fit.x, &fit.y].map(|t| t.clone().split(8192, 0));
    let share = 2.0 / fit.points.len() as f64;
    let [mut a, mut b] = START.map(|w| fit.tensor(&[w]));
    for _ in 0..steps {
        let [mut by_a, mut by_b] = [0.0, 0.0].map(|zero| fit.tensor(&[zero]));
        for (x, y) in x.iter().zip(&y) {
            let error = a.clone() * x.clone() + b.clone() - y.clone();
            by_a = by_a + (error.clone() * x.clone()).sum();
            by_b = by_b + error.sum();
        }
        a = a - by_a * (share * LR);
        b = b - by_b * (share * LR);
    }
    Ok([to_host(a)?[0], to_host(b)?[0]])
}
// ANCHOR_END: blocks

// ANCHOR: fused
fn fused(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let mse = LineMse::new(fit.x.clone(), fit.y.clone())?;
    let mut w = fit.tensor(&START);
    for _ in 0..steps {
        let at_w = gradient::by_autodiff(&w, |w| mse.loss(&w));
        w = w - at_w.gradient * LR;
    }
    pair(w)
}

fn one_call(fit: &Fit, steps: usize) -> Result<[f64; 2]> {
    let mse = LineMse::new(fit.x.clone(), fit.y.clone())?;
    mse.descend(START, LR, steps, |_, _| {})
}
// ANCHOR_END: fused
