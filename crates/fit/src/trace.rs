//! `--trace`: a row for every update.

use descent::{Result, train::Step};
use program::Story;

use crate::{
    data::Data,
    network::{Network, params},
    problem::Problem,
};

/// Keeps the model before an update, if `--trace` asks for it: the parameters
/// of a linear model and the loss in the data's own units.
///
/// # Errors
/// A device that fails.
pub fn step(
    story: &mut Story,
    data: &Data,
    problem: &Problem,
    update: usize,
    network: &Network,
) -> Result<()> {
    if !story.is_traced() {
        return Ok(());
    }
    let slope = problem.slope(network)?;
    let layers = network.to_layers()?;
    let (names, params) = match layers.len() {
        1 => {
            let own = data.scales.in_own_units(&params(&layers));
            (data.terms(), own)
        }
        _ => (Vec::new(), Vec::new()),
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let loss = slope.loss * problem.unit();
    let step = Step {
        update,
        params,
        loss,
    };
    story.trace_step("fit", &names, step, slope.length);
    Ok(())
}
