//! Lesson 5: minibatches.
//!
//! A few points are enough to know roughly which way is downhill. Updates
//! become cheaper, and noisier.
//!
//! Run it: `cargo run --bin lesson5`

use std::process::ExitCode;

use burn::tensor::{Int, Tensor};
use descent::{
    batch::Batches,
    data::tensor,
    gradient, loss,
    model::Line,
    train::{Recorder, Trace, value},
};
use lessons::{Lesson, Result, args, scene, scene::Descent};
use run::Run;

mod pictures;
mod run;

fn main() -> ExitCode {
    lessons::run(5, compare_sizes)
}

/// Descends from w, a batch at a time. x has a column of ones.
fn descend(
    (x, y): (&Tensor<2>, &Tensor<1>),
    mut w: Tensor<1>,
    (lr, epochs): (f64, usize),
    mut batches: Batches,
    mut recorder: Recorder,
) -> Result<Trace> {
    // ANCHOR: sgd
    let mse = |x: &Tensor<2>, y: &Tensor<1>, w: Tensor<1>| {
        let y_pred = x.clone().matmul(w.unsqueeze_dim(1)).squeeze_dim(1);
        loss::mse(y_pred, y.clone())
    };
    for _ in 0..epochs {
        for batch in batches.epoch() {
            // The loss over all points: for us to watch, not to descend.
            recorder.record(&w, &mse(x, y, w.clone()))?;
            let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
            let x = x.clone().select(0, rows.clone());
            let y = y.clone().select(0, rows);
            let (_, gradient) = gradient::by_autodiff(&w, |w| mse(&x, &y, w));
            w = w - gradient * lr;
        }
    }
    // ANCHOR_END: sgd
    recorder.record(&w, &mse(x, y, w.clone()))?;
    Ok(recorder.finish()?)
}

fn compare_sizes(lesson: &mut Lesson, flags: args::Minibatch) -> Result<()> {
    let points = flags.points.noisy_line(lesson.seed)?;
    let (n, seed, lr) = (points.len(), lesson.seed, flags.lr);
    let (u, y) = points.tensors(&lesson.device);
    let x = Tensor::stack::<2>(vec![u.ones_like(), u.clone()], 1);
    let start = flags.points.start.unwrap_or([-2.0, -3.0]);
    let w = tensor(&start, &lesson.device);
    let [w1, w0] = Line::least_squares(&points);
    let (names, slope) = (["w0", "w1"], 1);
    let descent = Descent {
        points,
        names,
        slope,
        start,
        lr: Some(lr),
    };

    lesson.heading("One batch of all points is full-batch descent");
    let all = Batches::new(n, n, seed)?;
    let full = descend((&x, &y), w.clone(), (lr, 100), all, Recorder::new())?;
    lesson.milestones("full_batch", &full, &[0, 1, 10]);
    lesson.result("full_batch.losses", &full.losses()[..100]);
    lesson.say("This is lesson 4's descent: one update is one epoch.");

    lesson.heading("Smaller batches");
    let best = Line::from(tensor(&[w1, w0], &lesson.device));
    let floor = value(loss::mse(best.forward(u), y.clone()))?;
    lesson.say(format!(
        "Least squares: w0 = {w0:.4}, w1 = {w1:.4}, MSE {floor:.4}."
    ));
    lesson.say("What it takes to come within 10 % of that MSE, and how far w");
    lesson.say("is from least squares at the end of the run:\n");
    lesson
        .say(" batch size  epochs  updates  gradients of one point  distance");
    let mut runs = Vec::new();
    for size in flags.sizes() {
        // ANCHOR: sizes
        let batches = Batches::new(n, size, seed)?;
        let per_epoch = batches.per_epoch();
        let epochs = flags.epochs.unwrap_or(600_usize.div_ceil(per_epoch));
        let updates = epochs * per_epoch;
        // ANCHOR_END: sizes
        let recorder = lesson.recorder(flags.live, updates, 40, &descent);
        let run = (lr, epochs);
        let order = batches.clone();
        let trace = descend((&x, &y), w.clone(), run, batches, recorder)?;
        let run = Run {
            size,
            points: n,
            per_epoch,
            order,
            trace,
        };
        lesson.say(run.row(1.1 * floor, [w0, w1]));
        lesson.result(&format!("batch_sizes.{size}"), run.results(1.1 * floor));
        runs.push(run);
    }
    let bowl = scene::bowl(names, x, y, start, [w0, w1])?;
    pictures::draw(lesson, &descent, &runs, bowl)
}
