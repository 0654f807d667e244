//! How to descend: what the learner did not choose, chosen.

use descent::{
    Result, batch::Batches, curvature::Curvature, device::Precision,
    optimiser::Name,
};

use crate::{
    loss::Loss, network::Network, problem::Problem, rate::Rate, stop::Stop,
};

/// From this condition number on, momentum is the default.
pub const LONG: f64 = 100.0;

/// Passes over all rows of a linear model, at most.
const EPOCHS: usize = 10_000;

/// What the learner chose; `None` leaves it to the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen {
    /// The optimiser.
    pub optimiser: Option<Name>,
    /// The learning rate.
    pub lr: Option<f64>,
    /// When to stop.
    pub stop: Option<Stop>,
    /// Passes over the rows, at most.
    pub epochs: Option<usize>,
}

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

impl Plan {
    /// Chooses optimiser, learning rate, end and number of epochs. `bowl` is
    /// the curvature of the loss, where it is a bowl and the same in each
    /// update; `precision` and `seed` are those of the run.
    ///
    /// # Errors
    /// A device that fails.
    pub fn new(
        chosen: Chosen,
        (problem, start, batches): (&Problem, &Network, &Batches),
        bowl: Option<&Curvature>,
        (precision, seed): (Precision, u64),
    ) -> Result<Plan> {
        let in_batches = batches.per_epoch() > 1;
        let is_network = start.layers.len() > 1;
        let epochs = chosen.epochs.unwrap_or(match (in_batches, is_network) {
            (true, _) => 200,
            (false, true) => 2_000,
            (false, false) => EPOCHS,
        });
        let too_many = bowl.filter(|_| chosen.optimiser.is_none());
        let too_many = too_many.map(|bowl| by_momentum(bowl, precision));
        let most = epochs.max(EPOCHS) as f64;
        let too_many = too_many.filter(|many| *many > most);
        let optimiser = chosen.optimiser.unwrap_or(match bowl {
            _ if is_network || in_batches => Name::Adam,
            Some(bowl) if bowl.condition_number() <= LONG => Name::Sgd,
            Some(_) if too_many.is_none() => Name::Momentum,
            _ => Name::Lbfgs,
        });
        let by_curvature = bowl.and_then(|bowl| Rate::of_bowl(optimiser, bowl));
        let rate = match (chosen.lr, by_curvature) {
            (Some(lr), _) => Rate::given(lr),
            (None, Some(rate)) => rate,
            (None, None) => {
                let drawn = (batches.size(), seed);
                Rate::by_range_test(problem, start, optimiser, drawn)?
            }
        };
        let restless = is_network || in_batches || problem.loss == Loss::Mae;
        let stop = chosen.stop.unwrap_or(match restless {
            true => Stop::PATIENCE,
            false => Stop::Gradient(round(
                Stop::at_rest(precision, optimiser)
                    * problem.loss.steepness(problem.deviation),
            )),
        });
        Ok(Plan {
            optimiser,
            rate,
            stop,
            epochs,
            too_many,
        })
    }
}

/// To two digits: a learner reads it.
fn round(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}

/// The updates that momentum may need from a gradient of 1. Each makes it
/// smaller by the factor √μ ≈ 1 − 2/√κ, but at first it grows (lesson 7): so
/// twice the number that follows from the factor alone.
fn by_momentum(bowl: &Curvature, precision: Precision) -> f64 {
    -Stop::at_rest(precision, Name::Momentum).ln()
        * bowl.condition_number().sqrt()
}
