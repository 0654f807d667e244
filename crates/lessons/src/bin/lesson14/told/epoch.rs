//! An epoch of minibatches: where a step is small, what is around it counts.

use descent::batch::Batches;
use program::{Result, Story, number};

use crate::{
    clock::{self, readable},
    fit::{Fit, distance, tolerance},
    ways,
};

pub fn four_ways(story: &mut Story, largest: usize) -> Result<()> {
    story.heading("An epoch of minibatches");
    let (n, size) = (largest.min(100_000), 64.min(largest));
    let fit = Fit::new(n, story.seed, &story.device);
    let batches = Batches::new(n, size, story.seed)?;
    let updates = batches.per_epoch();
    story.say(format!(
        "{n} points in batches of {size}, an update each: {updates}. \
         Three ways cut slices from a shuffled copy: by hand, by autodiff and \
         fused. \
         The fourth is one call, and gathers by index."
    ));
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
        story.aside(format!("{name:9}{} an epoch", readable(seconds)));
        story.result(&format!("epoch.{key}.seconds"), seconds);
    }
    let [a, b] = want.map(number);
    if all {
        story.say(format!("All four lead to a = {a}, b = {b}."));
    }
    Ok(())
}
