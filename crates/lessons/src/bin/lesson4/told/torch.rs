//! The PyTorch lesson's runs.

use descent::{data::tensor, doctor::Run, model::Line, train::Recorder};
use program::{
    Result, Story,
    number::digits,
    points::LineFlags,
    problem::Problem,
    scene::{self, LineFit, Recording},
};

use crate::{
    line::descend,
    module::{Linear, train, train_on_kept_gradients},
};

/// The learning rate and the updates of the short runs.
const SHORT: (f64, usize) = (0.01, 100);

pub fn runs(
    story: &mut Story,
    flags: &LineFlags,
    problem: Problem,
) -> Result<()> {
    let theirs = problem.own.is_none();
    if theirs {
        story.heading("The PyTorch lesson's line: y = ax + b");
        story.say(
            "PyTorch's lesson writes w0 + w1 x: \
             its w1 is our a, its w0 our b.",
        );
    } else {
        story.heading("A descent of your line: y = ax + b");
    }
    let (x, y) = problem.points.tensors(&story.device);
    let x = Line::columns(x);
    let start = flags.problem.points.start.unwrap_or([-3.0, -2.0]);
    let w = tensor(&start, &story.device);

    let long_lr = problem.lr(story, flags.lr, 1e-3)?;
    let short = if theirs { SHORT } else { (long_lr, SHORT.1) };
    let (lr, updates) = short;
    let run = if theirs { "lr_0_01" } else { "short" };
    story.say(format!(
        "{updates} updates of learning rate {}, written out:",
        digits(lr),
    ));
    let none = Recorder::new();
    let ended = descend(x.clone(), y.clone(), w.clone(), lr, updates, none);
    let key = format!("torch.{run}");
    let by_hand = story.as_far_as_it_went(&key, "MSE", ended)?;
    story.milestones(&key, "MSE", &by_hand, &[0, 1, 10]);
    story.trace_line("short", &by_hand, &problem.points);
    let losses = by_hand.losses();
    let before = updates.min(losses.len());
    story.result(&format!("torch.losses_{run}"), &losses[..before]);
    story.result(&format!("torch.w_{run}"), by_hand.last().params);
    if theirs && by_hand.last().params[0] < 0.0 {
        story.say("Too few: the slope a still has the wrong sign.");
    }

    let (lr, updates) = (long_lr, flags.steps.unwrap_or(7000));
    story.say(format!(
        "\n{updates} updates of {}, as a burn module:",
        digits(lr),
    ));
    let fit = LineFit::new(problem.points.clone(), start, lr, "MSE")
        .axes(problem.axes());
    let recorder = story.recorder(flags.live, updates, 70, &fit);
    let model = Linear::new(w.clone());
    let ended = train(x.clone(), y.clone(), model, lr, updates, recorder);
    let long = story.as_far_as_it_went("torch.long", "MSE", ended)?;
    story.trace_line("long", &long, &fit.points);
    let (end, losses) = (long.last().params, long.losses());
    // The losses before updates 0, 100, 200 …, and before the last one.
    let stride = updates.div_ceil(70);
    let mut sample: Vec<_> = (0..updates).step_by(stride).collect();
    sample.extend(((updates - 1) % stride > 0).then_some(updates - 1));
    let sample: Vec<_> =
        sample.into_iter().filter_map(|k| losses.get(k)).collect();
    let published = theirs && (lr, updates) == (1e-3, 7000);
    let run = if published { "_lr_0_001" } else { "" };
    story.result(&format!("torch.losses{run}"), sample);
    story.result(&format!("torch.w{run}"), &end);
    story.milestones("torch.long", "MSE", &long, &[0, 100, 1000]);
    let best = Line::least_squares(&fit.points);
    if story.failure.is_none() {
        story.compare("torch", &Line::PARAMS, &end, &best);
    }
    let run = Run::of(&long, lr);
    story.diagnose_line(flags.doctor, "the long run", &fit.points, run);
    story.animation("line", 150, fit.frames(&long, 70))?;
    story.recording("line", &fit, [Recording::new("", &long, 70)])?;

    let (lr, updates) = short;
    story.say(format!(
        "\nGradients that nobody sets to zero, {updates} updates of {}:",
        digits(lr),
    ));
    let (model, none) = (Linear::new(w), Recorder::new());
    let ended = train_on_kept_gradients(x, y, model, lr, updates, none);
    let kept = story.as_far_as_it_went("torch.not_zeroed", "MSE", ended)?;
    story.trace_line("not set to zero", &kept, &fit.points);
    let losses = kept.losses();
    let before = updates.min(losses.len());
    story.milestones("torch.not_zeroed", "MSE", &kept, &[0, 1, 10, 20, 40]);
    story.result("torch.losses_not_zeroed", &losses[..before]);
    if losses.windows(2).any(|pair| pair[1] > 1.1 * pair[0]) {
        story.say("The loss swings: all old gradients push in every update.");
    }
    let run = Run::of(&kept, lr);
    story.diagnose_line(flags.doctor, "the kept gradients", &fit.points, run);
    let runs = [("set to zero", by_hand.losses()), ("kept", losses)];
    let chart = scene::losses("Gradients set to zero, or kept", "MSE", &runs);
    story.chart("loss", chart.log_y())?;
    if theirs {
        super::wrong_column::tell(story, &fit.points)?;
    }
    Ok(())
}
