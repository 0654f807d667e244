//! Lesson 1: random data.
//!
//! What a tensor is, and the three data sets that all lessons fit: a line, a
//! quadratic, and a line under noise.
//!
//! Run it: `cargo run --bin lesson1`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data, device::to_host};
use figure::Chart;
use program::{Result, Story, array, lesson, own::OwnFlags};

mod points;

/// The parts of the story.
mod told {
    pub mod noisy_line;
    pub mod own;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: OwnFlags| {
        if let Some(problem) = flags.problem(story.seed)? {
            return told::own::tell(story, &problem);
        }
        line(story)?;
        quadratic(story)?;
        told::noisy_line::tell(story)
    })
}

fn line(story: &mut Story) -> Result<()> {
    story.heading("A line, and what a tensor is");
    story.say(
        "3 and 8 are the parameters: what a model must find. \
         x and y are the data: all that it may see.",
    );
    story.say("A tensor holds numbers of one type in a shape, on a device.");
    let points = data::line();
    let [x, y] = points::line(&points.x, [3.0, 8.0], &story.device);
    let (shape, dtype, device) = (x.dims(), x.dtype(), x.device());
    story.line(format!(
        "x: shape {shape:?}, type {dtype:?}\n   on {device:?}"
    ));
    story.line(format!("x =\n{}", array(&to_host(x.clone())?)));
    story.line(format!("y = 3x + 8 =\n{}", array(&to_host(y.clone())?)));
    story.say("A tensor never changes: x + 1 is a new one, and x stays.");
    let plus_one = x.clone() + 1.0;
    let first = |t: Tensor<1>| to_host(t.slice(0..3));
    story.line(format!("x + 1 begins {}", array(&first(plus_one)?)));
    story.line(format!("x     begins {}", array(&first(x)?)));
    story.result("notebook_line.x", points.x.clone());
    story.result("notebook_line.y", to_host(y)?);

    story.say("\nNew x come from a seed. The same seed draws the same:");
    let (seed, next) = (story.seed, story.seed.wrapping_add(1));
    let [fresh, again, other] = points::draws(seed);
    for (seed, drawn) in [(seed, &fresh), (seed, &again), (next, &other)] {
        story.line(format!("seed {seed}: {}", array(&drawn.x[..4])));
    }
    story.result("fresh_line.x", fresh.x.clone());
    let chart = Chart::new("30 points on the line y = 3x + 8", "x", "y")
        .points("the notebook's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y);
    story.chart("line", chart)
}

fn quadratic(story: &mut Story) -> Result<()> {
    story.heading("A quadratic: y = 5x² − 3x + 3");
    let [x, y] = points::quadratic(&story.device).map(to_host);
    let (x, y) = (x?, y?);
    story.say("100 x, evenly spaced from −5 to 5. The first three points:");
    story.line(format!("x = {}\ny = {}", array(&x[..3]), array(&y[..3])));
    let chart = Chart::new("100 points on y = 5x² − 3x + 3", "x", "y");
    story.figure("quadratic", chart.points("", &x, &y))?;
    story.result("quadratic.x", x);
    story.result("quadratic.y", y);
    Ok(())
}
