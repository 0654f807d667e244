//! Networks built by hand: two hidden units make a step, four a bump, many any
//! curve.

use burn::tensor::{Device, Tensor, activation::relu};
use descent::data::{linspace, tensor};

// ANCHOR: bump
/// A hidden unit: 0 up to its bend, from there on a line of this slope.
#[derive(Clone, Copy)]
pub struct Unit {
    pub bend: f64,
    pub slope: f64,
}

/// Two units: 0 before a ramp, `height` behind it. The ramp has its middle at
/// x, and is `width` wide.
pub fn step(x: f64, width: f64, height: f64) -> [Unit; 2] {
    let slope = height / width;
    let (begin, end) = (x - width / 2.0, x + width / 2.0);
    [(begin, slope), (end, -slope)].map(|(bend, slope)| Unit { bend, slope })
}

/// Four units: a step up and a step down.
pub fn bump([up, down]: [f64; 2], width: f64, height: f64) -> Vec<Unit> {
    [step(up, width, height), step(down, width, -height)].concat()
}
// ANCHOR_END: bump

/// How far `n` points on −1 ≤ x ≤ 1 are apart, both ends among them.
pub fn distance(n: usize) -> f64 {
    2.0 / (n as f64 - 1.0)
}

// ANCHOR: curve
/// Four units for each of n points on −1 ≤ x ≤ 1, two at least: bumps side by
/// side, each as high as the curve in its middle. The steps take `part` of a
/// bump's width, 1 at most.
pub fn of_curve(y: fn(f64) -> f64, n: usize, part: f64) -> Vec<Unit> {
    let d = distance(n);
    let here = |x: f64| bump([x - d / 2.0, x + d / 2.0], part * d, y(x));
    linspace(-1.0, 1.0, n).into_iter().flat_map(here).collect()
}

/// The units as a network: W₁, b₁, W₂ and b₂.
pub fn network(units: &[Unit], device: &Device) -> [Tensor<2>; 4] {
    let row = |of: fn(&Unit) -> f64| -> Tensor<2> {
        let numbers: Vec<f64> = units.iter().map(of).collect();
        tensor(&numbers, device).unsqueeze()
    };
    let w2 = row(|unit| unit.slope).transpose();
    let b2 = tensor(&[0.0], device).unsqueeze();
    [row(|_| 1.0), row(|unit| -unit.bend), w2, b2]
}

/// What a network says at x, shape `[n, 1]` for `[n, 1]`.
pub fn says([w1, b1, w2, b2]: [Tensor<2>; 4], x: Tensor<2>) -> Tensor<2> {
    relu(x.matmul(w1) + b1).matmul(w2) + b2
}
// ANCHOR_END: curve

/// At how many places units bend. Those at one place could be one unit, with
/// the sum of their slopes.
pub fn places(units: &[Unit]) -> usize {
    let mut bends: Vec<f64> = units.iter().map(|unit| unit.bend).collect();
    bends.sort_by(f64::total_cmp);
    // Rounding moves a bend by far less than bumps are wide.
    bends.dedup_by(|next, last| *next - *last < 1e-9);
    bends.len()
}
