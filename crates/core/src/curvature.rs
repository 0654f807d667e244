//! Curvature: how fast the slope itself changes, and the learning rates that
//! follow from it.
//!
//! Near a minimum every smooth loss is a bowl, ½ Σ λᵢ dᵢ². Each λᵢ is an
//! eigenvalue of the Hessian, the matrix of second derivatives, and dᵢ the
//! distance from the minimum along its eigenvector. An update of gradient
//! descent multiplies dᵢ by 1 − lr λᵢ.
//!
//! ```
//! use descent::{curvature::Curvature, data, model::Line};
//! # use descent::device::{self, Backend, Precision};
//! # let device = device::open(Backend::Flex, Precision::F64)?;
//! let (x, _) = data::line().tensors(&device);
//! let bowl = Curvature::of_mse(Line::columns(x))?;
//! assert!((bowl.largest_stable_lr() - 0.7832).abs() < 1e-4);
//! assert!((bowl.condition_number() - 25.627).abs() < 1e-3);
//! # Ok::<(), descent::Error>(())
//! ```

use burn::tensor::Tensor;

use crate::{
    Result, device,
    vectors::{dot, remove, remove_both},
};

/// The curvatures of a bowl along its axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Curvature {
    /// The eigenvalues of the Hessian, the smallest first; at least one.
    pub eigenvalues: Vec<f64>,
}

impl Curvature {
    /// The curvatures of the mean squared error of a model that is linear in
    /// its parameters, where X are the `columns` ∂ŷ/∂params, shape `[n, p]`
    /// with p ≥ 1.
    ///
    /// # Errors
    /// A device that fails while it computes.
    pub fn of_mse(columns: Tensor<2>) -> Result<Self> {
        Ok(Self::of_columns(&device::columns(columns)?))
    }

    /// As [`of_mse`](Self::of_mse), on the host: `columns[j][i]` is
    /// ∂ŷ/∂params\[j\] at point i. The Hessian is 2/n XᵀX, the same
    /// everywhere.
    pub fn of_columns(columns: &[Vec<f64>]) -> Self {
        let width = columns.len();
        let mut hessian = vec![vec![0.0; width]; width];
        for (i, u) in columns.iter().enumerate() {
            for (j, v) in columns[..=i].iter().enumerate() {
                hessian[i][j] = 2.0 * dot(u, v) / u.len() as f64;
                hessian[j][i] = hessian[i][j];
            }
        }
        let eigenvalues = eigenvalues(hessian);
        // What rounding leaves of a flat direction may lie below zero.
        let largest = eigenvalues.last().copied().unwrap_or_default();
        let floor = largest * f64::EPSILON;
        let above = |l: f64| if l > 0.0 { l } else { floor };
        Curvature {
            eigenvalues: eigenvalues.into_iter().map(above).collect(),
        }
    }

    /// The smallest eigenvalue: the slowest direction.
    pub fn smallest(&self) -> f64 {
        self.eigenvalues[0]
    }

    /// The largest eigenvalue: the steepest direction.
    pub fn largest(&self) -> f64 {
        self.eigenvalues[self.eigenvalues.len() - 1]
    }

    /// 2/λmax. Below it gradient descent converges, above it diverges.
    pub fn largest_stable_lr(&self) -> f64 {
        2.0 / self.largest()
    }

    /// 2/(λmin + λmax), the learning rate whose slowest direction is fastest.
    pub fn best_lr(&self) -> f64 {
        2.0 / (self.smallest() + self.largest())
    }

    /// λmax/λmin. The larger, the slower even the best learning rate.
    pub fn condition_number(&self) -> f64 {
        self.largest() / self.smallest()
    }

    /// What an update multiplies the distance from the minimum by, along the
    /// slowest axis: the largest |1 − lr λ|.
    pub fn factor(&self, lr: f64) -> f64 {
        let factors = self.eigenvalues.iter().map(|l| (1.0 - lr * l).abs());
        factors.fold(0.0, f64::max)
    }
}

