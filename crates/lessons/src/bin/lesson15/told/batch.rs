//! The learning rate with the batch of all workers.

use descent::data;
use program::{Result, Story, number::significant};

use crate::batch::Axes;

/// The rate of one worker, and the points that each looks at.
const LR: f64 = 0.02;
const EACH: usize = 2;
/// Points looked at in a run, by all workers together.
const POINTS: usize = 160_000;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A larger batch, a larger rate");
    story.say(format!(
        "The noisy line, its x moved to mean 0. Each of k workers draws {EACH} \
         of its points for each update, so that a batch has {EACH}k. \
         How high above the lowest loss the noise keeps the descent, by lesson \
         10's law, and in the mean over all updates that {POINTS} points \
         allow:"
    ));
    let points = data::noisy_line()?;
    let axes = Axes::new(&points.x, &points.y);
    story.line("\n   k   batch   rate   updates   predicted   measured");
    let mut rows = Vec::new();
    for (k, lr) in [(1, LR), (4, LR), (4, 4.0 * LR), (16, LR), (16, 16.0 * LR)]
    {
        let (batch, updates) = (k * EACH, POINTS / (k * EACH));
        let predicted = axes.floor(lr, axes.noise(k, EACH));
        let run = axes.descend(lr, (k, EACH), updates, story.seed);
        // What it needs to get there from the lowest place does not count.
        let settled = &run[updates / 10..];
        let measured = settled.iter().sum::<f64>() / settled.len() as f64;
        let [p, m] = [predicted, measured].map(|v| significant(v, 3));
        story.line(format!(
            "{k:4} {batch:7} {lr:6} {updates:9} {p:>11} {m:>10}"
        ));
        rows.push((k, lr, predicted, measured));
    }
    let most = 2.0 / axes.curvatures[1];
    story.say(format!(
        "\nk workers and the same rate: the floor is k times lower, in as many \
         updates. k workers and k times the rate: about the same floor, in a \
         k-th of the updates. That ends at the limit 2/λmax = {most} of lesson \
         6: with 64 workers the rate would be {}.",
        64.0 * LR
    ));
    story.result("batch.runs", rows);
    story.result("batch.curvatures", axes.curvatures);
    Ok(())
}
