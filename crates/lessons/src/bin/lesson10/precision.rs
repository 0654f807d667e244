//! How many updates it takes to come near, with and without momentum.

// ANCHOR: updates
/// The updates until the distance along each axis has come from 1 to below
/// `epsilon`. Without momentum it is plain descent.
pub fn updates(
    curvatures: &[f64],
    lr: f64,
    momentum: f64,
    epsilon: f64,
) -> usize {
    let start = |c: &f64| (*c, 1.0_f64, 0.0); // curvature, distance, velocity
    let mut axes: Vec<_> = curvatures.iter().map(start).collect();
    let mut updates = 0;
    while axes.iter().any(|(_, distance, _)| distance.abs() > epsilon) {
        for (curvature, distance, velocity) in &mut axes {
            *velocity = momentum * *velocity + *curvature * *distance;
            *distance -= lr * *velocity;
        }
        updates += 1;
    }
    updates
}
// ANCHOR_END: updates

/// The best rate of plain descent for curvatures from 1 to κ, and what an
/// update leaves of the distance.
pub fn plain(kappa: f64) -> [f64; 2] {
    [2.0 / (kappa + 1.0), (kappa - 1.0) / (kappa + 1.0)]
}

/// The best rate with momentum, the momentum (Polyak, 1964), and what an update
/// leaves in the long run.
pub fn heavy(kappa: f64) -> [f64; 3] {
    let root = kappa.sqrt();
    let left = (root - 1.0) / (root + 1.0);
    [(2.0 / (root + 1.0)).powi(2), left * left, left]
}

// ANCHOR: predicted
/// The first update after which (1 + growth · t) leftᵗ is at most ε. Plain
/// descent has no growth. With the best momentum the steep axis swings before
/// it settles, and has the growth 1 + left.
pub fn predicted(left: f64, growth: f64, epsilon: f64) -> usize {
    let is_near = |t: &usize| {
        let t = *t as f64;
        (1.0 + growth * t).ln() + t * left.ln() <= epsilon.ln()
    };
    (0..).find(is_near).unwrap_or_default()
}
// ANCHOR_END: predicted
