//! Lesson 8: from a line to a network.
//!
//! Matrices one after the other are one matrix. A nonlinearity between them
//! makes a network, and a wide enough network fits any curve.
//!
//! Run it: `cargo run --bin lesson8`

use std::process::ExitCode;

use burn::{
    optim::{GradientsParams, SgdConfig},
    tensor::{Tensor, activation::relu},
};
use descent::{
    data::{linspace, tensor},
    loss::mse,
    model::Mlp,
    train::{Recorder, Trace, to_host},
};
use lessons::{Lesson, Result, args, array};

mod approximation;
mod curves;
mod sources;
mod variance;

fn main() -> ExitCode {
    lessons::run(8, |lesson, flags: args::Curves| {
        sources::neuron_and_bowl(lesson)?;
        stacked(lesson)?;
        variance::by_depth(lesson)?;
        hidden_layer(lesson)?;
        approximation::by_width(lesson, &flags)
    })
}

fn stacked(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("Two matrices are one");
    let device = lesson.device.clone();
    // ANCHOR: stacked
    let matrix = |values: [f64; 6], shape: [usize; 2]| {
        tensor(&values, &device).reshape(shape)
    };
    let x = tensor(&[-1.0, 0.0, 1.0], &device).reshape([3, 1]);
    let x = Tensor::cat(vec![x.clone(), x.ones_like()], 1); // x and a one
    let w1 = matrix([1.0, 2.0, -1.0, 0.0, 1.0, 1.0], [2, 3]);
    let w2 = matrix([2.0, 0.0, 1.0, 1.0, -1.0, 2.0], [3, 2]);
    let one = w1.clone().matmul(w2.clone());
    let two_steps = x.clone().matmul(w1.clone()).matmul(w2.clone());
    let one_step = x.clone().matmul(one.clone());
    let network = relu(x.matmul(w1)).matmul(w2);
    // ANCHOR_END: stacked
    let one = to_host(one)?;
    lesson
        .say("x W1 W2 = x (W1 W2): multiplied out, 2×3 and 3×2 make one 2×2,");
    lesson.say(format!("  {}\n  {}", array(&one[..2]), array(&one[2..])));
    lesson.say(
        "So a network of matrices alone is a line again. At x = −1, 0, 1:",
    );
    lesson.say("    x W1 W2        x (W1 W2)      relu(x W1) W2");
    let outputs = [two_steps, one_step, network].map(to_host);
    let [two_steps, one_step, network] = outputs;
    let columns = [two_steps?, one_step?, network?];
    for row in 0..3 {
        let cells = columns.each_ref().map(|column| {
            format!("{:>13}", array(&column[2 * row..2 * row + 2]))
        });
        lesson.say(format!("  {}", cells.join("  ")));
    }
    lesson.say("The first two agree, and lie on lines. With relu, max(0, ·),");
    lesson.say("between the matrices, the third does not: it has a bend.");
    lesson.result("stacked.product", one);
    lesson.result("stacked.two_steps", &columns[0]);
    lesson.result("stacked.one_step", &columns[1]);
    lesson.result("stacked.with_relu", &columns[2]);
    Ok(())
}

fn hidden_layer(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("A hidden layer, from matrices and as a module");
    let (n, device) = (50, lesson.device.clone());
    let points = linspace(-1.0, 1.0, n);
    let square: Vec<f64> = points.iter().map(|x| x * x).collect();
    let x = tensor(&points, &device).reshape([n, 1]);
    let y = tensor(&square, &device);
    let start = Mlp::new([1, 8, 1], lesson.seed, &device);
    let (from_matrices, as_module) =
        (matrices(&start, (&x, &y))?, module(start, (&x, &y))?);
    lesson.say("x², 8 hidden units, 100 updates of learning rate 0.1:");
    lesson.say("updates    from matrices    as a module");
    for update in [0, 1, 10, 100] {
        let loss = |trace: &Trace| trace.steps[update].loss;
        let [a, b] = [loss(&from_matrices), loss(&as_module)];
        lesson.say(format!("{update:7} {a:16.6} {b:14.6}"));
    }
    lesson.result("hidden_layer.from_matrices", from_matrices.losses());
    lesson.result("hidden_layer.as_module", as_module.losses());
    Ok(())
}

/// The network written out: four tensors and a formula.
fn matrices(start: &Mlp, (x, y): (&Tensor<2>, &Tensor<1>)) -> Result<Trace> {
    let bias = |b: &Option<burn::module::Param<Tensor<1>>>| {
        let b = b.as_ref().map(|b| b.val().inner().unsqueeze::<2>());
        b.unwrap_or_else(|| Tensor::zeros([1, 1], &x.device()))
    };
    let [w1, w2] = [&start.hidden, &start.output].map(|l| l.weight.val());
    let mut params = [
        w1.inner(),
        bias(&start.hidden.bias),
        w2.inner(),
        bias(&start.output.bias),
    ];
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
