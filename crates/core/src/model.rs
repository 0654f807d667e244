//! Models: a formula with parameters, from x to a prediction ŷ.
//!
//! [`Line`] and [`Quadratic`] are linear in their parameters: ŷ = columns ·
//! params, with one column for each parameter. The column is the derivative of
//! the prediction by that parameter, which is what the gradients by hand need.
//! [`Mlp`] is not: its gradients come from autodiff.

use burn::{
    module::{Module, Param},
    nn::Linear,
    tensor::{Device, Tensor, activation::relu},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::{
    data::{self, Points},
    vectors::{dot, remove},
};

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

    // ANCHOR: line
    /// Predictions for x, shape `[n]` for `[n]`.
    pub fn forward(&self, x: Tensor<1>) -> Tensor<1> {
        self.a.clone() * x + self.b.clone()
    }
    // ANCHOR_END: line

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
/// # use descent::{data, device::{self, Backend, Precision}};
/// # use descent::model::{Line, linear};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let x = Line::columns(data::tensor(&[5.0, 7.0], &device));
/// let w = data::tensor(&[2.0, 3.0], &device); // 2x + 3
/// let y = linear(x, w);
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
    let found = by_qr(columns.into(), y);
    std::array::from_fn(|j| found.params[j])
}

/// What [`by_qr`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquares {
    /// The parameters, one for each column.
    pub params: Vec<f64>,
    /// For each column the part of its length that the columns before it do
    /// not explain, from 0 to 1. Near 0 the columns depend on each other, and
    /// the parameters mean nothing.
    pub own: Vec<f64>,
    /// The triangle R of the QR decomposition, row by row.
    r: Vec<Vec<f64>>,
}

impl LeastSquares {
    /// The inverse of R, column by column. Its product with its own transpose is
    /// (XᵀX)⁻¹, where X holds the columns; times the variance of the errors,
    /// that is the covariance of the parameters.
    ///
    /// ```
    /// # use descent::model::by_qr;
    /// let columns = vec![vec![1.0; 4], vec![-1.0, 1.0, -1.0, 1.0]];
    /// let inverse = by_qr(columns, &[1.0, 2.0, 3.0, 4.0]).inverse_of_r();
    /// assert_eq!(inverse, [[0.5, 0.0], [0.0, 0.5]]); // XᵀX = 4 I
    /// ```
    pub fn inverse_of_r(&self) -> Vec<Vec<f64>> {
        let width = self.r.len();
        let column = |k: usize| {
            let mut column = vec![0.0; width];
            column[k] = 1.0 / self.r[k][k];
            for j in (0..k).rev() {
                let below = (j + 1..=k).map(|i| self.r[j][i] * column[i]);
                column[j] = -below.sum::<f64>() / self.r[j][j];
            }
            column
        };
        (0..width).map(column).collect()
    }
}

/// As [`least_squares`], for any number of columns.
///
/// ```
/// # use descent::model::by_qr;
/// let (ones, x) = (vec![1.0; 3], vec![1.0, 2.0, 3.0]);
/// let twice = x.iter().map(|x| 2.0 * x).collect();
/// let found = by_qr(vec![ones, x, twice], &[1.0, 2.0, 4.0]);
/// assert!(found.own[1] > 0.3 && found.own[2] < 1e-12);
/// ```
pub fn by_qr(columns: Vec<Vec<f64>>, y: &[f64]) -> LeastSquares {
    let width = columns.len();
    let length = |column: &Vec<f64>| dot(column, column).sqrt();
    let lengths: Vec<f64> = columns.iter().map(length).collect();
    let mut q = columns;
    let mut rest = y.to_vec();
    let mut r = vec![vec![0.0; width]; width];
    let mut params = vec![0.0; width];
    for j in 0..width {
        r[j][j] = length(&q[j]);
        let unit: Vec<f64> = q[j].iter().map(|v| v / r[j][j]).collect();
        for k in j + 1..width {
            r[j][k] = dot(&unit, &q[k]);
            remove(&mut q[k], r[j][k], &unit);
        }
        params[j] = dot(&unit, &rest);
        remove(&mut rest, params[j], &unit);
    }
    // r · params = what each unit column took: solve from the last.
    for j in (0..width).rev() {
        for k in j + 1..width {
            params[j] -= r[j][k] * params[k];
        }
        params[j] /= r[j][j];
    }
    let own = (0..width).map(|j| r[j][j] / lengths[j]).collect();
    LeastSquares { params, own, r }
}

/// A network with one hidden layer (a multilayer perceptron):
/// ŷ = relu(x W₁ + b₁) W₂ + b₂.
///
/// ```
/// # use descent::{device::{self, Backend, Precision}, model::Mlp};
/// # use burn::tensor::Tensor;
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let network = Mlp::new([64, 32, 10], 42, &device);
/// let x = Tensor::zeros([5, 64], &device);
/// assert_eq!(network.forward(x).dims(), [5, 10]);
/// # Ok::<(), descent::Error>(())
/// ```
// ANCHOR: mlp
#[derive(Module, Debug)]
pub struct Mlp {
    /// W₁ and b₁: from the inputs to the hidden units.
    pub hidden: Linear,
    /// W₂ and b₂: from the hidden units to the outputs.
    pub output: Linear,
}
// ANCHOR_END: mlp

impl Mlp {
    /// A network of so many inputs, hidden units and outputs, drawn on the
    /// host from a seed, so that every backend starts alike. Its parameters
    /// are tracked.
    pub fn new(
        [inputs, hidden, outputs]: [usize; 3],
        seed: u64,
        device: &Device,
    ) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        Mlp {
            hidden: he_uniform(inputs, hidden, [1, 2], &mut random, device),
            output: he_uniform(hidden, outputs, [3, 4], &mut random, device),
        }
    }

    // ANCHOR: mlp_forward
    /// Predictions for x, shape `[n, outputs]` for `[n, inputs]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        self.output.forward(relu(self.hidden.forward(x)))
    }
    // ANCHOR_END: mlp_forward
}

/// A layer with weights of variance 2/inputs (He), uniform on ±√(6/inputs),
/// and biases uniform on ±√(1/inputs), as burn and PyTorch draw them. burn
/// would draw the ids of both anew in each run; with fixed ones, a saved
/// network is the same file each time.
pub fn he_uniform(
    inputs: usize,
    outputs: usize,
    [weight_id, bias_id]: [u64; 2],
    random: &mut ChaCha8Rng,
    device: &Device,
) -> Linear {
    let mut draw = |count: usize, variance: f64| {
        let limit = (3.0 * variance).sqrt();
        let values = (0..count).map(|_| random.random_range(-limit..limit));
        data::tensor(&values.collect::<Vec<_>>(), device)
    };
    let n = inputs as f64;
    let weight = draw(inputs * outputs, 2.0 / n).reshape([inputs, outputs]);
    let bias = draw(outputs, 1.0 / (3.0 * n));
    let (weight, bias) = (weight.autodiff(), bias.autodiff());
    Linear {
        weight: Param::initialized(weight_id.into(), weight.require_grad()),
        bias: Some(Param::initialized(bias_id.into(), bias.require_grad())),
    }
}
