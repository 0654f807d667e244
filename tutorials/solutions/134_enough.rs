//! Exercise 134, invent: enough. The solution.

/// Whether a run with these validation losses should end now.
pub fn enough(losses: &[f64]) -> bool {
    // Patience: five epochs in a row without a lower loss.
    let (mut lowest, mut since) = (f64::INFINITY, 0);
    for loss in losses {
        since += 1;
        if *loss < lowest {
            lowest = *loss;
            since = 0;
        }
    }
    since >= 5
}
