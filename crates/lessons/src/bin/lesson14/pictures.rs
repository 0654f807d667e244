//! Time a step against n, and the roofline.

use descent::data::linspace;
use figure::Chart;
use program::{Result, Story};

use crate::{stages, timing::Times};

/// Multiplications and additions a point of a step that also finds its loss:
/// three for the error, two for Σ e², two for Σ e x, one for Σ e.
const FLOPS: f64 = 8.0;

pub fn draw(story: &mut Story, times: &Times) -> Result<()> {
    story.figure("time", time_by_size(times))?;
    story.figure("roofline", roofline(times))
}

/// The ranges are the same on every machine, so that figures compare.
fn time_by_size(times: &Times) -> Chart {
    let n: Vec<f64> = times.sizes.iter().map(|n| *n as f64).collect();
    let chart = Chart::new("Time of a step", "points", "seconds")
        .log_x()
        .log_y()
        .x_range(10.0, 1e8)
        .y_range(1e-9, 10.0);
    let stages = stages::ALL.iter().zip(0..);
    let chart = stages.fold(chart, |chart, (stage, i)| {
        let timed = n.iter().zip(times.seconds(i));
        let timed = timed.filter_map(|(n, s)| Some((*n, s?)));
        let (n, seconds): (Vec<_>, Vec<_>) = timed.unzip();
        chart.line(stage.name, &n, &seconds)
    });
    chart.dashed("one pass over x and y", &n, &times.pass)
}

/// Williams, Waterman and Patterson, Roofline, 2009: a computation that does
/// so many operations a byte is held up by memory or by arithmetic.
fn roofline(times: &Times) -> Chart {
    let last = times.sizes.len() - 1;
    let n = times.sizes[last] as f64;
    let bandwidth = 2.0 * n * times.bytes as f64 / times.pass[last];
    // Half as many float64 fit a register.
    let peak = times.peak * 4.0 / times.bytes as f64;
    let intensity: Vec<f64> = linspace(-2.0, 2.0, 200)
        .iter()
        .map(|p| 10_f64.powf(*p))
        .collect();
    let roof: Vec<f64> = intensity
        .iter()
        .map(|i| (i * bandwidth).min(peak) / 1e9)
        .collect();
    let chart = Chart::new(
        "What a step reaches of what the machine can do",
        "operations a byte from memory",
        "billion operations a second",
    )
    .log_x()
    .log_y()
    .x_range(0.01, 100.0)
    .y_range(0.01, 1000.0);
    let stages = stages::ALL.iter().zip(0..);
    let chart = stages.fold(chart, |chart, (stage, i)| {
        let bytes = (stage.from_memory * times.bytes) as f64;
        let reached = times.seconds(i)[last].map(|s| FLOPS * n / s / 1e9);
        let reached: Vec<_> = reached.into_iter().collect();
        let intensity = vec![FLOPS / bytes; reached.len()];
        chart.points(stage.name, &intensity, &reached)
    });
    chart.dashed("the machine", &intensity, &roof)
}
