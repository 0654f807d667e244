//! What theory says of a race down a bowl, axis by axis.

use super::{bowl::LineBowl, race::Goal, rules::Rule};

// ANCHOR: leaves
/// What an update leaves, in the long run, of the distance along an axis. The
/// axis has learning rate times curvature `x`. Theory is silent about those
/// whose steps depend on the gradient's size.
pub fn leaves(rule: Rule, x: f64) -> Option<f64> {
    // The next distance is p times the last, less q times the one before.
    let (p, q) = match rule {
        Rule::Sgd => (1.0 - x, 0.0),
        Rule::Momentum(mu) => (1.0 + mu - x, mu),
        Rule::Nesterov(mu) => ((1.0 + mu) * (1.0 - x), mu * (1.0 - x)),
        _ => return None,
    };
    Some(larger_root(p, q))
}

/// The size of the larger root of r² − p r + q.
fn larger_root(p: f64, q: f64) -> f64 {
    let under_root = p * p / 4.0 - q;
    match under_root < 0.0 {
        true => q.sqrt(), // two conjugate ones, whose product is q
        false => p.abs() / 2.0 + under_root.sqrt(),
    }
}
// ANCHOR_END: leaves

/// The gradients that a run takes if each update leaves of each axis what it
/// leaves in the long run; none if that is more than it may take.
pub fn predicted(
    rule: Rule,
    lr: f64,
    bowl: &LineBowl,
    start: [f64; 2],
    goal: Goal,
) -> Option<usize> {
    let along = bowl.along_axes(start);
    let heights = [0, 1].map(|i| 0.5 * bowl.curvatures[i] * along[i].powi(2));
    let [flat, steep] = bowl.curvatures.map(|c| leaves(rule, lr * c));
    let factors = [flat?, steep?];
    (0..=goal.half()).find(|updates| {
        let left = |i: usize| heights[i] * factors[i].powi(2 * *updates as i32);
        left(0) + left(1) <= goal.loss
    })
}

// ANCHOR: best_momentum
/// The best part μ* of the velocity to keep, and the best rate η* with it, for
/// curvatures λmin and λmax (Polyak, 1964).
pub fn best_momentum([flat, steep]: [f64; 2]) -> (f64, f64) {
    let (flat, steep) = (flat.sqrt(), steep.sqrt());
    let root = (steep - flat) / (steep + flat);
    (root.powi(2), (2.0 / (flat + steep)).powi(2))
}
// ANCHOR_END: best_momentum

/// The rates at which momentum changes its character along an axis of
/// curvature `c`: it begins to swing, it swings from side to side, it diverges.
pub fn borders(mu: f64, c: f64) -> [f64; 3] {
    let [below, above] = [1.0 - mu.sqrt(), 1.0 + mu.sqrt()].map(|r| r * r);
    [below / c, above / c, 2.0 * (1.0 + mu) / c]
}
