//! The cost model on this machine: measured, predicted, met.

use std::thread;

use figure::Chart;
use program::{Result, Story};
use serde_json::json;

use super::{failed, losses};
use crate::{
    clock::{crew, measure, seconds},
    cost::Cost,
    rows::Rows,
};

/// Parameters of the rows that are timed.
const P: usize = 16;

pub fn tell(story: &mut Story, n: usize) -> Result<()> {
    story.heading("Predicted and met on this machine");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    story.say(format!(
        "{n} rows with {P} parameters. The workers are threads of this \
         process, each with its part; they share the machine's cores, so that \
         n·c/k ends at as many as there are. First the three costs are \
         measured; then k workers are predicted, and timed. (Times go to \
         standard error: they differ from run to run.)"
    ));
    let rows = Rows::drawn(n, P, story.seed);
    let device = story.device.clone();
    let cost = measure(&rows, 4, &device).map_err(failed)?;
    let Cost {
        row,
        message,
        number,
    } = cost;
    let (us, ns) = (1e6 * message, [row, number].map(|s| 1e9 * s));
    story.aside(format!(
        "c = {:.2} ns a row, α = {us:.1} µs a message, β = {:.3} ns a number, \
         {cores} cores",
        ns[0], ns[1]
    ));
    story.aside("  k   predicted         met   speed-up");
    let ks = [1, 2, 3, 4, 6, 8];
    let (mut predicted, mut met) = (Vec::new(), Vec::new());
    for k in ks {
        let theory = on_cores(&cost, n, k, cores);
        let (crew, w) = (crew(&rows, k, &device), vec![0.0; P]);
        let update = || crew.ask(&w, |part, w| part.gradient(w)).map(drop);
        let time = seconds(update).map_err(failed)?;
        predicted.push(theory);
        met.push(time);
        let up = met[0] / time;
        let [theory, time] = [theory, time].map(|s| 1e6 * s);
        story.aside(format!("{k:3} {theory:8.0} µs {time:8.0} µs {up:10.2}"));
    }
    story.result(
        "measured.seconds",
        json!({ "costs": [row, message, number], "workers": ks,
                "predicted": predicted, "met": met }),
    );
    let k = ks.map(|k| k as f64);
    let up = |times: &[f64]| -> Vec<f64> {
        times.iter().map(|time| met[0] / time).collect()
    };
    let chart = Chart::new("Speed-up", "workers", "times as fast as one")
        .x_range(1.0, 8.0)
        .y_range(0.0, 8.0)
        .line("met", &k, &up(&met))
        .line("predicted", &k, &up(&predicted))
        .dashed("ideal", &k, &k);
    story.figure("speedup", chart)?;
    losses::tell(story, &rows)
}

/// Threads beyond the cores wait for one.
fn on_cores(cost: &Cost, n: usize, k: usize, cores: usize) -> f64 {
    let row = cost.row * k as f64 / k.min(cores) as f64;
    Cost { row, ..*cost }.star(n as f64, P as f64, k as f64)
}
