//! What the learner did not choose, chosen.

use descent::{
    batch::Batches, curvature::Curvature, device::Precision, optimiser::Name,
};
use program::{Result, Story};

use crate::{
    args::{Flags, Lr},
    data::Data,
    descend::Plan,
    loss::Loss,
    network::Network,
    problem::Problem,
    rate::Rate,
    stop::Stop,
};

/// From this condition number on, momentum is the default.
const LONG: f64 = 100.0;

/// Passes over all rows of a linear model, at most.
const EPOCHS: usize = 10_000;

/// Chooses optimiser, learning rate, end and number of epochs. `bowl` is the
/// curvature of the loss, where it is a bowl and the same in each update.
///
/// # Errors
/// A device that fails.
pub fn plan(
    flags: &Flags,
    data: &Data,
    bowl: Option<&Curvature>,
    (problem, start, batches): (&Problem, &Network, &Batches),
    story: &Story,
) -> Result<Plan> {
    let in_batches = batches.per_epoch() > 1;
    let is_network = !data.model.is_linear();
    let epochs = flags.epochs.unwrap_or(match (in_batches, is_network) {
        (true, _) => 200,
        (false, true) => 2_000,
        (false, false) => EPOCHS,
    });
    let too_many = bowl.filter(|_| flags.optimiser.is_none());
    let too_many = too_many.map(|bowl| by_momentum(bowl, story.precision));
    let too_many = too_many.filter(|many| *many > epochs.max(EPOCHS) as f64);
    let optimiser = flags.optimiser.unwrap_or(match bowl {
        _ if is_network || in_batches => Name::Adam,
        Some(bowl) if bowl.condition_number() <= LONG => Name::Sgd,
        Some(_) if too_many.is_none() => Name::Momentum,
        _ => Name::Lbfgs,
    });
    let by_curvature = bowl.and_then(|bowl| Rate::of_bowl(optimiser, bowl));
    let rate = match (flags.lr, by_curvature) {
        (Lr::Given(lr), _) => Rate::given(lr),
        (Lr::Auto, Some(rate)) => rate,
        (Lr::Auto, None) => {
            let drawn = (batches.size(), story.seed);
            Rate::by_range_test(problem, start, optimiser, drawn)?
        }
    };
    let restless = is_network || in_batches || flags.loss == Loss::Mae;
    let stop = flags.stop.unwrap_or(match restless {
        true => Stop::Patience(50),
        false => Stop::Gradient(round(
            Stop::at_rest(story.precision, optimiser)
                * flags.loss.steepness(data.scales.y.deviation),
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
