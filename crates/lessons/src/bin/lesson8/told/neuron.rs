//! Two pictures that the sources speak of and do not show: linear regression
//! as a neuron, and a descent down a bowl.

use descent::data::linspace;
use figure::{Chart, Graph};
use program::{Result, Story};

use crate::bowl::{descend, losses};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A line is a neuron");
    story.say(
        "Inputs times weights, summed: y = a·x + b·1. \
         A neuron without anything after its sum is lesson 3's line.\n",
    );
    let (start, lr, updates) = (1.0, 0.2, 12);
    let b = descend(start, lr, updates);
    let loss = losses(&b, &story.device)?;
    let end = b.last().unwrap_or(&start);
    story.say(format!(
        "Its loss over b alone, at a = 3, is a bowl. \
         {updates} updates of learning rate {lr} take b from {start} to {end:.4}."
    ));
    story.result("bowl.b", &b);
    story.result("bowl.loss", loss.last());

    story.figure("neuron", neuron())?;
    let curve = linspace(0.5, 15.5, 60);
    let bowl = losses(&curve, &story.device)?;
    let chart = Chart::new("Down the bowl: shorter steps", "b", "MSE")
        .line("the loss at a = 3", &curve, &bowl)
        .points(&format!("{updates} updates"), &b, &loss);
    story.figure("bowl", chart)
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
