//! One optimiser on its way down.

use burn::{
    module::{Module, Param},
    optim::GradientsParams,
    tensor::Tensor,
};
use descent::{
    Error,
    device::value,
    train::{Recorder, Trace},
};

use crate::optimisers::Optimiser;

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
pub fn run(
    mut optimiser: Optimiser,
    lr: f64,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
    start: &Tensor<1>,
    (goal, most): (f64, usize),
    mut recorder: Recorder,
) -> Result<Run, Error> {
    let mut gradients = 0;
    let mut point = Point {
        w: Param::from_tensor(start.clone().autodiff()),
    };
    // ANCHOR: race
    for update in 0..=most {
        let loss_here = loss(point.w.val());
        recorder.record(&point.w.val(), &loss_here)?;
        if update == most || value(loss_here.clone().inner())? <= goal {
            break;
        }
        point = match &mut optimiser {
            Optimiser::OneGradient(optimiser) => {
                gradients += 1;
                let grads = loss_here.backward();
                let grads = GradientsParams::from_grads(grads, &point);
                optimiser.step(lr, point, grads)
            }
            // L-BFGS asks for as many losses and gradients as it needs.
            Optimiser::Lbfgs(optimiser) => {
                let (point, _) = optimiser.step(lr, point, |point: Point| {
                    gradients += 1;
                    let loss = loss(point.w.val());
                    let grads = loss.backward();
                    let grads = GradientsParams::from_grads(grads, &point);
                    (value(loss.inner()).unwrap_or(f64::NAN), grads)
                });
                point
            }
        };
    }
    // ANCHOR_END: race
    let trace = recorder.finish()?;
    Ok(Run { trace, gradients })
}
