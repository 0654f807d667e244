//! Whether a softmax regression has parameters with the lowest loss, and how
//! far a descent is from them.
//!
//! Where classes separate it has none: parameters that name every row right
//! name it right twice as large, too, and the loss is lower there (Albert and
//! Anderson, On the Existence of Maximum Likelihood Estimates in Logistic
//! Regression Models, Biometrika 1984). With a penalty it always has some: there
//! large parameters cost.

use crate::{
    data::Data,
    network::Layer,
    softmax::{differences, probabilities},
};

/// More multiplications than these the Hessian is not worth.
const MOST: usize = 40_000_000;

/// Where the gradient is longer than this, nothing is said of separation.
const AT_REST: f64 = 1e-5;

/// Where curvature is below this, the loss is flat: so far out is the descent.
const FLAT: f64 = 1e-7;

/// So many times what is not flat is taken out of a direction, each time all
/// but the part FLAT / curvature.
const TIMES: usize = 5;

/// A direction is a part of the parameters worth the name, if it is as long as
/// this part of them; and what it changes by less than this part of what it
/// changes most stays the same, but for rounding.
const ROUNDING: f64 = 1e-2;

/// A pivot below this is rounding.
const SINGULAR: f64 = 1e-13;

/// What is known of the lowest loss.
#[derive(Clone, Debug, PartialEq)]
pub enum Optimum {
    /// It lies this far away: the length of Newton's step beside that of the
    /// parameters, or beside 1 where these are shorter.
    At(f64),
    /// There is none: all classes separate.
    AllSeparate,
    /// There is none, since some rows separate from others. These classes do
    /// so from all others, with all of their rows.
    SomeSeparate(Vec<usize>),
    /// Nothing.
    Unknown,
}

impl Optimum {
    /// Whether the loss falls without end.
    pub fn is_endless(&self) -> bool {
        matches!(self, Optimum::AllSeparate | Optimum::SomeSeparate(_))
    }

    /// Of the loss on the rows to learn from, seen from a model of one layer,
    /// where the gradient is so long.
    pub fn of(data: &Data, layer: &Layer, gradient: f64) -> Optimum {
        let params = differences(layer);
        let rows = Rows::of(data);
        let scores = |row: &[f64], params: &[Vec<f64>]| -> Vec<f64> {
            let others = params.iter().map(|of| dot(of, row));
            [0.0].into_iter().chain(others).collect()
        };
        // By how much each row's own score is above each other one.
        let margins = |params: &[Vec<f64>]| -> Vec<(usize, usize, f64)> {
            let of_row = |(row, class): (&[f64], usize)| {
                let scores = scores(row, params);
                let own = scores[class];
                let others = scores.into_iter().enumerate();
                let others = others.filter(move |(k, _)| *k != class);
                others.map(move |(k, score)| (class, k, own - score))
            };
            rows.iter().flat_map(of_row).collect()
        };
        let free = data.l2 == 0.0;
        let apart = |(_, _, margin): &(usize, usize, f64)| *margin > 0.0;
        if free && margins(&params).iter().all(apart) {
            return Optimum::AllSeparate;
        }
        let Some((mut downhill, mut hessian)) = rows.slopes(&params) else {
            return Optimum::Unknown;
        };
        penalise(&params, data.l2, (&mut downhill, &mut hessian));
        // What has grown without an effect on the slopes: if no margin falls
        // along it, the loss falls without end.
        let growing = match free {
            true => flat_part(&hessian, &params, rows.width),
            false => None,
        };
        let grown = growing.as_ref().filter(|growing| {
            gradient <= AT_REST && length(growing) > ROUNDING * length(&params)
        });
        if let Some(growing) = grown {
            let margins = margins(growing);
            let all = || margins.iter().map(|(_, _, margin)| *margin);
            let (low, high) =
                (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
            if low > -ROUNDING * high {
                let alone = |class: &usize| {
                    let mut of = margins
                        .iter()
                        .filter(|(i, k, _)| i == class || k == class);
                    of.all(|(_, _, margin)| *margin > ROUNDING * high)
                };
                let classes = (0..data.classes.len()).filter(alone);
                return Optimum::SomeSeparate(classes.collect());
            }
        }
        let Some(step) = solve(hessian, downhill) else {
            return Optimum::Unknown;
        };
        let step = dot(&step, &step).sqrt();
        Optimum::At(step / length(&params).max(1.0))
    }
}

/// Adds a penalty to minus the gradient and to the Hessian. `params` are
/// differences to the first of K classes. Of all parameters with these
/// differences, those whose sum S is 0 have the least squares,
/// Σ d² − S²/K; the gradient of that is 2 (d − S/K).
fn penalise(
    params: &[Vec<f64>],
    lambda: f64,
    (downhill, hessian): (&mut [f64], &mut [Vec<f64>]),
) {
    let (width, classes) = (params[0].len(), (params.len() + 1) as f64);
    for at in 1..width {
        let mean = params.iter().map(|of| of[at]).sum::<f64>() / classes;
        for (k, of) in params.iter().enumerate() {
            downhill[k * width + at] -= 2.0 * lambda * (of[at] - mean);
            for l in 0..=k {
                let same = if k == l { 1.0 } else { 0.0 };
                let curve = 2.0 * lambda * (same - 1.0 / classes);
                hessian[k * width + at][l * width + at] += curve;
            }
        }
    }
}

/// The part of a direction along which the loss is flat.
fn flat_part(
    hessian: &[Vec<f64>],
    direction: &[Vec<f64>],
    width: usize,
) -> Option<Vec<Vec<f64>>> {
    let mut raised = hessian.to_vec();
    for (i, row) in raised.iter_mut().enumerate() {
        row[i] += FLAT;
    }
    let mut flat = direction.concat();
    for _ in 0..TIMES {
        flat.iter_mut().for_each(|v| *v *= FLAT);
        flat = solve(raised.clone(), flat)?;
    }
    Some(flat.chunks(width).map(<[f64]>::to_vec).collect())
}

/// The rows to learn from, standardised, each behind a 1 for the intercept.
struct Rows<'a> {
    width: usize,
    x: Vec<f64>,
    class: &'a [f64],
}