/// A matrix with more rows is a large one.
const LARGE: usize = 40;

/// The eigenvalues of a symmetric matrix, given by its rows, the smallest
/// first.
///
/// By Jacobi's method (Golub and Van Loan, Matrix Computations, 8.5): rotate
/// the plane of two axes so that the entry of the pair becomes 0, pair after
/// pair, until nothing but the diagonal is left. That takes long for large
/// matrices, of more than 40 rows: they are first made
/// tridiagonal.
///
/// ```
/// use descent::curvature::eigenvalues;
/// let found = eigenvalues(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
/// assert!((found[0] - 1.0).abs() < 1e-15 && (found[1] - 3.0).abs() < 1e-15);
/// ```
pub fn eigenvalues(mut matrix: Vec<Vec<f64>>) -> Vec<f64> {
    let n = matrix.len();
    if n > LARGE {
        let (diagonal, beside) = tridiagonal(matrix);
        return eigenvalues_of_tridiagonal(diagonal, beside);
    }
    // A handful of sweeps is enough; the bound is for NaN, which never ends.
    for _ in 0..50 {
        let mut rotated = false;
        for p in 0..n {
            for q in p + 1..n {
                let (app, aqq) = (matrix[p][p], matrix[q][q]);
                let apq = matrix[p][q];
                if apq.abs() <= f64::EPSILON * (app * aqq).abs().sqrt() {
                    continue;
                }
                rotated = true;
                let tau = (aqq - app) / (2.0 * apq);
                let tan = tau.signum() / (tau.abs() + tau.hypot(1.0));
                let cos = 1.0 / tan.hypot(1.0);
                rotate(&mut matrix, (p, q), (cos, tan * cos));
            }
        }
        if !rotated {
            break;
        }
    }
    let mut found: Vec<f64> = (0..n).map(|i| matrix[i][i]).collect();
    found.sort_by(f64::total_cmp);
    found
}

/// Turns the axes p and q by an angle: the matrix A becomes JᵀAJ.
fn rotate(
    matrix: &mut [Vec<f64>],
    (p, q): (usize, usize),
    (cos, sin): (f64, f64),
) {
    let turn = |u: f64, v: f64| (cos * u - sin * v, sin * u + cos * v);
    for row in matrix.iter_mut() {
        (row[p], row[q]) = turn(row[p], row[q]);
    }
    let (above, below) = matrix.split_at_mut(q); // p is above q
    for (u, v) in above[p].iter_mut().zip(&mut below[0]) {
        (*u, *v) = turn(*u, *v);
    }
}

/// A symmetric matrix with the same eigenvalues as this one, in which all but
/// the diagonal and the entries beside it are 0: these, row by row, and one 0
/// behind the latter. By Householder's reflections (Golub and Van Loan, Matrix
/// Computations, 8.3.1).
fn tridiagonal(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<f64>) {
    let n = matrix.len();
    let mut beside = vec![0.0; n];
    for k in 0..n - 1 {
        let (above, rest) = matrix.split_at_mut(k + 1);
        // The mirror that turns what stands beside the diagonal onto one axis.
        let mut mirror = above[k][k + 1..].to_vec();
        let length = dot(&mirror, &mirror).sqrt();
        beside[k] = -length.copysign(mirror[0]);
        mirror[0] -= beside[k];
        let squared = dot(&mirror, &mirror);
        if squared == 0.0 {
            continue;
        }
        let rows = rest.iter().map(|row| &row[k + 1..]);
        let mut moved: Vec<f64> =
            rows.map(|row| 2.0 * dot(row, &mirror) / squared).collect();
        let along = dot(&moved, &mirror) / squared;
        remove(&mut moved, along, &mirror);
        for (i, row) in rest.iter_mut().enumerate() {
            let entries = &mut row[k + 1..];
            remove_both(entries, (mirror[i], &moved), (moved[i], &mirror));
        }
    }
    let diagonal = (0..n).map(|i| matrix[i][i]).collect();
    (diagonal, beside)
}

