//! Schedules: burn's ways to change the learning rate as a descent goes on.

use burn::lr_scheduler::{
    LrSchedulerConfig, constant::ConstantLr,
    cosine::CosineAnnealingLrSchedulerConfig, linear::LinearLrSchedulerConfig,
    module_lr_scheduler::ModuleLrScheduler,
    sequential::SequentialLrSchedulerConfig, step::StepLrSchedulerConfig,
};
use descent::{
    Result,
    gradient::LossAndGradient,
    train::{Recorder, Trace},
};

use crate::problem::Problem;

/// How many updates a schedule is made for.
pub const UPDATES: usize = 400;

/// How many of them warm up.
const WARM_UP: usize = UPDATES / 10;

/// The schedules with their names.
pub type Schedules = [(&'static str, ModuleLrScheduler); 4];

/// Four schedules, all of them for learning rates up to 0.1.
///
/// # Errors
/// Settings that burn refuses, in its words.
pub fn schedules() -> Result<Schedules, String> {
    // ANCHOR: schedules
    let constant = ConstantLr::new(0.1);
    let step = StepLrSchedulerConfig::new(0.1, 100).with_gamma(0.1);
    let cosine = CosineAnnealingLrSchedulerConfig::new(0.1, UPDATES);
    // First up from a tenth, then down along a cosine.
    let up = LinearLrSchedulerConfig::new(0.01, 0.1, WARM_UP);
    let down = CosineAnnealingLrSchedulerConfig::new(0.1, UPDATES - WARM_UP);
    let both: Vec<LrSchedulerConfig> = vec![up.into(), down.into()];
    let warm_up = SequentialLrSchedulerConfig::new(both, vec![WARM_UP]);
    // ANCHOR_END: schedules
    Ok([
        ("constant", constant.into()),
        ("step", step.init()?),
        ("cosine", cosine.init()?),
        ("warm-up", warm_up.init()?),
    ])
}

/// A descent by a schedule.
pub struct Scheduled {
    pub trace: Trace,
    /// The learning rate of each update.
    pub rates: Vec<f64>,
}

/// Descends the root mean squared error.
///
/// # Errors
/// A run that diverges, with the update at which it did; a device that fails.
pub fn descend(
    problem: &Problem,
    mut schedule: ModuleLrScheduler,
) -> Result<Scheduled> {
    // ANCHOR: scheduled
    let mut w = problem.start.clone();
    let mut recorder = Recorder::new();
    let mut rates = Vec::new();
    for _ in 0..UPDATES {
        let lr = schedule.step().base();
        let LossAndGradient { loss, gradient } = problem.rmse(&w);
        recorder.record(&w, &loss)?;
        w = w - gradient * lr;
        rates.push(lr);
    }
    // ANCHOR_END: scheduled
    recorder.record(&w, &problem.rmse(&w).loss)?;
    let trace = recorder.finish()?;
    Ok(Scheduled { trace, rates })
}
