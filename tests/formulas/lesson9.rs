//! The formulas of lesson 9, and the lesson's code for them: softmax and
//! cross-entropy.

use burn::tensor::Int;

use crate::common::*;

#[path = "../../crates/lessons/src/bin/lesson9/softmax.rs"]
mod taught;

pub const FORMULAS: &[Row] = &[
    (
        "softmax",
        r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
        softmax_sums_to_one,
    ),
    (
        "softmax-shift",
        r"\frac{e^{z_k - m}}{\sum_j e^{z_j - m}} = \frac{e^{z_k}}{\sum_j e^{z_j}}",
        softmax_shift,
    ),
    (
        "cross-entropy",
        r"L = -\frac{1}{n} \sum_{i=1}^{n} \log p_{i, y_i}",
        cross_entropy_is_burns,
    ),
    (
        "chance-loss",
        r"-\log \frac{1}{10} = \log 10 \approx 2.30",
        chance_loss,
    ),
    (
        "cross-entropy-gradient",
        r"\frac{\partial L}{\partial z_{ik}} = \frac{p_{ik} - [k = y_i]}{n}",
        cross_entropy_gradient,
    ),
    (
        "accuracy-deviation",
        r"\sqrt{\frac{a\,(1 - a)}{n}}",
        accuracy_deviation,
    ),
];

/// Scores of two images for three classes, and their labels.
const Z: [[f64; 3]; 2] = [[2.0, 1.0, -1.0], [0.5, 0.0, 3.0]];
const LABELS: [usize; 2] = [0, 1];

fn softmax(z: &[f64]) -> Vec<f64> {
    let sum: f64 = z.iter().map(|z| z.exp()).sum();
    z.iter().map(|z| z.exp() / sum).collect()
}

fn cross_entropy(z: &[[f64; 3]; 2]) -> f64 {
    mean([0, 1].map(|i| -softmax(&z[i])[LABELS[i]].ln()))
}

/// The scores as a tensor of shape `[2, 3]`, and the labels.
fn tensors(factor: f64) -> (Tensor<2>, Tensor<1, Int>) {
    let z: Vec<_> = Z.concat().iter().map(|z| z * factor).collect();
    let z = tensor(&z, &cpu()).reshape([2, 3]);
    let labels = LABELS.map(|label| label as i64);
    (z, Tensor::from_ints(labels, &cpu()))
}

fn softmax_sums_to_one() {
    let (z, _) = tensors(1.0);
    let want = Z.map(|z| softmax(&z)).concat();
    let burns = burn::tensor::activation::softmax(z.clone(), 1);
    all_close(&to_host(burns).unwrap(), &want, 1e-14);
    all_close(&to_host(taught::softmax(z)).unwrap(), &want, 1e-14);
    for z in Z {
        close(softmax(&z).iter().sum(), 1.0, 1e-14);
    }
}

fn softmax_shift() {
    for m in [3.0, -7.0, 100.0] {
        let shifted = Z[0].map(|z| z - m);
        all_close(&softmax(&shifted), &softmax(&Z[0]), 1e-13);
    }
    // exp(2000) is no float64. All of p goes to the largest score.
    let (z, _) = tensors(1000.0);
    let want = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    all_close(&to_host(taught::softmax(z)).unwrap(), &want, 1e-14);
}

fn cross_entropy_is_burns() {
    let (z, labels) = tensors(1.0);
    let burns = burn::nn::loss::CrossEntropyLossConfig::new().init(&cpu());
    let burns = burns.forward(z.clone(), labels.clone());
    close(value(burns).unwrap(), cross_entropy(&Z), 1e-14);
    let ours = taught::cross_entropy(z, labels);
    close(value(ours).unwrap(), cross_entropy(&Z), 1e-14);
    // The second label's p is exp(−3000), which rounds to 0: its −log is 3000.
    let (z, labels) = tensors(1000.0);
    let ours = taught::cross_entropy(z, labels);
    close(value(ours).unwrap(), 1500.0, 1e-14);
}

fn chance_loss() {
    let p = softmax(&[0.0; 10]);
    close(-p[3].ln(), 10_f64.ln(), 1e-14);
    close(10_f64.ln(), 2.30, 0.005);
}

fn cross_entropy_gradient() {
    let (z, labels) = tensors(1.0);
    let by_hand = taught::by_hand(z.clone(), labels.clone());
    let by_hand = to_host(by_hand).unwrap();
    for i in 0..2 {
        for k in 0..3 {
            let of = |value: f64| {
                let mut z = Z;
                z[i][k] = value;
                cross_entropy(&z)
            };
            let one = f64::from(u8::from(LABELS[i] == k));
            let want = (softmax(&Z[i])[k] - one) / 2.0;
            close(slope(of, Z[i][k]), want, 1e-9);
            close(by_hand[3 * i + k], want, 1e-14);
        }
    }
    // Central differences in float64 leave some 1e-10.
    let check = taught::check(z, labels).unwrap();
    assert!(check.max_relative_difference < 1e-8, "{check:?}");
}

fn accuracy_deviation() {
    // One image is right with probability a: the variance of that is a(1 − a),
    // and of the mean of m of them an m-th.
    for (a, m) in [(0.98, 359.0), (0.5, 4.0)] {
        let variance = a * (1.0 - a) * (1.0 - a) + (1.0 - a) * a * a;
        let want: f64 = variance / m;
        close(f64::sqrt(a * (1.0 - a) / m), want.sqrt(), 1e-14);
    }
    close(f64::sqrt(0.98 * 0.02 / 359.0), 0.007, 0.0005);
}
