//! Exercise 103, repair: a score from nothing. The solution.

/// The slope that fits some rows best.
fn slope(x: &[f64], y: &[f64], rows: &[usize]) -> f64 {
    let sum = |u: &[f64]| rows.iter().map(|i| u[*i] * x[*i]).sum::<f64>();
    sum(y) / sum(x)
}

/// The column whose line leaves least of y, in some rows.
fn pick(columns: &[Vec<f64>], y: &[f64], rows: &[usize]) -> usize {
    let left = |column: &usize| {
        let x = &columns[*column];
        let a = slope(x, y, rows);
        rows.iter().map(|i| (a * x[*i] - y[*i]).powi(2)).sum::<f64>()
    };
    let all = 0..columns.len();
    let best = all.min_by(|u, v| left(u).total_cmp(&left(v)));
    best.unwrap_or(0)
}

/// The mean squared error that new rows may expect.
pub fn promised(columns: &[Vec<f64>], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for out in 0..y.len() {
        let rest: Vec<usize> = (0..y.len()).filter(|i| *i != out).collect();
        // The row that is left out may say nothing before it tests: not which
        // slope, and not which column either.
        let x = &columns[pick(columns, y, &rest)];
        let a = slope(x, y, &rest);
        sum += (a * x[out] - y[out]).powi(2);
    }
    sum / y.len() as f64
}
