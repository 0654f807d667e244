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
    (
        "relu-step",
        r"\frac{h}{w} \max(0, x - l) \;-\; \frac{h}{w} \max(0, x - l - w)",
        relu_step,
    ),
    (
        "bump-bound",
        r"|\hat{y}(x) - f(x)| \le L\, \frac{d}{2} = \frac{L}{n - 1}",
        bump_bound,
    ),
    (
        "bump-mix",
        r"t \left( \frac{d}{2} + u \right) + (1 - t) \left( \frac{d}{2} - u \right) = \frac{d}{2} - (1 - 2t)\, u",
        bump_mix,
    ),
    (
        "joined-bound",
        r"|\hat{y}(x) - f(x)| \le M\, \frac{d^2}{8}",
        joined_bound,
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

fn relu_step() {
    let (l, w, h) = (-0.3, 0.2, 1.7);
    let relu = |z: f64| z.max(0.0);
    let step = |x: f64| h / w * relu(x - l) - h / w * relu(x - l - w);
    for x in [-5.0, -1.0, l] {
        close(step(x), 0.0, 1e-15);
    }
    for x in [l + w, 0.0, 4.0] {
        close(step(x), h, 1e-13);
    }
    close(step(l + 0.25 * w), 0.25 * h, 1e-13);
}

/// Flat tops around points of −1 ≤ x ≤ 1, d apart, and straight ramps of
/// width w between them: the largest distance from a curve.
fn off_by(f: impl Fn(f64) -> f64, n: usize, part: f64) -> f64 {
    let d = 2.0 / (n - 1) as f64;
    let off = linspace(-1.0, 1.0, 10_001).into_iter().map(|x| {
        let left = ((x + 1.0) / d).floor().min((n - 2) as f64);
        let [low, high] = [left, left + 1.0].map(|i| f(-1.0 + d * i));
        let along = ((x + 1.0) / d - left - 0.5) / part + 0.5;
        (low + along.clamp(0.0, 1.0) * (high - low) - f(x)).abs()
    });
    off.fold(0.0, f64::max)
}

fn bump_bound() {
    // sin 4x is nowhere steeper than 4, |x| than 1.
    for n in [2, 5, 16, 40] {
        let d = 2.0 / (n - 1) as f64;
        close(d / 2.0, 1.0 / (n - 1) as f64, 1e-15);
        for part in [0.01, 0.25, 0.7, 1.0] {
            let room = 1.0 + 1e-12;
            let sine = off_by(|x| (4.0 * x).sin(), n, part);
            assert!(sine <= 4.0 * d / 2.0 * room, "{n} {part}: {sine}");
            let kink = off_by(f64::abs, n, part);
            assert!(kink <= d / 2.0 * room, "{n} {part}: {kink}");
        }
    }
    // Met where the kink lies between two points.
    close(off_by(f64::abs, 16, 0.25), 1.0 / 15.0, 1e-12);
}

fn bump_mix() {
    let d = 0.3;
    for (t, u) in [(0.5, 0.0), (0.1, 0.1), (0.4, 0.02), (0.0, 0.05)] {
        let mixed = t * (d / 2.0 + u) + (1.0 - t) * (d / 2.0 - u);
        close(mixed, d / 2.0 - (1.0 - 2.0 * t) * u, 1e-15);
        assert!(mixed <= d / 2.0);
    }
}

fn joined_bound() {
    for n in [2, 5, 16, 40] {
        let d = 2.0 / (n - 1) as f64;
        let sine = off_by(|x| (4.0 * x).sin(), n, 1.0);
        assert!(sine <= 16.0 * d * d / 8.0, "{n}: {sine}");
        // x² has the same second derivative everywhere: met in each middle,
        // but for the places that were looked at.
        let parabola = off_by(|x| x * x, n, 1.0);
        close(parabola / (2.0 * d * d / 8.0), 1.0, 1e-3);
    }
}
