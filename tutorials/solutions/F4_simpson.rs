//! Exercise F4, invent: a slope that turns around. The solution.

/// Three groups of points (x, y).
pub fn groups() -> [Vec<(f64, f64)>; 3] {
    // Each rises by its own slope, and each next one lies to the right of the
    // last and far below it.
    [0.0, 10.0, 20.0].map(|right| {
        let point = |i| (right + f64::from(i), f64::from(i) - 2.0 * right);
        (0..4).map(point).collect()
    })
}
