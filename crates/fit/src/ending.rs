//! How a descent ended: what a run tells of it, and what to do where it did
//! not converge.

use descent::{
    Error, curvature::Curvature, device::Precision, optimiser::Name,
    train::Trace,
};
use program::{
    Result, Story,
    number::{digits, rough},
    output,
};

use crate::{
    data::Data,
    descend::{End, Run, Validation},
    loss::Loss,
    plan::Plan,
    rate::{Origin, Rate},
    stop::Stop,
};

/// Tells it, and the time on standard error.
pub fn tell(
    story: &mut Story,
    plan: &Plan,
    run: &Run,
    bowl: Option<&Curvature>,
    seconds: f64,
) {
    let updates = match run.updates {
        1 => "1 update".into(),
        updates => format!("{updates} updates"),
    };
    let gradient = run.gradient;
    let (rows, kept) = match run.validation {
        Some(_) => (
            " on the validation rows",
            "The parameters are those of the lowest loss on the validation rows",
        ),
        None => ("", "The parameters are those of the lowest loss"),
    };
    story.say(match (run.end, plan.stop) {
        (End::Met, Stop::Gradient(most)) if run.validation.is_some() => {
            format!(
                "Ended after {updates}, at a gradient of at most {most:e}. \
                 {kept}; the gradient there is {gradient:.1e}."
            )
        }
        (End::Met, Stop::Gradient(most)) => format!(
            "Converged after {updates}: \
             the gradient is {gradient:.1e}, at most {most:e}."
        ),
        (End::Met, Stop::Patience(epochs)) => format!(
            "Stopped after {updates}: \
             in {epochs} epochs the loss{rows} fell by less than 0.01 %. \
             {kept}; the gradient there is {gradient:.1e}."
        ),
        (End::Exhausted, Stop::Patience(_)) => format!(
            "Stopped after {updates}: \
             the line searches find no lower loss any more. \
             {}The gradient there is {gradient:.1e}.",
            match run.validation {
                Some(_) => format!("{kept}. "),
                None => String::new(),
            }
        ),
        (End::Exhausted, Stop::Gradient(most)) if run.converged => format!(
            "Converged after {updates}: the line searches find no lower loss \
             any more. The gradient is {gradient:.1e}, nearly {most:e}; what \
             is left is rounding."
        ),
        (End::Risen, _) => format!(
            "NOT CONVERGED after {updates}: \
             the loss has not fallen, or has risen again. \
             {kept}; the gradient there is {gradient:.1e}."
        ),
        (_, Stop::Gradient(most)) => format!(
            "NOT CONVERGED after {updates}: \
             the gradient is {gradient:.1e}, not {most:e}. {kept}."
        ),
        (End::OutOfEpochs, Stop::Patience(_)) => format!(
            "NOT CONVERGED after {updates}: \
             the loss{rows} was still falling; \
             the gradient is {gradient:.1e}. {kept}."
        ),
    });
    if !run.converged {
        story.say(advice(plan, run, bowl));
    }
    if let Some(bowl) = bowl {
        let epsilon = match story.precision {
            Precision::F64 => f64::EPSILON,
            Precision::F32 => f64::from(f32::EPSILON),
        };
        let lost = bowl.condition_number() * epsilon;
        if lost > epsilon.sqrt() {
            let correct = (-lost.log10()).max(0.0);
            story.say(format!(
                "The bowl is so long that rounding hides its lowest point: \
                 expect about {correct:.0} correct digits \
                 from a descent in {}.",
                story.precision
            ));
        }
    }
    if !story.json {
        output::complain(&format!("({updates} took {seconds:.2} s)"));
    }
}

