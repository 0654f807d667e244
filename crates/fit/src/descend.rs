//! The descent: lessons 5 to 7 in one loop.

use burn::optim::GradientsParams;
use descent::{
    Result,
    batch::Batches,
    optimiser::{Name, Optimiser},
    train::must_be_finite,
};

use crate::{
    network::Network,
    problem::{Problem, Slope},
    rate::Rate,
    stop::Stop,
};

/// So many line searches that find no lower loss end a descent: what is left
/// is rounding.
const SEARCHES: usize = 10;

/// What patience waits for: a loss lower by this part.
const FALL: f64 = 1e-4;

/// A loss that ends above the lowest by more than this part of the first has
/// risen.
const RISE: f64 = 1e-2;

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
    /// The updates that momentum may need, where these are too many, and
    /// L-BFGS descends instead.
    pub too_many: Option<f64>,
}

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
    /// ended, where the loss was lowest.
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
}

/// Descends from `start`, and tells `watch` after every update.
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
) -> Result<Run> {
    let mut optimiser = Optimiser::new(plan.optimiser, plan.rate.momentum);
    let mut network = start;
    let (mut best, mut lowest, mut fell) = ((network.clone(), 0.0), 0, 0);
    let (mut losses, mut updates) = (Vec::new(), 0);
    loop {
        let slope = problem.slope(&network)?;
        finite(updates, &slope)?;
        losses.push(slope.loss);
        let epoch = losses.len() - 1;
        if slope.loss < losses[fell] * (1.0 - FALL) {
            fell = epoch;
        }
        if slope.loss < losses[lowest] || epoch == 0 {
            (best, lowest) = ((network.clone(), slope.length), epoch);
        }
        let patient = matches!(plan.stop, Stop::Patience(_));
        let exhausted =
            plan.optimiser == Name::Lbfgs && epoch - lowest >= SEARCHES;
        let met = plan.stop.is_met(slope.length, epoch - fell);
        if met || exhausted || epoch == plan.epochs {
            let flat = met && patient && fell == 0 && best.1 > 0.0;
            let risen = flat || has_risen(&losses, lowest);
            let end = match (met, exhausted) {
                _ if risen && (met || patient) => End::Risen,
                (false, false) => End::OutOfEpochs,
                (true, _) => End::Met,
                (false, true) => End::Exhausted,
            };
            let converged =
                end == End::Met || (patient && end == End::Exhausted);
            let (network, gradient) = match converged && !patient {
                true => (network, slope.length),
                false => best,
            };
            return Ok(Run {
                network,
                losses,
                gradient,
                updates,
                end,
                converged,
            });
        }
        let lr = plan.rate.lr;
        if batches.per_epoch() == 1 {
            network = step(&mut optimiser, lr, network, slope.grads, problem);
            updates += 1;
            watch();
        } else {
            for batch in batches.epoch() {
                let slope = problem.slope_on(&batch, &batches, &network)?;
                finite(updates, &slope)?;
                network =
                    step(&mut optimiser, lr, network, slope.grads, problem);
                updates += 1;
                watch();
            }
        }
    }
}

/// Whether the last loss is above the first, but for rounding, or well above
/// the lowest.
fn has_risen(losses: &[f64], lowest: usize) -> bool {
    let (first, last) = (losses[0], losses[losses.len() - 1]);
    last > (first * (1.0 + FALL)).min(losses[lowest] + RISE * first)
}

fn step(
    optimiser: &mut Optimiser,
    lr: f64,
    network: Network,
    grads: GradientsParams,
    problem: &Problem,
) -> Network {
    let steep = |network: Network| match problem.steep(&network) {
        Ok(slope) => (slope.loss, slope.grads),
        Err(_) => (f64::NAN, GradientsParams::new()),
    };
    optimiser.step(lr, network, grads, steep)
}

/// Refuses a loss or a gradient that is NaN or infinite.
fn finite(updates: usize, slope: &Slope) -> Result<()> {
    must_be_finite(updates, "the loss", slope.loss)?;
    must_be_finite(updates, "the gradient", slope.length)
}
