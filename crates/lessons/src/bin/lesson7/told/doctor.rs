//! What the doctor says of each rule at its rate.

use descent::{doctor::Run, optimiser::Name};
use program::{Story, doctor::DoctorFlags, problem::Problem};

use crate::{
    bowl::LineBowl,
    race::{self, Goal},
    rates::Contestant,
    rules::Rule,
};

/// Looks at the run of each from the first start, for half of the updates: from
/// there on the loss should be down.
pub fn tell(
    story: &mut Story,
    asked: DoctorFlags,
    problem: &Problem,
    (start, bowl): ([f64; 2], &LineBowl),
    (all, goal): (&[Contestant], Goal),
) {
    for one in all {
        let (Some(rule), Some(best)) = (one.rule, one.best()) else {
            continue;
        };
        let at = |w| bowl.at(w);
        let trace = race::trace(rule, best.lr, start, goal.half(), &at);
        let (name, momentum) = rule.burns();
        let has_velocity =
            matches!(rule, Rule::Momentum(_) | Rule::Nesterov(_));
        let run = Run {
            momentum,
            nesterov: name == Name::Nesterov,
            adaptive: !has_velocity && name != Name::Sgd,
            ..Run::of(&trace, best.lr)
        };
        story.diagnose_line(asked, &one.name, &problem.points, run);
    }
}
