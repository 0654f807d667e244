//! What the learner did not choose, chosen.

use descent::{batch::Batches, curvature::Curvature, device::Precision};
use lessons::Result;

use crate::{
    args::{Flags, Lr},
    data::Data,
    descend::Plan,
    loss::Loss,
    network::Network,
    optimiser::Name,
    problem::Problem,
    rate::Rate,
    stop::Stop,
};

/// From this condition number on, momentum is the default.
const LONG: f64 = 100.0;

/// Chooses optimiser, learning rate, end and number of epochs. `bowl` is the
/// curvature of the loss, where it is a bowl.
///
/// # Errors
/// A device that fails.
pub fn plan(
    flags: &Flags,
    data: &Data,
    bowl: Option<&Curvature>,
    (problem, start, batches): (&Problem, &Network, &Batches),
    precision: Precision,
) -> Result<Plan> {
    let in_batches = batches.per_epoch() > 1;
    let is_network = !data.model.is_linear();
    let optimiser = flags.optimiser.unwrap_or(match bowl {
        _ if is_network || in_batches => Name::Adam,
        Some(bowl) if bowl.condition_number() <= LONG => Name::Sgd,
        Some(_) => Name::Momentum,
        None => Name::Lbfgs,
    });
    let by_curvature = bowl.filter(|_| !in_batches);
    let by_curvature = by_curvature.and_then(|b| Rate::of_bowl(optimiser, b));
    let rate = match (flags.lr, by_curvature) {
        (Lr::Given(lr), _) => Rate::given(lr),
        (Lr::Auto, Some(rate)) => rate,
        (Lr::Auto, None) => {
            Rate::by_range_test(problem, start, optimiser, batches.clone())?
        }
    };
    let restless = is_network || in_batches || flags.loss == Loss::Mae;
    let stop = flags.stop.unwrap_or(match restless {
        true => Stop::Patience(50),
        false => Stop::at_rest(precision, optimiser),
    });
    let epochs = flags.epochs.unwrap_or(match (in_batches, is_network) {
        (true, _) => 200,
        (false, true) => 2_000,
        (false, false) => 10_000,
    });
    Ok(Plan {
        optimiser,
        rate,
        stop,
        epochs,
    })
}
