//! What an operation costs before it computes anything, and what the memory
//! for its result costs.

use program::{Result, Story};
use serde_json::json;

use crate::{addition, clock::readable, fit::Fit};

pub fn of_an_operation(story: &mut Story) -> Result<()> {
    story.heading("What an operation costs before it computes");
    story.say(
        "x + y of one point each: nearly all of its time goes into finding \
         the backend, checking shapes and making room for the result. \
         Autodiff also writes it down, and follows it back. \
         (Times go to standard error: they differ from run to run.)",
    );
    let one = Fit::new(1, story.seed, &story.device);
    let plain = addition::add(&one)?;
    let tracked = addition::add_and_go_back(&one)?;
    story.aside(format!("  x + y:              {}", readable(plain)));
    story.aside(format!("  tracked, with back: {}", readable(tracked)));
    story.result("operation.seconds", json!([plain, tracked]));
    Ok(())
}

pub fn of_a_temporary(story: &mut Story, sizes: &[usize]) -> Result<()> {
    story.heading("What a temporary costs");
    let one = Fit::new(1, story.seed, &story.device);
    let bytes = 10_000_000 * one.x.dtype().size();
    let pages = bytes.div_ceil(4096);
    story.say(format!(
        "The result of x + y for 10000000 points takes {} MB of memory, \
         {pages} pages of 4 KiB. \
         The system hands out new ones as they are first touched, and clears \
         each. \
         x = x + y needs no page: it overwrites x.",
        bytes / 1_000_000
    ));
    story.result("temporary.pages", pages);
    story.aside("         n   new result    in place   (a point)");
    let mut rows = Vec::new();
    for n in sizes {
        let fit = Fit::new(*n, story.seed, &story.device);
        let per_point = |seconds: f64| seconds / *n as f64;
        let new = per_point(addition::add(&fit)?);
        let kept = per_point(addition::add_in_place(&fit)?);
        let [shown, shown_kept] = [new, kept].map(readable);
        story.aside(format!("{n:10} {shown:>12} {shown_kept:>11}"));
        rows.push((n, new, kept));
    }
    story.result("temporary.seconds", rows);
    Ok(())
}
