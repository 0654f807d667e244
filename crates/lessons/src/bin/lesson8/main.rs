//! Lesson 8: from a line to a network.
//!
//! Matrices one after the other are one matrix. A nonlinearity between them
//! makes a network, and a wide enough network fits any curve.
//!
//! Run it: `cargo run --bin lesson8`

use std::process::ExitCode;

use burn::tensor::{Tensor, activation::relu};
use descent::{data::tensor, device::to_host};
use lessons::{Result, Story, args, array};

mod approximation;
mod curves;
mod depth;
mod film;
mod hidden_layer;
mod initializers;
mod limits;
mod sources;
mod variance;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::CurveFlags| {
            sources::neuron_and_bowl(story)?;
            stacked(story)?;
            hidden_layer::two_ways(story)?;
            variance::by_depth(story)?;
            initializers::of_burn(story)?;
            let fits = approximation::by_width(story, &flags)?;
            limits::of_approximation(story, &fits)?;
            film::of_learning(story, &flags)
        },
    )
}

fn stacked(story: &mut Story) -> Result<()> {
    story.heading("Two matrices are one");
    let device = story.device.clone();
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
    story.say("x W1 W2 = x (W1 W2): multiplied out, 2×3 and 3×2 make one 2×2,");
    story.say(format!("  {}\n  {}", array(&one[..2]), array(&one[2..])));
    story.say(
        "So a network of matrices alone is a line again. At x = −1, 0, 1:",
    );
    story.say("    x W1 W2        x (W1 W2)      relu(x W1) W2");
    let outputs = [two_steps, one_step, network].map(to_host);
    let [two_steps, one_step, network] = outputs;
    let columns = [two_steps?, one_step?, network?];
    for row in 0..3 {
        let cells = columns.each_ref().map(|column| {
            format!("{:>13}", array(&column[2 * row..2 * row + 2]))
        });
        story.say(format!("  {}", cells.join("  ")));
    }
    story.say("The first two agree, and lie on lines. With relu, max(0, ·),");
    story.say("between the matrices, the third does not: it has a bend.");
    story.result("stacked.product", one);
    story.result("stacked.two_steps", &columns[0]);
    story.result("stacked.one_step", &columns[1]);
    story.result("stacked.with_relu", &columns[2]);
    Ok(())
}
