//! `--trace`: a row for every update.

use descent::{Result, train::Step};
use program::Story;

use crate::{
    data::Data,
    network::{Layer, Network, params},
    problem::Problem,
    softmax::differences,
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
    let (names, params) = match layers.as_slice() {
        [layer] if !data.classes.is_empty() => of_classes(data, layer),
        [_] => {
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

/// The parameters of each class less those of the first, one after the other.
fn of_classes(data: &Data, layer: &Layer) -> (Vec<String>, Vec<f64>) {
    let terms = data.terms();
    let names = data.classes[1..].iter().flat_map(|class| {
        let name = move |term| format!("{class}: {term}");
        terms.iter().map(name)
    });
    let own = differences(layer);
    let own = own.iter().flat_map(|of| data.scales.in_own_units(of));
    (names.collect(), own.collect())
}
