//! An epoch of minibatches: where a step is small, what is around it counts.

use descent::batch::Batches;
use lessons::{Result, Story, args, number};

use crate::{
    clock,
    fit::{Fit, distance, tolerance},
    ways,
};

pub fn time_all(story: &mut Story, flags: &args::SpeedFlags) -> Result<()> {
    let largest = flags.sizes().into_iter().max().unwrap_or(30);
    let (n, size) = (largest.min(100_000), 64.min(largest));
    story.heading("An epoch of minibatches");
    let fit = Fit::new(n, story.seed, &story.device);
    let batches = Batches::new(n, size, story.seed)?;
    let updates = batches.per_epoch();
    story.say(format!(
        "{n} points in batches of {size}, an update each: {updates}."
    ));
    story.say(
        "Three ways cut slices from a shuffled copy: by hand, by autodiff",
    );
    story.say("and fused. The fourth is one call, and gathers by index.");

    let want = ways::by_hand(&fit, &mut batches.clone())?;
    let mut all = true;
    for (name, key, way) in ways::ALL {
        let found = way(&fit, &mut batches.clone())?;
        story.result(&format!("epoch.{key}.params"), found);
        if distance(found, want) > tolerance(fit.x.dtype()) {
            story.say(format!("{name} leads elsewhere: not timed."));
            all = false;
            continue;
        }
        let seconds = clock::seconds(|epochs| {
            let mut batches = batches.clone();
            (0..epochs).try_for_each(|_| way(&fit, &mut batches).map(drop))
        })?;
        story.aside(format!("{name:9}{} an epoch", clock::readable(seconds)));
        story.result(&format!("epoch.{key}.seconds"), seconds);
    }
    let [a, b] = want.map(number);
    if all {
        story.say(format!("All four lead to a = {a}, b = {b}."));
    }
    Ok(())
}
