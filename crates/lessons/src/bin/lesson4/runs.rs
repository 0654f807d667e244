//! The PyTorch lesson's runs.

use descent::{
    data::{tensor, with_ones},
    model::Line,
    train::Recorder,
};
use lessons::{
    Result, Story, args,
    figure::Chart,
    scene::{self, LineFit, Recording},
};

use crate::{Linear, descend, train};

pub fn torch(story: &mut Story, flags: &args::LineFlags) -> Result<()> {
    story.heading("The PyTorch lesson's line: y = w0 + w1 x");
    let points = flags.points.noisy_line(story.seed)?;
    let (x, y) = points.tensors(&story.device);
    let data = (with_ones(x), y);
    let start = flags.points.start.unwrap_or([-2.0, -3.0]);
    let w = tensor(&start, &story.device);

    story.say("100 updates of learning rate 0.01, written out:");
    let run = (0.01, 100);
    let short = descend(data.clone(), w.clone(), run, Recorder::new())?;
    story.milestones("torch.lr_0_01", "MSE", &short, &[0, 1, 10]);
    story.result("torch.losses_lr_0_01", &short.losses()[..100]);
    story.result("torch.w_lr_0_01", short.last().params);
    if short.last().params[1] < 0.0 {
        story.say("Too few: the slope w1 still has the wrong sign.");
    }

    let (lr, updates) = (flags.lr.unwrap_or(1e-3), flags.steps.unwrap_or(7000));
    story.say(format!("\n{updates} updates of {lr}, as a burn module:"));
    let names = ["w0", "w1"];
    let fit = LineFit::new(points, names, 1, start, lr, "MSE");
    let recorder = story.recorder(flags.live, updates, 70, &fit);
    let model = Linear::new(w.clone());
    let long = train(data.clone(), model, (lr, updates), true, recorder)?;
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
    let [w1, w0] = Line::least_squares(&fit.points);
    story.compare("torch", &names, &end, &[w0, w1]);
    story.animation("line", 150, fit.frames(&long, 70))?;
    story.recording("line", &fit, [Recording::new("", &long, 70)])?;

    story.say("\nGradients that nobody sets to zero, 100 updates of 0.01:");
    let model = Linear::new(w);
    let kept = train(data, model, (0.01, 100), false, Recorder::new())?;
    let losses = kept.losses();
    story.milestones("torch.not_zeroed", "MSE", &kept, &[0, 1, 10, 20, 40]);
    story.result("torch.losses_not_zeroed", &losses[..100]);
    if losses.windows(2).any(|pair| pair[1] > 1.1 * pair[0]) {
        story.say("The loss swings: all old gradients push in every update.");
    }
    let runs = [("set to zero", short.losses()), ("kept", losses)];
    let chart = scene::losses("Gradients set to zero, or kept", "MSE", &runs);
    story.chart("loss", chart.log_y())?;

    story.say("The lesson's animation draws y over the column of ones, for x:");
    story
        .say("a vertical stripe, in the figure `wrong_column`. Ours does not.");
    let points = &fit.points;
    let ones = vec![1.0; points.len()];
    let chart = Chart::new("The column of ones, drawn for x", "x", "y")
        .points("y over the ones", &ones, &points.y)
        .points("y over x", &points.x, &points.y);
    story.figure("wrong_column", chart)
}
