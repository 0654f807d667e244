//! Filters that slide over a digit, for the player of the book: each sum at
//! its place, one filter after the other.

use program::{Result, Story};
use serde_json::{Value, json};

use crate::{convolution::convolve, grid::Grid};

/// Writes the way of these filters over the image as `file`.json.
pub fn record(
    story: &mut Story,
    file: &str,
    image: &Grid,
    filters: &[(&str, Grid)],
) -> Result<()> {
    let mut steps = Vec::new();
    for (number, (_, filter)) in filters.iter().enumerate() {
        let map = convolve(image, filter);
        for (place, sum) in map.values.iter().enumerate() {
            steps.push(json!({
                "update": steps.len(),
                "filter": number,
                "row": place / map.columns,
                "column": place % map.columns,
                "sum": sum,
            }));
        }
    }
    let filters = filters
        .iter()
        .map(|(name, filter)| json!({ "name": name, "weights": rows(filter) }));
    let recording = json!({
        "convolution": {
            "image": rows(image),
            "filters": filters.collect::<Vec<Value>>(),
        },
        "runs": [{ "name": "filters", "steps": steps }],
    });
    story.file(&format!("{file}.json"), recording.to_string().as_bytes())
}

fn rows(grid: &Grid) -> Vec<&[f64]> {
    grid.values.chunks(grid.columns).collect()
}
