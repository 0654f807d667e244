//! Exercise C3, diagnose: the loss that stops too high. The solution.

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
pub const DIAGNOSIS: Illness = Illness::Labels;

/// Fits y = a x + b.
pub fn train(points: &Points, notes: &mut Notes) -> Result<()> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    // Layers take a row for each point.
    let x: Tensor<2> = x.unsqueeze_dim(1);
    // y as x: [n, 1]. `unsqueeze` makes [1, n] of it, and [n, 1] − [1, n] is
    // broadcast to [n, n]: each answer minus each label. The best answer to
    // all labels is their mean.
    let y: Tensor<2> = y.unsqueeze_dim(1);
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
