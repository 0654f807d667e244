//! Two pictures that the sources speak of and do not show: linear regression
//! as a neuron, and a descent down a bowl.

use descent::{data, data::linspace, data::tensor, device::to_host, loss};
use lessons::{
    Result, Story,
    figure::{Chart, Graph},
};

pub fn neuron_and_bowl(story: &mut Story) -> Result<()> {
    story.heading("A line is a neuron");
    story.say("Inputs times weights, summed: y = a·x + b·1. A neuron without");
    story.say("anything after its sum is lesson 3's line.");
    let graph = Graph::new("Linear regression as a neuron")
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
        .edge("sum", "y");
    story.figure("neuron", graph)?;

    let points = data::line();
    let (x, y) = points.tensors(&story.device);
    let losses = |b: &[f64]| -> Result<Vec<f64>> {
        // a = 3 is right already, so only b has to move.
        let y_pred = x.clone() * 3.0;
        let b = tensor(b, &story.device).unsqueeze_dim::<2>(1);
        let error = (y_pred - y.clone()).unsqueeze::<2>() + b;
        Ok(to_host(error.square().mean_dim(1))?)
    };
    // The loss is (b − 8)², its derivative 2 (b − 8), the learning rate 0.2.
    let mut b = vec![1.0];
    for k in 0..12 {
        b.push(b[k] - 0.2 * 2.0 * (b[k] - 8.0));
    }
    let curve = linspace(0.5, 15.5, 60);
    let chart = Chart::new("Down the bowl: shorter steps", "b", "MSE")
        .line("the loss at a = 3", &curve, &losses(&curve)?)
        .points("12 updates", &b, &losses(&b)?);
    let end = tensor(&b[12..], &story.device);
    let y_pred = x.clone() * 3.0 + end;
    let loss = descent::device::value(loss::mse(y_pred, y.clone()))?;
    story.say("\nIts loss over b alone, at a = 3, is a bowl. 12 updates of");
    story.say(format!("learning rate 0.2 take b from 1 to {:.4}.", b[12]));
    story.result("bowl.b", &b);
    story.result("bowl.loss", loss);
    story.figure("bowl", chart)
}
