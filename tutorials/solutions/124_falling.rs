//! Exercise 124, invent: a question for a filter. The solution.

/// The filter, row by row: ink along the way down, paper beside it. Without
/// the paper a filled square would be as good as a line.
pub const FILTER: [[f64; 3]; 3] = [
    // a step down with each step to the right
    [1.0, -1.0, -1.0],
    [-1.0, 1.0, -1.0],
    [-1.0, -1.0, 1.0],
];

/// What is added to every sum. The palest falling line makes 3 · 0.5, and of
/// all else the end of a dark line makes most, 1.
pub const BIAS: f64 = -1.25;
