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
    data::{tensor, with_ones},
    device::value,
    gradient, loss, model,
    model::Line,
    train::{Recorder, Trace},
};
use lessons::{Result, Story, args, scene, scene::LineFit};
use run::Run;

mod pictures;
mod run;

fn main() -> ExitCode {
    program::lesson::run(env!("CARGO_BIN_NAME"), compare_sizes)
}

/// Descends the mean squared error from w, a batch at a time.
fn descend(
    (x, y): (&Tensor<2>, &Tensor<1>),
    mut w: Tensor<1>,
    (lr, epochs): (f64, usize),
    mut batches: Batches,
    mut recorder: Recorder,
) -> std::result::Result<Trace, descent::Error> {
    // ANCHOR: sgd
    let mse = |x: &Tensor<2>, y: &Tensor<1>, w: Tensor<1>| {
        loss::mse(model::linear(x.clone(), w), y.clone())
    };
    for _ in 0..epochs {
        for batch in batches.epoch() {
            // The loss over all points: for us to watch, not to descend.
            recorder.record(&w, &mse(x, y, w.clone()))?;
            let rows = Tensor::<1, Int>::from_data(&batch[..], &x.device());
            let x_batch = x.clone().select(0, rows.clone());
            let y_batch = y.clone().select(0, rows);
            let (_, gradient) =
                gradient::by_autodiff(&w, |w| mse(&x_batch, &y_batch, w));
            // A last, smaller batch counts as much as its points.
            w = w - gradient * (lr * batches.weight(&batch));
        }
    }
    // ANCHOR_END: sgd
    recorder.record(&w, &mse(x, y, w.clone()))?;
    recorder.finish()
}

fn compare_sizes(story: &mut Story, flags: args::BatchFlags) -> Result<()> {
    let points = flags.points.noisy_line(story.seed)?;
    let (n, seed, lr) = (points.len(), story.seed, flags.lr);
    let (measured, y) = points.tensors(&story.device);
    let x = with_ones(measured.clone());
    let start = flags.points.start.unwrap_or([-2.0, -3.0]);
    let w = tensor(&start, &story.device);
    let [w1, w0] = Line::least_squares(&points);
    let best = Line::from(tensor(&[w1, w0], &story.device));
    let floor = value(loss::mse(best.forward(measured), y.clone()))?;
    let names = ["w0", "w1"];
    let fit = LineFit::new(points, names, 1, start, lr, "MSE");

    story.heading("One batch of all points is full-batch descent");
    let all = Batches::new(n, n, seed)?;
    let full = descend((&x, &y), w.clone(), (lr, 100), all, Recorder::new())?;
    story.milestones("full_batch", "MSE", &full, &[0, 1, 10]);
    story.result("full_batch.losses", &full.losses()[..100]);
    story.say("One update is one epoch here: it has used every point once.");

    story.heading("Smaller batches");
    story.say("An epoch deals every point once, in a new order, a batch at a");
    story.say("time. The gradient of a batch is a guess at the full one.");
    let mut runs = Vec::new();
    for size in flags.sizes() {
        // ANCHOR: sizes
        let batches = Batches::new(n, size, seed)?;
        let per_epoch = batches.per_epoch();
        let epochs = flags.epochs.unwrap_or(600_usize.div_ceil(per_epoch));
        let updates = epochs * per_epoch;
        // ANCHOR_END: sizes
        let recorder = story.recorder(flags.live, updates, 40, &fit);
        let order = batches.clone();
        let run = (lr, epochs);
        let trace = descend((&x, &y), w.clone(), run, batches, recorder);
        runs.push(Run::new(size, n, order, trace)?);
    }
    pictures::table(story, &runs, floor, [w0, w1]);
    let bowl = scene::bowl(names, x, y, ("start", start), [w0, w1])?;
    pictures::draw(story, &fit, &runs, &bowl)
}
