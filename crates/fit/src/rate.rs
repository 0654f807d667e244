//! The learning rate, where none is given: by the curvature, where the loss is
//! a bowl, or by a range test (lesson 6).

use descent::{
    Result,
    batch::Batches,
    curvature::Curvature,
    optimiser::{Name, Optimiser},
};

use crate::{loss::Loss, network::Network, problem::Problem};

/// A learning rate, the part of a velocity that stays, and where both come
/// from.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// The learning rate.
    pub lr: f64,
    /// The part of the velocity that stays, for optimisers that have one.
    pub momentum: f64,
    /// Where both come from.
    pub origin: Origin,
}

/// Where a learning rate comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// The learner.
    Given,
    /// The curvature of a bowl, for which it is the best.
    Curvature,
    /// A range test.
    RangeTest,
    /// It is where each line search of L-BFGS begins.
    LineSearch,
}

/// A range test asks for the loss after every update: so many rows, drawn at
/// random, tell it well enough.
const ROWS: usize = 10_000;

/// The cross-entropy of a network falls towards 0, and there a rate a tenth of
/// the one where it is lowest makes it leap: so it is less by this factor.
const CAUTIOUS: f64 = 30.0;

/// Of lesson 7: where nothing better is known.
const USUAL_MOMENTUM: f64 = 0.875;

impl Rate {
    fn new(lr: f64, momentum: f64, origin: Origin) -> Rate {
        Rate {
            lr,
            momentum,
            origin,
        }
    }

    /// A learning rate of the learner's.
    pub fn given(lr: f64) -> Rate {
        Rate::new(lr, USUAL_MOMENTUM, Origin::Given)
    }

    /// The best for a bowl with these curvatures; none for optimisers whose
    /// speed does not follow from them.
    ///
    /// For plain descent see [`Curvature::best_lr`], for momentum lesson 7
    /// (Polyak 1964), for Nesterov's Lessard, Recht and Packard, Analysis and
    /// Design of Optimization Algorithms, 2016, table 1.
    pub fn of_bowl(optimiser: Name, bowl: &Curvature) -> Option<Rate> {
        let (low, high) = (bowl.smallest(), bowl.largest());
        let (lr, momentum) = match optimiser {
            Name::Sgd => (bowl.best_lr(), 0.0),
            Name::Momentum => {
                let (low, high) = (low.sqrt(), high.sqrt());
                let mu = (high - low) / (high + low);
                ((2.0 / (low + high)).powi(2), mu * mu)
            }
            Name::Nesterov => {
                let root = (3.0 * high / low + 1.0).sqrt();
                (4.0 / (3.0 * high + low), (root - 2.0) / (root + 2.0))
            }
            _ => return None,
        };
        Some(Rate::new(lr, momentum, Origin::Curvature))
    }

    /// Of L-BFGS, which looks for the length of its steps itself.
    pub fn of_line_search() -> Rate {
        Rate::new(1.0, 0.0, Origin::LineSearch)
    }

    /// A tenth of the rate at which the loss is lowest (of classes less), while the rate grows
    /// with every update until the loss is twice that of the start. (A little
    /// above it the loss may be after the first update, on a batch unlike the
    /// others.)
    ///
    /// # Errors
    /// A device that fails.
    pub fn by_range_test(
        problem: &Problem,
        start: &Network,
        optimiser: Name,
        (batch_size, seed): (usize, u64),
    ) -> Result<Rate> {
        let mut network = start.clone();
        let Optimiser::OneGradient(mut running) =
            Optimiser::new(optimiser, USUAL_MOMENTUM)
        else {
            return Ok(Rate::of_line_search());
        };
        let few = problem.size().min(ROWS);
        let drawn = Batches::new(problem.size(), few, seed)?.epoch();
        let problem = problem.rows(&drawn[0]);
        let mut batches = Batches::new(few, batch_size.min(few), seed)?;
        let first = problem.loss_at(&network)?;
        let (mut best, mut lowest, mut lr) = (1e-5, first, 1e-5);
        'growing: while lr < 1e3 {
            for batch in batches.epoch() {
                let slope = problem.slope_on(&batch, &batches, &network)?;
                network = running.step(lr, network, slope.grads);
                let loss = problem.loss_at(&network)?;
                if loss < lowest {
                    (best, lowest) = (lr, loss);
                }
                // Written so that NaN ends it, too.
                let sound = loss <= 2.0 * first;
                if !sound || lr > 1e3 {
                    break 'growing;
                }
                lr *= 1.125;
            }
        }
        let below = match problem.loss {
            Loss::CrossEntropy => CAUTIOUS,
            _ => 10.0,
        };
        Ok(Rate::new(best / below, USUAL_MOMENTUM, Origin::RangeTest))
    }
}
