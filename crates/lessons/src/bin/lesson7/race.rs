//! One optimiser on its way down.

use burn::{
    module::{Module, Param},
    optim::GradientsParams,
    tensor::Tensor,
};
use descent::{
    Result,
    device::value,
    optimiser::Optimiser,
    train::{Recorder, Trace},
};

/// What the velocity keeps of itself. 7/8 is exact in float32, in which burn
/// holds it.
pub const MOMENTUM: f64 = 0.875;

/// The parameters of a landscape, as a module for burn's optimisers.
#[derive(Module, Debug)]
struct Point {
    w: Param<Tensor<1>>,
}

/// A run and what it cost.
pub struct Run {
    pub trace: Trace,
    /// How often the gradient was evaluated.
    pub gradients: usize,
}

/// Descends until the loss is at most `goal`, or for `most` updates.
///
/// # Errors
/// A run that diverges, with the update at which it did; a device that fails.
pub fn run(
    mut optimiser: Optimiser,
    lr: f64,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
    start: &Tensor<1>,
    (goal, most): (f64, usize),
    mut recorder: Recorder,
) -> Result<Run> {
    let mut gradients = 0;
    let mut point = Point {
        w: Param::from_tensor(start.clone().autodiff()),
    };
    // ANCHOR: race
    for update in 0..=most {
        let here = loss(point.w.val());
        recorder.record(&point.w.val(), &here)?;
        if update == most || value(here.clone().inner())? <= goal {
            break;
        }
        let grads = GradientsParams::from_grads(here.backward(), &point);
        let mut asked = 0;
        point = optimiser.step(lr, point, grads, |point: Point| {
            asked += 1;
            let there = loss(point.w.val());
            let grads = GradientsParams::from_grads(there.backward(), &point);
            (value(there.inner()).unwrap_or(f64::NAN), grads)
        });
        // L-BFGS asks for all that it needs; the others need the one here.
        gradients += asked.max(1);
    }
    // ANCHOR_END: race
    let trace = recorder.finish()?;
    Ok(Run { trace, gradients })
}
