//! How a descent ended: what a run tells of it, and what to do where it did
//! not converge.

use descent::{curvature::Curvature, device::Precision, optimiser::Name};
use program::{Story, output};

use crate::{
    descend::{End, Plan, Run},
    fitted::digits,
    rate::{self, Rate},
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
    story.say(match (run.end, plan.stop) {
        (End::Met, Stop::Gradient(most)) => format!(
            "Converged after {updates}: the gradient is {gradient:.1e}, at \
             most {most:e}."
        ),
        (End::Met, Stop::Patience(epochs)) => format!(
            "Stopped after {updates}: in {epochs} epochs the loss fell by less \
             than 0.01 %.\nThe parameters are those of the lowest loss; the \
             gradient there is {gradient:.1e}."
        ),
        (End::Exhausted, Stop::Patience(_)) => format!(
            "Stopped after {updates}: the line searches find no lower loss any \
             more.\nThe gradient there is {gradient:.1e}."
        ),
        (End::Risen, _) => format!(
            "NOT CONVERGED after {updates}: the loss has not fallen, or has \
             risen again.\nThe parameters are those of the lowest loss; the \
             gradient there is {gradient:.1e}."
        ),
        (_, Stop::Gradient(most)) => format!(
            "NOT CONVERGED after {updates}: the gradient is {gradient:.1e}, \
             not {most:e}.\nThe parameters are those of the lowest loss."
        ),
        (End::OutOfEpochs, Stop::Patience(_)) => format!(
            "NOT CONVERGED after {updates}: the loss was still falling; the \
             gradient\nis {gradient:.1e}. The parameters are those of the \
             lowest loss."
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
            let digits = (-lost.log10()).max(0.0);
            story.say(format!(
                "The bowl is so long that rounding hides its lowest point: \
                 expect\nabout {digits:.0} correct digits from a descent in \
                 {}.",
                story.precision
            ));
        }
    }
    if !story.json {
        output::complain(&format!("({updates} took {seconds:.2} s)"));
    }
}

/// What to do about a descent that has not ended.
fn advice(plan: &Plan, run: &Run, bowl: Option<&Curvature>) -> String {
    let (first, last) = (run.losses[0], run.losses[run.losses.len() - 1]);
    // The best momentum for a long bowl overshoots at first, by design.
    let grown = run.end == End::Risen || last > first;
    if grown && plan.rate.from != rate::BY_CURVATURE {
        let lr = digits(plan.rate.lr);
        let or = match plan.rate.from {
            rate::GIVEN => ", or --lr auto",
            _ => "",
        };
        return format!(
            "The learning rate {lr} is too large: try a smaller --lr{or}."
        );
    }
    let best = bowl.and_then(|bowl| Rate::of_bowl(plan.optimiser, bowl));
    if let Some(best) = best.filter(|_| plan.rate.from == rate::GIVEN) {
        return format!(
            "By the curvature {} is the best learning rate, not {}: try\n\
             --lr auto, or more --epochs.",
            digits(best.lr),
            digits(plan.rate.lr)
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
                 Give it\nmore --epochs, or fit fewer terms.",
                plan.optimiser,
                rough(more)
            );
        }
    }
    if plan.optimiser == Name::Lbfgs && run.losses.len() <= plan.epochs {
        return "Its line searches find no lower loss any more: the rest is \
                rounding. Allow\nthat with a looser --stop, or try --loss mse."
            .into();
    }
    "Try more --epochs, another --optimiser or a looser --stop.".into()
}

/// Two digits.
pub fn rough(value: f64) -> String {
    match value {
        value if value > 1e15 => "1e15 or more".into(), // float64 cannot tell
        value if value < 1e4 => {
            let after = usize::from(value < 99.5);
            format!("{value:.after$}")
        }
        _ => format!("{value:.1e}"),
    }
}
