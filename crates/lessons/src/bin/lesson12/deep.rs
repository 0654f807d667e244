//! A deep stack of layers once more, with residual sums and normalisation.

use burn::tensor::{Tensor, activation::relu};
use descent::{Result, device::to_host};

use crate::stacks::{DEPTH, Draw, UNITS};

/// What is done around the layers.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// A layer's result is added to what came in.
    pub residual: bool,
    /// What goes into a layer is normalised first, row by row.
    pub normalised: bool,
}

// ANCHOR: block
/// One layer of a stack, with what is done around it.
fn block(z: Tensor<2>, w: Tensor<2>, kind: Kind) -> Tensor<2> {
    let inside = match kind.normalised {
        true => normalise(z.clone()),
        false => z.clone(),
    };
    let out = relu(inside).matmul(w);
    if kind.residual { z + out } else { out }
}

/// Every row with mean 0 and variance 1.
fn normalise(z: Tensor<2>) -> Tensor<2> {
    let centred = z.clone() - z.mean_dim(1);
    let variance = centred.clone().square().mean_dim(1);
    centred / (variance + 1e-5).sqrt()
}
// ANCHOR_END: block

/// Mean squares: of the numbers behind each layer, and of the gradient by what
/// goes into the first.
pub struct MeanSquares {
    pub behind: Vec<f64>,
    pub gradient: f64,
}

// ANCHOR: predict
/// What theory says, where a layer multiplies mean squares by `c`.
pub fn predict(c: f64, kind: Kind) -> MeanSquares {
    let (mut now, mut behind) = (1.0, Vec::new());
    for _ in 0..DEPTH {
        let out = if kind.normalised { c } else { c * now };
        now = if kind.residual { now + out } else { out };
        behind.push(now);
    }
    // Both ways a layer has the same factor. Normalised, it is divided by the
    // mean square of what came in.
    let gradient = match (kind.residual, kind.normalised) {
        (false, true) => c,
        _ => now,
    };
    MeanSquares { behind, gradient }
}
// ANCHOR_END: predict

/// The same, measured with weights of variance 2c/units: the mean of all draws.
///
/// # Errors
/// A device that fails.
pub fn measure(c: f64, kind: Kind, draws: &[Draw]) -> Result<MeanSquares> {
    let mut mean = MeanSquares {
        behind: vec![0.0; DEPTH],
        gradient: 0.0,
    };
    let count = draws.len() as f64;
    let scale = (2.0 * c / UNITS as f64).sqrt();
    for draw in draws {
        let x = draw.x.clone().autodiff().require_grad();
        let mut z = x.clone();
        for (w, behind) in draw.weights.iter().zip(&mut mean.behind) {
            z = block(z, w.clone() * scale, kind);
            *behind += mean_square(z.clone().inner())? / count;
        }
        let grads = (z * draw.last.clone()).sum().backward();
        let by_x = x.grad(&grads).unwrap_or_else(|| x.zeros_like().inner());
        mean.gradient += mean_square(by_x)? / count;
    }
    Ok(mean)
}

/// On the host in float64: the squares may not fit in float32.
fn mean_square(tensor: Tensor<2>) -> Result<f64> {
    let values = to_host(tensor)?;
    Ok(values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64)
}
