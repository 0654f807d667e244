//! The formulas of lesson 8: networks.

use burn::{nn::Initializer, tensor::activation::relu};
use descent::model::Mlp;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    ("collapse", r"(x\, W_1)\, W_2 = x\, (W_1 W_2)", collapse),
    (
        "hidden-layer",
        r"\hat{y} = \max(0,\; x W_1 + b_1)\, W_2 + b_2",
        hidden_layer,
    ),
    (
        "variance-of-sum",
        r"\mathrm{Var}\, z = n_{\text{in}}\, \mathrm{Var}(W)\; \mathrm{E}\, x^2",
        variance_of_sum,
    ),
    (
        "relu-halves",
        r"\mathrm{E} \max(0, z)^2 = \frac{1}{2}\, \mathrm{E}\, z^2",
        relu_halves,
    ),
    (
        "depth-factor",
        r"\mathrm{Var}\, z_l = 2 \left( \frac{n\, \mathrm{Var}(W)}{2} \right)^{l}",
        depth_factor,
    ),
    ("he", r"\mathrm{Var}(W) = \frac{2}{n_{\text{in}}}", he),
    (
        "xavier-variance",
        r"\mathrm{Var}(W) = \frac{2}{n_{\text{in}} + n_{\text{out}}}",
        xavier_variance,
    ),
];

fn matrix(values: &[f64], shape: [usize; 2]) -> Tensor<2> {
    tensor(values, &cpu()).reshape(shape)
}

fn collapse() {
    let x = matrix(&[0.3, -1.0, 2.0, 0.7], [2, 2]);
    let w1 = matrix(&[1.0, -2.0, 0.5, 3.0, 0.1, -0.4], [2, 3]);
    let w2 = matrix(&[0.2, 1.5, -0.7], [3, 1]);
    let left = x.clone().matmul(w1.clone()).matmul(w2.clone());
    let right = x.matmul(w1.matmul(w2));
    all_close(&to_host(left).unwrap(), &to_host(right).unwrap(), 1e-14);
}

fn hidden_layer() {
    let network = Mlp::new([2, 3, 1], 7, &cpu());
    let row = |layer: &burn::nn::Linear| {
        let bias = layer.bias.as_ref().unwrap().val().inner();
        bias.unsqueeze::<2>()
    };
    let x = matrix(&[0.3, -1.0, 2.0, 0.7], [2, 2]);
    let z = x.clone().matmul(network.hidden.weight.val().inner())
        + row(&network.hidden);
    let want = relu(z).matmul(network.output.weight.val().inner())
        + row(&network.output);
    let got = network.forward(x).inner();
    all_close(&to_host(got).unwrap(), &to_host(want).unwrap(), 1e-14);
}

/// Both values of all coins: four weights that are each ±s.
fn four_weights(s: f64) -> impl Iterator<Item = [f64; 4]> {
    (0..16).map(move |bits| {
        [0, 1, 2, 3].map(|i| if bits >> i & 1 == 0 { s } else { -s })
    })
}

fn variance_of_sum() {
    // Weights of variance s², all 16 draws; their mean is 0.
    let (s, x) = (0.3, [1.0, -2.0, 0.5, 3.0]);
    let z = four_weights(s).map(|w| {
        let products = w.iter().zip(&x).map(|(w, x)| w * x);
        products.sum::<f64>().powi(2)
    });
    let mean_square = mean(x.map(|x| x * x));
    close(mean(z), 4.0 * s * s * mean_square, 1e-13);
}

fn relu_halves() {
    // Any numbers whose signs are as often + as −.
    let z: Vec<f64> = [0.3, 1.7, 4.0].map(|z| [z, -z]).concat();
    let half = mean(z.iter().map(|z| z.max(0.0).powi(2)));
    close(half, mean(z.iter().map(|z| z * z)) / 2.0, 1e-15);
}

fn depth_factor() {
    // Two layers of two units and weights ±s: all 16 · 16 draws of the
    // weights, all signs of inputs of variance 1.
    let s: f64 = 0.3;
    let relu = |z: f64| z.max(0.0);
    let mut squares = [Vec::new(), Vec::new()];
    for x in [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]] {
        for [a, b, c, d] in four_weights(s) {
            let first = [a * x[0] + b * x[1], c * x[0] + d * x[1]];
            squares[0].extend(first.map(|z| z * z));
            for [e, f, _, _] in four_weights(s) {
                let z = e * relu(first[0]) + f * relu(first[1]);
                squares[1].push(z * z);
            }
        }
    }
    for (l, squares) in (1..).zip(squares) {
        close(mean(squares), 2.0 * (2.0 * s * s / 2.0).powi(l), 1e-13);
    }
}

fn he() {
    // The network of the library draws by it: 64 · 64 uniform numbers tell
    // their variance within √(0.8/4096) = 1.4 %, four times that.
    let network = Mlp::new([64, 64, 10], 42, &cpu());
    let w = to_host(network.hidden.weight.val().inner()).unwrap();
    let drawn = mean(w.into_iter().map(|w| w * w));
    close(drawn / (2.0 / 64.0), 1.0, 0.056);
}

fn xavier_variance() {
    // burn draws uniformly on ± a limit l, whose variance is l²/3. The largest
    // of 7,840 numbers reaches it within 1 in 1,000, but for one run in 2,500.
    let (n_in, n_out) = (784, 10);
    let xavier = Initializer::XavierUniform { gain: 1.0 };
    let shape = [n_in, n_out];
    let drawn =
        xavier.init_with::<2, _>(shape, Some(n_in), Some(n_out), &cpu());
    let drawn = to_host(drawn.val().inner()).unwrap();
    let largest = drawn.iter().fold(0.0_f64, |m, w| m.max(w.abs()));
    let variance = 2.0 / (n_in + n_out) as f64;
    close(largest.powi(2) / 3.0 / variance, 1.0, 2e-3);
}
