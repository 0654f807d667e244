//! A wider network that computes the same.

use burn::{module::Param, nn::Linear, tensor::Tensor};
use descent::model::Mlp;

// ANCHOR: widen
/// The narrow network with the further hidden units of a fresh, wider one.
/// Their output weights are 0, so they do not count yet.
pub fn widen(narrow: &Mlp, fresh: &Mlp) -> Mlp {
    let [_, old] = narrow.hidden.weight.dims();
    let more =
        |w: Tensor<2>| w.slice([0..1, old..fresh.hidden.weight.dims()[1]]);
    let row = |layer: &Linear| {
        let bias = layer.bias.as_ref().map(|b| b.val().unsqueeze::<2>());
        bias.unwrap_or_else(|| layer.weight.val() * 0.0)
    };
    let bias = join(row(&narrow.hidden), more(row(&fresh.hidden)), 1);
    let into = more(fresh.hidden.weight.val());
    let none = more(fresh.output.weight.val().transpose() * 0.0).transpose();
    Mlp {
        hidden: Linear {
            weight: parameter(join(narrow.hidden.weight.val(), into, 1)),
            bias: Some(parameter(bias.squeeze_dim::<1>(0))),
        },
        output: Linear {
            weight: parameter(join(narrow.output.weight.val(), none, 0)),
            bias: narrow.output.bias.clone(),
        },
    }
}
// ANCHOR_END: widen

fn join(a: Tensor<2>, b: Tensor<2>, dim: usize) -> Tensor<2> {
    Tensor::cat(vec![a.inner(), b.inner()], dim)
}

/// A tracked parameter that starts here.
fn parameter<const D: usize>(start: Tensor<D>) -> Param<Tensor<D>> {
    Param::from_tensor(start.autodiff())
}
