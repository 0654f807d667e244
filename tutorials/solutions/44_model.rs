//! Exercise 44, invent: a model of your own. One solution of many.

use burn::{
    module::{Module, Param},
    tensor::{Device, Tensor},
};

/// A model. Every `Param` in it is trained.
#[derive(Module, Debug)]
pub struct Model {
    a: Param<Tensor<1>>,
    b: Param<Tensor<1>>,
    c: Param<Tensor<1>>,
}

impl Model {
    /// The model before training, on a device that records gradients.
    pub fn new(device: &Device) -> Self {
        let zero = || Param::from_tensor(Tensor::zeros([1], device));
        Model {
            a: zero(),
            b: zero(),
            c: zero(),
        }
    }

    /// Predictions for x, shape [n] for [n].
    pub fn forward(&self, x: Tensor<1>) -> Tensor<1> {
        // The square bends the line. The model is still linear in its
        // parameters, so its loss is still a bowl with one minimum.
        let line = self.a.val() * x.clone() + self.b.val();
        line + self.c.val() * x.square()
    }
}
