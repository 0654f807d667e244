//! What the page's explorer needs: the machine of the table, and some times to
//! compare its own with. On paper a figure takes its place.

use figure::Chart;
use program::{Result, Story};
use serde_json::{Value, json};

use super::cost::{P, PAPER};
use crate::cost::Cost;

/// The rows that the explorer begins with.
const N: f64 = 1e5;

pub fn record(story: &mut Story) -> Result<()> {
    let slow = Cost {
        row: 2.5e-5,
        latency: 0.0,
        message: 1e-3,
        number: 8e-8,
    };
    let mut times = Vec::new();
    for cost in [PAPER, slow] {
        for (n, p) in [(1e3, 17.0), (N, P), (1e9, 1e6)] {
            for k in [1.0, 2.0, 7.0, 64.0, 1000.0] {
                times.push(json!({
                    "cost": of(&cost),
                    "rows": n,
                    "parameters": p,
                    "workers": k,
                    "star": cost.star(n, p, k),
                    "ring": cost.ring(n, p, k),
                    "best": cost.best(n, p),
                    "pays": cost.pays(p, k),
                }));
            }
        }
    }
    let recording = json!({
        "cost": of(&PAPER),
        "rows": N,
        "parameters": P,
        "times": times,
    });
    story.file("cost.json", recording.to_string().as_bytes())?;

    let ks: Vec<_> = (0..=60).map(|i| 1000_f64.powf(i as f64 / 60.0)).collect();
    let ms = |time: &dyn Fn(f64) -> f64| -> Vec<f64> {
        ks.iter().map(|k| 1e3 * time(*k)).collect()
    };
    let chart = Chart::new("An update on k machines", "workers", "ms")
        .log_x()
        .log_y()
        .x_range(1.0, 1000.0)
        .y_range(1.0, 1000.0)
        .line("star", &ks, &ms(&|k| PAPER.star(N, P, k)))
        .line("ring", &ks, &ms(&|k| PAPER.ring(N, P, k)))
        .dashed("one machine alone", &ks, &ms(&|_| N * PAPER.row));
    story.figure("cost", chart)
}

fn of(cost: &Cost) -> Value {
    json!({
        "row": cost.row,
        "message": cost.message,
        "number": cost.number,
    })
}