/// Tells which epoch the validation rows chose, with losses in the data's own
/// units.
pub fn validated(story: &mut Story, run: &Run, loss: Loss, data: &Data) {
    let Some(Validation { losses, epoch }) = &run.validation else {
        return;
    };
    let (unit, end) = (loss.unit(data.scales.y.deviation), losses.len() - 1);
    let [kept, last] = [*epoch, end]
        .map(|at| [run.losses[at], losses[at]].map(|loss| digits(loss * unit)));
    let start = match epoch {
        0 if run.converged => {
            " The start does best there: nothing that the others taught holds \
              for these rows."
        }
        _ => "",
    };
    let penalty = if data.l2 > 0.0 { " + penalty" } else { "" };
    let (learned, title) = (format!("{}{penalty}", loss.title()), loss.title());
    let heads = [format!("learned {learned}"), format!("validation {title}")];
    let [first, second] = [&heads[0], &heads[1]].map(|head| head.len().max(14));
    let first = first.max(16);
    story.line(format!(
        "\n{:8}  {:>first$}  {:>second$}",
        "epoch", heads[0], heads[1]
    ));
    for (at, [learned, unseen], what) in
        [(*epoch, kept, "kept"), (end, last, "the end")]
    {
        story.line(format!(
            "{at:<8}  {learned:>first$}  {unseen:>second$}  {what}"
        ));
    }
    story.say(format!(
        "\nThe validation rows chose the epoch, so their loss is a little too \
         good.{start}"
    ));
}

/// Tells the losses of a descent that diverged, in the data's own units, and
/// has the program end with the error. The record of these losses.
///
/// # Errors
/// Any but a divergence after the start; a figure that cannot be written.
pub fn diverged(
    story: &mut Story,
    loss: Loss,
    unit: f64,
    mut error: Error,
) -> Result<Trace> {
    if let Error::Diverged { until, update, .. } = &mut error {
        until.steps.iter_mut().for_each(|step| step.loss *= unit);
        // In these units it may leave the numbers earlier.
        let whole = until.steps.len();
        until.steps.retain(|step| step.loss.is_finite());
        if until.steps.len() < whole {
            *update = until.steps.last().map_or(0, |step| step.update + 1);
        }
    }
    let trace = story.as_far_as_it_went("descent", loss.title(), Err(error))?;
    let shown = [0, 1, 10, 100, 1000];
    story.milestones("descent", loss.title(), &trace, &shown);
    Ok(trace)
}

/// What to do about a descent that has not ended.
fn advice(plan: &Plan, run: &Run, bowl: Option<&Curvature>) -> String {
    let (first, last) = (run.losses[0], run.losses[run.losses.len() - 1]);
    let (lr, origin) = (digits(plan.rate.lr), plan.rate.origin);
    // The best momentum for a long bowl overshoots at first, by design.
    let grown = run.end == End::Risen || last > first;
    if grown && origin != Origin::Curvature {
        let or = match origin {
            Origin::Given => ", or --lr auto",
            _ => "",
        };
        return format!(
            "The learning rate {lr} is too large: try a smaller --lr{or}."
        );
    }
    let best = bowl.and_then(|bowl| Rate::of_bowl(plan.optimiser, bowl));
    if let Some(best) = best.filter(|_| origin == Origin::Given) {
        return format!(
            "By the curvature {} is the best learning rate, not {lr}: \
             try --lr auto, or more --epochs.",
            digits(best.lr)
        );
    }
    if let (Some(bowl), Stop::Gradient(most)) = (bowl, plan.stop) {
        let long = bowl.condition_number();
        let e_folds = (run.gradient / most).ln().max(0.0);
        let more = match plan.optimiser {
            Name::Sgd => Some(e_folds * long / 2.0),
            Name::Momentum | Name::Nesterov => {
                Some(e_folds * long.sqrt() / 2.0)
            }
            _ => None,
        };
        if let Some(more) = more {
            return format!(
                "At this condition number {} needs about {} updates more. \
                 Give it more --epochs, or fit fewer terms.",
                plan.optimiser,
                rough(more)
            );
        }
    }
    if plan.optimiser == Name::Lbfgs && run.losses.len() <= plan.epochs {
        return "Its line searches find no lower loss any more: \
                the rest is rounding. \
                Allow that with a looser --stop, or try --loss mse."
            .into();
    }
    "Try more --epochs, another --optimiser or a looser --stop.".into()
}
