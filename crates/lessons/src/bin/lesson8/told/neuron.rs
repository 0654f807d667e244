//! A picture that the sources speak of and do not show: linear regression as a
//! neuron.

use figure::Graph;
use program::{Result, Story};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A line is a neuron");
    story.say(
        "Inputs times weights, summed: y = a·x + b·1. \
         A neuron without anything after its sum is lesson 3's line.",
    );
    story.figure("neuron", neuron())
}

fn neuron() -> Graph {
    Graph::new("Linear regression as a neuron")
        .node("x", 0, 0, &["x", "input"])
        .node("one", 0, 1, &["1", "constant input"])
        .node("a", 1, 0, &["a · x", "weight a"])
        .node("b", 1, 1, &["b · 1", "weight b: the bias"])
        .node("sum", 2, 0, &["ax + b", "sum"])
        .node("y", 3, 0, &["ŷ", "output"])
        .edge("x", "a")
        .edge("one", "b")
        .edge("a", "sum")
        .edge("b", "sum")
        .edge("sum", "y")
}
