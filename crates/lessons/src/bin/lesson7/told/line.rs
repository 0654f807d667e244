//! The race down the bowl of a line.

use program::{
    Result, Story, doctor::DoctorFlags, number::digits, points::LiveFlags,
    problem::Problem,
};

use super::{burns, doctor, every_rate, table};
use crate::{
    bowl::LineBowl,
    landscapes, pictures,
    race::Goal,
    rates::{Contestant, RATES},
    rules::Rule,
    run, theory,
};

pub fn tell(
    story: &mut Story,
    problem: &Problem,
    start: [f64; 2],
    (one_lr, updates): (Option<f64>, usize),
    (live, asked): (LiveFlags, DoctorFlags),
) -> Result<()> {
    story.heading("A race down the bowl of a line");
    let bowl = LineBowl::of(&problem.points);
    let loss = match problem.own {
        None => 1e-6,
        Some(_) => 1e-6 * bowl.at(start).0,
    };
    let goal = Goal { loss, updates };
    introduce(story, problem, start, goal);
    story.say(match one_lr {
        None => format!(
            "One rule for all learning rates: everyone tries the same {}, \
             from {} to {}. The rate with which the most starts come down is \
             taken, and among equals the one with the lowest median. The best \
             momentum has its rate from theory, and L-BFGS looks for its step \
             itself.",
            RATES.len(),
            digits(RATES[0]),
            digits(RATES[RATES.len() - 1]),
        ),
        Some(lr) => format!(
            "All have the learning rate {}, but the best momentum, which has \
             its own from theory.",
            digits(lr)
        ),
    });
    let starts = bowl.starts(start);
    let rates = one_lr.map_or(RATES.to_vec(), |lr| vec![lr]);
    let new = |rule, rates: &[f64]| {
        Contestant::new(rule, rates, &starts, goal, &|w| bowl.at(w))
    };
    let mut all: Vec<_> = Rule::ALL.map(|rule| new(rule, &rates)).into();
    let (mu, lr) = theory::best_momentum(bowl.curvatures);
    let mut best = new(Rule::Momentum(mu), &[lr]);
    best.name = "best momentum".into();
    all.push(best);
    let mse = landscapes::line(problem.points.tensors(&story.device));
    let most = (bowl.floor + goal.loss, goal.half());
    let lr = one_lr.unwrap_or(1.0);
    all.push(run::lbfgs(lr, &mse, &starts, most, &story.device)?);
    table::tell(story, "optimisers", &all, |one| {
        let (rule, lr) = (one.rule?, one.best()?.lr);
        let predicted = |w: &_| theory::predicted(rule, lr, &bowl, *w, goal);
        let of_all = starts.iter().map(predicted);
        let mut of_all: Vec<_> = of_all.collect::<Option<_>>()?;
        of_all.sort();
        of_all.get(starts.len() / 2).copied()
    });
    let first = (start, &bowl);
    burns::race(story, problem, first, &all, (goal, live), mse)?;
    doctor::tell(story, asked, problem, first, (&all, goal));
    if one_lr.is_some() {
        return Ok(());
    }
    story.heading("The same race, rate by rate");
    let six = &all[..Rule::ALL.len()];
    if every_rate::tell(story, "tuning.line", six) {
        story.figure("tuning", pictures::tuning("On the line", six))?;
    } else {
        story.say("None of these rates brought a start down for good.");
    }
    story.figure("plane", pictures::plane(&bowl, &all))
}

/// Tells who runs, from where and to where, and what counts.
fn introduce(
    story: &mut Story,
    problem: &Problem,
    [a, b]: [f64; 2],
    goal: Goal,
) {
    let to = match problem.own {
        None => "the MSE is 0.000001 or below".into(),
        Some(_) => format!(
            "the MSE lies above its lowest by {:.1e} or less, a millionth of \
             the first start's",
            goal.loss
        ),
    };
    story.say(format!(
        "Five starts: a = {a}, b = {b}, and four more as far from the \
         minimum. What counts is after how many gradients {to}, and stays \
         so: through the whole second half of {} updates.",
        goal.updates
    ));
    story.result("goal.line", goal.loss);
}
