//! Exercise C3, diagnose: the loss that stops too high.
//!
//! Chapter: docs/src/clinic.md
//! Check it: cargo run --bin tutor
//!
//! The same fit with tensors. The loss falls for some updates and stands still,
//! far above what a line can do, with the gradient at 0 and no error anywhere.
//!
//! Name what ails it in DIAGNOSIS, then mend `train`.

use burn::tensor::Tensor;
use descent::{
    Result,
    data::{Points, tensor},
    device::{self, Backend, Precision, to_host, value},
    doctor::Illness,
    gradient,
};
use tutorials::clinic::Notes;

/// What ails it.
pub const DIAGNOSIS: Illness = Illness::Healthy;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) -> Result<()> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    // Layers take a row for each point.
    let x: Tensor<2> = x.unsqueeze_dim(1);
    let y: Tensor<2> = y.unsqueeze();
    let mut w = tensor(&[0.0, 0.0], &device);
    for _ in 0..100 {
        let found = gradient::by_autodiff(&w, |w| {
            let a: Tensor<2> = w.clone().slice(0..1).unsqueeze();
            let b: Tensor<2> = w.slice(1..2).unsqueeze();
            let errors = x.clone() * a + b - y.clone();
            errors.square().mean()
        });
        let gradient = to_host(found.gradient.clone())?;
        notes.add(value(found.loss)?, &to_host(w.clone())?, &gradient);
        w = w - found.gradient * 0.2;
    }
    Ok(())
}
