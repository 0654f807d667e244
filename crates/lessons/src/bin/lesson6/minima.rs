//! Two minima: the start decides which is found.

use burn::tensor::{Device, Tensor};
use descent::{
    Result,
    data::tensor,
    gradient,
    train::{Recorder, Trace, descend},
};

/// w⁴ − 2w² + w/2, in each component: two valleys, the left one deeper.
pub fn loss(w: Tensor<1>) -> Tensor<1> {
    let square = w.clone().square();
    square.clone() * (square - 2.0) + w / 2.0
}

/// Sixty updates from `start` with learning rate 0.05.
///
/// # Errors
/// As [`descend`].
pub fn descend_from(start: f64, device: &Device) -> Result<Trace> {
    let (start, none) = (tensor(&[start], device), Recorder::new());
    descend(start, 0.05, 60, none, |w| gradient::by_autodiff(w, loss))
}
