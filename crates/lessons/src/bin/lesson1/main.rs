//! Lesson 1: random data.
//!
//! What a tensor is, and the three data sets that all lessons fit: a line, a
//! quadratic, and a line under noise.
//!
//! Run it: `cargo run --bin lesson1`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data,
    device::{to_host, value},
};
use figure::Chart;
use program::{Result, Story, array, lesson, points::NoFlags};

mod points;

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, _: NoFlags| {
        line(story)?;
        quadratic(story)?;
        noisy_line(story)
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

fn noisy_line(story: &mut Story) -> Result<()> {
    story.heading("A line under noise: y = 3 + 2x + noise");
    let points = data::noisy_line()?;
    let (x, y) = points.tensors(&story.device);
    let (columns, on_line) = points::product(x, [2.0, 3.0]);
    story.say(
        "The table X has two columns: what was measured, and ones. \
         So X @ w is x·a + 1·b in every row; w holds a = 2 and b = 3.",
    );
    let rows = to_host(columns.clone().slice(0..5))?;
    story.line(format!(
        "X: shape {:?}, its first five rows",
        columns.dims()
    ));
    for row in rows.chunks(2) {
        story.line(format!("  {}", array(row)));
    }
    let mean = value((y - on_line).mean())?;
    story.say(format!(
        "The noise is y − X @ w. Its mean is {mean:.4}, not 0: \
         it is uniform from 0 to 1. So a fit finds b near 3.5, not 3, \
         and the parameters that made the data are not the best ones.",
    ));
    story.result("noisy_line.x", points.x.clone());
    story.result("noisy_line.y", points.y.clone());
    story.result("noisy_line.noise_mean", mean);
    story.say(
        "A lesson on PyTorch gave the recipe. It seeds NumPy, but PyTorch \
         draws: each of its runs has other points. \
         These are one such draw; yours come from --seed.",
    );
    let fresh = data::fresh_noisy_line(story.seed);
    let chart = Chart::new("The line 3 + 2x under noise", "x", "y")
        .points("the lesson's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y)
        .dashed("3 + 2x, without noise", &[-1.0, 1.0], &[1.0, 5.0]);
    story.figure("noisy_line", chart)
}
