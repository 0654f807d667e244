//! Lesson 4: autodiff.
//!
//! burn records the operations that lead to the loss and goes back through
//! them with the chain rule. No derivative is written by hand any more.
//!
//! Run it: `cargo run --bin lesson4`

use std::process::ExitCode;

use descent::data;
use figure::Graph;
use program::{Result, Story, lesson, points::LineFlags, problem::Problem};

mod backward;
mod check;
mod graph;
mod line;
mod module;

/// The parts of the story.
mod told {
    pub mod torch;
    pub mod wrong_column;
}

fn main() -> ExitCode {
    lesson::run(env!("CARGO_BIN_NAME"), |story, flags: LineFlags| {
        let problem = flags.problem.noisy_line(story.seed)?;
        backward(story)?;
        graph(story, &problem)?;
        check(story, &problem)?;
        told::torch::runs(story, &flags, problem)
    })
}

fn backward(story: &mut Story) -> Result<()> {
    story.heading("One number");
    story.say(
        "A loss over one number, (b − 8)². \
         burn records it, and goes back:",
    );
    for b in [1.0, 12.0] {
        let [loss, slope] = backward::loss_and_slope(b, &story.device)?;
        let by_hand = 2.0 * (b - 8.0);
        story.line(format!(
            "b = {b:2}: loss {loss:2}, backward {slope:3}, 2 (b − 8) = {by_hand:3}"
        ));
        story.result(&format!("backward.at_{b}"), [loss, slope]);
    }
    Ok(())
}

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

fn graph(story: &mut Story, problem: &Problem) -> Result<()> {
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
        let value = format!("value {value:.4}");
        let gradient = format!("grad {gradient:.4}");
        graph = graph.node(key, column, row, &[name, &value, &gradient]);
        for from in from.split_whitespace() {
            graph = graph.edge(from, key);
        }
    }
    story.figure("graph", graph)
}

fn check(story: &mut Story, problem: &Problem) -> Result<()> {
    story.heading("By hand = by autodiff = by differences");
    let device = &story.device;
    let models = match &problem.own {
        None => vec![
            ("line", check::line(&data::line(), device)?),
            ("quadratic", check::quadratic(device)?),
        ],
        Some(_) => vec![("line", check::line(&problem.points, device)?)],
    };
    let mut largest = 0.0_f64;
    for (model, checks) in models {
        for (loss, check) in checks {
            let difference = check.max_relative_difference;
            story.line(format!(
                "{model:9} {loss:4} differs by {difference:.0e} at most"
            ));
            story.line(format!("  in {}", check.worst));
            largest = largest.max(difference);
        }
    }
    story.say(
        "MAE has no gradient by hand here: it has kinks. \
         Differences divide a rounding error by a small step. \
         In float32 they are good to about 1e-4, \
         in float64 (--precision f64) 1e-9.",
    );
    story.result("gradient_check.max_relative_difference", largest);
    Ok(())
}
