//! What ails a run, with evidence and cure.
//!
//! Give it what is known of the run; the more, the more it finds. From losses
//! alone it tells a run that diverges from one that creeps. With the
//! parameters, also one that swings. If it may ask the loss, it checks the
//! gradient and measures curvature, by some hundred gradients. With the rows,
//! the layers and the validation losses it looks at these.
//!
//! | file | ailments |
//! |---|---|
//! | `data` | NaN in the data, target far from standardised, labels shifted |
//! | `gradient` | random evaluation, wrong gradient, sum for mean |
//! | `updates` | gradients not cleared, updates uphill |
//! | `layers` | units alike, dead or saturated, exploding, vanishing |
//! | `numbers` | 0/0, exp overflow, log 0, updates lost in rounding |
//! | `divergence` | diverges, momentum too large |
//! | `validation` | leak, overfitting |
//! | `batches` | not shuffled, noise |
//! | `swings` | a cone, a swing across the valley |
//! | `saddle` | a saddle or a plateau |
//! | `slow` | creeps, a ravine |
//! | `answers` | nothing learned, as many parameters as rows, by heart, classes as numbers |
//! | `classes` | classes that separate, the naive answer, by heart, too sure, a class never named |
//!
//! ```
//! use descent::doctor::{Ask, Illness, Run, examine};
//!
//! // Descent on w²/2 + 50 v², curvatures 1 and 100, a little too fast.
//! let gradient = |w: &[f64]| vec![w[0], 100.0 * w[1]];
//! let loss = |w: &[f64]| w[0] * w[0] / 2.0 + 50.0 * w[1] * w[1];
//! let (rate, mut w) = (0.021, vec![1.0, 1.0]);
//! let mut run = Run { rate, ..Run::default() };
//! for _ in 0..50 {
//!     run.losses.push(loss(&w));
//!     run.params.push(w.clone());
//!     let slope = gradient(&w);
//!     w.iter_mut().zip(slope).for_each(|(w, g)| *w -= rate * g);
//! }
//! run.ask = Some(Ask { loss: &loss, gradient: &gradient, on_rows: None });
//! let found = examine(&run);
//! assert_eq!(found[0].illness, Illness::Diverges);
//! let (name, limit) = found[0].numbers[2];
//! assert!(name == "limit" && (limit - 0.02).abs() < 1e-4); // 2/100
//! ```

mod answers;
mod batches;
mod classes;
mod curvature;
mod data;
mod divergence;
mod finding;
mod gradient;
mod layers;
mod measured;
mod numbers;
mod run;
mod saddle;
mod slow;
mod swings;
mod updates;
mod validation;
mod vector;

pub use finding::{Certainty, Finding, Illness};
pub use run::{
    Answers, Ask, Bend, Classes, Data, Layer, LossOnRows, Named, Run, Unseen,
    Validation,
};

use measured::Measured;

/// Looks for one group of illnesses.
type Check = fn(&Run, &Measured) -> Option<Finding>;

const CHECKS: [Check; 35] = [
    data::nan,
    data::target_scale,
    data::labels,
    gradient::random_evaluation,
    gradient::wrong_gradient,
    gradient::sum_for_mean,
    updates::updates,
    layers::alike,
    layers::dead,
    layers::saturated,
    layers::exploding,
    layers::vanishing,
    numbers::not_a_number,
    numbers::rounding,
    divergence::diverges,
    divergence::thrown_out,
    divergence::momentum_too_large,
    validation::overfits,
    validation::leak,
    batches::not_shuffled,
    batches::noise,
    swings::cone,
    swings::swings,
    saddle::saddle,
    slow::creeps,
    slow::ravine,
    answers::learned_nothing,
    answers::as_many_as_rows,
    answers::by_heart,
    answers::two_values,
    classes::separate,
    classes::naive,
    classes::by_heart,
    classes::too_sure,
    classes::never_named,
];

/// All that ails a run, the cause before what it brings on, and what it is
/// unsure of last. A run without a finding is healthy, which is one, too.
pub fn examine(run: &Run) -> Vec<Finding> {
    let seen = Measured::of(run);
    let mut found: Vec<_> = CHECKS
        .iter()
        .filter_map(|check| check(run, &seen))
        .collect();
    found.sort_by_key(|finding| (finding.is_unsure(), finding.illness));
    // A sum of gradients leaps to and fro, like momentum: that is no other
    // illness.
    if found.iter().any(|f| f.illness == Illness::NotCleared) {
        let swings = [Illness::Cone, Illness::Swings];
        found.retain(|finding| !swings.contains(&finding.illness));
    }
    found.dedup_by_key(|finding| finding.illness);
    if found.is_empty() {
        found.extend(Finding::new(
            Illness::Healthy,
            Certainty::Likely,
            [("loss", seen.last())],
            match seen.losses.is_empty() {
                true => "There is no loss to look at.".into(),
                false => "Nothing speaks against this run.".into(),
            },
            "",
        ));
    }
    found
}
