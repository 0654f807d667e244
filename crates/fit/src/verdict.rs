//! What cannot be trusted in a fit: what the doctor finds in the trace of its
//! run and in its answers, with the flags to try.

use descent::{
    doctor::{Answers, Finding, Illness, Run, Unseen, examine},
    optimiser::Name,
};

use crate::{
    data::Data, fitted::Fitted, plan::Plan, quality::Quality, rate::Origin,
    weights::Weights,
};

/// A run of this plan, by the losses on all rows before each epoch.
pub fn of_losses<'a>(
    losses: Vec<f64>,
    plan: &Plan,
    (rows, batch): (usize, usize),
) -> Run<'a> {
    let momentum = matches!(plan.optimiser, Name::Momentum | Name::Nesterov);
    Run {
        losses,
        updates_between: rows.div_ceil(batch),
        rate: plan.rate.lr,
        momentum: if momentum { plan.rate.momentum } else { 0.0 },
        nesterov: plan.optimiser == Name::Nesterov,
        adaptive: !momentum && plan.optimiser != Name::Sgd,
        rows,
        batch,
        ..Run::default()
    }
}

/// What the doctor finds in a run and is sure of: of losses and answers alone,
/// which costs nothing. What it is unsure of needs a closer look.
pub fn of_run(run: &Run, plan: &Plan) -> Vec<Finding> {
    let mut found = all_of_run(run, plan);
    found.retain(|finding| {
        finding.illness != Illness::Healthy && !finding.is_unsure()
    });
    found
}

/// All that the doctor finds in a run. A rate from the curvature converges: its
/// steps swing across a narrow valley, and its momentum first overshoots, by
/// design.
pub fn all_of_run(run: &Run, plan: &Plan) -> Vec<Finding> {
    let by_design = |illness| {
        use Illness::{Creeps, Diverges, MomentumTooLarge, Swings};
        let of_rate =
            matches!(illness, Diverges | Swings | Creeps | MomentumTooLarge);
        of_rate && plan.rate.origin == Origin::Curvature
    };
    let mut found = examine(run);
    found.retain(|finding| !by_design(finding.illness));
    if found.is_empty() {
        // What is by design is no illness: nothing is left but the loss.
        let last = run.losses.iter().rfind(|loss| loss.is_finite());
        found = examine(&Run {
            losses: last.copied().into_iter().collect(),
            ..Run::default()
        });
    }
    found
}

/// What a model of numbers answers.
pub fn answers(fitted: &Fitted) -> Answers {
    let data = &fitted.data;
    let squares = |of: &Quality, weights: &Weights| {
        weights.mean(of.errors.iter().map(|e| e * e))
    };
    let quality = &fitted.quality;
    let deviation = quality.residual_standard_deviation;
    let free = fitted.linear.as_ref().filter(|_| data.l2 == 0.0);
    let target = data.train.last().into_iter().flatten();
    Answers {
        name: data.y().into(),
        target: target.map(|y| data.log.undo_y(*y)).collect(),
        rows: quality.errors.len(),
        is_network: fitted.linear.is_none(),
        free_parameters: free.map_or(0, |linear| linear.own.len()),
        r2: quality.r2,
        squares: deviation
            .map_or_else(|| squares(quality, &data.weights), |s| s * s),
        unseen: fitted.held_out.as_ref().map(|held_out| Unseen {
            rows: held_out.errors.len(),
            r2: held_out.r2,
            squares: squares(held_out, &data.held_out_weights),
        }),
    }
}

/// One paragraph for each finding, with the flag to try.
pub fn verdicts(found: &[Finding], data: &Data) -> Vec<String> {
    let said = |finding: &Finding| {
        let cure = match finding.illness {
            Illness::NothingLearned if data.model.is_linear() => {
                "Try other columns, or --model mlp:16.".into()
            }
            Illness::NothingLearned => {
                "Try more of them, such as --model mlp:16, or another --seed."
                    .into()
            }
            Illness::ByHeart if data.l2 == 0.0 => {
                "Try a smaller model, a penalty (--l2 auto), or more rows."
                    .into()
            }
            Illness::ByHeart => "Try a smaller model, or more rows.".into(),
            Illness::TooSure => {
                "Try fewer --epochs, a smaller model, or more rows.".into()
            }
            Illness::Separate => {
                "A penalty (--l2 auto) gives the descent an end.".into()
            }
            Illness::BatchNoise => {
                "Try a larger --batch-size, or a smaller --lr.".into()
            }
            Illness::Swings | Illness::Diverges => {
                "Try a smaller --lr, or --lr auto.".into()
            }
            Illness::TwoValues => {
                format!("--classes --y {} tells them apart.", data.y())
            }
            _ => finding.cure.clone(),
        };
        format!("{} {cure}", finding.words)
    };
    found.iter().map(said).collect()
}
