//! Lesson 4: autodiff.
//!
//! burn records the operations that lead to the loss and goes back through
//! them with the chain rule. No derivative is written by hand any more.
//!
//! Run it: `cargo run --bin lesson4`

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{data::tensor, loss, model::Line, train::Recorder};
use lessons::{
    Lesson, Result, args, figure::Chart, scene, scene::Descent, scene::Run,
};
use linear::{After, Linear, train};

mod linear;
mod one_point;

fn main() -> ExitCode {
    lessons::run(4, |lesson, flags: args::Descent| {
        one_point::graph(lesson)?;
        one_point::check(lesson)?;
        torch(lesson, &flags)
    })
}

fn torch(lesson: &mut Lesson, flags: &args::Descent) -> Result<()> {
    lesson.heading("The PyTorch lesson's line: y = w0 + w1 x");
    let points = flags.points.noisy_line(lesson.seed)?;
    let (u, y) = points.tensors(&lesson.device);
    let x = Tensor::stack::<2>(vec![u.ones_like(), u], 1);
    let start = flags.points.start.unwrap_or([-2.0, -3.0]);
    let begin = tensor(&start, &lesson.device);

    lesson.say("100 steps of learning rate 0.01, written out:");
    // ANCHOR: backward
    let mut recorder = Recorder::new();
    let mut w = begin.clone().autodiff().require_grad();
    for _ in 0..=100 {
        let column = w.clone().unsqueeze_dim::<2>(1);
        let y_pred = x.clone().matmul(column).squeeze_dim(1);
        let loss = loss::mse(y_pred, y.clone());
        recorder.record(&w, &loss)?;
        let grads = loss.backward();
        let Some(gradient) = w.grad(&grads) else {
            break;
        };
        // inner() leaves the graph, like PyTorch's no_grad: the update is no
        // part of the loss.
        w = (w.inner() - gradient * 0.01).autodiff().require_grad();
    }
    let short = recorder.finish()?;
    // ANCHOR_END: backward
    lesson.milestones("torch.lr_0_01", &short, &[0, 1, 10]);
    lesson.result("torch.losses_lr_0_01", &short.losses()[..100]);
    lesson.result("torch.w_lr_0_01", short.last().params);
    if short.last().params[1] < 0.0 {
        lesson.say("Too few: the slope w1 still has the wrong sign.");
    }

    let (lr, updates) = (flags.lr.unwrap_or(1e-3), flags.steps.unwrap_or(7000));
    lesson.say(format!(
        "\n{updates} steps of learning rate {lr}, as a module:"
    ));
    let (names, slope) = (["w0", "w1"], 1);
    let descent = Descent {
        points,
        names,
        slope,
        start,
        lr: Some(lr),
    };
    let recorder = lesson.recorder(flags.live, updates, 70, &descent);
    let (data, run) = ((x.clone(), y.clone()), (lr, updates));
    let model = Linear::new(begin.clone());
    let long = train(model, data.clone(), run, After::Zero, recorder)?;
    let (end, losses) = (long.last().params, long.losses());
    let hundredths = losses[..updates].iter().step_by(updates.div_ceil(70));
    let sample: Vec<_> = hundredths.chain([&losses[updates - 1]]).collect();
    let published = flags.lr.is_none() && flags.steps.is_none();
    let run = if published { "_lr_0_001" } else { "" };
    lesson.result(&format!("torch.losses{run}"), sample);
    lesson.result(&format!("torch.w{run}"), &end);
    lesson.milestones("torch.long", &long, &[0, 100, 1000]);
    let points = &descent.points;
    let [w1, w0] = Line::least_squares(points);
    lesson.compare("torch", &names, &end, &[w0, w1]);
    lesson.animation("line", 150, descent.frames(&long, 70))?;
    lesson.recording("line", &descent, &[Run::new("", &long, 70)])?;

    lesson.say("\nGradients that nobody sets to zero, 100 steps of 0.01:");
    let model = Linear::new(begin);
    let kept = train(model, data, (0.01, 100), After::Keep, Recorder::new())?;
    lesson.milestones("torch.not_zeroed", &kept, &[0, 1, 10, 20, 40]);
    lesson.result("torch.losses_not_zeroed", &kept.losses()[..100]);
    lesson.say("The loss swings and never settles.");
    let runs = [("zeroed", short.losses()), ("kept", kept.losses())];
    let chart = scene::losses("Loss, learning rate 0.01", "MSE", &runs);
    lesson.chart("loss", chart.log_y())?;

    // The source draws the column of ones: all points at x = 1.
    let ones = vec![1.0; points.len()];
    let chart = Chart::new("The column of ones, drawn for x", "x", "y")
        .points("y over the ones", &ones, &points.y)
        .points("y over x", &points.x, &points.y);
    lesson.figure("wrong_column", chart)
}