/// The eigenvalues of a tridiagonal matrix, the smallest first, by implicit QL
/// steps (Bowdler, Martin, Reinsch and Wilkinson, The QR and QL Algorithms for
/// Symmetric Matrices, 1968).
fn eigenvalues_of_tridiagonal(mut d: Vec<f64>, mut e: Vec<f64>) -> Vec<f64> {
    let n = d.len();
    for l in 0..n {
        // A few steps are enough; the bound is for NaN, which never ends.
        for _ in 0..50 {
            let is_apart = |m: &usize| {
                e[*m].abs() <= f64::EPSILON * (d[*m].abs() + d[*m + 1].abs())
            };
            let m = (l..n - 1).find(is_apart).unwrap_or(n - 1);
            if m == l {
                break;
            }
            let half = (d[l + 1] - d[l]) / (2.0 * e[l]);
            let shift = e[l] / (half + half.hypot(1.0).copysign(half));
            let mut g = d[m] - d[l] + shift;
            let (mut sin, mut cos, mut p) = (1.0, 1.0, 0.0);
            let mut first = l;
            for i in (l..m).rev() {
                let (f, b) = (sin * e[i], cos * e[i]);
                let r = f.hypot(g);
                e[i + 1] = r;
                if r == 0.0 {
                    // It falls into two parts here.
                    first = i + 1;
                    break;
                }
                (sin, cos) = (f / r, g / r);
                g = d[i + 1] - p;
                let r = (d[i] - g) * sin + 2.0 * cos * b;
                p = sin * r;
                d[i + 1] = g + p;
                g = cos * r - b;
            }
            d[first] -= p;
            e[m] = 0.0;
            if first == l {
                e[l] = g;
            }
        }
    }
    d.sort_by(f64::total_cmp);
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second differences of n values have the eigenvalues
    /// 2 − 2 cos(kπ/(n + 1)).
    #[test]
    fn eigenvalues_of_small_and_large_matrices() {
        for n in [LARGE, LARGE + 1, 120] {
            let entry = |i: usize, j: usize| match i.abs_diff(j) {
                0 => 2.0,
                1 => -1.0,
                _ => 0.0,
            };
            let row = |i| (0..n).map(|j| entry(i, j)).collect();
            let found = eigenvalues((0..n).map(row).collect());
            let part = std::f64::consts::PI / (n + 1) as f64;
            for (k, got) in (1..).zip(found) {
                let want = 2.0 - 2.0 * (f64::from(k) * part).cos();
                assert!((got - want).abs() < 1e-13, "{n}, {k}: {got} {want}");
            }
        }
    }

    /// By two ways that have nothing in common.
    #[test]
    fn large_matrices_have_the_eigenvalues_that_rotations_find() {
        let wave = |i: usize, j: usize| ((i * j + i + j) as f64).sin();
        let n = LARGE;
        let row = |i| (0..n).map(|j| wave(i, j)).collect();
        let matrix: Vec<Vec<f64>> = (0..n).map(row).collect();
        let by_rotations = eigenvalues(matrix.clone());
        let (diagonal, beside) = tridiagonal(matrix);
        let found = eigenvalues_of_tridiagonal(diagonal, beside);
        for (got, want) in found.iter().zip(by_rotations) {
            assert!((got - want).abs() < 1e-12, "{got} {want}");
        }
        // A diagonal is a matrix, too, and NaN ends.
        let mut all = vec![vec![0.0; 50]; 50];
        (0..50).for_each(|i| all[i][i] = (50 - i) as f64);
        let want: Vec<f64> = (1..=50).map(f64::from).collect();
        assert_eq!(eigenvalues(all), want);
        let nothing = eigenvalues(vec![vec![f64::NAN; 50]; 50]);
        assert!(nothing.iter().all(|value| value.is_nan()));
    }
}
