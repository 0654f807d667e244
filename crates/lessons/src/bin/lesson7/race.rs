//! One run of a race: one rule, one rate, one start.

use descent::train::{Step, Trace};

use super::rules::{Memory, Rule};

/// The loss and its gradient at a place.
pub type Landscape<'a> = &'a dyn Fn([f64; 2]) -> (f64, [f64; 2]);

/// To which loss, and how many updates a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    pub loss: f64,
    pub updates: usize,
}

impl Goal {
    /// Here the second half of a run begins: there the loss must be down.
    pub fn half(self) -> usize {
        self.updates / 2
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The loss is at the goal or below from this many gradients on.
    Settled(usize),
    /// In its second half the loss is at times above the goal, this high.
    Above(f64),
    /// The loss is no number after this many updates.
    Diverged(usize),
}

/// Descends, and shows place and loss after each update to `see`.
fn descend(
    rule: Rule,
    lr: f64,
    mut w: [f64; 2],
    updates: usize,
    at: Landscape,
    mut see: impl FnMut([f64; 2], f64),
) {
    let mut memory = [Memory::default(); 2];
    for t in 0..=updates {
        let (loss, gradient) = at(w);
        see(w, loss);
        if !loss.is_finite() {
            break;
        }
        for i in 0..2 {
            let step = rule.step(&mut memory[i], gradient[i], t as i32 + 1);
            w[i] -= lr * step;
        }
    }
}

// ANCHOR: settles
/// After how many gradients the loss stays at the goal or below: it must be
/// there for the whole second half of the run, or it was luck.
pub fn run(
    rule: Rule,
    lr: f64,
    start: [f64; 2],
    goal: Goal,
    at: Landscape,
) -> Outcome {
    let (mut update, mut settled) = (0, 0);
    let (mut highest, mut last) = (0.0, 0.0);
    descend(rule, lr, start, goal.updates, at, |_, loss| {
        last = loss;
        if loss > goal.loss {
            settled = update + 1;
        }
        if update >= goal.half() {
            highest = loss.max(highest);
        }
        update += 1;
    });
    if !last.is_finite() {
        Outcome::Diverged(update - 1)
    } else if highest > goal.loss {
        Outcome::Above(highest)
    } else {
        Outcome::Settled(settled)
    }
}
// ANCHOR_END: settles

/// The record of a run.
pub fn trace(
    rule: Rule,
    lr: f64,
    start: [f64; 2],
    updates: usize,
    at: Landscape,
) -> Trace {
    let mut trace = Trace::default();
    descend(rule, lr, start, updates, at, |w, loss| {
        let (update, params) = (trace.steps.len(), w.to_vec());
        trace.steps.push(Step {
            update,
            params,
            loss,
        });
    });
    trace
}
