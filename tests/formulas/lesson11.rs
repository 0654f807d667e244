//! The formulas of lesson 11: an autodiff of one's own.

use burn::tensor::activation::relu;
use descent::model::Mlp;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "shares-add-up",
        r"\frac{\partial L}{\partial u} = \sum_{v \text{ made of } u} \frac{\partial L}{\partial v} \cdot \frac{\partial v}{\partial u}",
        shares_add_up,
    ),
    ("twice-right", r"2 \cdot 2a + 3 \cdot 2a = 10a", twice_right),
    (
        "twice-wrong",
        r"2 \cdot 2a + (2 + 3) \cdot 2a = 14a",
        twice_wrong,
    ),
    (
        "every-path",
        r"2 + 4 + \dots + 2^k = 2^{k+1} - 2",
        every_path,
    ),
    (
        "dual-product",
        r"(u + u'\varepsilon)(v + v'\varepsilon) = uv + (u'v + uv')\,\varepsilon",
        dual_product,
    ),
    (
        "passes",
        r"\text{forward: } n \cdot E, \qquad \text{back: } m \cdot E, \qquad E = 2n + 2(n-1) + 2m",
        passes,
    ),
    (
        "product-element",
        r"\frac{\partial L}{\partial A_{ik}} = \sum_j G_{ij} B_{kj}",
        product_element,
    ),
    (
        "product-gradients",
        r"\frac{\partial L}{\partial A} = G B^{\mathsf T}, \qquad \frac{\partial L}{\partial B} = A^{\mathsf T} G",
        product_gradients,
    ),
    (
        "row-gradient",
        r"\frac{\partial L}{\partial b_j} = \sum_i G_{ij}",
        row_gradient,
    ),
    (
        "hidden-output",
        r"G = \frac{2}{n} (\hat{y} - y), \qquad \frac{\partial L}{\partial W_2} = R^{\mathsf T} G, \qquad \frac{\partial L}{\partial b_2} = \sum_i G_i",
        hidden_output,
    ),
    (
        "hidden-input",
        r"D = G W_2^{\mathsf T} \odot [Z > 0], \qquad \frac{\partial L}{\partial W_1} = X^{\mathsf T} D, \qquad \frac{\partial L}{\partial b_1} = \sum_i D_i",
        hidden_input,
    ),
    (
        "checkpoint-memory",
        r"M(s) = \frac{n}{s} + s, \qquad \text{least at } s = \sqrt{n}, \text{ where } M = 2\sqrt{n}",
        checkpoint_memory,
    ),
];

/// u = 0.7 made v = u², w = sin u, and both made L = v w.
fn shares_add_up() {
    let loss = |u: f64| u * u * u.sin();
    let u: f64 = 0.7;
    let (v, w) = (u * u, u.sin());
    close(w * 2.0 * u + v * u.cos(), slope(loss, u), 1e-9);
}

fn twice_right() {
    let e = |a: f64| 2.0 * (a * a) + 3.0 * (a * a);
    for a in [3.0, -0.4] {
        close(2.0 * 2.0 * a + 3.0 * 2.0 * a, 10.0 * a, 1e-15);
        close(10.0 * a, slope(e, a), 1e-9);
    }
}

/// The recursion, step by step: b receives 2 and hands on 2, receives 3 and
/// hands on what it holds.
fn twice_wrong() {
    for a in [3.0, -0.4] {
        let (mut by_a, mut by_b) = (0.0, 0.0);
        for share in [2.0, 3.0] {
            by_b += share;
            by_a += by_b * 2.0 * a;
        }
        close(by_a, 2.0 * 2.0 * a + (2.0 + 3.0) * 2.0 * a, 1e-15);
        close(by_a, 14.0 * a, 1e-15);
    }
}

/// Every number is the sum of the one before with itself: paths double.
fn every_path() {
    fn edges(k: u32) -> u64 {
        if k == 0 { 0 } else { 2 * (1 + edges(k - 1)) }
    }
    for k in [1, 2, 5, 12] {
        let sum: u64 = (1..=k).map(|i| 1 << i).sum();
        assert_eq!(sum, edges(k));
        assert_eq!(sum, (1 << (k + 1)) - 2);
    }
}

