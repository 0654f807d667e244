//! Exercise 64, invent: your own rule for a range test. One solution of many.

/// The learning rate to train with: `losses[i]` came before the update with
/// `rates[i]`. The last loss is above the first.
pub fn suggest(rates: &[f64], losses: &[f64]) -> f64 {
    let mut lowest = 0;
    for (i, loss) in losses.iter().enumerate() {
        if *loss < losses[lowest] {
            lowest = i;
        }
    }
    // The lowest loss comes where the rate is too large already.
    rates[lowest] / 8.0
}
