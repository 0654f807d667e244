//! Lesson 1: random data.
//!
//! What a tensor is, and the three data sets that all lessons fit: a line, a
//! quadratic, and a line under noise.
//!
//! Run it: `cargo run --bin lesson1`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data, train::to_host};
use lessons::{Lesson, Result, array, figure::Chart};

fn main() -> ExitCode {
    lessons::run(1, |lesson, _: lessons::args::NoFlags| {
        line(lesson)?;
        quadratic(lesson)?;
        noisy_line(lesson)
    })
}

fn line(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("A line, and what a tensor is");
    let (a, b) = (3.0, 8.0);
    let points = data::line();
    lesson.say("3 and 8 are the parameters: what a model must find. x and y");
    lesson.say("are the data: all that it may see.");
    // ANCHOR: tensor
    let x = data::tensor(&points.x, &lesson.device);
    let y = x.clone() * a + b;
    // ANCHOR_END: tensor
    lesson.say("A tensor holds numbers of one type in a shape, on a device.");
    lesson.say(format!("x: shape {:?}, type {:?}", x.dims(), x.dtype()));
    lesson.say(format!("   on {:?}", x.device()));
    lesson.say(format!("x =\n{}", array(&to_host(x.clone())?)));
    lesson.say(format!("y = 3x + 8 =\n{}", array(&to_host(y.clone())?)));
    lesson.say("A tensor never changes: x + 1 is a new one, and x stays.");
    let plus_one = x.clone() + 1.0;
    let first = |t: Tensor<1>| to_host(t.slice(0..3));
    lesson.say(format!("x + 1 begins {}", array(&first(plus_one)?)));
    lesson.say(format!("x     begins {}", array(&first(x)?)));
    lesson.result("notebook_line.x", points.x.clone());
    lesson.result("notebook_line.y", to_host(y)?);

    let seed = lesson.seed;
    // ANCHOR: seed
    let [fresh, again] = [seed, seed].map(data::fresh_line);
    let other = data::fresh_line(seed.wrapping_add(1));
    // ANCHOR_END: seed
    lesson.say("\nNew x come from a seed. The same seed draws the same:");
    lesson.say(format!("seed {seed}: {}", array(&fresh.x[..4])));
    lesson.say(format!("seed {seed}: {}", array(&again.x[..4])));
    let next = seed.wrapping_add(1);
    lesson.say(format!("seed {next}: {}", array(&other.x[..4])));
    lesson.result("fresh_line.x", fresh.x.clone());
    let chart = Chart::new("30 points on the line y = 3x + 8", "x", "y")
        .points("the notebook's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y);
    lesson.chart("line", chart)
}

fn quadratic(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("A quadratic: y = 5x² − 3x + 3");
    // ANCHOR: quadratic
    let x = data::tensor(&data::linspace(-5.0, 5.0, 100), &lesson.device);
    let y = x.clone().square() * 5.0 - x.clone() * 3.0 + 3.0;
    // ANCHOR_END: quadratic
    let (x, y) = (to_host(x)?, to_host(y)?);
    lesson.say("100 x, evenly spaced from −5 to 5. The first three points:");
    lesson.say(format!("x = {}\ny = {}", array(&x[..3]), array(&y[..3])));
    let chart = Chart::new("100 points on y = 5x² − 3x + 3", "x", "y");
    lesson.figure("quadratic", chart.points("", &x, &y))?;
    lesson.result("quadratic.x", x);
    lesson.result("quadratic.y", y);
    Ok(())
}

fn noisy_line(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("A line under noise: y = 3 + 2x + noise");
    let points = data::noisy_line()?;
    let (measured, y) = points.tensors(&lesson.device);
    // ANCHOR: matmul
    let ones = measured.ones_like();
    let x = Tensor::stack::<2>(vec![ones, measured], 1);
    let w = data::tensor(&[3.0, 2.0], &lesson.device).unsqueeze_dim(1);
    let on_line = x.clone().matmul(w).squeeze_dim::<1>(1);
    // ANCHOR_END: matmul
    lesson.say("x has two columns: ones, and what was measured. So x @ w is");
    lesson.say("1·w0 + x·w1 in every row, with w0 = 3 and w1 = 2.");
    let rows = to_host(x.clone().slice(0..5))?;
    lesson.say(format!("x: shape {:?}, its first five rows", x.dims()));
    for row in rows.chunks(2) {
        lesson.say(format!("  {}", array(row)));
    }
    let mean: f64 = to_host((y - on_line).mean())?.iter().sum();
    lesson.say(format!(
        "The noise is y − x @ w. Its mean is {mean:.4}, not 0:"
    ));
    lesson.say("it is uniform on [0, 1). So a fit finds w0 near 3.5, not 3,");
    lesson.say("and the parameters that made the data are not the best ones.");
    lesson.result("noisy_line.x", points.x.clone());
    lesson.result("noisy_line.y", points.y.clone());
    lesson.result("noisy_line.noise_mean", mean);
    lesson
        .say("The lesson seeds NumPy, but PyTorch draws: each of its runs has");
    lesson
        .say("other points. These are one such draw; yours come from --seed.");
    let fresh = data::fresh_noisy_line(lesson.seed);
    let chart = Chart::new("The line 3 + 2x under noise", "x", "y")
        .points("the lesson's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y)
        .dashed("3 + 2x, without noise", &[-1.0, 1.0], &[1.0, 5.0]);
    lesson.figure("noisy_line", chart)
}
