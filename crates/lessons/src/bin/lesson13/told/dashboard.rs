//! One run with burn's dashboard.

use std::io::{IsTerminal, stdout};

use program::{Error, Result, Story, output};

use super::setting::{Setting, whole};
use crate::{
    classifier::loss_on,
    data::{Shuffled, images, in_order},
    supervised,
};

pub fn tell(story: &mut Story, setting: &Setting) -> Result<()> {
    if !stdout().is_terminal() {
        let reason = "--tui draws on a terminal, and there is none";
        return Err(Error::Input(reason.into()));
    }
    let (plan, folder) = (&setting.plan, output::temporary()?);
    let train = Shuffled::new(images(&setting.train), plan.seed, 1);
    let loaders = [in_order(train, plan.batch), setting.validation()];
    let (start, place) = (setting.network(), folder.path());
    let run = supervised::fit(start, loaders, plan, place, None, true);
    let run = whole(run.map_err(Error::Input)?)?;
    let [_, valid] = setting.sets();
    let loss = loss_on(&run.model, &valid)?;
    story.say(format!("The validation loss at the end: {loss:.6}."));
    Ok(())
}
