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
    loss::{self, Loss},
    model::{Line, Quadratic},
};
use lessons::{Result, Story, args, array, figure::Chart, number, scene};

// ANCHOR: losses
/// e is the list of errors, prediction − target.
const LOSSES: [(&str, Loss, &str); 5] = [
    ("mean_error", loss::mean_error, "mean(e)"),
    ("mae", loss::mae, "mean(|e|)"),
    ("sse", loss::sse, "sum(e²)"),
    ("mse", loss::mse, "mean(e²)"),
    ("rmse", loss::rmse, "√mean(e²), the notebook's avg_loss"),
];
// ANCHOR_END: losses

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::PointFlags| {
            quadratic(story)?;
            line(story, &flags)?;
            noisy_line(story, &flags)
        },
    )
}

fn quadratic(story: &mut Story) -> Result<()> {
    story.heading("Errors have signs, and signs cancel");
    // ANCHOR: errors
    let truth = Quadratic::from(tensor(&[5.0, -3.0, 3.0], &story.device));
    let guess = Quadratic::from(tensor(&[2.0, 3.0, 4.0], &story.device));
    let errors = |x: Tensor<1>| guess.forward(x.clone()) - truth.forward(x);
    // ANCHOR_END: errors
    let ten: Vec<f64> = (-5..5).map(f64::from).collect();
    let signed = to_host(errors(tensor(&ten, &story.device)))?;
    story.say("The truth is 5x² − 3x + 3, the guess 2x² + 3x + 4.");
    let mean = signed.iter().sum::<f64>() / 10.0;
    let ten = array(&signed);
    story.say(format!("Guess − truth at −5 … 4, mean {mean}:\n{ten}"));
    story.say("The post's text says 0 at x = 0 and 3 at x = 1: it forgot that");
    story.say("its guess has c = 4. Its code, and ours, gives 1 and 4.");
    story.result("signed_errors", signed);

    let points = data::quadratic();
    let (x, y) = points.tensors(&story.device);
    let y_pred = guess.forward(x);
    story.say("\nOver 100 points from −5 to 5:");
    for (name, loss, formula) in LOSSES {
        let loss = value(loss(y_pred.clone(), y.clone()))?;
        story.say(format!("{name:10} {:>11}  {formula}", number(loss)));
        story.result(name, loss);
    }
    story
        .say("Signs cancel in the first; large errors weigh most in the last.");
    let chart = Chart::new("The post's first guess", "x", "y")
        .line("the truth, 5x² − 3x + 3", &points.x, &points.y)
        .dashed("the guess, 2x² + 3x + 4", &points.x, &to_host(y_pred)?);
    story.figure("quadratic_guess", chart)
}

fn line(story: &mut Story, flags: &args::PointFlags) -> Result<()> {
    story.heading("Five numbers for one guess");
    let points = flags.line(story.seed);
    let (x, y) = points.tensors(&story.device);
    let [a, b] = flags.start.unwrap_or([-1.0, 1.0]);
    story.say(format!(
        "The truth is 3x + 8. The guess has a = {a}, b = {b}."
    ));
    // ANCHOR: guess
    let guess = Line::from(tensor(&[a, b], &story.device));
    let y_pred = guess.forward(x.clone());
    // ANCHOR_END: guess
    for (name, loss, formula) in LOSSES {
        let loss = value(loss(y_pred.clone(), y.clone()))?;
        story.say(format!("{name:10} {:>11}  {formula}", number(loss)));
        story.result(&format!("losses.{name}"), loss);
    }
    story.result("avg_loss", value(loss::rmse(y_pred, y.clone()))?);
    story.chart("line_guess", scene::fit("A first guess", &points, a, b))?;
    story.say("Every pair (a, b) has a loss. Over all pairs it is a bowl with");
    story.say("one lowest point: the figure `bowl` shows it from above.");
    let columns = Line::columns(x);
    let (guess, best) = (("guess", [a, b]), [3.0, 8.0]);
    story.figure("bowl", scene::bowl(["a", "b"], columns, y, guess, best)?)
}

fn noisy_line(story: &mut Story, flags: &args::PointFlags) -> Result<()> {
    story.heading("Under noise, the truth is not the best guess");
    let points = flags.noisy_line(story.seed)?;
    let (x, y) = points.tensors(&story.device);
    let [slope, intercept] = Line::least_squares(&points);
    story.say("The PyTorch lesson's line is w0 + w1 x. Three pairs (w0, w1):");
    // ANCHOR: noisy
    for (key, name, w0, w1) in [
        ("mse_torch", "its guess, `w_real`", -3.0, -5.0),
        ("mse_true_weights", "the true weights", 3.0, 2.0),
        ("mse_least_squares", "least squares", intercept, slope),
    ] {
        let line = Line::from(tensor(&[w1, w0], &story.device));
        let mse = value(loss::mse(line.forward(x.clone()), y.clone()))?;
        story.say(format!("{name:19} {w0:7.4} {w1:7.4}  MSE {mse:8.4}"));
        story.result(key, mse);
    }
    // ANCHOR_END: noisy
    story.say("The noise has mean ½, so the best w0 is near 3½, not 3.");
    let chart = scene::fit("The PyTorch lesson's guess", &points, -5.0, -3.0);
    story.figure("noisy_line_guess", chart)
}
