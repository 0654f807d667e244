//! A hidden layer written out as matrices, and the same as a burn module.

use burn::{
    nn::Linear,
    optim::{GradientsParams, SgdConfig},
    tensor::{Tensor, activation::relu},
};
use descent::{
    data::{linspace, tensor},
    loss::mse,
    model::Mlp,
    train::{Recorder, Trace},
};
use lessons::{Result, Story};

pub fn two_ways(story: &mut Story) -> Result<()> {
    story.heading("A hidden layer, from matrices and as a module");
    let (n, device) = (50, story.device.clone());
    let points = linspace(-1.0, 1.0, n);
    let square: Vec<f64> = points.iter().map(|x| x * x).collect();
    let x = tensor(&points, &device).reshape([n, 1]);
    let y = tensor(&square, &device);
    let start = Mlp::new([1, 8, 1], story.seed, &device);
    let (from_matrices, as_module) =
        (matrices(&start, (&x, &y))?, module(start, (&x, &y))?);
    story.say("x², 8 hidden units, 100 updates of learning rate 0.1:");
    story.say("updates    from matrices    as a module");
    for update in [0, 1, 10, 100] {
        let loss = |trace: &Trace| trace.steps[update].loss;
        let [a, b] = [loss(&from_matrices), loss(&as_module)];
        story.say(format!("{update:7} {a:16.6} {b:14.6}"));
    }
    story.result("hidden_layer.from_matrices", from_matrices.losses());
    story.result("hidden_layer.as_module", as_module.losses());
    Ok(())
}

/// The network written out: four tensors and a formula.
fn matrices(start: &Mlp, (x, y): (&Tensor<2>, &Tensor<1>)) -> Result<Trace> {
    let bias = |layer: &Linear| {
        let bias = layer.bias.as_ref().map(|b| b.val().inner());
        bias.unwrap_or_else(|| y.zeros_like()).unsqueeze::<2>()
    };
    let [first, second] = [&start.hidden, &start.output];
    let [w1, w2] = [first, second].map(|layer| layer.weight.val().inner());
    let mut params = [w1, bias(first), w2, bias(second)];
    let mut recorder = Recorder::new();
    // ANCHOR: matrices
    for _ in 0..=100 {
        params = params.map(|w| w.autodiff().require_grad());
        let [w1, b1, w2, b2] = params.clone();
        let hidden = relu(x.clone().matmul(w1) + b1);
        let y_pred = hidden.matmul(w2) + b2;
        let loss = mse(y_pred.squeeze_dim(1), y.clone());
        recorder.record(&loss, &loss)?;
        let grads = loss.backward();
        params = params.map(|w| match w.grad(&grads) {
            Some(gradient) => w.inner() - gradient * 0.1,
            None => w.inner(),
        });
    }
    // ANCHOR_END: matrices
    Ok(recorder.finish()?)
}

/// The same with burn's layers and optimiser.
fn module(mut model: Mlp, (x, y): (&Tensor<2>, &Tensor<1>)) -> Result<Trace> {
    let mut recorder = Recorder::new();
    // ANCHOR: module
    let mut optimiser = SgdConfig::new().init();
    for _ in 0..=100 {
        let y_pred = model.forward(x.clone());
        let loss = mse(y_pred.squeeze_dim(1), y.clone());
        recorder.record(&loss, &loss)?;
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimiser.step(0.1, model, grads);
    }
    // ANCHOR_END: module
    Ok(recorder.finish()?)
}
