//! Lesson 1: random data.
//!
//! What a tensor is, and the three data sets that all lessons fit: a line, a
//! quadratic, and a line under noise.
//!
//! Run it: `cargo run --bin lesson1`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data, device::to_host};
use lessons::{Result, Story, array, figure::Chart};

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, _: lessons::args::NoFlags| {
            line(story)?;
            quadratic(story)?;
            noisy_line(story)
        },
    )
}

fn line(story: &mut Story) -> Result<()> {
    story.heading("A line, and what a tensor is");
    let (a, b) = (3.0, 8.0);
    let points = data::line();
    story.say("3 and 8 are the parameters: what a model must find. x and y");
    story.say("are the data: all that it may see.");
    // ANCHOR: tensor
    let x = data::tensor(&points.x, &story.device);
    let y = x.clone() * a + b;
    // ANCHOR_END: tensor
    story.say("A tensor holds numbers of one type in a shape, on a device.");
    story.say(format!("x: shape {:?}, type {:?}", x.dims(), x.dtype()));
    story.say(format!("   on {:?}", x.device()));
    story.say(format!("x =\n{}", array(&to_host(x.clone())?)));
    story.say(format!("y = 3x + 8 =\n{}", array(&to_host(y.clone())?)));
    story.say("A tensor never changes: x + 1 is a new one, and x stays.");
    let plus_one = x.clone() + 1.0;
    let first = |t: Tensor<1>| to_host(t.slice(0..3));
    story.say(format!("x + 1 begins {}", array(&first(plus_one)?)));
    story.say(format!("x     begins {}", array(&first(x)?)));
    story.result("notebook_line.x", points.x.clone());
    story.result("notebook_line.y", to_host(y)?);

    let seed = story.seed;
    // ANCHOR: seed
    let [fresh, again] = [seed, seed].map(data::fresh_line);
    let other = data::fresh_line(seed.wrapping_add(1));
    // ANCHOR_END: seed
    story.say("\nNew x come from a seed. The same seed draws the same:");
    story.say(format!("seed {seed}: {}", array(&fresh.x[..4])));
    story.say(format!("seed {seed}: {}", array(&again.x[..4])));
    let next = seed.wrapping_add(1);
    story.say(format!("seed {next}: {}", array(&other.x[..4])));
    story.result("fresh_line.x", fresh.x.clone());
    let chart = Chart::new("30 points on the line y = 3x + 8", "x", "y")
        .points("the notebook's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y);
    story.chart("line", chart)
}

fn quadratic(story: &mut Story) -> Result<()> {
    story.heading("A quadratic: y = 5x² − 3x + 3");
    // ANCHOR: quadratic
    let x = data::tensor(&data::linspace(-5.0, 5.0, 100), &story.device);
    let y = x.clone().square() * 5.0 - x.clone() * 3.0 + 3.0;
    // ANCHOR_END: quadratic
    let (x, y) = (to_host(x)?, to_host(y)?);
    story.say("100 x, evenly spaced from −5 to 5. The first three points:");
    story.say(format!("x = {}\ny = {}", array(&x[..3]), array(&y[..3])));
    let chart = Chart::new("100 points on y = 5x² − 3x + 3", "x", "y");
    story.figure("quadratic", chart.points("", &x, &y))?;
    story.result("quadratic.x", x);
    story.result("quadratic.y", y);
    Ok(())
}

fn noisy_line(story: &mut Story) -> Result<()> {
    story.heading("A line under noise: y = 3 + 2x + noise");
    let points = data::noisy_line()?;
    let (measured, y) = points.tensors(&story.device);
    // ANCHOR: matmul
    let ones = measured.ones_like();
    let x = Tensor::stack::<2>(vec![ones, measured], 1);
    let w = data::tensor(&[3.0, 2.0], &story.device).unsqueeze_dim(1);
    let on_line = x.clone().matmul(w).squeeze_dim::<1>(1);
    // ANCHOR_END: matmul
    story.say("x has two columns: ones, and what was measured. So x @ w is");
    story.say("1·w0 + x·w1 in every row, with w0 = 3 and w1 = 2.");
    let rows = to_host(x.clone().slice(0..5))?;
    story.say(format!("x: shape {:?}, its first five rows", x.dims()));
    for row in rows.chunks(2) {
        story.say(format!("  {}", array(row)));
    }
    let mean: f64 = to_host((y - on_line).mean())?.iter().sum();
    story.say(format!(
        "The noise is y − x @ w. Its mean is {mean:.4}, not 0:"
    ));
    story.say("it is uniform on [0, 1). So a fit finds w0 near 3.5, not 3,");
    story.say("and the parameters that made the data are not the best ones.");
    story.result("noisy_line.x", points.x.clone());
    story.result("noisy_line.y", points.y.clone());
    story.result("noisy_line.noise_mean", mean);
    story
        .say("The lesson seeds NumPy, but PyTorch draws: each of its runs has");
    story.say("other points. These are one such draw; yours come from --seed.");
    let fresh = data::fresh_noisy_line(story.seed);
    let chart = Chart::new("The line 3 + 2x under noise", "x", "y")
        .points("the lesson's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y)
        .dashed("3 + 2x, without noise", &[-1.0, 1.0], &[1.0, 5.0]);
    story.figure("noisy_line", chart)
}
