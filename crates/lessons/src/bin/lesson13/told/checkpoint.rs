//! What a checkpoint must hold, by leaving parts of it out.

use descent::model::Mlp;
use program::{Error, Result, Story};

use super::{
    apart::{apart, power},
    setting::Setting,
};
use crate::{
    callbacks::keep,
    classifier::{loss_on, momentum},
    plan::Plan,
    trainer::fit,
};

/// The epochs of these runs, and the one in whose middle they are killed.
pub const EPOCHS: usize = 6;
pub const KILLED: usize = 4;

pub fn tell(story: &mut Story, setting: &Setting) -> Result<()> {
    story.heading("What a checkpoint must hold");
    let plan = Plan {
        epochs: EPOCHS,
        patience: None,
        ..setting.plan
    };
    let [train, valid] = setting.sets();
    let sets = [&train, &valid];
    let mut place = None;
    let whole = {
        let start = (setting.network(), momentum());
        let mut keep = keep(KILLED - 1, &mut place);
        fit(start, 1..=EPOCHS, sets, &plan, &mut [&mut keep])?
    };
    let lost = || Error::Failed("no checkpoint was kept".into());
    let kept = place.ok_or_else(lost)?;
    let go_on = |epochs, optimiser| {
        fit(
            (kept.model.clone(), optimiser),
            epochs,
            sets,
            &plan,
            &mut [],
        )
    };
    let (next, anew) = (kept.epoch + 1..=EPOCHS, 1..=EPOCHS - kept.epoch);
    let all = go_on(next.clone(), kept.optimiser.clone())?;
    let still = go_on(next, momentum())?;
    let lost = go_on(anew, kept.optimiser.clone())?;
    story.say(format!(
        "{EPOCHS} epochs with our trainer. \
         A callback keeps a checkpoint after epoch {}, \
         and from there the rest is run again:\n",
        KILLED - 1
    ));
    story.line("what is kept                validation loss   largest");
    story.line("                                              difference");
    let mut row = |name: &str, key: &str, model: &Mlp| {
        let (loss, apart) = (loss_on(model, &valid)?, apart(&whole, model)?);
        let power = power(apart);
        story.line(format!("{name:27} {loss:15.9} {power:>12}"));
        story.result(&format!("checkpoint.{key}"), [loss, apart]);
        Ok::<_, Error>(())
    };
    row("the run undisturbed", "undisturbed", &whole)?;
    row("weights, velocity, epoch", "all", &all)?;
    row("weights and epoch", "no_velocity", &still)?;
    row("weights and velocity", "no_epoch", &lost)?;
    story.say(
        "\nThe difference is the largest of any weight at the end. \
         The epoch decides the order and the learning rate, \
         so without it both begin anew.",
    );
    Ok(())
}