impl Rows<'_> {
    fn of(data: &Data) -> Rows<'_> {
        let features = data.x().len();
        let x = data.scales.rows(&data.train[..features]);
        let rows = x.chunks(data.scales.inputs());
        let with_one = |row: &[f64]| [&[1.0], row].concat();
        Rows {
            width: data.scales.inputs() + 1,
            x: rows.flat_map(with_one).collect(),
            class: &data.train[features],
        }
    }

    /// Each row, and the number of its class.
    fn iter(&self) -> impl Iterator<Item = (&[f64], usize)> {
        let rows = self.x.chunks(self.width);
        rows.zip(self.class).map(|(row, k)| (row, *k as usize))
    }

    /// Minus the gradient of the cross-entropy and the lower triangle of its
    /// Hessian, for the parameters of all classes but the first; none where
    /// they are too many.
    ///
    /// With p the probabilities of a row, the gradient is the mean of
    /// (p − \[k = class\]) x and the Hessian that of
    /// p_k (\[k = l\] − p_l) x xᵀ.
    fn slopes(&self, params: &[Vec<f64>]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
        let width = self.width;
        let size = params.len() * width;
        let rows = self.class.len();
        if rows.checked_mul(size * size)? > MOST {
            return None;
        }
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (row, class) in self.iter() {
            let others = params.iter().map(|of| dot(of, row));
            let scores: Vec<f64> = [0.0].into_iter().chain(others).collect();
            let p = &probabilities(&scores)[1..];
            for k in 0..p.len() {
                let error = p[k] - f64::from(u8::from(class == k + 1));
                for l in 0..=k {
                    let same = if k == l { p[k] } else { 0.0 };
                    let curve = same - p[k] * p[l];
                    for a in 0..width {
                        for b in 0..width {
                            let of_row = &mut hessian[k * width + a];
                            of_row[l * width + b] += curve * row[a] * row[b];
                        }
                    }
                }
                for a in 0..width {
                    gradient[k * width + a] -= error * row[a];
                }
            }
        }
        let n = rows as f64;
        let mean = |sums: &mut Vec<f64>| sums.iter_mut().for_each(|s| *s /= n);
        mean(&mut gradient);
        hessian.iter_mut().for_each(mean);
        Some((gradient, hessian))
    }
}

/// The solution of a symmetric positive definite system, given by its lower
/// triangle: Cholesky's way (Golub and Van Loan, Matrix Computations, 4.2),
/// with a diagonal of ones, so that a small pivot is a singular matrix.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    let scale: Vec<f64> = (0..n).map(|i| matrix[i][i].sqrt()).collect();
    for i in 0..n {
        right[i] /= scale[i];
        for j in 0..=i {
            matrix[i][j] /= scale[i] * scale[j];
        }
    }
    for i in 0..n {
        for j in 0..=i {
            let rest = matrix[i][j] - dot(&matrix[i][..j], &matrix[j][..j]);
            // Written so that NaN is singular, too.
            let sound = i != j || rest > SINGULAR;
            if !sound {
                return None;
            }
            matrix[i][j] = match i == j {
                true => rest.sqrt(),
                false => rest / matrix[j][j],
            };
        }
    }
    for i in 0..n {
        right[i] = (right[i] - dot(&matrix[i][..i], &right)) / matrix[i][i];
    }
    for i in (0..n).rev() {
        let behind: f64 = (i + 1..n).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - behind) / matrix[i][i];
    }
    Some(right.iter().zip(&scale).map(|(v, s)| v / s).collect())
}

fn dot(u: &[f64], v: &[f64]) -> f64 {
    u.iter().zip(v).map(|(u, v)| u * v).sum()
}

fn length(params: &[Vec<f64>]) -> f64 {
    params.iter().map(|of| dot(of, of)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::solve;

    #[test]
    fn a_system_is_solved_and_a_singular_one_is_not() {
        // [[4, 2], [2, 3]] · [1, −2] = [0, −4]
        let found =
            solve(vec![vec![4.0, 0.0], vec![2.0, 3.0]], vec![0.0, -4.0]);
        let found = found.unwrap();
        assert!((found[0] - 1.0).abs() < 1e-15, "{found:?}");
        assert!((found[1] + 2.0).abs() < 1e-15, "{found:?}");
        let singular = vec![vec![1.0, 0.0], vec![2.0, 4.0]];
        assert_eq!(solve(singular, vec![1.0, 1.0]), None);
    }
}
