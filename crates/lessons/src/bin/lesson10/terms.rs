//! What the error of a least-squares fit consists of: predicted, and measured
//! over many draws of the noise. The x stay the same.

use rand::Rng;

use crate::{
    curve::{measured, truths},
    normal::Mean,
    polynomial::{fit, mean_square, predict},
};

/// Three terms whose sum is the expected squared error on new measurements.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The square of what even the mean of all fits misses.
    pub bias: f64,
    /// How far a fit is from the mean of all fits.
    pub variance: f64,
    /// That of the new measurements.
    pub noise: f64,
}

// ANCHOR: predicted
/// The terms by theory: no noise is drawn.
pub fn predicted(x: &[f64], deviation: f64, degree: usize) -> Terms {
    let truth = truths(x);
    let nearest = predict(&fit(x, &truth, degree), x);
    let (p, n) = (degree as f64 + 1.0, x.len() as f64);
    Terms {
        bias: mean_square(&nearest, &truth),
        variance: deviation.powi(2) * p / n,
        noise: deviation.powi(2),
    }
}
// ANCHOR_END: predicted

/// The same over many draws.
pub struct Measured {
    pub terms: Terms,
    /// The squared error on the points of the fit.
    pub train: Mean,
    /// The squared distance from the curve: bias² and variance together.
    pub excess: Mean,
    /// The squared error on new measurements at the same x.
    pub test: Mean,
}

/// Fits `draws` times, each time to a new measurement at the same x.
pub fn measure(
    x: &[f64],
    deviation: f64,
    degree: usize,
    draws: usize,
    random: &mut impl Rng,
) -> Measured {
    let truth = truths(x);
    let mut mean_fit = vec![0.0; x.len()];
    let [mut train, mut excess, mut test, mut noise] = [const { vec![] }; 4];
    // ANCHOR: measured
    for _ in 0..draws {
        let y = measured(x, deviation, random);
        let again = measured(x, deviation, random);
        let y_pred = predict(&fit(x, &y, degree), x);
        train.push(mean_square(&y_pred, &y));
        excess.push(mean_square(&y_pred, &truth));
        test.push(mean_square(&y_pred, &again));
        noise.push(mean_square(&again, &truth));
        for (mean, y) in mean_fit.iter_mut().zip(&y_pred) {
            *mean += y / draws as f64;
        }
    }
    // ANCHOR_END: measured
    let [train, excess, test, noise] =
        [train, excess, test, noise].map(|sample| Mean::of(&sample));
    // The mean fit still scatters: a `draws`-th of the variance is no bias.
    let apart = mean_square(&mean_fit, &truth);
    let variance = (excess.value - apart) * draws as f64 / (draws - 1) as f64;
    let terms = Terms {
        bias: excess.value - variance,
        variance,
        noise: noise.value,
    };
    Measured {
        terms,
        train,
        excess,
        test,
    }
}
