//! The descent: lessons 5 to 7 in one loop.

use burn::optim::GradientsParams;
use descent::{Error, batch::Batches};

use crate::{
    network::Network,
    optimiser::{Name, Optimiser},
    problem::Problem,
    rate::Rate,
    stop::Stop,
};

/// So many line searches that find no lower loss end a descent: what is left
/// is rounding.
const SEARCHES: usize = 10;

/// What patience waits for: a loss lower by this part.
const FALL: f64 = 1e-4;

/// How to descend.
pub struct Plan {
    /// By which optimiser.
    pub optimiser: Name,
    /// With which learning rate.
    pub rate: Rate,
    /// When to stop.
    pub stop: Stop,
    /// Passes over the rows, at most.
    pub epochs: usize,
}

/// How it went.
pub struct Run {
    /// The model at the end; with patience, where the loss was lowest.
    pub network: Network,
    /// The loss before each epoch, and at the end. Standardised, as the
    /// gradient is.
    pub losses: Vec<f64>,
    /// The length of the gradient at the end.
    pub gradient: f64,
    /// The number of updates.
    pub updates: usize,
    /// Whether the stopping rule was met before the epochs ran out.
    pub converged: bool,
}

/// Descends from `start`, and tells `watch` after every epoch.
///
/// # Errors
/// A descent that diverges, with the update at which it did; a device that
/// fails.
pub fn descend(
    problem: &Problem,
    start: Network,
    mut batches: Batches,
    plan: &Plan,
    watch: impl Fn(),
) -> Result<Run, Error> {
    let mut optimiser = plan.optimiser.init(plan.rate.momentum);
    let mut network = start;
    let (mut best, mut lowest, mut fell) = (network.clone(), 0, 0);
    let (mut losses, mut updates) = (Vec::new(), 0);
    loop {
        let slope = problem.slope(&network)?;
        must_be_finite(updates, slope.loss, slope.length)?;
        losses.push(slope.loss);
        let epoch = losses.len() - 1;
        if slope.loss < losses[fell] * (1.0 - FALL) {
            fell = epoch;
        }
        if slope.loss < losses[lowest] || epoch == 0 {
            (best, lowest) = (network.clone(), epoch);
        }
        let patient = matches!(plan.stop, Stop::Patience(_));
        let exhausted =
            plan.optimiser == Name::Lbfgs && epoch - lowest >= SEARCHES;
        let converged = plan.stop.is_met(slope.length, epoch - fell)
            || (patient && exhausted);
        if converged || exhausted || epoch == plan.epochs {
            let network = if patient { best } else { network };
            let gradient = problem.slope(&network)?.length;
            return Ok(Run {
                network,
                losses,
                gradient,
                updates,
                converged,
            });
        }
        let lr = plan.rate.lr;
        if batches.per_epoch() == 1 {
            network = step(&mut optimiser, lr, network, slope.grads, problem);
            updates += 1;
        } else {
            for batch in batches.epoch() {
                let slope = problem.slope_on(&batch, &batches, &network)?;
                must_be_finite(updates, slope.loss, slope.length)?;
                network =
                    step(&mut optimiser, lr, network, slope.grads, problem);
                updates += 1;
            }
        }
        watch();
    }
}

fn step(
    optimiser: &mut Optimiser,
    lr: f64,
    network: Network,
    grads: GradientsParams,
    problem: &Problem,
) -> Network {
    match optimiser {
        Optimiser::OneGradient(optimiser) => optimiser.step(lr, network, grads),
        // L-BFGS asks for as many losses and gradients as it needs.
        Optimiser::Lbfgs(optimiser) => {
            let at = |network: Network| match problem.steep(&network) {
                Ok(slope) => (slope.loss, slope.grads),
                Err(_) => (f64::NAN, GradientsParams::new()),
            };
            optimiser.step(lr, network, at).0
        }
    }
}

fn must_be_finite(update: usize, loss: f64, length: f64) -> Result<(), Error> {
    let named = [("the loss", loss), ("the gradient", length)];
    match named.into_iter().find(|(_, value)| !value.is_finite()) {
        None => Ok(()),
        Some((what, value)) => Err(Error::Diverged {
            update,
            what: what.into(),
            value,
        }),
    }
}