/// As 2×2 matrices (u u'; 0 u): ε is the one whose square is 0.
fn dual_product() {
    let dual = |u: f64, slope: f64| {
        tensor(&[u, slope, 0.0, u], &cpu()).reshape([2, 2])
    };
    let epsilon: Tensor<2> = dual(0.0, 1.0);
    let square = to_host(epsilon.clone().matmul(epsilon)).unwrap();
    assert_eq!(square, [0.0; 4]);
    let ((u, du), (v, dv)) = ((0.7, -1.3), (2.5, 0.4));
    let product: Tensor<2> = dual(u, du).matmul(dual(v, dv));
    let want = [u * v, du * v + u * dv, 0.0, u * v];
    all_close(&to_host(product).unwrap(), &want, 1e-15);
}

/// The edges, counted: two into each square, each sum and each output.
fn passes() {
    for (n, m) in [(1, 1), (5, 1), (3, 4)] {
        let (mut numbers, mut edges) = (n, 0);
        let mut operation = || {
            numbers += 1;
            edges += 2;
        };
        (0..n).for_each(|_| operation()); // squares
        (1..n).for_each(|_| operation()); // their sum
        (0..m).for_each(|_| operation()); // s²
        assert_eq!(edges, 2 * n + 2 * (n - 1) + 2 * m);
        assert_eq!(numbers, n + n + (n - 1) + m);
    }
}

fn matrix(values: &[f64], shape: [usize; 2]) -> Tensor<2> {
    tensor(values, &cpu()).reshape(shape)
}

/// A of 2×3, B of 3×2, and the loss Σ G ∘ (A B), whose gradient by A B is G.
fn product() -> ([f64; 6], [f64; 6], [f64; 4]) {
    let a = [0.3, -1.0, 2.0, 0.7, 0.1, -0.4];
    let b = [1.0, -2.0, 0.5, 3.0, 0.2, 1.5];
    (a, b, [0.6, -0.2, 1.1, 0.9])
}

fn product_loss(a: &[f64], b: &[f64], g: &[f64]) -> f64 {
    let mut loss = 0.0;
    for i in 0..2 {
        for j in 0..2 {
            let c: f64 = (0..3).map(|k| a[3 * i + k] * b[2 * k + j]).sum();
            loss += g[2 * i + j] * c;
        }
    }
    loss
}

/// The derivative of f by each number, by small differences.
fn slopes(f: impl Fn(&[f64]) -> f64, at: &[f64]) -> Vec<f64> {
    let by = |i: usize| {
        let moved = |value: f64| {
            let mut at = at.to_vec();
            at[i] = value;
            f(&at)
        };
        slope(moved, at[i])
    };
    (0..at.len()).map(by).collect()
}

fn product_element() {
    let (a, b, g) = product();
    let want = slopes(|a| product_loss(a, &b, &g), &a);
    let mut got = Vec::new();
    for i in 0..2 {
        for k in 0..3 {
            got.push((0..2).map(|j| g[2 * i + j] * b[2 * k + j]).sum());
        }
    }
    all_close(&got, &want, 1e-9);
}

fn product_gradients() {
    let (a, b, g) = product();
    let by_a = slopes(|a| product_loss(a, &b, &g), &a);
    let by_b = slopes(|b| product_loss(&a, b, &g), &b);
    let (a, b) = (matrix(&a, [2, 3]), matrix(&b, [3, 2]));
    let g = matrix(&g, [2, 2]);
    let got = to_host(g.clone().matmul(b.transpose())).unwrap();
    all_close(&got, &by_a, 1e-9);
    all_close(&to_host(a.transpose().matmul(g)).unwrap(), &by_b, 1e-9);
}

/// C = A + a row, three rows of two.
fn row_gradient() {
    let a = [0.3, -1.0, 2.0, 0.7, 0.1, -0.4];
    let g = [0.6, -0.2, 1.1, 0.9, -0.5, 0.8];
    let loss = |b: &[f64]| -> f64 {
        (0..6).map(|at| g[at] * (a[at] + b[at % 2])).sum()
    };
    let sums = [0, 1].map(|j| g[j] + g[2 + j] + g[4 + j]);
    all_close(&slopes(loss, &[0.2, 0.5]), &sums, 1e-9);
}

