//! What the checks of all formulas share.

pub use burn::tensor::{Device, Tensor};
pub use descent::{
    batch::Batches,
    data::{self, Points, linspace, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient::{self, LossAndGradient},
    loss::{self, Loss},
    model::{Line, Quadratic},
    train::{self, Recorder},
};

/// The name that a page gives to a formula, the formula, and its check.
pub type Row = (&'static str, &'static str, fn());

pub fn cpu() -> Device {
    device::open(Backend::Flex, Precision::F64).unwrap()
}

/// |got − want| is at most `tolerance` times the larger of |want| and 1.
pub fn close(got: f64, want: f64, tolerance: f64) {
    let room = tolerance * want.abs().max(1.0);
    assert!((got - want).abs() <= room, "{got} is not {want} ± {room:e}");
}

pub fn all_close(got: &[f64], want: &[f64], tolerance: f64) {
    assert_eq!(got.len(), want.len());
    got.iter()
        .zip(want)
        .for_each(|(g, w)| close(*g, *w, tolerance));
}

pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.into_iter().collect();
    values.iter().sum::<f64>() / values.len() as f64
}

/// Errors of the line a x + b at some points.
pub fn errors(points: &Points, a: f64, b: f64) -> Vec<f64> {
    let pairs = points.x.iter().zip(&points.y);
    pairs.map(|(x, y)| a * x + b - y).collect()
}

/// A loss of the library for the line a x + b.
pub fn loss_of(loss: Loss, points: &Points, a: f64, b: f64) -> f64 {
    let (x, y) = points.tensors(&cpu());
    let line = Line::from(tensor(&[a, b], &cpu()));
    value(loss(line.forward(x), y)).unwrap()
}

/// The slope of a curve by a small difference.
pub fn slope(f: impl Fn(f64) -> f64, at: f64) -> f64 {
    let h = 1e-5;
    (f(at + h) - f(at - h)) / (2.0 * h)
}

/// The gradient of the MSE of the line on all points, or on some.
pub fn mse_gradient(points: &Points, a: f64, b: f64, of: &[usize]) -> [f64; 2] {
    let e = errors(points, a, b);
    let by_a = mean(of.iter().map(|i| 2.0 * e[*i] * points.x[*i]));
    [by_a, mean(of.iter().map(|i| 2.0 * e[*i]))]
}

/// The mean of f over [0, 1), by the midpoint rule.
pub fn expect(f: impl Fn(f64) -> f64) -> f64 {
    mean((0..10_000).map(|i| f((f64::from(i) + 0.5) / 10_000.0)))
}

/// A point (x, y) and a guess (a, b), and the error there.
pub const AT: (f64, f64, f64, f64) = (0.3046, 8.9138, -1.0, 1.0);

pub fn e(a: f64, b: f64) -> f64 {
    a * AT.0 + b - AT.1
}

pub fn rmse_of_quadratic(w: [f64; 3]) -> f64 {
    let points = data::quadratic();
    let e = quadratic_errors(&points, w);
    mean(e.into_iter().map(|e| e * e)).sqrt()
}

pub fn quadratic_errors(points: &Points, [a, b, c]: [f64; 3]) -> Vec<f64> {
    let pairs = points.x.iter().zip(&points.y);
    pairs.map(|(x, y)| (a * x + b) * x + c - y).collect()
}
