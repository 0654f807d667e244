//! Schedules: burn's ways to change the learning rate as a descent goes on.

use burn::lr_scheduler::{
    LrSchedulerConfig, constant::ConstantLr,
    cosine::CosineAnnealingLrSchedulerConfig, linear::LinearLrSchedulerConfig,
    module_lr_scheduler::ModuleLrScheduler,
    sequential::SequentialLrSchedulerConfig, step::StepLrSchedulerConfig,
};
use descent::train::Recorder;
use lessons::{Error, Story, Result, figure::Chart, scene};

use crate::problem::Problem;

const UPDATES: usize = 400;

pub fn run(story: &mut Story, quadratic: &Problem) -> Result<()> {
    story.heading("Schedules");
    story.say("The same descent again, 400 updates from learning rate 0.1.");
    story.say(
        "Steps that shrink can settle. burn shrinks them by a schedule:\n",
    );
    story.say("schedule   last learning rate   RMSE at the end");
    let (mut rates, mut means) = (Vec::new(), Vec::new());
    for (name, mut schedule) in schedules().map_err(Error::Failed)? {
        // ANCHOR: scheduled
        let mut w = quadratic.start.clone();
        let mut recorder = Recorder::new();
        let mut used = Vec::new();
        for _ in 0..UPDATES {
            let lr = schedule.step().base();
            let (loss, gradient) = quadratic.rmse(&w);
            recorder.record(&w, &loss)?;
            w = w - gradient * lr;
            used.push(lr);
        }
        // ANCHOR_END: scheduled
        recorder.record(&w, &quadratic.rmse(&w).0)?;
        let (trace, lr) = (recorder.finish()?, used[UPDATES - 1]);
        let loss = trace.last().loss;
        story.say(format!("{name:9} {lr:19.7} {loss:17.4}"));
        let key = format!("schedules.{}", name.replace('-', "_"));
        story.result(&format!("{key}.rates"), &used);
        story.result(&format!("{key}.lr_at_end"), lr);
        story.result(&format!("{key}.loss_at_end"), loss);
        rates.push((name, used));
        means.push((name, means_of_20(&trace.losses())));
    }
    let title = "Four schedules";
    let chart = scene::losses(title, "learning rate", &rates);
    story.figure("schedules", chart)?;
    let title = "What they lead to: means of 20 updates";
    let at: Vec<f64> =
        (0..UPDATES / 20).map(|k| 20.0 * k as f64 + 10.0).collect();
    let chart = Chart::new(title, "update", "RMSE").log_y();
    let chart = means
        .iter()
        .fold(chart, |chart, (name, means)| chart.line(name, &at, means));
    story.figure("schedules_loss", chart)
}

/// What the eye sees of a curve that goes to and fro at every update.
fn means_of_20(losses: &[f64]) -> Vec<f64> {
    let chunks = losses.chunks_exact(20);
    chunks
        .map(|chunk| chunk.iter().sum::<f64>() / 20.0)
        .collect()
}

type Schedules = [(&'static str, ModuleLrScheduler); 4];

fn schedules() -> std::result::Result<Schedules, String> {
    // ANCHOR: schedules
    let constant = ConstantLr::new(0.1);
    let step = StepLrSchedulerConfig::new(0.1, 100).with_gamma(0.1);
    let cosine = CosineAnnealingLrSchedulerConfig::new(0.1, UPDATES);
    // First up from a tenth, then down along a cosine.
    let up = LinearLrSchedulerConfig::new(0.01, 0.1, 40);
    let down = CosineAnnealingLrSchedulerConfig::new(0.1, UPDATES - 40);
    let both: Vec<LrSchedulerConfig> = vec![up.into(), down.into()];
    let warm_up = SequentialLrSchedulerConfig::new(both, vec![40]);
    // ANCHOR_END: schedules
    Ok([
        ("constant", constant.into()),
        ("step", step.init()?),
        ("cosine", cosine.init()?),
        ("warm-up", warm_up.init()?),
    ])
}
