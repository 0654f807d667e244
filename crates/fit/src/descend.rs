//! The descent: lessons 5 to 7 in one loop.

use burn::optim::GradientsParams;
use descent::{
    Error, Result,
    batch::Batches,
    optimiser::{Name, Optimiser},
    train::{Step, Trace, must_be_finite},
};

use crate::{
    network::Network,
    plan::Plan,
    problem::{Problem, Slope},
};

/// So many line searches that find no lower loss end a descent: what is left
/// is rounding.
const SEARCHES: usize = 10;

/// Where these end, a gradient may be so many times as long as was asked for:
/// the loss is lower by its square, and that is what is rounded.
const NEARLY: f64 = 10.0;

/// What patience waits for: a loss lower by this part.
const FALL: f64 = 1e-4;

/// A loss on the validation rows that is lower by less than this part is lower
/// by rounding.
const LOWER: f64 = 1e-9;

/// A loss that ends above the lowest by more than this part of the first has
/// risen.
const RISE: f64 = 1e-2;

/// What ended a descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// The stopping rule was met.
    Met,
    /// Whatever did, the loss had risen, or never fallen. (On the way to a
    /// small gradient it may rise.)
    Risen,
    /// The line searches of L-BFGS found no lower loss any more.
    Exhausted,
    /// The epochs ran out.
    OutOfEpochs,
}

/// How it went.
pub struct Run {
    /// The model where a small gradient was found; if it was not, or patience
    /// ended, where the loss was lowest: that on the validation rows, if there
    /// are any.
    pub network: Network,
    /// The loss before each epoch, and at the end. Standardised, as the
    /// gradient is.
    pub losses: Vec<f64>,
    /// The length of the gradient at the model.
    pub gradient: f64,
    /// The number of updates.
    pub updates: usize,
    /// What ended it.
    pub end: End,
    /// Whether that makes the model a fit.
    pub converged: bool,
    /// What the validation rows said.
    pub validation: Option<Validation>,
}

/// What the validation rows said.
pub struct Validation {
    /// The loss on them before each epoch, and at the end. Standardised.
    pub losses: Vec<f64>,
    /// The number of epochs after which it was lowest.
    pub epoch: usize,
}

/// Descends from `start`, and shows `watch` the model before every update, with
/// the number of updates so far, and at the end. With `validation` it keeps the
/// model with the lowest loss there.
///
/// # Errors
/// A descent that diverges, with the update at which it did and the losses
/// before each epoch until then; a device that fails.
pub fn descend(
    (problem, validation): (&Problem, Option<&Problem>),
    start: Network,
    mut batches: Batches,
    plan: &Plan,
    mut watch: impl FnMut(usize, &Network) -> Result<()>,
) -> Result<Run> {
    let mut optimiser = Optimiser::new(plan.optimiser, plan.rate.momentum);
    // L-BFGS asks for losses and gradients along a line.
    let along = |network: Network| match problem.steep(&network) {
        Ok(slope) => (slope.loss, slope.grads),
        Err(_) => (f64::NAN, GradientsParams::new()),
    };
    let mut step =
        |network, grads| optimiser.step(plan.rate.lr, network, grads, along);
    let (mut network, mut updates) = (start, 0);
    let mut record = Record::new(&network, batches.per_epoch());
    loop {
        let slope = problem.slope(&network)?;
        record.finite(updates, &slope)?;
        let unseen =
            validation.map(|rows| rows.loss_at(&network)).transpose()?;
        record.add(&network, &slope, unseen);
        watch(updates, &network)?;
        if let Some(end) = record.end(plan) {
            return Ok(record.close(network, updates, end, plan));
        }
        if batches.per_epoch() == 1 {
            network = step(network, slope.grads);
            updates += 1;
            continue;
        }
        for (dealt, batch) in batches.epoch().iter().enumerate() {
            if dealt > 0 {
                watch(updates, &network)?;
            }
            let slope = problem.slope_on(batch, &batches, &network)?;
            record.finite(updates, &slope)?;
            network = step(network, slope.grads);
            updates += 1;
        }
    }
}

/// What a descent has seen, epoch by epoch.
struct Record {
    updates_per_epoch: usize,
    losses: Vec<f64>,
    /// On the validation rows, if there are any.
    validation: Vec<f64>,
    /// The length of the last gradient.
    gradient: f64,
    /// The epoch at which the loss was lowest.
    lowest: usize,
    /// The epoch at which the loss that chooses was lowest, which is that on
    /// the validation rows if there are any; the model and the length of the
    /// gradient there.
    kept: usize,
    best: (Network, f64),
    /// The epoch at which that loss last fell far enough for patience.
    fell: usize,
}

