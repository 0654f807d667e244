//! One run with burn's dashboard.

use std::panic::{AssertUnwindSafe, catch_unwind};

use program::{Error, Result, Story, output, terminal::width};

use super::setting::{Setting, whole};
use crate::{
    classifier::loss_on,
    data::{Shuffled, images, in_order},
    supervised,
};

/// In fewer columns burn cuts off what its panels say.
const COLUMNS: usize = 80;

pub fn tell(story: &mut Story, setting: &Setting) -> Result<()> {
    let Some(columns) = width() else {
        let reason = "--tui draws on a terminal, and there is none";
        return Err(Error::Input(reason.into()));
    };
    if columns < COLUMNS {
        return Err(Error::Input(format!(
            "--tui needs {COLUMNS} columns, and this terminal has {columns}: \
             widen it"
        )));
    }
    let (plan, folder) = (&setting.plan, output::temporary()?);
    let train = Shuffled::new(images(&setting.train), plan.seed, 1);
    let loaders = [in_order(train, plan.batch), setting.validation()];
    let (start, place) = (setting.network(), folder.path());
    // burn's own way to kill a run is a panic, of which it says a line itself.
    let run = catch_unwind(AssertUnwindSafe(|| {
        supervised::fit(start, loaders, plan, place, None, true)
    }));
    let killed = |_| Error::Failed("the dashboard killed the run".into());
    let run = whole(run.map_err(killed)?.map_err(Error::Input)?)?;
    let [_, valid] = setting.sets();
    let loss = loss_on(&run.model, &valid)?;
    story.say(format!("The validation loss at the end: {loss:.6}."));
    Ok(())
}
