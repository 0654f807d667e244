//! Lesson 2: loss.
//!
//! One number says how wrong a guess is. Not the mean error: signs cancel.
//!
//! Run it: `cargo run --bin lesson2`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::{to_host, value},
    loss,
    model::Line,
};
use figure::{Chart, number::range};
use program::{
    Result, Story, array, lesson, number,
    points::ProblemFlags,
    problem::{self, Problem},
    scene,
};

mod guess;

/// The parts of the story.
mod told {
    pub mod lines;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: ProblemFlags| {
        let start = flags.points.start.unwrap_or([-1.0, 1.0]);
        let problem = flags.line(story.seed)?;
        if problem.own.is_none() {
            quadratic(story)?;
        }
        line(story, start, &problem)?;
        match &problem.own {
            None => told::lines::noisy(story, &flags),
            Some(own) => told::lines::own(story, start, &problem, own),
        }
    })
}

fn quadratic(story: &mut Story) -> Result<()> {
    story.heading("Errors have signs, and signs cancel");
    let x: Vec<f64> = (-5..5).map(f64::from).collect();
    let signed = to_host(guess::errors(tensor(&x, &story.device)))?;
    let mean = signed.iter().sum::<f64>() / signed.len() as f64;
    let [truth, guess] = [guess::TRUTH, guess::GUESS].map(problem::quadratic);
    story.say(format!("The truth is {truth}, the guess {guess}."));
    let (low, high) = range(&x).unwrap_or_default();
    let at = format!("{low} … {high}").replace('-', "−");
    story.line(format!("Guess − truth at {at}, mean {mean}:"));
    story.line(array(&signed));
    story.say(
        "The post's text says 0 at x = 0 and 3 at x = 1: \
         it forgot that its guess has c = 4. \
         Its code, and ours, gives 1 and 4.",
    );
    story.result("signed_errors", signed);

    story.say("\nOver 100 points from −5 to 5:");
    let points = data::on_quadratic(guess::TRUTH);
    let (x, y) = points.tensors(&story.device);
    let y_pred = guess::quadratic(guess::GUESS, x);
    losses(story, "", &y_pred, &y)?;
    story.say(
        "Signs cancel in the first; \
         large errors weigh most in the last.",
    );
    let chart = Chart::new("The post's first guess", "x", "y")
        .line(&format!("the truth, {truth}"), &points.x, &points.y)
        .dashed(&format!("the guess, {guess}"), &points.x, &to_host(y_pred)?);
    story.figure("quadratic_guess", chart)
}

/// A table of all five losses. Keeps each as `key` and its name.
fn losses(
    story: &mut Story,
    key: &str,
    y_pred: &Tensor<1>,
    y: &Tensor<1>,
) -> Result<()> {
    for (name, loss, formula) in guess::LOSSES {
        let loss = value(loss(y_pred.clone(), y.clone()))?;
        story.line(format!("{name:10} {:>11}  {formula}", number(loss)));
        story.result(&format!("{key}{name}"), loss);
    }
    Ok(())
}

fn line(story: &mut Story, [a, b]: [f64; 2], problem: &Problem) -> Result<()> {
    story.heading("Five numbers for one guess");
    problem.introduce(story);
    let points = &problem.points;
    let (x, y) = points.tensors(&story.device);
    let guess = format!("The guess has a = {a}, b = {b}.");
    let (truth, lowest) = match &problem.own {
        None => (Some([3.0, 8.0]), [3.0, 8.0]),
        Some(own) => (own.truth, Line::least_squares(points)),
    };
    let truth =
        truth.map(|line| format!("The truth is {}. ", problem::line(line)));
    story.say(truth.unwrap_or_default() + &guess);
    let y_pred = guess::line([a, b], x);
    losses(story, "losses.", &y_pred, &y)?;
    story.result("avg_loss", value(loss::rmse(y_pred, y))?);
    let chart = scene::fit("A first guess", points, a, b);
    story.chart("line_guess", chart.axes(problem.axes()))?;
    story.say(
        "Every pair (a, b) has a loss. \
         Over all pairs it is a bowl with one lowest point: \
         the figure `bowl` shows it from above.",
    );
    let guess = ("guess", [a, b]);
    let bowl = scene::bowl(points, &story.device, guess, lowest, [])?;
    story.figure("bowl", bowl)
}
