//! Which learning rate: every one is tried from every start.

use super::{
    race::{self, Goal, Landscape, Outcome},
    rules::Rule,
};

/// The rates that everyone tries: 1, 2 and 5 times a power of ten.
pub const RATES: [f64; 18] = [
    1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0,
    2.0, 5.0, 10.0, 20.0, 50.0,
];

/// An optimiser, and what it tried.
pub struct Contestant {
    pub name: String,
    /// Its rule; none for L-BFGS, which no rule for one parameter describes.
    pub rule: Option<Rule>,
    pub attempts: Vec<Attempt>,
}

/// One optimiser with one learning rate: how it ended from each start.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub lr: f64,
    pub outcomes: Vec<Outcome>,
}

impl Attempt {
    /// A rule with one rate, from all starts.
    pub fn new(
        rule: Rule,
        lr: f64,
        starts: &[[f64; 2]],
        goal: Goal,
        at: Landscape,
    ) -> Self {
        let outcomes = starts
            .iter()
            .map(|start| race::run(rule, lr, *start, goal, at));
        let outcomes = outcomes.collect();
        Attempt { lr, outcomes }
    }

    /// The gradients that it took from each start that came down for good, the
    /// fewest first.
    pub fn gradients(&self) -> Vec<usize> {
        let outcomes = self.outcomes.iter();
        let mut settled: Vec<_> = outcomes
            .filter_map(|outcome| match outcome {
                Outcome::Settled(gradients) => Some(*gradients),
                _ => None,
            })
            .collect();
        settled.sort();
        settled
    }

    /// The median over all starts; none where it is a start that did not come
    /// down.
    pub fn median(&self) -> Option<usize> {
        self.gradients().get(self.outcomes.len() / 2).copied()
    }

    /// The starts that did not come down, then the median.
    fn rank(&self) -> (usize, usize) {
        let left = self.outcomes.len() - self.gradients().len();
        (left, self.median().unwrap_or(usize::MAX))
    }

    /// After how many updates the first run diverged, if one did.
    pub fn diverged(&self) -> Option<usize> {
        self.outcomes.iter().find_map(|outcome| match outcome {
            Outcome::Diverged(update) => Some(*update),
            _ => None,
        })
    }

    /// The highest that the loss still gets in the second half from any start;
    /// none if all came down.
    pub fn highest(&self) -> Option<f64> {
        let outcomes = self.outcomes.iter();
        let highest = outcomes.filter_map(|outcome| match outcome {
            Outcome::Settled(_) => None,
            Outcome::Above(loss) => Some(*loss),
            Outcome::Diverged(_) => Some(f64::INFINITY),
        });
        highest.reduce(f64::max)
    }
}

impl Contestant {
    /// A rule that tries these rates.
    pub fn new(
        rule: Rule,
        rates: &[f64],
        starts: &[[f64; 2]],
        goal: Goal,
        at: Landscape,
    ) -> Self {
        let attempt = |lr: &f64| Attempt::new(rule, *lr, starts, goal, at);
        Contestant {
            name: rule.burns().0.to_string(),
            rule: Some(rule),
            attempts: rates.iter().map(attempt).collect(),
        }
    }

    // ANCHOR: best
    /// The attempt from which the most starts come down for good. Among equals
    /// the one of the lowest median, then the one whose loss stays lowest.
    pub fn best(&self) -> Option<&Attempt> {
        self.attempts.iter().min_by(|one, other| {
            let by_gradients = one.rank().cmp(&other.rank());
            let highest = |attempt: &Attempt| attempt.highest().unwrap_or(0.0);
            by_gradients.then_with(|| highest(one).total_cmp(&highest(other)))
        })
    }
    // ANCHOR_END: best
}
