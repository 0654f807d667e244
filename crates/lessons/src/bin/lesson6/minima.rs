//! Two minima: the start decides which is found.

use burn::tensor::Tensor;
use descent::{
    data::{linspace, tensor},
    gradient,
    device::to_host,
    train::{Recorder, descend},
};
use lessons::{Story, Result, figure::Chart};
use serde_json::json;

pub fn run(story: &mut Story) -> Result<()> {
    story.heading("Two minima");
    // ANCHOR: minima
    // w⁴ − 2w² + w/2: two valleys, the left one deeper.
    let loss = |w: Tensor<1>| {
        let square = w.clone().square();
        square.clone() * (square - 2.0) + w / 2.0
    };
    let run = |start: f64| {
        let start = tensor(&[start], &story.device);
        let none = Recorder::new();
        descend(start, 0.05, 60, none, |w| gradient::by_autodiff(w, loss))
    };
    let runs = [(0.1, run(0.1)?), (0.2, run(0.2)?)];
    // ANCHOR_END: minima
    let x = linspace(-1.6, 1.5, 100);
    let curve = to_host(loss(tensor(&x, &story.device)))?;
    let mut chart = Chart::new("Two minima", "w", "loss").line("", &x, &curve);
    story.say("A bowl has one minimum. w⁴ − 2w² + w/2 has two, and a ridge");
    story.say("between them. Two descents of 60 updates, learning rate 0.05:");
    let mut results = Vec::new();
    for (start, trace) in &runs {
        let end = trace.last();
        let (w, loss) = (end.params[0], end.loss);
        story.say(format!("from {start}: w = {w:.4}, loss {loss:.4}"));
        let name = format!("from {start}");
        chart = chart.points(&name, &trace.param(0), &trace.losses());
        results.push(json!({ "start": start, "end": w, "loss": loss }));
    }
    story.say("Nothing tells the second that a lower minimum exists: a small");
    story.say("gradient says minimum, and never says which one.");
    story.result("minima", results);
    story.figure("minima", chart)
}
