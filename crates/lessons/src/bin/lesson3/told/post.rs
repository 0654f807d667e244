//! The post's quadratic, and the steps that the post never ran.

use descent::{device::Precision, train::Trace};
use program::{Result, Story, array};

use super::quadratic::{draw, printed_and_corrected};
use crate::flags::Descent;

/// The updates that the post's loop runs, and ours.
const UPDATES: [usize; 2] = [24, 30];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A quadratic: the post's gradient, and the right one");
    let [stopped, updates] = UPDATES;
    let descent = Descent {
        truth: [5.0, -3.0, 3.0],
        start: [2.0, 3.0, 4.0],
        lr: 0.1,
        updates,
        stopped: stopped.min(updates),
    };
    let charts = printed_and_corrected(story, &descent, losses)?;
    story.say(
        "\nThe post says 25 epochs; its loop runs 24. \
         Stopped there, its c looks better than the right one: \
         that hides the mistake. \
         More updates would not help: at this learning rate RMSE leaps.",
    );
    if story.precision == Precision::F32 {
        story.say("After update 20 the float32 digits above are rounding.");
    }
    draw(story, charts)
}

/// All losses, those that the post's loop reaches first.
fn losses(story: &mut Story, key: &str, trace: &Trace, after: &[f64]) {
    let losses = &trace.losses()[1..];
    let stopped = UPDATES[0].min(losses.len());
    let (shown, beyond) = losses.split_at(stopped);
    story.line(format!("RMSE, updates 1–{stopped}:\n{}", array(shown)));
    if !beyond.is_empty() {
        let (next, end) = (stopped + 1, losses.len());
        story.line(format!("RMSE, updates {next}–{end}:"));
        story.line(array(beyond));
    }
    story.result(&format!("{key}.losses"), shown);
    story.result(&format!("{key}.params"), after);
    story.result(&format!("{key}.beyond"), beyond);
}
