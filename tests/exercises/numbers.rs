//! Numbers that the text of an exercise shows are those of a run.

use descent::data;

use crate::text;

/// The losses of a descent of lesson 3's line, before each update.
fn losses(lr: f64, updates: usize) -> Vec<f64> {
    let points = data::line();
    let n = points.len() as f64;
    let [mut a, mut b] = [-1.0, 1.0];
    let mut losses = Vec::new();
    for _ in 0..=updates {
        let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
        for (x, y) in points.x.iter().zip(&points.y) {
            let error = a * x + b - y;
            loss += error * error / n;
            by_a += 2.0 * error * x / n;
            by_b += 2.0 * error / n;
        }
        losses.push(loss);
        a -= lr * by_a;
        b -= lr * by_b;
    }
    losses
}

/// Exercise 36 shows four curves; its solution says which rate made which.
/// They are rounded to three digits at least, so within half a per cent.
#[test]
fn the_four_curves_are_those_of_their_rates() {
    let skeleton = text("skeletons", "36_curves");
    let row = |first: &str| -> Vec<f64> {
        let begin = format!("//! | {first} |");
        let mut lines = skeleton.lines();
        let line = lines.find_map(|line| line.strip_prefix(&begin));
        let cells = line.expect(first).split('|').map(str::trim);
        let cells = cells.filter(|cell| !cell.is_empty());
        cells.map(|cell| cell.parse().expect(cell)).collect()
    };
    let after = "//! | | 0 | 1 | 2 | 10 | 100 | 200 | 400 |";
    assert!(skeleton.contains(after));
    let solution = text("solutions", "36_curves");
    for curve in ["A", "B", "C", "D"] {
        let begin = format!("pub const {curve}: f64 = ");
        let mut lines = solution.lines();
        let rate = lines.find_map(|line| line.strip_prefix(&begin));
        let rate = rate.expect(curve).trim_end_matches(';').parse();
        let losses = losses(rate.expect(curve), 400);
        let came = [0, 1, 2, 10, 100, 200, 400].map(|k| losses[k]);
        let shown = row(curve);
        assert_eq!(shown.len(), came.len(), "{curve}");
        for (shown, came) in shown.iter().zip(came) {
            assert!((shown / came - 1.0).abs() < 5e-3, "{shown} {came}");
        }
    }
    // Its curvatures: sum and product are trace and determinant of the Hessian.
    let x = data::line().x;
    let mean = x.iter().sum::<f64>() / x.len() as f64;
    let square = x.iter().map(|x| x * x).sum::<f64>() / x.len() as f64;
    let product = 4.0 * (square - mean * mean);
    let [steep, flat] = [2.55, 0.10];
    assert!((steep + flat - (2.0 * square + 2.0)).abs() < 0.01);
    assert!((steep * flat - product).abs() < 0.01);
    assert!(skeleton.contains("2.55") && skeleton.contains("0.10"));
}
