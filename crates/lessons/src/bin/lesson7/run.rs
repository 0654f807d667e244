//! One of burn's optimisers on its way down.

use burn::{
    module::{Module, Param},
    optim::GradientsParams,
    tensor::{Device, Tensor},
};
use descent::{
    Error, Result,
    data::tensor,
    device::value,
    optimiser::{Name, Optimiser},
    train::{Recorder, Trace},
};

use super::{
    race::Outcome,
    rates::{Attempt, Contestant},
};

/// The parameters of a landscape, as a module for burn's optimisers.
#[derive(Module, Debug)]
struct Point {
    w: Param<Tensor<1>>,
}

/// A run and what it cost.
pub struct Run {
    pub trace: Trace,
    /// At how many places the gradient was evaluated.
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
        // L-BFGS asks first where it stands. Only at the start is that new:
        // later its search along the line has been there.
        gradients += match asked {
            0 => 1,
            _ if update == 0 => asked,
            _ => asked - 1,
        };
    }
    // ANCHOR_END: race
    let trace = recorder.finish()?;
    Ok(Run { trace, gradients })
}

/// L-BFGS from all starts. Its line search lets no loss grow, so that the
/// first time below `goal` is for good.
///
/// # Errors
/// A device that fails.
pub fn lbfgs(
    lr: f64,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
    starts: &[[f64; 2]],
    (goal, most): (f64, usize),
    device: &Device,
) -> Result<Contestant> {
    let run = |start: &[f64; 2]| {
        let optimiser = Optimiser::new(Name::Lbfgs, 0.0);
        let (w, none) = (tensor(start, device), Recorder::new());
        match run(optimiser, lr, &loss, &w, (goal, most), none) {
            Ok(run) => match run.trace.last().loss {
                loss if loss <= goal => Ok(Outcome::Settled(run.gradients)),
                loss => Ok(Outcome::Above(loss)),
            },
            Err(Error::Diverged { update, .. }) => {
                Ok(Outcome::Diverged(update))
            }
            Err(other) => Err(other),
        }
    };
    let outcomes = starts.iter().map(run).collect::<Result<_>>()?;
    Ok(Contestant {
        name: Name::Lbfgs.to_string(),
        rule: None,
        attempts: vec![Attempt { lr, outcomes }],
    })
}
