//! Lesson 1: random data.
//!
//! What a tensor is, and the three data sets that all lessons fit: a line, a
//! quadratic, and a line under noise.
//!
//! Run it: `cargo run --bin lesson1`

use std::process::ExitCode;

use descent::{data, device::to_host};
use figure::Chart;
use program::{Result, Story, array, lesson, own::OwnFlags, problem};

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

/// The line (a, b) and the quadratic (a, b, c) that make the points.
const LINE: [f64; 2] = [3.0, 8.0];
const QUADRATIC: [f64; 3] = [5.0, -3.0, 3.0];

fn line(story: &mut Story) -> Result<()> {
    story.heading("A line, and what a tensor is");
    let ([a, b], name) = (LINE, problem::line(LINE));
    story.say(format!(
        "{a} and {b} are the parameters: what a model must find. \
         x and y are the data: all that it may see.",
    ));
    story.say("A tensor holds numbers of one type in a shape, on a device.");
    let points = data::line();
    let [x, y] = points::line(&points.x, LINE, &story.device);
    let (shape, dtype, device) = (x.dims(), x.dtype(), x.device());
    story.line(format!(
        "x: shape {shape:?}, type {dtype:?}\n   on {device:?}"
    ));
    story.line(format!("x =\n{}", array(&to_host(x.clone())?)));
    story.line(format!("y = {name} =\n{}", array(&to_host(y.clone())?)));
    story.say("A tensor never changes: x + 1 is a new one, and x stays.");
    let plus_one = to_host(x.clone() + 1.0)?;
    story.line(format!("x + 1 begins {}", array(first(&plus_one, 3))));
    story.line(format!("x     begins {}", array(first(&to_host(x)?, 3))));
    let y = to_host(y)?;
    story.result("notebook_line.x", &points.x);
    story.result("notebook_line.y", &y);

    story.say("\nNew x come from a seed. The same seed draws the same:");
    let (seed, next) = (story.seed, story.seed.wrapping_add(1));
    let [fresh, again, other] = points::draws(seed);
    for (seed, drawn) in [(seed, &fresh), (seed, &again), (next, &other)] {
        let begin = array(first(&drawn.x, 4));
        story.line(format!("seed {seed}: {begin}"));
    }
    story.result("fresh_line.x", &fresh.x);
    let fresh_y =
        to_host(points::line(&fresh.x, LINE, &story.device)[1].clone())?;
    let title = format!("{} points on the line y = {name}", y.len());
    let chart = Chart::new(title, "x", "y")
        .points("the notebook's points", &points.x, &y)
        .points("points drawn from the seed", &fresh.x, &fresh_y);
    story.chart("line", chart)
}

fn quadratic(story: &mut Story) -> Result<()> {
    let name = problem::quadratic(QUADRATIC);
    story.heading(&format!("A quadratic: y = {name}"));
    let [x, y] = points::quadratic(QUADRATIC, &story.device).map(to_host);
    let (x, y) = (x?, y?);
    let n = x.len();
    story.say(format!(
        "{n} x, evenly spaced from −5 to 5. The first three points:"
    ));
    let [shown_x, shown_y] = [&x, &y].map(|all| array(first(all, 3)));
    story.line(format!("x = {shown_x}\ny = {shown_y}"));
    let title = format!("{n} points on y = {name}");
    let chart = Chart::new(title, "x", "y");
    story.figure("quadratic", chart.points("", &x, &y))?;
    story.result("quadratic.x", x);
    story.result("quadratic.y", y);
    Ok(())
}

/// The first n, or all if there are fewer.
fn first(values: &[f64], n: usize) -> &[f64] {
    &values[..n.min(values.len())]
}
