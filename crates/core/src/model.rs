//! Models: a formula with parameters, from x to a prediction ŷ.
//!
//! Both models here are linear in their parameters: ŷ = columns · params, with
//! one column for each parameter. The column is the derivative of the
//! prediction by that parameter, which is what the gradients by hand need.

use burn::tensor::Tensor;

use crate::data::Points;

/// The line ŷ = a x + b.
///
/// ```
/// # use descent::{data, device::{self, Backend, Precision}, model::Line};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let line = Line::from(data::tensor(&[3.0, 8.0], &device));
/// let y = line.forward(data::tensor(&[0.0, 2.0], &device));
/// assert_eq!(y.into_data().to_vec::<f64>().unwrap(), [8.0, 14.0]);
/// # Ok::<(), descent::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Line {
    /// The slope, shape `[1]`.
    pub a: Tensor<1>,
    /// The intercept, shape `[1]`.
    pub b: Tensor<1>,
}

impl Line {
    /// The names of the parameters, in their order.
    pub const PARAMS: [&str; 2] = ["a", "b"];

    /// Predictions for x, shape `[n]` for `[n]`.
    pub fn forward(&self, x: Tensor<1>) -> Tensor<1> {
        self.a.clone() * x + self.b.clone()
    }

    /// ∂ŷ/∂(a, b) = (x, 1), shape `[n, 2]`.
    pub fn columns(x: Tensor<1>) -> Tensor<2> {
        let ones = x.ones_like();
        Tensor::stack(vec![x, ones], 1)
    }

    /// The (a, b) of the smallest mean squared error, by [`least_squares`].
    pub fn least_squares(points: &Points) -> [f64; 2] {
        let ones = vec![1.0; points.len()];
        least_squares([points.x.clone(), ones], &points.y)
    }
}

/// From the parameters (a, b), shape `[2]`.
impl From<Tensor<1>> for Line {
    fn from(params: Tensor<1>) -> Self {
        let [a, b] = split(params);
        Line { a, b }
    }
}

/// The quadratic ŷ = a x² + b x + c.
///
/// ```
/// # use descent::{data, device::{self, Backend, Precision}};
/// # use descent::model::Quadratic;
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let q = Quadratic::from(data::tensor(&[5.0, -3.0, 3.0], &device));
/// let y = q.forward(data::tensor(&[0.0, 2.0], &device));
/// assert_eq!(y.into_data().to_vec::<f64>().unwrap(), [3.0, 17.0]);
/// # Ok::<(), descent::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Quadratic {
    /// The factor of x², shape `[1]`.
    pub a: Tensor<1>,
    /// The factor of x, shape `[1]`.
    pub b: Tensor<1>,
    /// The constant, shape `[1]`.
    pub c: Tensor<1>,
}

impl Quadratic {
    /// The names of the parameters, in their order.
    pub const PARAMS: [&str; 3] = ["a", "b", "c"];

    /// Predictions for x, shape `[n]` for `[n]`.
    pub fn forward(&self, x: Tensor<1>) -> Tensor<1> {
        self.a.clone() * x.clone().square()
            + self.b.clone() * x
            + self.c.clone()
    }

    /// ∂ŷ/∂(a, b, c) = (x², x, 1), shape `[n, 3]`.
    pub fn columns(x: Tensor<1>) -> Tensor<2> {
        let ones = x.ones_like();
        Tensor::stack(vec![x.clone().square(), x, ones], 1)
    }

    /// The (a, b, c) of the smallest mean squared error, by
    /// [`least_squares`].
    pub fn least_squares(points: &Points) -> [f64; 3] {
        let squares = points.x.iter().map(|x| x * x).collect();
        let ones = vec![1.0; points.len()];
        least_squares([squares, points.x.clone(), ones], &points.y)
    }
}

/// From the parameters (a, b, c), shape `[3]`.
impl From<Tensor<1>> for Quadratic {
    fn from(params: Tensor<1>) -> Self {
        let [a, b, c] = split(params);
        Quadratic { a, b, c }
    }
}

/// The first `N` parameters as tensors of shape `[1]`.
fn split<const N: usize>(params: Tensor<1>) -> [Tensor<1>; N] {
    std::array::from_fn(|i| params.clone().slice(i..i + 1))
}

/// The linear model ŷ = x @ w: for x of shape `[n, p]` and w of shape `[p]`
/// predictions of shape `[n]`.
///
/// ```
/// # use descent::{data, device::{self, Backend, Precision}, model};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let x = data::with_ones(data::tensor(&[5.0, 7.0], &device));
/// let w = data::tensor(&[3.0, 2.0], &device); // 3 + 2x
/// let y = model::linear(x, w);
/// assert_eq!(y.into_data().to_vec::<f64>().unwrap(), [13.0, 17.0]);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn linear(x: Tensor<2>, w: Tensor<1>) -> Tensor<1> {
    x.matmul(w.unsqueeze_dim(1)).squeeze_dim(1)
}

/// The parameters with the smallest sum of squared errors, found without any
/// descent: `columns[j][i]` is ∂ŷ/∂params\[j\] at point i.
///
/// On the host in float64, by QR decomposition (modified Gram–Schmidt; Golub
/// and Van Loan, Matrix Computations, 5.3). The columns must be linearly
/// independent; otherwise the answer means nothing.
///
/// ```
/// let p = descent::data::line(); // y = 3x + 8
/// let [a, b] = descent::model::least_squares([p.x, vec![1.0; 30]], &p.y);
/// assert!((a - 3.0).abs() < 1e-12 && (b - 8.0).abs() < 1e-12);
/// ```
pub fn least_squares<const P: usize>(
    columns: [Vec<f64>; P],
    y: &[f64],
) -> [f64; P] {
    let dot = |u: &[f64], v: &[f64]| -> f64 {
        u.iter().zip(v).map(|(u, v)| u * v).sum()
    };
    let remove = |from: &mut [f64], factor: f64, q: &[f64]| {
        from.iter_mut().zip(q).for_each(|(v, q)| *v -= factor * q);
    };
    let mut q = columns;
    let mut rest = y.to_vec();
    let mut r = [[0.0; P]; P];
    let mut params = [0.0; P];
    for j in 0..P {
        r[j][j] = dot(&q[j], &q[j]).sqrt();
        let unit: Vec<f64> = q[j].iter().map(|v| v / r[j][j]).collect();
        for k in j + 1..P {
            r[j][k] = dot(&unit, &q[k]);
            remove(&mut q[k], r[j][k], &unit);
        }
        params[j] = dot(&unit, &rest);
        remove(&mut rest, params[j], &unit);
    }
    // r · params = what each unit column took: solve from the last.
    for j in (0..P).rev() {
        for k in j + 1..P {
            params[j] -= r[j][k] * params[k];
        }
        params[j] /= r[j][j];
    }
    params
}
