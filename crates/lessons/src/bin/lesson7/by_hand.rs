//! Momentum and Adam, written out.

use burn::tensor::Tensor;
use descent::{
    Result, gradient,
    train::{Recorder, Trace},
};

/// Momentum: the velocity keeps the part `mu` of itself (Polyak, 1964).
///
/// # Errors
/// A run that diverges, with the update at which it did; a device that fails.
pub fn momentum(
    start: Tensor<1>,
    lr: f64,
    mu: f64,
    updates: usize,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<Trace> {
    // ANCHOR: momentum
    let mut w = start;
    let mut velocity = w.zeros_like();
    let mut recorder = Recorder::new();
    for _ in 0..=updates {
        let here = gradient::by_autodiff(&w, &loss);
        recorder.record(&w, &here.loss)?;
        velocity = velocity * mu + here.gradient;
        w = w - velocity.clone() * lr;
    }
    // ANCHOR_END: momentum
    recorder.finish()
}

/// Adam (Kingma, Ba, 2015).
///
/// # Errors
/// As [`momentum`].
pub fn adam(
    start: Tensor<1>,
    lr: f64,
    updates: usize,
    loss: impl Fn(Tensor<1>) -> Tensor<1>,
) -> Result<Trace> {
    // ANCHOR: adam
    let (beta_1, beta_2, epsilon) = (0.9_f64, 0.999_f64, 1e-8);
    let mut w = start;
    let (mut m, mut s) = (w.zeros_like(), w.zeros_like());
    let mut recorder = Recorder::new();
    for update in 0..=updates {
        let here = gradient::by_autodiff(&w, &loss);
        recorder.record(&w, &here.loss)?;
        let g = here.gradient;
        m = m * beta_1 + g.clone() * (1.0 - beta_1);
        s = s * beta_2 + g.square() * (1.0 - beta_2);
        // Both began at 0. The divisors make up for that.
        let t = update as i32 + 1;
        let m_hat = m.clone() / (1.0 - beta_1.powi(t));
        let s_hat = s.clone() / (1.0 - beta_2.powi(t));
        w = w - m_hat / (s_hat.sqrt() + epsilon) * lr;
    }
    // ANCHOR_END: adam
    recorder.finish()
}
