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

/// `guess` and `point`: those that the reader asks for.
pub fn tell(
    story: &mut Story,
    problem: &Problem,
    guess: Option<[f64; 2]>,
    point: Option<[f64; 2]>,
) -> Result<()> {
    story.heading("One point, every operation");
    problem.introduce(story);
    let (whose, point) = match (point, &problem.own) {
        (Some(point), _) => ("Your point", point),
        (None, None) => ("The notebook's first point", [0.3046, 8.9138]),
        (None, Some(_)) => (
            "Your first point",
            [problem.points.x[0], problem.points.y[0]],
        ),
    };
    let words = match guess {
        None => "−x + 1".into(),
        Some([a, b]) => format!("a = {a}, b = {b}"),
    };
    story.say(format!("{whose}, and the guess {words}:"));
    story.line("node            value   gradient of the loss by it");
    let guess = guess.unwrap_or([-1.0, 1.0]);
    let found = graph::one_point(guess, point, &story.device)?;
    let mut graph = Graph::new("One point: values forward, gradients back");
    for (node, [value, gradient]) in NODES.iter().zip(found) {
        let (key, name, (column, row), from) = *node;
        let [shown, slope] = [value, gradient].map(in_column);
        story.line(format!("{name:10} {shown:>10} {slope:>10}"));
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

/// A number that fits into a column.
fn in_column(value: f64) -> String {
    match value.abs() < 1e5 {
        true => format!("{value:.4}"),
        false => format!("{value:.3e}"),
    }
}

/// A number that fits into a box.
fn short(value: f64) -> String {
    match value.abs() < 1e3 {
        true => format!("{value:.4}"),
        false => format!("{value:.2e}"),
    }
}
