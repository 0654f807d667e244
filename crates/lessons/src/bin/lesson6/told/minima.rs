//! Two descents into two valleys of one loss.

use descent::{
    data::{linspace, tensor},
    device::to_host,
};
use figure::Chart;
use program::{Result, Story};
use serde_json::json;

use crate::minima::{descend_from, loss};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Two minima");
    story.say(
        "A bowl has one minimum. \
         w⁴ − 2w² + w/2 has two, and a ridge between them. \
         Two descents of 60 updates, learning rate 0.05:",
    );
    let x = linspace(-1.6, 1.5, 100);
    let curve = to_host(loss(tensor(&x, &story.device)))?;
    let mut chart = Chart::new("Two minima", "w", "loss").line("", &x, &curve);
    let mut results = Vec::new();
    for start in [0.1, 0.2] {
        let trace = descend_from(start, &story.device)?;
        let end = trace.last();
        let (w, loss) = (end.params[0], end.loss);
        story.line(format!("from {start}: w = {w:.4}, loss {loss:.4}"));
        let name = format!("from {start}");
        chart = chart.points(&name, &trace.param(0), &trace.losses());
        results.push(json!({ "start": start, "end": w, "loss": loss }));
    }
    story.say(
        "Nothing tells the second that a lower minimum exists: \
         a small gradient does not say which minimum, or whether it is one.",
    );
    story.result("minima", results);
    story.figure("minima", chart)
}
