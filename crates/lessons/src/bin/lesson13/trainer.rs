//! A trainer of our own: the loop of lesson 9, and what is called beside it.

use std::ops::{ControlFlow, RangeInclusive};

use burn::optim::{GradientsParams, ModuleOptimizer};
use descent::{
    Result, batch::rows, device::value, model::Mlp, train::must_be_finite,
};

use crate::{
    callbacks::{Callback, Epoch},
    classifier::{Set, cross_entropy, loss_on},
    plan::{Plan, order},
};

/// Trains for these epochs, on batches of the first set. The second one is kept
/// aside to validate.
///
/// # Errors
/// A loss that is not finite, a device that fails.
// ANCHOR: batches
pub fn fit(
    (mut model, mut optimiser): (Mlp, ModuleOptimizer),
    epochs: RangeInclusive<usize>,
    [(x, y), valid]: [&Set; 2],
    plan: &Plan,
    callbacks: &mut [Callback],
) -> Result<Mlp> {
    let n = y.dims()[0];
    for number in epochs {
        let (mut losses, mut update) = (vec![], plan.done(number, n));
        for batch in order(n, plan.seed, number).chunks(plan.batch) {
            let scores = model.forward(rows(x, batch));
            let loss = cross_entropy(scores, rows(y, batch));
            losses.push(value(loss.clone().inner())?);
            let grads = GradientsParams::from_grads(loss.backward(), &model);
            let lr = plan.rate(update, plan.updates(n));
            model = optimiser.step(lr, model, grads);
            update += 1;
        }
        // ANCHOR_END: batches
        // ANCHOR: shown
        let valid = loss_on(&model, valid)?;
        must_be_finite(update, "the loss", valid)?;
        let (model, optimiser, losses) = (&model, &optimiser, &losses[..]);
        let epoch = Epoch {
            number,
            model,
            optimiser,
            losses,
            valid,
        };
        let flows = callbacks.iter_mut().map(|callback| callback(&epoch));
        if flows.filter(ControlFlow::is_break).count() > 0 {
            break;
        }
    }
    Ok(model)
}
// ANCHOR_END: shown
