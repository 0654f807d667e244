//! The PyTorch lesson's runs.

use descent::{data::tensor, model::Line, train::Recorder};
use figure::Chart;
use program::{
    Result, Story,
    points::LineFlags,
    scene::{self, LineFit, Recording},
};

use crate::{
    line::descend,
    module::{Linear, train},
};

/// The learning rate and the updates of the short runs.
const SHORT: (f64, usize) = (0.01, 100);

pub fn runs(story: &mut Story, flags: &LineFlags) -> Result<()> {
    story.heading("The PyTorch lesson's line: y = ax + b");
    story.say(
        "PyTorch's lesson writes w0 + w1 x: \
         its w1 is our a, its w0 our b.",
    );
    let points = flags.points.noisy_line(story.seed)?;
    let (x, y) = points.tensors(&story.device);
    let x = Line::columns(x);
    let start = flags.points.start.unwrap_or([-3.0, -2.0]);
    let w = tensor(&start, &story.device);

    let (lr, updates) = SHORT;
    story.say(format!(
        "{updates} updates of learning rate {lr}, written out:"
    ));
    let none = Recorder::new();
    let short = descend(x.clone(), y.clone(), w.clone(), lr, updates, none)?;
    story.milestones("torch.lr_0_01", "MSE", &short, &[0, 1, 10]);
    story.result("torch.losses_lr_0_01", &short.losses()[..updates]);
    story.result("torch.w_lr_0_01", short.last().params);
    if short.last().params[0] < 0.0 {
        story.say("Too few: the slope a still has the wrong sign.");
    }

    let (lr, updates) = (flags.lr.unwrap_or(1e-3), flags.steps.unwrap_or(7000));
    story.say(format!("\n{updates} updates of {lr}, as a burn module:"));
    let fit = LineFit::new(points, start, lr, "MSE");
    let recorder = story.recorder(flags.live, updates, 70, &fit);
    let model = Linear::new(w.clone());
    let long = train(x.clone(), y.clone(), model, lr, updates, true, recorder)?;
    let (end, losses) = (long.last().params, long.losses());
    // The losses before updates 0, 100, 200 …, and before the last one.
    let stride = updates.div_ceil(70);
    let mut sample: Vec<_> = (0..updates).step_by(stride).collect();
    sample.extend(((updates - 1) % stride > 0).then_some(updates - 1));
    let sample: Vec<_> = sample.into_iter().map(|k| losses[k]).collect();
    let published = (lr, updates) == (1e-3, 7000);
    let run = if published { "_lr_0_001" } else { "" };
    story.result(&format!("torch.losses{run}"), sample);
    story.result(&format!("torch.w{run}"), &end);
    story.milestones("torch.long", "MSE", &long, &[0, 100, 1000]);
    let best = Line::least_squares(&fit.points);
    story.compare("torch", &Line::PARAMS, &end, &best);
    story.animation("line", 150, fit.frames(&long, 70))?;
    story.recording("line", &fit, [Recording::new("", &long, 70)])?;

    let (lr, updates) = SHORT;
    story.say(format!(
        "\nGradients that nobody sets to zero, {updates} updates of {lr}:"
    ));
    let (model, none) = (Linear::new(w), Recorder::new());
    let kept = train(x, y, model, lr, updates, false, none)?;
    let losses = kept.losses();
    story.milestones("torch.not_zeroed", "MSE", &kept, &[0, 1, 10, 20, 40]);
    story.result("torch.losses_not_zeroed", &losses[..updates]);
    if losses.windows(2).any(|pair| pair[1] > 1.1 * pair[0]) {
        story.say("The loss swings: all old gradients push in every update.");
    }
    let runs = [("set to zero", short.losses()), ("kept", losses)];
    let chart = scene::losses("Gradients set to zero, or kept", "MSE", &runs);
    story.chart("loss", chart.log_y())?;
    wrong_column(story, &fit)
}

fn wrong_column(story: &mut Story, fit: &LineFit) -> Result<()> {
    story.say(
        "The lesson's animation draws y over the column of ones, for x: \
         a vertical stripe, in the figure `wrong_column`. \
         Ours does not.",
    );
    let points = &fit.points;
    let ones = vec![1.0; points.len()];
    let chart = Chart::new("The column of ones, drawn for x", "x", "y")
        .points("y over the ones", &ones, &points.y)
        .points("y over x", &points.x, &points.y);
    story.figure("wrong_column", chart)
}
