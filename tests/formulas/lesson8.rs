//! The formulas of lesson 8: networks.

use burn::tensor::activation::relu;
use descent::model::Mlp;

use crate::common::*;

pub const FORMULAS: &[Row] = &[
    (
        "bowl-step",
        r"b - 8 \;\leftarrow\; (1 - 2\eta)\,(b - 8)",
        bowl_step,
    ),
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
        r"\left( \frac{n\, \mathrm{Var}(W)}{2} \right)^{l}",
        depth_factor,
    ),
    ("he", r"\mathrm{Var}(W) = \frac{2}{n_{\text{in}}}", he),
    (
        "xavier-variance",
        r"\mathrm{Var}(W) = \frac{2}{n_{\text{in}} + n_{\text{out}}}",
        xavier_variance,
    ),
];

fn bowl_step() {
    let points = data::line();
    for (b, lr) in [(1.0, 0.2), (12.0, 0.01)] {
        let all: Vec<usize> = (0..30).collect();
        let [_, by_b] = mse_gradient(&points, 3.0, b, &all);
        close(b - lr * by_b - 8.0, (1.0 - 2.0 * lr) * (b - 8.0), 1e-12);
    }
}

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
    // A layer with relu: n Var(W) times half the mean square.
    let (n, variance) = (128.0, 0.01);
    let layer = |square: f64| n * variance * (square / 2.0);
    let ten = (0..10).fold(1.0, |square, _| layer(square));
    close(ten, (n * variance / 2.0_f64).powi(10), 1e-13);
}

fn he() {
    // The factor is 1.
    for n in [3.0, 784.0] {
        close(n * (2.0 / n) / 2.0, 1.0, 1e-15);
    }
    // The network of the library draws by it: 64 · 64 uniform numbers tell
    // their variance within √(0.8/4096) = 1.4 %, four times that.
    let network = Mlp::new([64, 64, 10], 42, &cpu());
    let w = to_host(network.hidden.weight.val().inner()).unwrap();
    let drawn = mean(w.into_iter().map(|w| w * w));
    close(drawn / (2.0 / 64.0), 1.0, 0.056);
}

fn xavier_variance() {
    // The harmonic mean of 1/n_in and 1/n_out, which forward and backward ask.
    let (n_in, n_out) = (784.0, 10.0);
    let harmonic = 2.0 / (1.0 / (1.0 / n_in) + 1.0 / (1.0 / n_out));
    close(2.0 / (n_in + n_out), harmonic, 1e-15);
}
