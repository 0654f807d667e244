//! Exercise 134, invent: enough. The solution.

/// Whether a run with these validation losses should end now.
pub fn enough(losses: &[f64]) -> bool {
    // Patience: five epochs since the lowest.
    let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let best = losses.iter().position(|loss| *loss == lowest);
    best.is_some_and(|best| losses.len() - best > 5)
}
