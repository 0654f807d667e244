//! Exercise 85, invent: a hat. The solution.

/// For each unit its input weight w, its bias b, and its output weight v.
pub fn units() -> [(f64, f64, f64); 3] {
    // From each bend on, a change of the slope: +1 at −1, −2 at 0, +1 at 1.
    [(1.0, 1.0, 1.0), (1.0, 0.0, -2.0), (1.0, -1.0, 1.0)]
}
