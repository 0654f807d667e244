//! Lesson 5: minibatches.
//!
//! A few points are enough to know roughly which way is downhill. Updates
//! become cheaper, and noisier.
//!
//! Run it: `cargo run --bin lesson5`

use std::process::ExitCode;

use descent::{
    batch::Batches, data::tensor, device::value, model::Line, train::Recorder,
};
use flags::BatchFlags;
use program::{
    Result, Story, lesson,
    scene::{self, LineFit},
};
use run::Run;

mod flags;
mod pictures;
mod run;
mod sgd;

/// The parts of the story.
mod told {
    pub mod table;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), compare_sizes)
}

fn compare_sizes(story: &mut Story, flags: BatchFlags) -> Result<()> {
    story.trace_to(flags.trace.as_deref())?;
    let problem = flags.problem.noisy_line(story.seed)?;
    let (n, seed) = (problem.points.len(), story.seed);
    let sizes = flags.sizes(n).into_iter();
    let sizes: Vec<_> = sizes
        .map(|size| Batches::new(n, size, seed))
        .collect::<Result<_, _>>()?;
    problem.introduce(story);
    let lr = problem.lr(story, flags.lr, 0.01)?;
    let points = problem.points.clone();
    let (x, y) = points.tensors(&story.device);
    let x = Line::columns(x);
    let start = flags.problem.points.start.unwrap_or([-3.0, -2.0]);
    let w = tensor(&start, &story.device);
    let best = Line::least_squares(&points);
    let at_best = sgd::mse(&x, &y, tensor(&best, &story.device));
    let floor = value(at_best)?;
    let own = problem.own.is_some();
    let fit = LineFit::new(points, start, lr, "MSE").axes(problem.axes());

    story.heading("One batch of all points is full-batch descent");
    let (all, none) = (Batches::new(n, n, seed)?, Recorder::new());
    let ended = sgd::descend(&x, &y, w.clone(), lr, 100, all, none);
    let full = story.as_far_as_it_went("full_batch", "MSE", ended)?;
    story.trace_line("full batch", &full, &fit.points);
    story.milestones("full_batch", "MSE", &full, &[0, 1, 10]);
    let losses = full.losses();
    story.result("full_batch.losses", &losses[..losses.len().min(100)]);
    story.say("One update is one epoch here: it has used every point once.");

    story.heading("Smaller batches");
    story.say(
        "An epoch deals every point once, in a new order, a batch at a time. \
         The gradient of a batch is a guess at the full one.",
    );
    let mut runs = Vec::new();
    for batches in sizes {
        let epochs = flags.epochs.unwrap_or(sgd::epochs(600, &batches));
        let updates = epochs * batches.per_epoch();
        if flags.live.live {
            story.say(format!("\nBatch size {}:", batches.size()));
        }
        let recorder = story.recorder(flags.live, updates, 40, &fit);
        let dealt = batches.clone();
        let ended =
            sgd::descend(&x, &y, w.clone(), lr, epochs, dealt, recorder);
        let run = Run::new(batches, ended)?;
        story.trace_line(&run.name(), &run.trace, &fit.points);
        runs.push(run);
    }
    told::table::tell(story, &runs, floor, best);
    for run in &runs {
        run.diagnose(story, flags.doctor, &fit.points, lr);
    }
    let own = runs.iter().filter(|_| own).map(|run| &run.trace);
    let start = ("start", start);
    let bowl = scene::bowl(&fit.points, &story.device, start, best, own)?;
    pictures::draw(story, &fit, &runs, &bowl)
}
