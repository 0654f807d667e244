//! Three runs of burn's trainer: undisturbed, killed, and gone on with.

use program::{Result, output};

use super::{
    checkpoint::KILLED,
    orders::{Images, Order},
    setting::{Setting, whole},
};
use crate::{plan::Plan, supervised::Run, unplugged::Unplugged};

/// A run undisturbed, the same killed, and gone on with.
pub struct Three {
    pub undisturbed: Run,
    pub killed: Run,
    pub resumed: Run,
}

impl Three {
    /// The losses of the batches of each.
    pub fn losses(&self) -> [&[f64]; 3] {
        let runs = [&self.undisturbed, &self.killed, &self.resumed];
        runs.map(|run| &*run.seen.losses)
    }
}

/// With this order, all three.
///
/// # Errors
/// A folder that cannot be made, a trainer that fails by itself.
pub fn three(setting: &Setting, plan: &Plan, order: Order) -> Result<Three> {
    let (one, two) = (output::temporary()?, output::temporary()?);
    let n = setting.train.labels.len();
    let until = (KILLED - 1) * n + n / 2;
    let images = |first| order.images(setting, first);
    let loader = |set: Images| order.loader(set, plan);
    let fails = Box::new(Unplugged::new(images(1), until));
    let (fails, all) = (loader(fails), loader(images(1)));
    let rest = loader(images(KILLED));
    let after = Some(KILLED - 1);
    Ok(Three {
        undisturbed: whole(setting.train(plan, all, one.path(), None)?)?,
        killed: setting.train(plan, fails, two.path(), None)?,
        resumed: whole(setting.train(plan, rest, two.path(), after)?)?,
    })
}

/// The validation loss at the end of a run.
pub fn last(run: &Run) -> f64 {
    valid(run).last().copied().unwrap_or_default()
}

/// The validation loss of each epoch.
pub fn valid(run: &Run) -> Vec<f64> {
    run.seen.valid.get("Loss").cloned().unwrap_or_default()
}