impl Record {
    fn new(start: &Network, updates_per_epoch: usize) -> Record {
        Record {
            updates_per_epoch,
            losses: Vec::new(),
            validation: Vec::new(),
            gradient: 0.0,
            lowest: 0,
            kept: 0,
            best: (start.clone(), 0.0),
            fell: 0,
        }
    }

    fn add(&mut self, network: &Network, slope: &Slope, unseen: Option<f64>) {
        self.losses.push(slope.loss);
        self.validation.extend(unseen);
        self.gradient = slope.length;
        let epoch = self.losses.len() - 1;
        if slope.loss < self.losses[self.lowest] {
            self.lowest = epoch;
        }
        // What chooses, and what of it is more than rounding.
        let (losses, room) = match unseen {
            Some(_) => (&self.validation, 1.0 - LOWER),
            None => (&self.losses, 1.0),
        };
        if losses[epoch] < losses[self.fell] * (1.0 - FALL) {
            self.fell = epoch;
        }
        if losses[epoch] < losses[self.kept] * room || epoch == 0 {
            self.kept = epoch;
            self.best = (network.clone(), slope.length);
        }
    }

    /// Refuses a loss or a gradient that is NaN or infinite. The error takes
    /// the losses until then along.
    fn finite(&self, updates: usize, slope: &Slope) -> Result<()> {
        let loss = must_be_finite(updates, "the loss", slope.loss);
        let both = loss.and_then(|()| {
            must_be_finite(updates, "the gradient", slope.length)
        });
        both.map_err(|error| match error {
            Error::Diverged {
                update,
                what,
                value,
                ..
            } => Error::Diverged {
                update,
                what,
                value,
                until: self.until_now(),
            },
            other => other,
        })
    }

    /// The losses before each epoch, as a record without parameters.
    fn until_now(&self) -> Trace {
        let losses = self.losses.iter().enumerate();
        let steps = losses.map(|(epoch, loss)| Step {
            update: epoch * self.updates_per_epoch,
            params: Vec::new(),
            loss: *loss,
        });
        Trace {
            steps: steps.collect(),
        }
    }

    /// Whether the descent ends here, and why.
    fn end(&self, plan: &Plan) -> Option<End> {
        let epoch = self.losses.len() - 1;
        let patient = plan.stop.is_patience();
        let met = plan.stop.is_met(self.gradient, epoch - self.fell);
        let exhausted =
            plan.optimiser == Name::Lbfgs && epoch - self.lowest >= SEARCHES;
        if !met && !exhausted && epoch < plan.epochs {
            return None;
        }
        // That on the validation rows need not fall.
        let never_fell =
            self.fell == 0 && self.best.1 > 0.0 && self.validation.is_empty();
        let risen = (met && patient && never_fell) || self.has_risen();
        Some(match (met, exhausted) {
            _ if risen && (met || patient) => End::Risen,
            (true, _) => End::Met,
            (false, true) => End::Exhausted,
            (false, false) => End::OutOfEpochs,
        })
    }

    /// Whether the last loss is above the first, but for rounding, or well
    /// above the lowest.
    fn has_risen(&self) -> bool {
        let losses = &self.losses;
        let (first, last) = (losses[0], losses[losses.len() - 1]);
        let lowest = losses[self.lowest];
        last > (first * (1.0 + FALL)).min(lowest + RISE * first)
    }

    /// The run, which ended at this model.
    fn close(
        self,
        network: Network,
        updates: usize,
        end: End,
        plan: &Plan,
    ) -> Run {
        let patient = plan.stop.is_patience();
        let is_learned = self.validation.is_empty();
        let nearly = || is_learned && plan.stop.is_met(self.best.1 / NEARLY, 0);
        let converged = match end {
            End::Met => true,
            End::Exhausted => patient || nearly(),
            End::Risen | End::OutOfEpochs => false,
        };
        let at_rest = end == End::Met && !patient && is_learned;
        let (network, gradient) = match at_rest {
            true => (network, self.gradient),
            false => self.best,
        };
        let validation = match self.validation.is_empty() {
            true => None,
            false => Some(Validation {
                losses: self.validation,
                epoch: self.kept,
            }),
        };
        Run {
            network,
            losses: self.losses,
            gradient,
            updates,
            end,
            converged,
            validation,
        }
    }
}
