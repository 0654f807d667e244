//! The cost model on this machine: measured, predicted, met.

use figure::Chart;
use program::{Result, Story};
use serde_json::json;

use super::{failed, losses};
use crate::{
    clock::{crew, measure, seconds},
    cost::Cost,
    rows::Rows,
    team::Team,
};

/// Parameters of the rows that are timed.
const P: usize = 16;

pub fn tell(story: &mut Story, team: &Team, n: usize) -> Result<()> {
    story.heading("Predicted and met on this machine");
    let shared = match team.cores() {
        Some(_) => {
            "they share the machine's cores, so that n·c/k ends at as many as \
             there are"
        }
        None => "what is predicted is for cores of their own",
    };
    story.say(format!(
        "{n} rows with {P} parameters. The workers are {team}, each with its \
         part; {shared}. First the four costs are measured; then k workers are \
         predicted, and timed. (Times go to standard error: they differ from \
         run to run.)"
    ));
    let rows = Rows::drawn(n, P, story.seed);
    let cost = measure(&rows, &team.of(team.most().min(4))).map_err(failed)?;
    let costs = [cost.row, cost.latency, cost.message, cost.number];
    let [row, number] = [cost.row, cost.number].map(|s| 1e9 * s);
    let [latency, message] = [cost.latency, cost.message].map(|s| 1e6 * s);
    let cores = team.cores().map(|n| format!(", {n} cores"));
    story.aside(format!(
        "c = {row:.2} ns a row, τ = {latency:.1} µs on its way, α = \
         {message:.1} µs a message, β = {number:.3} ns a number{}",
        cores.unwrap_or_default()
    ));
    story.aside("  k   predicted         met   speed-up");
    let ks = [1, 2, 3, 4, 6, 8].into_iter().filter(|k| *k <= team.most());
    let ks: Vec<usize> = ks.collect();
    let (mut predicted, mut met) = (Vec::new(), Vec::new());
    for &k in &ks {
        let theory = on_cores(&cost, n, k, team.cores().unwrap_or(k));
        let (crew, w) = (crew(&rows, &team.of(k)), vec![0.0; P]);
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
        json!({ "costs": costs, "workers": ks,
                "predicted": predicted, "met": met }),
    );
    let k: Vec<f64> = ks.iter().map(|k| *k as f64).collect();
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
    losses::tell(story, team, &rows)
}

/// Workers beyond the cores wait for one.
fn on_cores(cost: &Cost, n: usize, k: usize, cores: usize) -> f64 {
    let row = cost.row * k as f64 / k.min(cores) as f64;
    Cost { row, ..*cost }.star(n as f64, P as f64, k as f64)
}
