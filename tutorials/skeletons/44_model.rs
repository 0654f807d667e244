//! Exercise 44, invent: a model of your own.
//!
//! Chapter: docs/src/lesson4.md
//! Check it: cargo run --bin tutor
//!
//! The points lie on y = x² − x/2, x from −1 to 1. The best line has an MSE of
//! about 0.09 there. Change the model: give it more parameters, and use them
//! in `forward`. The check trains it for 1000 updates with lr = 0.3, all
//! parameters together. The MSE must fall below a tenth of the best line's; so
//! it must on another parabola, which the check draws anew.

use burn::{
    module::{Module, Param},
    tensor::{Device, Tensor},
};

/// A model. Every `Param` in it is trained.
#[derive(Module, Debug)]
pub struct Model {
    a: Param<Tensor<1>>,
    b: Param<Tensor<1>>,
}

impl Model {
    /// The model before training, on a device that records gradients.
    pub fn new(device: &Device) -> Self {
        let zero = || Param::from_tensor(Tensor::zeros([1], device));
        // TODO: a line cannot bend
        Model {
            a: zero(),
            b: zero(),
        }
    }

    /// Predictions for x, shape [n] for [n].
    pub fn forward(&self, x: Tensor<1>) -> Tensor<1> {
        self.a.val() * x + self.b.val()
    }
}