/// A network of two inputs, three hidden units and one output, five points.
struct Network {
    layers: [Tensor<2>; 4],
    x: Tensor<2>,
    y: Tensor<2>,
}

impl Network {
    fn new() -> Self {
        let network = Mlp::new([2, 3, 1], 7, &cpu());
        let row = |layer: &burn::nn::Linear| {
            let bias = layer.bias.as_ref().unwrap().val().inner();
            bias.unsqueeze::<2>()
        };
        let (first, second) = (&network.hidden, &network.output);
        let x = [0.3, -1.0, 2.0, 0.7, -0.6, 1.2, 0.9, 0.8, -1.5, 0.4];
        Network {
            layers: [
                first.weight.val().inner(),
                row(first),
                second.weight.val().inner(),
                row(second),
            ],
            x: matrix(&x, [5, 2]),
            y: matrix(&[1.0, -0.5, 0.3, 2.0, 0.1], [5, 1]),
        }
    }

    /// Z, R and ŷ.
    fn forward(&self, [w1, b1, w2, b2]: &[Tensor<2>; 4]) -> [Tensor<2>; 3] {
        let z = self.x.clone().matmul(w1.clone()) + b1.clone();
        let r = relu(z.clone());
        let y_pred = r.clone().matmul(w2.clone()) + b2.clone();
        [z, r, y_pred]
    }

    /// The derivatives of the MSE by layer `i`, by small differences.
    fn slopes(&self, i: usize) -> Vec<f64> {
        let shape = self.layers[i].dims();
        let loss = |values: &[f64]| {
            let mut layers = self.layers.clone();
            layers[i] = matrix(values, shape);
            let [_, _, y_pred] = self.forward(&layers);
            mean(to_host((y_pred - self.y.clone()).square()).unwrap())
        };
        slopes(loss, &to_host(self.layers[i].clone()).unwrap())
    }

    /// G, of shape [5, 1].
    fn by_prediction(&self) -> Tensor<2> {
        let [_, _, y_pred] = self.forward(&self.layers);
        (y_pred - self.y.clone()) * (2.0 / 5.0)
    }
}

fn hidden_output() {
    let network = Network::new();
    let [_, r, _] = network.forward(&network.layers);
    let g = network.by_prediction();
    let by_w2 = to_host(r.transpose().matmul(g.clone())).unwrap();
    all_close(&by_w2, &network.slopes(2), 1e-8);
    let by_b2: f64 = to_host(g).unwrap().iter().sum();
    all_close(&[by_b2], &network.slopes(3), 1e-8);
}

fn hidden_input() {
    let network = Network::new();
    let [z, _, _] = network.forward(&network.layers);
    let [_, _, w2, _] = network.layers.clone();
    let (z, w2) = (to_host(z).unwrap(), to_host(w2).unwrap());
    let g = to_host(network.by_prediction()).unwrap();
    let d: Vec<f64> = (0..15)
        .map(|at| {
            let on = if z[at] > 0.0 { 1.0 } else { 0.0 };
            g[at / 3] * w2[at % 3] * on
        })
        .collect();
    // Some units are on and some are off, or this would show little.
    let on = z.iter().filter(|z| **z > 0.0).count();
    assert!((1..15).contains(&on), "{on}");
    let d = matrix(&d, [5, 3]);
    let by_w1 = to_host(network.x.clone().transpose().matmul(d.clone()));
    all_close(&by_w1.unwrap(), &network.slopes(0), 1e-8);
    let by_b1 = to_host(d.sum_dim(0)).unwrap();
    all_close(&by_b1, &network.slopes(1), 1e-8);
}

fn checkpoint_memory() {
    let n: f64 = 10_000.0;
    let memory = |s: f64| n / s + s;
    let least = (1..=10_000)
        .min_by(|s, t| memory(f64::from(*s)).total_cmp(&memory(f64::from(*t))));
    assert_eq!(least, Some(100));
    assert_eq!(memory(n.sqrt()), 2.0 * n.sqrt());
}
