//! Programs that are ill: each from a seed and a severity.

mod batches;
mod gradients;
mod networks;
mod numbers;
mod rates;
mod unseen;

use descent::doctor::Illness;

use crate::{draw::Draw, problem::Problem, program::Program};

/// A kind of sick program.
pub struct Case {
    pub name: &'static str,
    pub illness: Illness,
    /// What the numbers below mean.
    pub severity: &'static str,
    pub severities: &'static [f64],
    pub make: fn(u64, f64) -> Program,
    /// Whether its trace alone tells it.
    pub by_trace: bool,
}

fn case(
    name: &'static str,
    illness: Illness,
    (severity, severities): (&'static str, &'static [f64]),
    make: fn(u64, f64) -> Program,
) -> Case {
    Case {
        name,
        illness,
        severity,
        severities,
        make,
        by_trace: true,
    }
}

/// Told by questions, rows, layers or validation alone.
fn asked(
    name: &'static str,
    illness: Illness,
    severity: (&'static str, &'static [f64]),
    make: fn(u64, f64) -> Program,
) -> Case {
    Case {
        by_trace: false,
        ..case(name, illness, severity, make)
    }
}

/// A line or a plane with its limit, and a start for it.
fn plane(draw: &mut Draw, columns: usize) -> (Problem, Vec<f64>, f64) {
    let problem = draw.linear(100, columns, 0.5);
    let start = vec![0.0; columns + 1];
    let limit = problem.limit();
    (problem, start, limit)
}

pub fn cases() -> Vec<Case> {
    let mut all = rates::cases();
    all.extend(gradients::cases());
    all.extend(numbers::cases());
    all.extend(batches::cases());
    all.extend(networks::cases());
    all.extend(unseen::cases());
    all
}
