//! The rows to fit, on the host: what one machine may be too small for.

use descent::data::{self, Points};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// Rows of a model that is linear in its parameters: row i says that
/// `x[p * i..p * (i + 1)]` · w should be `y[i]`.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Row after row, p numbers each.
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    /// How many parameters there are.
    pub p: usize,
}

impl Rows {
    /// (x, 1): a line.
    pub fn of_line(points: &Points) -> Self {
        Self::new(points, |x| [x, 1.0])
    }

    /// (x², x, 1): a quadratic.
    pub fn of_quadratic(points: &Points) -> Self {
        Self::new(points, |x| [x * x, x, 1.0])
    }

    fn new<const P: usize>(points: &Points, of: fn(f64) -> [f64; P]) -> Self {
        Rows {
            x: points.x.iter().flat_map(|x| of(*x)).collect(),
            y: points.y.clone(),
            p: P,
        }
    }

    /// n rows of p numbers, uniform on [−1, 1), and their sums as y.
    pub fn drawn(n: usize, p: usize, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut number = || random.random_range(-1.0..1.0);
        let x: Vec<f64> = (0..n * p).map(|_| number()).collect();
        let y = x.chunks(p).map(|row| row.iter().sum()).collect();
        Rows { x, y, p }
    }

    pub fn len(&self) -> usize {
        self.y.len()
    }

    /// The mean squared error at w.
    pub fn loss(&self, w: &[f64]) -> f64 {
        let rows = self.x.chunks(self.p).zip(&self.y);
        let squares = rows.map(|(row, y)| {
            let y_pred: f64 = row.iter().zip(w).map(|(x, w)| x * w).sum();
            (y_pred - y).powi(2)
        });
        squares.sum::<f64>() / self.len() as f64
    }
}

/// The noisy line in the order of its x, or shuffled.
pub fn noisy_line(sorted: bool, seed: u64) -> descent::Result<Points> {
    let points = data::noisy_line()?;
    let mut pairs: Vec<_> = points.x.into_iter().zip(points.y).collect();
    if sorted {
        pairs.sort_by(|u, v| u.0.total_cmp(&v.0));
    } else {
        pairs.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    }
    let (x, y) = pairs.into_iter().unzip();
    Ok(Points { x, y })
}
