//! Where descents lead that exchange every h updates: a theory for lines.

use descent::{data::Points, model::Line};

type Matrix = [[f64; 2]; 2];

/// The bowl of a part's mean squared error over (a, b).
pub struct Bowl {
    /// The part of all rows that it has.
    pub weight: f64,
    pub hessian: Matrix,
    pub lowest: [f64; 2],
}

impl Bowl {
    /// The bowl of these points, n in all.
    pub fn of(points: &Points, n: usize) -> Self {
        let rows = points.len() as f64;
        let mean = |of: fn(f64) -> f64| -> f64 {
            points.x.iter().map(|x| of(*x)).sum::<f64>() / rows
        };
        let x = 2.0 * mean(|x| x);
        Bowl {
            weight: rows / n as f64,
            hessian: [[2.0 * mean(|x| x * x), x], [x, 2.0]],
            lowest: Line::least_squares(points),
        }
    }

    // ANCHOR: left
    /// What h steps leave of a distance from this bowl's lowest place:
    /// (I − ηH)ʰ.
    fn left(&self, lr: f64, h: usize) -> Matrix {
        let [[a, b], [c, d]] = self.hessian;
        let step = [[1.0 - lr * a, -lr * b], [-lr * c, 1.0 - lr * d]];
        (0..h).fold([[1.0, 0.0], [0.0, 1.0]], |left, _| times(left, step))
    }
    // ANCHOR_END: left
}

// ANCHOR: rest
/// Where it comes to rest: with Mᵢ = qᵢ (I − (I − ηHᵢ)ʰ), which is what worker
/// i moves of the distance to its own lowest place wᵢ, weighted, there is
/// Σ Mᵢ (wᵢ − w) = 0.
pub fn rest(bowls: &[Bowl], lr: f64, h: usize) -> [f64; 2] {
    let (mut m, mut v) = ([[0.0; 2]; 2], [0.0; 2]);
    for bowl in bowls {
        let left = bowl.left(lr, h);
        for (i, row) in left.iter().enumerate() {
            for (j, left) in row.iter().enumerate() {
                let one = if i == j { 1.0 } else { 0.0 };
                let moved = bowl.weight * (one - left);
                m[i][j] += moved;
                v[i] += moved * bowl.lowest[j];
            }
        }
    }
    solve(m, v)
}
// ANCHOR_END: rest

fn times(u: Matrix, v: Matrix) -> Matrix {
    let entry = |i: usize, j: usize| u[i][0] * v[0][j] + u[i][1] * v[1][j];
    [[entry(0, 0), entry(0, 1)], [entry(1, 0), entry(1, 1)]]
}

/// The w of m w = v, by Cramer's rule.
fn solve([[a, b], [c, d]]: Matrix, [u, v]: [f64; 2]) -> [f64; 2] {
    let determinant = a * d - b * c;
    [(u * d - b * v) / determinant, (a * v - u * c) / determinant]
}
