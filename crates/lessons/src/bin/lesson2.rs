//! Lesson 2: loss.
//!
//! One number says how wrong a guess is. Not the mean error: signs cancel.
//!
//! Run it: `cargo run --bin lesson2`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    loss::{self, Loss},
    model::{Line, Quadratic},
    train::{to_host, value},
};
use lessons::{Lesson, Result, args, array, figure::Chart, number, scene};

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
    lessons::run(2, |lesson, flags: args::PointFlags| {
        quadratic(lesson)?;
        line(lesson, &flags)?;
        noisy_line(lesson, &flags)
    })
}

fn quadratic(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("Errors have signs, and signs cancel");
    // ANCHOR: errors
    let truth = Quadratic::from(tensor(&[5.0, -3.0, 3.0], &lesson.device));
    let guess = Quadratic::from(tensor(&[2.0, 3.0, 4.0], &lesson.device));
    let errors = |x: Tensor<1>| guess.forward(x.clone()) - truth.forward(x);
    // ANCHOR_END: errors
    let ten: Vec<f64> = (-5..5).map(f64::from).collect();
    let signed = to_host(errors(tensor(&ten, &lesson.device)))?;
    lesson.say("The truth is 5x² − 3x + 3, the guess 2x² + 3x + 4.");
    let mean = signed.iter().sum::<f64>() / 10.0;
    let ten = array(&signed);
    lesson.say(format!("Guess − truth at −5 … 4, mean {mean}:\n{ten}"));
    lesson
        .say("The post's text says 0 at x = 0 and 3 at x = 1: it forgot that");
    lesson.say("its guess has c = 4. Its code, and ours, gives 1 and 4.");
    lesson.result("signed_errors", signed);

    let points = data::quadratic();
    let (x, y) = points.tensors(&lesson.device);
    let y_pred = guess.forward(x);
    lesson.say("\nOver 100 points from −5 to 5:");
    for (name, loss, formula) in LOSSES {
        let loss = value(loss(y_pred.clone(), y.clone()))?;
        lesson.say(format!("{name:10} {:>11}  {formula}", number(loss)));
        lesson.result(name, loss);
    }
    lesson
        .say("Signs cancel in the first; large errors weigh most in the last.");
    let chart = Chart::new("The post's first guess", "x", "y")
        .line("the truth, 5x² − 3x + 3", &points.x, &points.y)
        .dashed("the guess, 2x² + 3x + 4", &points.x, &to_host(y_pred)?);
    lesson.figure("quadratic_guess", chart)
}

fn line(lesson: &mut Lesson, flags: &args::PointFlags) -> Result<()> {
    lesson.heading("Five numbers for one guess");
    let points = flags.line(lesson.seed);
    let (x, y) = points.tensors(&lesson.device);
    let [a, b] = flags.start.unwrap_or([-1.0, 1.0]);
    lesson.say(format!(
        "The truth is 3x + 8. The guess has a = {a}, b = {b}."
    ));
    // ANCHOR: guess
    let guess = Line::from(tensor(&[a, b], &lesson.device));
    let y_pred = guess.forward(x.clone());
    // ANCHOR_END: guess
    for (name, loss, formula) in LOSSES {
        let loss = value(loss(y_pred.clone(), y.clone()))?;
        lesson.say(format!("{name:10} {:>11}  {formula}", number(loss)));
        lesson.result(&format!("losses.{name}"), loss);
    }
    lesson.result("avg_loss", value(loss::rmse(y_pred, y.clone()))?);
    lesson.chart("line_guess", scene::fit("A first guess", &points, a, b))?;
    lesson
        .say("Every pair (a, b) has a loss. Over all pairs it is a bowl with");
    lesson.say("one lowest point: the figure `bowl` shows it from above.");
    let columns = Line::columns(x);
    let (guess, best) = (("guess", [a, b]), [3.0, 8.0]);
    lesson.figure("bowl", scene::bowl(["a", "b"], columns, y, guess, best)?)
}

fn noisy_line(lesson: &mut Lesson, flags: &args::PointFlags) -> Result<()> {
    lesson.heading("Under noise, the truth is not the best guess");
    let points = flags.noisy_line(lesson.seed)?;
    let (x, y) = points.tensors(&lesson.device);
    let [slope, intercept] = Line::least_squares(&points);
    lesson.say("The PyTorch lesson's line is w0 + w1 x. Three pairs (w0, w1):");
    // ANCHOR: noisy
    for (key, name, w0, w1) in [
        ("mse_torch", "its guess, `w_real`", -3.0, -5.0),
        ("mse_true_weights", "the true weights", 3.0, 2.0),
        ("mse_least_squares", "least squares", intercept, slope),
    ] {
        let line = Line::from(tensor(&[w1, w0], &lesson.device));
        let mse = value(loss::mse(line.forward(x.clone()), y.clone()))?;
        lesson.say(format!("{name:19} {w0:7.4} {w1:7.4}  MSE {mse:8.4}"));
        lesson.result(key, mse);
    }
    // ANCHOR_END: noisy
    lesson.say("The noise has mean ½, so the best w0 is near 3½, not 3.");
    let chart = scene::fit("The PyTorch lesson's guess", &points, -5.0, -3.0);
    lesson.figure("noisy_line_guess", chart)
}
