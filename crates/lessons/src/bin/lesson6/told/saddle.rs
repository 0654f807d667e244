//! A descent that stalls at a saddle point, and leaves it.

use burn::tensor::Device;
use descent::{
    data::{linspace, tensor},
    device::to_host,
    train::Trace,
};
use figure::Bowl;
use program::{Result, Story, number, scene};

use crate::saddle::{descend, height, stall};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A saddle point");
    let (start, lr, updates) = ([1.0, 1e-6], 0.1, 200);
    let [u, v] = start;
    story.say(format!(
        "u² + v⁴/4 − v²/2 is level at (0, 0), too: \
         up along u, down along v, a saddle point. \
         Its minima are (0, 1) and (0, −1). \
         A descent of {updates} updates from ({u}, {v}), learning rate {lr}; \
         last stands the length of the gradient:\n"
    ));
    let (trace, lengths) = descend(start, lr, updates, &story.device)?;
    let [stalled, left] = stall(&lengths);
    story.line("update      u         v     loss gradient");
    let steps = [0, stalled, left, updates];
    for (k, what) in steps.into_iter().zip(["start", "stalls", "leaves", ""]) {
        let (step, length) = (&trace.steps[k], lengths[k]);
        let [u, v] = [step.params[0], step.params[1]];
        let loss = number(step.loss);
        let row = format!("{k:6} {u:6.4} {v:9.6} {loss:>8} {length:8.6}");
        story.line(format!("{row}  {what}").trim_end());
    }
    story.say(
        "\nBeside the saddle point the gradient is almost nothing, \
         and the loss stands still: a minimum, it seems. \
         But v grows by a tenth with each update, and in the end shows.",
    );
    story.result("saddle.u", trace.param(0));
    story.result("saddle.v", trace.param(1));
    story.result("saddle.losses", trace.losses());
    story.result("saddle.gradients", &lengths);
    for (key, k) in [("stalled", stalled), ("left", left)] {
        story.result(&format!("saddle.{key}.update"), k);
        story.result(&format!("saddle.{key}.loss"), trace.steps[k].loss);
        story.result(&format!("saddle.{key}.gradient"), lengths[k]);
    }
    story.figure("saddle", map(&trace, &story.device)?)?;
    let runs = [
        ("loss", trace.losses()),
        ("length of the gradient", lengths),
    ];
    let title = "A descent that stalls, and leaves";
    story.figure("saddle_loss", scene::losses(title, "value", &runs))
}

/// The landscape from above, with the descent.
fn map(trace: &Trace, device: &Device) -> Result<Bowl> {
    let [u, v] = [linspace(-1.2, 1.2, 61), linspace(-1.5, 1.5, 61)];
    let pairs = v.iter().flat_map(|v| u.iter().map(move |u| (*u, *v)));
    let (all_u, all_v): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let [all_u, all_v] = [all_u, all_v].map(|all| tensor(&all, device));
    let loss = to_host(height(all_u, all_v))?;
    Ok(Bowl::new("A saddle point", "u", "v", &u, &v, &loss)
        .path("descent", &trace.param(0), &trace.param(1))
        .mark("saddle point", 0.0, 0.0)
        .mark("minimum", 0.0, 1.0)
        .mark("minimum", 0.0, -1.0))
}
