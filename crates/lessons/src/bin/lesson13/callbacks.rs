//! Callbacks for our trainer: each does one thing, and knows no other.

use std::ops::ControlFlow;

use burn::optim::ModuleOptimizer;
use descent::model::Mlp;

// ANCHOR: callback
/// What a callback is shown at the end of an epoch.
pub struct Epoch<'e> {
    pub number: usize,
    pub model: &'e Mlp,
    pub optimiser: &'e ModuleOptimizer,
    /// The loss of each batch, before its update.
    pub losses: &'e [f64],
    /// The loss on the images kept aside, after the epoch.
    pub valid: f64,
}

/// What is done beside learning. `Break` ends the run.
pub type Callback<'c> = &'c mut dyn FnMut(&Epoch) -> ControlFlow<()>;
// ANCHOR_END: callback

// ANCHOR: record
/// What happened: the losses of all batches, and the validation of each epoch.
#[derive(Default)]
pub struct Record {
    pub losses: Vec<f64>,
    pub valid: Vec<f64>,
}

impl Record {
    pub fn note(&mut self, epoch: &Epoch) -> ControlFlow<()> {
        self.losses.extend(epoch.losses);
        self.valid.push(epoch.valid);
        ControlFlow::Continue(())
    }
}
// ANCHOR_END: record

// ANCHOR: early_stopping
/// Ends a run when `patience` epochs in a row brought no lower loss.
pub fn early_stopping(
    patience: usize,
) -> impl FnMut(&Epoch) -> ControlFlow<()> {
    let (mut lowest, mut since) = (f64::INFINITY, 0);
    move |epoch| {
        since += 1;
        if epoch.valid < lowest {
            (lowest, since) = (epoch.valid, 0);
        }
        match since < patience {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }
}
// ANCHOR_END: early_stopping

// ANCHOR: checkpoint
/// What a run with the same plan needs to go on as if nothing had happened:
/// where it was, the weights, and what the optimiser remembers. What callbacks
/// remember is not in it.
#[derive(Clone)]
pub struct Checkpoint {
    pub epoch: usize,
    pub model: Mlp,
    pub optimiser: ModuleOptimizer,
}

/// Keeps a checkpoint of one epoch.
pub fn keep(
    at: usize,
    place: &mut Option<Checkpoint>,
) -> impl FnMut(&Epoch) -> ControlFlow<()> {
    move |epoch| {
        if epoch.number == at {
            let (model, optimiser) = (epoch.model.clone(), epoch.optimiser);
            let (epoch, optimiser) = (at, optimiser.clone());
            *place = Some(Checkpoint {
                epoch,
                model,
                optimiser,
            });
        }
        ControlFlow::Continue(())
    }
}
// ANCHOR_END: checkpoint
