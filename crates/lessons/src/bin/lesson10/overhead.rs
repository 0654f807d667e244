//! What an operation costs before it computes anything, and what the memory
//! for its result costs.

use std::hint::black_box;

use burn::tensor::Tensor;
use descent::device::to_host;
use lessons::{Result, Story, args};
use serde_json::json;

use crate::{clock, fit::Fit};

pub fn of_an_operation(
    story: &mut Story,
    flags: &args::SpeedFlags,
) -> Result<()> {
    story.heading("What an operation costs before it computes");
    story.say("x + y of one point each: nearly all of its time goes into");
    story.say("finding the backend, checking shapes and making room for the");
    story.say("result. Autodiff also writes it down, and follows it back.");
    story.say("(Times go to standard error: they differ from run to run.)");
    let one = Fit::new(1, story.seed, &story.device);
    let plain = add(&one)?;
    let tracked = add_and_go_back(&one)?;
    story.aside(format!("  x + y:              {}", clock::readable(plain)));
    story.aside(format!(
        "  tracked, with back: {}",
        clock::readable(tracked)
    ));
    story.result("operation.seconds", json!([plain, tracked]));

    story.heading("What a temporary costs");
    let bytes = 10_000_000 * one.x.dtype().size();
    let pages = bytes.div_ceil(4096);
    story.say(format!(
        "The result of x + y for 10000000 points takes {} MB of memory,",
        bytes / 1_000_000
    ));
    story.say(format!(
        "{pages} pages of 4 KiB. The system hands out new ones"
    ));
    story.say("as they are first touched, and clears each. x = x + y needs no");
    story.say("page: it overwrites x.");
    story.result("temporary.pages", pages);
    story.aside("         n   new result    in place   (a point)");
    let mut rows = Vec::new();
    for n in flags.sizes() {
        let fit = Fit::new(n, story.seed, &story.device);
        let per_point = |seconds: f64| seconds / n as f64;
        let new = per_point(add(&fit)?);
        let kept = per_point(add_in_place(&fit)?);
        let [shown, shown_kept] = [new, kept].map(clock::readable);
        story.aside(format!("{n:10} {shown:>12} {shown_kept:>11}"));
        rows.push((n, new, kept));
    }
    story.result("temporary.seconds", rows);
    Ok(())
}

// ANCHOR: temporary
/// The seconds of an addition whose result is new memory each time.
fn add(fit: &Fit) -> Result<f64> {
    clock::seconds(|times| {
        let mut sum = fit.x.clone();
        for _ in 0..times {
            sum = black_box(fit.x.clone() + fit.y.clone());
        }
        wait_for(sum)
    })
}

/// The seconds of an addition that overwrites its first operand.
fn add_in_place(fit: &Fit) -> Result<f64> {
    clock::seconds(|times| {
        let mut sum = fit.x.clone() * 1.0; // a tensor of its own
        for _ in 0..times {
            sum = black_box(sum + fit.y.clone());
        }
        wait_for(sum)
    })
}
// ANCHOR_END: temporary

fn add_and_go_back(fit: &Fit) -> Result<f64> {
    let x = fit.x.clone().autodiff().require_grad();
    clock::seconds(|times| {
        let mut gradient = fit.x.clone();
        for _ in 0..times {
            let grads = (x.clone() + fit.y.clone()).backward();
            gradient = x.grad(&grads).unwrap_or(gradient);
        }
        wait_for(gradient)
    })
}

/// A GPU computes while the program goes on: it must have come to the end.
fn wait_for(tensor: Tensor<1>) -> Result<()> {
    to_host(tensor.slice(0..1))?;
    Ok(())
}
