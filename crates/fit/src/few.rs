//! Few rows that stand for many. The mean squared error of a linear model
//! depends on the rows through means, deviations and correlations alone: on few
//! rows that have the same ones it is the same bowl, and a descent takes the
//! same steps.

use std::ops::Range;

use burn::tensor::Device;
use descent::model::{LeastSquares, by_qr};

use crate::{
    loss::Loss,
    penalty,
    problem::Problem,
    scale::{Scale, Scales},
    spans::{dot, in_spans},
    weights::Weights,
};

/// So many rows are many.
const MANY: usize = 100_000;

/// So many rows are looked at together.
const BLOCK: usize = 1024;

/// A column that says less than this part of its length besides what others
/// say: sums of products lose too many of its digits.
const OWN: f64 = 1e-3;

/// A centre may be so many deviations away from the mean.
const NEAR: f64 = 100.0;

/// Deviations and sizes beyond these are looked at with more care.
const PLAIN: Range<f64> = 1e-100..1e100;

/// Few rows that stand for many.
#[derive(Clone, Debug)]
pub struct Few {
    /// For how many.
    stand_for: usize,
    /// The columns x and then y, standardised: two rows for each of them, one
    /// of which is the other with its signs turned.
    columns: Vec<Vec<f64>>,
}

/// How columns x and y of many rows are standardised, without a shift where
/// there is no `intercept`, and few rows that stand for them. In one pass: sums
/// of values and of products, around a row's usual place.
///
/// `None` for fewer rows, and for those of which such sums lose digits: nearly
/// constant, nearly dependent, very large or very small.
pub fn few(columns: &[Vec<f64>], intercept: bool) -> Option<(Scales, Few)> {
    let (width, rows) = (columns.len(), columns[0].len());
    if rows < MANY {
        return None;
    }
    let n = rows as f64;
    let start = |column: &Vec<f64>| match intercept {
        true => column[..BLOCK].iter().sum::<f64>() / BLOCK as f64,
        false => 0.0,
    };
    let centres: Vec<f64> = columns.iter().map(start).collect();
    let spans = in_spans(rows, |span| sums(columns, &centres, span));
    let mut all = spans.into_iter();
    let first = all.next()?;
    let add = |mut sums: Vec<f64>, more: Vec<f64>| {
        sums.iter_mut().zip(more).for_each(|(s, m)| *s += m);
        sums
    };
    let sums: Vec<f64> = all.fold(first, add);
    let (sums, products) = sums.split_at(width);
    let away = |j: usize| match intercept {
        true => sums[j] / n,
        false => 0.0,
    };
    // The covariance of columns j and k ≤ j.
    let together = |j: usize, k: usize| {
        products[j * (j + 1) / 2 + k] / n - away(j) * away(k)
    };
    let scale = |j: usize| Scale {
        mean: centres[j] + away(j),
        deviation: together(j, j).sqrt(),
    };
    let scales: Vec<Scale> = (0..width).map(scale).collect();
    let plain = |(j, scale): (usize, &Scale)| {
        PLAIN.contains(&scale.deviation)
            && scale.mean.abs() < PLAIN.end
            && away(j).abs() <= NEAR * scale.deviation
            && scale.deviation > 1e-9 * scale.mean.abs()
    };
    if !scales.iter().enumerate().all(plain) {
        return None;
    }
    let correlation = |j: usize, k: usize| match j == k {
        true => 1.0,
        false => together(j, k) / (scales[j].deviation * scales[k].deviation),
    };
    let root = cholesky(width, correlation);
    if (0..width - 1).any(|j| root[j][j] < OWN) {
        return None;
    }
    let size = (width as f64).sqrt();
    let pair = |value: &f64| [size * value, -size * value];
    let few = root.iter().map(|row| row.iter().flat_map(pair).collect());
    let few = Few {
        stand_for: rows,
        columns: few.collect(),
    };
    let (y, x) = scales.split_last()?;
    let scales = Scales {
        x: x.to_vec(),
        powers: Vec::new(),
        y: *y,
        intercept,
    };
    Some((scales, few))
}

/// Of these rows the sum of each column, less its centre, and behind them the
/// sums of products of each with itself and those before it.
fn sums(columns: &[Vec<f64>], centres: &[f64], rows: Range<usize>) -> Vec<f64> {
    let width = columns.len();
    let mut sums = vec![0.0; width + width * (width + 1) / 2];
    let mut shifted = vec![Vec::with_capacity(BLOCK); width];
    let ones = [1.0; BLOCK];
    for begin in rows.clone().step_by(BLOCK) {
        let block = begin..rows.end.min(begin + BLOCK);
        for ((shifted, column), centre) in
            shifted.iter_mut().zip(columns).zip(centres)
        {
            shifted.clear();
            let values = column[block.clone()].iter();
            shifted.extend(values.map(|v| v - centre));
        }
        let (of_values, mut of_products) = sums.split_at_mut(width);
        for (j, column) in shifted.iter().enumerate() {
            of_values[j] += dot(column, &ones[..block.len()]);
            let (row, rest) = of_products.split_at_mut(j + 1);
            for (sum, other) in row.iter_mut().zip(&shifted) {
                *sum += dot(column, other);
            }
            of_products = rest;
        }
    }
    sums
}

