//! One point: every operation of its loss, told and drawn.

use figure::Graph;
use program::{Result, Story, problem::Problem};

use crate::graph;

/// The nodes of the graph: key, name, column and row, and where from.
const NODES: [(&str, &str, (usize, usize), &str); 8] = [
    ("a", "a", (0, 0), ""),
    ("x", "x", (0, 1), ""),
    ("ax", "a · x", (1, 0), "a x"),
    ("b", "b", (1, 1), ""),
    ("y_pred", "ŷ = ax + b", (2, 0), "ax b"),
    ("y", "y", (2, 1), ""),
    ("error", "e = ŷ − y", (3, 0), "y_pred y"),
    ("loss", "e²", (4, 0), "error"),
];

pub fn tell(story: &mut Story, problem: &Problem) -> Result<()> {
    story.heading("One point, every operation");
    problem.introduce(story);
    let (whose, point) = match &problem.own {
        None => ("The notebook's", [0.3046, 8.9138]),
        Some(_) => ("Your", [problem.points.x[0], problem.points.y[0]]),
    };
    story.say(format!("{whose} first point, and the guess −x + 1:"));
    story.line("node            value   gradient of the loss by it");
    let found = graph::one_point([-1.0, 1.0], point, &story.device)?;
    let mut graph = Graph::new("One point: values forward, gradients back");
    for (node, [value, gradient]) in NODES.iter().zip(found) {
        let (key, name, (column, row), from) = *node;
        story.line(format!("{name:10} {value:10.4} {gradient:10.4}"));
        story.result(&format!("point.values.{key}"), value);
        story.result(&format!("point.gradients.{key}"), gradient);
        let value = format!("value {}", short(value));
        let gradient = format!("grad {}", short(gradient));
        graph = graph.node(key, column, row, &[name, &value, &gradient]);
        for from in from.split_whitespace() {
            graph = graph.edge(from, key);
        }
    }
    story.figure("graph", graph)
}

/// A number that fits into a box.
fn short(value: f64) -> String {
    match value.abs() < 1e3 {
        true => format!("{value:.4}"),
        false => format!("{value:.2e}"),
    }
}
