//! Ways through an epoch of minibatches.

use burn::tensor::{Int, Tensor};
use descent::{
    Result, batch::Batches, device::to_host, gradient, loss, model::Line,
};
use fused::LineMse;

use crate::fit::{Fit, LR, START, pair};

/// A way through an epoch: the batches in, (a, b) out.
pub type Way = fn(&Fit, &mut Batches) -> Result<[f64; 2]>;

/// Their names in the story, and their keys in the results.
pub const ALL: [(&str, &str, Way); 4] = [
    ("by hand", "by_hand", by_hand),
    ("autodiff", "autodiff", autodiff),
    ("fused", "fused", fused),
    ("one call", "one_call", one_call),
];

// ANCHOR: sliced
/// The batches of an epoch as slices of one shuffled copy of x and y.
fn sliced(
    fit: &Fit,
    batches: &mut Batches,
) -> impl Iterator<Item = (Tensor<1>, Tensor<1>, f64)> {
    let epoch = batches.epoch();
    let order =
        Tensor::<1, Int>::from_data(&epoch.concat()[..], &fit.x.device());
    let [x, y] = [&fit.x, &fit.y].map(|t| t.clone().select(0, order.clone()));
    let size = batches.size();
    epoch.into_iter().enumerate().map(move |(i, batch)| {
        let part = i * size..i * size + batch.len();
        let lr = LR * batch.len() as f64 / size as f64;
        (x.clone().slice(part.clone()), y.clone().slice(part), lr)
    })
}
// ANCHOR_END: sliced

pub fn by_hand(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    let [mut a, mut b] = START.map(|w| fit.tensor(&[w]));
    for (x, y, lr) in sliced(fit, batches) {
        let error = a.clone() * x.clone() + b.clone() - y;
        let by_a = (error.clone() * x).mean() * 2.0;
        let by_b = error.mean() * 2.0;
        a = a - by_a * lr;
        b = b - by_b * lr;
    }
    Ok([to_host(a)?[0], to_host(b)?[0]])
}

fn autodiff(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    walk(fit, batches, |w, x, y| {
        let mse = |w| loss::mse(Line::from(w).forward(x.clone()), y.clone());
        Ok(gradient::by_autodiff(w, mse).gradient)
    })
}

fn fused(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    walk(fit, batches, |w, x, y| {
        let mse = LineMse::new(x, y)?;
        Ok(gradient::by_autodiff(w, |w| mse.loss(&w)).gradient)
    })
}

fn walk(
    fit: &Fit,
    batches: &mut Batches,
    gradient: impl Fn(&Tensor<1>, Tensor<1>, Tensor<1>) -> Result<Tensor<1>>,
) -> Result<[f64; 2]> {
    let mut w = fit.tensor(&START);
    for (x, y, lr) in sliced(fit, batches) {
        w = w.clone() - gradient(&w, x, y)? * lr;
    }
    pair(w)
}

fn one_call(fit: &Fit, batches: &mut Batches) -> Result<[f64; 2]> {
    let mse = LineMse::new(fit.x.clone(), fit.y.clone())?;
    mse.epoch(START, LR, batches)
}