/// The triangle L with L Lᵀ = A, row by row, of a symmetric matrix with no
/// negative eigenvalue (Golub and Van Loan, Matrix Computations, 4.2).
fn cholesky(size: usize, a: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let mut l = vec![vec![0.0; size]; size];
    for j in 0..size {
        for k in 0..=j {
            let known: f64 = (0..k).map(|m| l[j][m] * l[k][m]).sum();
            let rest = a(j, k) - known;
            l[j][k] = match j == k {
                // Of what others explain rounding leaves less than nothing.
                true => rest.max(0.0).sqrt(),
                false => rest / l[k][k],
            };
        }
    }
    l
}

impl Few {
    /// How many there are.
    pub fn rows(&self) -> usize {
        self.columns[0].len()
    }

    /// The columns that the parameters multiply, standardised: ones, if there
    /// is an intercept, then x.
    fn x(&self, intercept: bool) -> Vec<Vec<f64>> {
        let ones = intercept.then(|| vec![1.0; self.rows()]);
        let x = &self.columns[..self.columns.len() - 1];
        ones.into_iter().chain(x.iter().cloned()).collect()
    }

    /// The least squares of the many rows, with a penalty.
    pub fn least_squares(&self, l2: f64, intercept: bool) -> LeastSquares {
        let mut columns = penalty::augmented(self.x(intercept), l2, intercept);
        let mut y = self.columns[self.columns.len() - 1].clone();
        y.resize(columns[0].len(), 0.0);
        // As long as the columns of all rows are.
        let longer = (self.stand_for as f64 / self.rows() as f64).sqrt();
        let all = columns.iter_mut().chain([&mut y]).flatten();
        all.for_each(|value| *value *= longer);
        by_qr(columns, &y)
    }

    /// The columns that the parameters multiply, standardised and in own units.
    pub fn designs(&self, scales: &Scales) -> [Vec<Vec<f64>>; 2] {
        let standardised = self.x(scales.intercept);
        let mut own = standardised.clone();
        let x = own.iter_mut().skip(usize::from(scales.intercept));
        for (column, scale) in x.zip(&scales.x) {
            column.iter_mut().for_each(|v| *v = scale.undo(*v));
        }
        [standardised, own]
    }

    /// What is descended on in place of all rows.
    pub fn problem(&self, scales: &Scales, device: &Device) -> Problem {
        let same = Scales {
            x: vec![Scale::SAME; scales.x.len()],
            powers: Vec::new(),
            y: Scale::SAME,
            intercept: scales.intercept,
        };
        let rows = (&self.columns[..], &Weights::default());
        let mut problem = Problem::new(rows, &same, Loss::Mse, device);
        problem.deviation = scales.y.deviation;
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Many rows of two columns x and a y, from a few sines.
    fn many() -> Vec<Vec<f64>> {
        let wave = |i: usize, speed: f64| (i as f64 * speed).sin();
        let rows = 0..MANY + 77;
        let x: Vec<f64> =
            rows.clone().map(|i| 1e4 + 3.0 * wave(i, 0.7)).collect();
        let z: Vec<f64> =
            rows.clone().map(|i| 0.5 * x[i] + wave(i, 1.3)).collect();
        let y = rows.map(|i| 2.0 * x[i] - z[i] + wave(i, 2.9)).collect();
        vec![x, z, y]
    }

    /// By the passes and the QR decomposition that fewer rows go through. In
    /// float64, over deviations of means 10⁴ times as large.
    #[test]
    fn few_rows_have_the_least_squares_of_many() {
        let columns = many();
        for intercept in [true, false] {
            let (x, y) = columns.split_at(2);
            let how = (&Weights::default(), intercept);
            let want = Scales::weighted(x, &y[0], 1, how);
            let Some((scales, few)) = few(&columns, intercept) else {
                // Around 0 these columns say nearly the same.
                assert!(!intercept);
                continue;
            };
            for (got, want) in scales.of_columns().zip(want.of_columns()) {
                assert!((got.mean / want.mean - 1.0).abs() < 1e-14);
                let ratio = got.deviation / want.deviation;
                assert!((ratio - 1.0).abs() < 1e-11, "{ratio}");
            }
            for l2 in [0.0, 0.3] {
                let standardised = want.columns(x);
                let all = penalty::augmented(standardised, l2, intercept);
                let mut y: Vec<f64> =
                    y[0].iter().map(|y| want.y.apply(*y)).collect();
                y.resize(all[0].len(), 0.0);
                let want = by_qr(all, &y);
                let got = few.least_squares(l2, intercept);
                let params = got.params.iter().zip(&want.params);
                for (got, want) in params {
                    assert!((got - want).abs() < 1e-10, "{got} {want}");
                }
                let errors = |of: &LeastSquares| of.inverse_of_r().concat();
                for (got, want) in errors(&got).iter().zip(errors(&want)) {
                    let apart = (got.abs() - want.abs()).abs();
                    assert!(apart < 1e-10 * want.abs().max(1e-3)); // 1/√n
                }
            }
        }
    }

    #[test]
    fn what_sums_of_products_would_lose_is_left_to_others() {
        let mut columns = many();
        assert!(few(&columns, true).is_some());
        columns[1] = columns[0].iter().map(|x| 2.0 * x + 1.0).collect();
        assert!(few(&columns, true).is_none());
        columns[1] = vec![3.0; columns[0].len()];
        assert!(few(&columns, true).is_none());
        columns[1] = columns[0].iter().map(|x| 1e150 * x).collect();
        assert!(few(&columns, true).is_none());
        columns.iter_mut().for_each(|column| column.truncate(100));
        assert!(few(&columns, true).is_none());
    }
}
