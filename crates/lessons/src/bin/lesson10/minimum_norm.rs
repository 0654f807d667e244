//! Least squares with more parameters than points: the shortest weights.

use descent::model::by_qr;

// ANCHOR: minimum_norm
/// Of all weights with the smallest squared error the shortest ones. A row of
/// features for each point. Where there are more features than points, many
/// weights fit exactly; the shortest is a sum of rows.
pub fn fit(rows: &[Vec<f64>], y: &[f64]) -> Vec<f64> {
    let p = rows.first().map_or(0, Vec::len);
    if p <= rows.len() {
        let column = |j| rows.iter().map(|row| row[j]).collect();
        return by_qr((0..p).map(column).collect(), y).params;
    }
    // XXᵀ = RᵀR: the amounts are R⁻¹ R⁻ᵀ y.
    let inverse = by_qr(rows.to_vec(), &vec![0.0; p]).inverse_of_r();
    let mut w = vec![0.0; p];
    for column in &inverse {
        let part: f64 = column.iter().zip(y).map(|(r, y)| r * y).sum();
        for (amount, row) in column.iter().zip(rows) {
            for (w, x) in w.iter_mut().zip(row) {
                *w += part * amount * x;
            }
        }
    }
    w
}
// ANCHOR_END: minimum_norm

/// As [`fit`], where features may say the same at all points: each point has a
/// feature of its own besides, `small` in size, which is left out in the end.
/// That is ridge with a penalty of about `small`².
pub fn nearly_exact(rows: &[Vec<f64>], y: &[f64], small: f64) -> Vec<f64> {
    let n = rows.len();
    let extended = rows.iter().enumerate().map(|(i, row)| {
        let own = (0..n).map(|k| if k == i { small } else { 0.0 });
        row.iter().copied().chain(own).collect()
    });
    let mut w = fit(&extended.collect::<Vec<_>>(), y);
    w.truncate(w.len() - n);
    w
}

// ANCHOR: predicted
/// Its expectation, where there is one: p below n − 1, or above n + 1.
pub fn predicted(n: usize, p: usize, deviation: f64) -> f64 {
    let (n, p) = (n as f64, p as f64);
    let variance = match p < n {
        true => p / (n - p - 1.0),
        false => n / (p - n - 1.0),
    };
    deviation.powi(2) * variance
}
// ANCHOR_END: predicted
