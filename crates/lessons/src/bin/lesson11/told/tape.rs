//! What stands on the tape, and whether its gradients are right.

use figure::Graph;
use program::{Result, Story};

use super::{power, recording::record};
use crate::{
    expressions::{Expression, by_burn, by_differences, by_tape},
    point::one_point,
};

/// The numbers of one point: name, and the place in the figure.
const NAMES: [(&str, (usize, usize)); 8] = [
    ("a", (0, 0)),
    ("x", (0, 1)),
    ("b", (1, 1)),
    ("y", (2, 1)),
    ("a·x", (1, 0)),
    ("ŷ = ax + b", (2, 0)),
    ("e = ŷ − y", (3, 0)),
    ("e·e", (4, 0)),
];

/// Expressions: name, key, and the numbers to take the gradient at.
const EXPRESSIONS: [(&str, &str, Expression, [f64; 4]); 4] = [
    (
        "(a x + b − y)²",
        "one_point",
        Expression::OnePoint,
        [-1.0, 0.3046, 1.0, 8.9138],
    ),
    (
        "2b + 3b, b = a²",
        "twice",
        Expression::Twice,
        [3.0, 2.0, 3.0, 0.0],
    ),
    (
        "u tanh(w x + b)",
        "neuron",
        Expression::Neuron,
        [0.7, -1.2, 0.4, 2.5],
    ),
    (
        "(u v − v) tanh(u + v²)",
        "nested",
        Expression::Nested,
        [-0.8, 0.6, 0.0, 0.0],
    ),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A tape");
    story.say(
        "Lesson 4's first point, and the guess −x + 1. \
         Each number stands on the tape at a place of its own. \
         Beside it stand its parents, each with the local derivative by it. \
         The gradients come from the way back.\n",
    );
    let numbers = one_point([-1.0, 1.0], [0.3046, 8.9138]);
    let mut graph = Graph::new("A tape: values forward, gradients back");
    story.line("place  number         value   gradient   parents");
    for (place, ((name, (column, row)), number)) in
        NAMES.into_iter().zip(&numbers).enumerate()
    {
        let parent = |(at, by): &(usize, f64)| format!("{at} ({by:.4})");
        let parents: Vec<_> = number.parents.iter().map(parent).collect();
        let (value, gradient) = (number.value, number.gradient);
        let text = format!(
            "{place:5}  {name:10} {value:9.4} {gradient:10.4}   {}",
            parents.join(", ")
        );
        story.line(text.trim_end());
        let key = place.to_string();
        let value = format!("value {value:.4}");
        let gradient = format!("grad {gradient:.4}");
        graph = graph.node(&key, column, row, &[name, &value, &gradient]);
    }
    for (place, number) in numbers.iter().enumerate() {
        for (parent, _) in &number.parents {
            graph = graph.edge(&parent.to_string(), &place.to_string());
        }
    }
    let of = |part: fn(&crate::point::Number) -> f64| -> Vec<f64> {
        numbers.iter().map(part).collect()
    };
    story.result("point.values", of(|number| number.value));
    story.result("point.gradients", of(|number| number.gradient));
    story.figure("graph", graph)?;
    record(story, "graph", &NAMES.map(|(name, _)| name), &numbers)?;
    check(story)
}

fn check(story: &mut Story) -> Result<()> {
    story.say(
        "\nThe gradients of four expressions, \
         and how far they are from burn's and from central differences:\n",
    );
    story.line("expression                    burn   differences");
    for (name, key, expression, at) in EXPRESSIONS {
        let tape = by_tape(expression, at);
        let burn = by_burn(expression, at, &story.device)?;
        let differences = by_differences(expression, at);
        let from = |others: &[f64]| {
            let far = tape.iter().zip(others).map(|(u, v)| (u - v).abs());
            far.fold(0.0, f64::max)
        };
        let of_burn = power(from(&burn));
        let of_differences = power(from(&differences));
        story.line(format!("{name:25} {of_burn:>8} {of_differences:>13}"));
        story.result(&format!("expressions.{key}.by_tape"), tape);
        story.result(&format!("expressions.{key}.by_burn"), burn);
        let key = format!("expressions.{key}.by_differences");
        story.result(&key, differences);
    }
    Ok(())
}
