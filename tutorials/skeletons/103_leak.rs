//! Exercise 103, repair: a score from nothing.
//!
//! Chapter: docs/src/lesson10.md
//! Check it: cargo run --bin tutor
//!
//! One of many columns shall predict y, by a line through 0. The program picks
//! the column, and cross-validation says how well that will do on new rows: a
//! row at a time is left out, and the line of the other rows predicts it.
//!
//! Give it columns of pure noise, and it promises an error that no new row will
//! keep. Find the leak, and repair it. What comes back shall still be the mean
//! squared error over all rows, each left out once.

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
    let all: Vec<usize> = (0..y.len()).collect();
    let x = &columns[pick(columns, y, &all)];
    let mut sum = 0.0;
    for out in 0..y.len() {
        let rest: Vec<usize> = (0..y.len()).filter(|i| *i != out).collect();
        let a = slope(x, y, &rest);
        sum += (a * x[out] - y[out]).powi(2);
    }
    sum / y.len() as f64
}
