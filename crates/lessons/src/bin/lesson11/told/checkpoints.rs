//! The memory of a graph, and what checkpoints save of it.

use figure::Chart;
use program::{Result, Story};

use super::power;
use crate::checkpoints::{predicted_memory, whole, with_checkpoints};

/// The steps of the chain, and the segments into which it is cut.
const STEPS: usize = 10_000;
const SEGMENTS: [usize; 9] = [1, 10, 25, 50, 100, 200, 400, 1000, 10_000];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Memory for time");
    let all = whole(1.0, STEPS);
    story.say(format!(
        "tanh of tanh of tanh …, {STEPS} times. \
         The tape keeps {} numbers until the way back has come to them. \
         With checkpoints it keeps every s-th number, \
         and computes those between again, a segment at a time:\n",
        all.memory
    ));
    story.line("segment   numbers kept   n/s + s   steps forward");
    let mut rows = Vec::new();
    let (mut apart, mut x, mut counted) = (0.0_f64, Vec::new(), Vec::new());
    let mut predicted = Vec::new();
    for segment in SEGMENTS {
        let found = with_checkpoints(1.0, STEPS, segment);
        let theory = predicted_memory(STEPS, segment);
        let (memory, steps) = (found.memory, found.steps);
        story.line(format!("{segment:7} {memory:14} {theory:9} {steps:15}"));
        let far = (found.derivative / all.derivative - 1.0).abs();
        apart = apart.max(far);
        rows.push([segment, memory, steps]);
        x.push(segment as f64);
        counted.push(memory as f64);
        predicted.push(theory as f64);
    }
    story.say(format!(
        "\nThe same derivative, {:.4e}, but for {} of it. \
         Least is kept where s is the root of n: 2√n numbers instead of n, \
         for one more pass forward.",
        all.derivative,
        power(apart)
    ));
    let title = format!("Numbers kept for a chain of {STEPS} steps");
    let chart = Chart::new(title, "segment s", "numbers kept")
        .points("counted", &x, &counted)
        .dashed("n/s + s", &x, &predicted);
    story.result("checkpoints.whole.memory", all.memory);
    story.result("checkpoints.whole.derivative", all.derivative);
    let least = rows.iter().map(|[_, memory, _]| memory).min();
    story.result("checkpoints.least.memory", least);
    story.result("checkpoints.segments", &rows);
    story.figure("checkpoints", chart.log_x().log_y())
}
