//! The tape of one point for the player of the book: recorded number by
//! number, and gone back share by share.

use program::{Result, Story};
use serde_json::{Value, json};

use crate::{point::Number, shares::shares, tape::Node};

/// Writes the tape of these numbers as `file`.json. The last number is the one
/// whose derivatives are found.
pub fn record(
    story: &mut Story,
    file: &str,
    names: &[&str],
    numbers: &[Number],
) -> Result<()> {
    let tape = names.iter().zip(numbers).map(|(name, number)| {
        let (value, parents) = (number.value, &number.parents);
        json!({ "name": name, "value": value, "parents": parents })
    });
    let nodes: Vec<Node> = numbers.iter().map(|n| n.parents.clone()).collect();
    let last = nodes.len() - 1;
    let recorded = (0..=last).map(|place| {
        json!({ "place": place, "grads": [] }) // none known yet
    });
    let mut by_itself = vec![0.0; nodes.len()];
    by_itself[last] = 1.0;
    let begun = json!({ "place": last, "grads": by_itself });
    let back = shares(&nodes, last).into_iter().map(|share| {
        json!({
            "place": share.place,
            "parent": share.parent,
            "gradient": share.gradient,
            "derivative": share.derivative,
            "grads": share.grads,
        })
    });
    let steps = recorded.chain([begun]).chain(back).enumerate();
    let steps = steps.map(|(update, mut step)| {
        step["update"] = update.into();
        step
    });
    let recording = json!({
        "tape": { "numbers": tape.collect::<Vec<Value>>() },
        "runs": [{ "name": "one point", "steps": steps.collect::<Vec<_>>() }],
    });
    story.file(&format!("{file}.json"), recording.to_string().as_bytes())
}
