//! burn's trainer, put together.

use std::path::Path;

use burn::{
    lr_scheduler::cosine::CosineAnnealingLrSchedulerConfig,
    train::{
        Learner, MetricEarlyStoppingStrategy, StoppingCondition,
        SupervisedTraining,
        metric::{
            AccuracyMetric, LossMetric,
            store::{Aggregate, Direction, Split},
        },
    },
};
use descent::model::Mlp;

use crate::{
    classifier::{Classifier, momentum},
    data::Loader,
    plan::Plan,
    quiet::{Quiet, Seen},
};

/// A run that has ended: the network, what was seen, and what broke it off.
pub struct Run {
    pub model: Mlp,
    pub seen: Seen,
    pub error: Option<String>,
}

// ANCHOR: stopping
/// Ends a run when `n_epochs` in a row brought no lower loss in validation.
pub fn early_stopping(n_epochs: usize) -> MetricEarlyStoppingStrategy {
    MetricEarlyStoppingStrategy::new(
        &LossMetric::new(),
        Aggregate::Mean,
        Direction::Lowest,
        Split::Valid,
        StoppingCondition::NoImprovementSince { n_epochs },
    )
}
// ANCHOR_END: stopping

/// Trains, and writes checkpoints and a log of each metric below `folder`. It
/// begins anew, or goes on after an epoch whose checkpoint lies there. With
/// `dashboard` burn draws, on a terminal.
///
/// # Errors
/// A learning rate that burn's schedules do not take.
pub fn fit(
    network: Mlp,
    [train, valid]: [Loader; 2],
    plan: &Plan,
    folder: &Path,
    after: Option<usize>,
    dashboard: bool,
) -> Result<Run, String> {
    let (quiet, model) = (Quiet::default(), Classifier { network });
    // ANCHOR: training
    let updates = plan.updates(train.num_items());
    let schedule = CosineAnnealingLrSchedulerConfig::new(plan.lr, updates);
    let learner = Learner::new(model, momentum(), schedule.init()?);
    let mut training = SupervisedTraining::new(folder, train, valid)
        .metrics((LossMetric::new(), AccuracyMetric::new()))
        .with_default_checkpointers()
        .with_application_logger(None)
        .num_epochs(plan.epochs);
    if let Some(epochs) = plan.patience {
        training = training.early_stopping(early_stopping(epochs));
    }
    if let Some(epoch) = after {
        training = training.checkpoint(epoch);
    }
    if !dashboard {
        training = training.renderer(Box::new(quiet.clone()));
    }
    let ended = training.launch(learner);
    // ANCHOR_END: training
    Ok(Run {
        model: ended.model.network,
        seen: quiet.seen(),
        error: ended.error.map(|error| error.to_string()),
    })
}
