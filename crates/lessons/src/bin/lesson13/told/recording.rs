//! A run that is killed and goes on, for the player of the book: the loss of
//! each batch, with one order of the images after the other.

use figure::Chart;
use program::{Result, Story};
use serde_json::{Value, json};

use super::{killed::Three, orders::Order};

/// The frames of an epoch.
const FRAMES: usize = 5;

/// Writes these runs as `file`.json, and draws the last of them. They go on
/// after so many updates; an epoch has `per_epoch`.
pub fn record(
    story: &mut Story,
    file: &str,
    runs: &[(Order, Three)],
    (checkpoint, per_epoch): (usize, usize),
) -> Result<()> {
    let every = (per_epoch / FRAMES).max(1);
    let (mut orders, mut steps) = (Vec::new(), Vec::<Value>::new());
    for (number, (order, three)) in runs.iter().enumerate() {
        let [all, killed, resumed] = three.losses();
        let parts = [(false, 0, killed), (true, checkpoint, resumed)];
        for (again, first, losses) in parts {
            let last = losses.len().saturating_sub(1);
            for (k, loss) in losses.iter().enumerate() {
                if k % every == 0 || k == last {
                    steps.push(json!({
                        "update": first + k,
                        "order": number,
                        "again": again,
                        "loss": loss,
                        "undisturbed": all.get(first + k),
                    }));
                }
            }
        }
        orders.push(json!({
            "name": order.name(),
            "undisturbed": all,
            "killed": killed,
            "resumed": resumed,
        }));
    }
    let recording = json!({
        "resumed": { "checkpoint": checkpoint, "orders": orders },
        "runs": [{ "name": "killed and resumed", "steps": steps }],
    });
    if let Some((order, three)) = runs.last() {
        story.figure(file, drawn(*order, three, checkpoint))?;
    }
    story.file(&format!("{file}.json"), recording.to_string().as_bytes())
}

/// The losses of the undisturbed run, and of what was resumed.
fn drawn(order: Order, three: &Three, checkpoint: usize) -> Chart {
    let [all, _, resumed] = three.losses();
    let updates = |first: usize, losses: &[f64]| -> Vec<f64> {
        (first..first + losses.len()).map(|k| k as f64).collect()
    };
    let title = format!("The loss of each batch: {}", order.name());
    Chart::new(title, "update", "cross-entropy")
        .log_y()
        .line("undisturbed", &updates(0, all), all)
        .line("resumed", &updates(checkpoint, resumed), resumed)
}
