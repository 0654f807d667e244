//! Exercise F2, complete: back to own units. The solution.

/// How a column was standardised.
#[derive(Clone, Copy)]
pub struct Scale {
    /// What became 0.
    pub mean: f64,
    /// What became 1.
    pub deviation: f64,
}

/// Slope and intercept in the units of x and y, given those for standardised
/// columns.
pub fn own_units(slope: f64, intercept: f64, x: Scale, y: Scale) -> [f64; 2] {
    let own = slope * y.deviation / x.deviation;
    // What the line says where x is its mean, and from there back to 0.
    let at_mean = y.mean + y.deviation * intercept;
    [own, at_mean - own * x.mean]
}
