//! Matrices one after the other are one matrix; with relu between, they are
//! not.

use burn::tensor::Tensor;
use descent::device::to_host;
use program::{Result, Story, array};

use crate::stacked::stacked;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Two matrices are one");
    let found = stacked(&story.device);
    story.say("x W1 W2 = x (W1 W2): multiplied out, 2×3 and 3×2 make one 2×2,");
    for row in keep(story, "product", found.product)? {
        story.line(format!("  {row}"));
    }
    story.say(
        "So a network of matrices alone is a line again. At x = −1, 0, 1:",
    );
    story.line("    x W1 W2        x (W1 W2)      relu(x W1) W2");
    let two_steps = keep(story, "two_steps", found.two_steps)?;
    let one_step = keep(story, "one_step", found.one_step)?;
    let with_relu = keep(story, "with_relu", found.with_relu)?;
    for ((two, one), relu) in two_steps.iter().zip(&one_step).zip(&with_relu) {
        story.line(format!("  {two:>13}  {one:>13}  {relu:>13}"));
    }
    story.say(
        "The first two agree, and lie on lines. \
         With relu, max(0, ·), between the matrices, the third does not: \
         it has a bend.",
    );
    Ok(())
}

/// Keeps the numbers of a matrix. Its rows as text.
fn keep(
    story: &mut Story,
    key: &str,
    matrix: Tensor<2>,
) -> Result<Vec<String>> {
    let width = matrix.dims()[1];
    let numbers = to_host(matrix)?;
    story.result(&format!("stacked.{key}"), &numbers);
    Ok(numbers.chunks(width).map(array).collect())
}
