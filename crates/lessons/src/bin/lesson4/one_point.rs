//! The graph of one point, and the check that three ways to a gradient agree.

use burn::tensor::Tensor;
use descent::{
    data::{self, tensor},
    device::value,
    gradient,
    model::{Line, Quadratic},
};
use lessons::{Result, Story, figure::Graph};

pub fn graph(story: &mut Story) -> Result<()> {
    story.heading("One point, every operation");
    let device = story.device.clone();
    // ANCHOR: graph
    let leaf = |v: f64| tensor(&[v], &device).autodiff().require_grad();
    // burn keeps the gradients of leaves only. A zero leaf added to a node
    // leaves its value alone and receives its gradient.
    let node = |value: Tensor<1>| {
        let zero = leaf(0.0);
        (value + zero.clone(), zero)
    };
    let (a, x, b, y) = (leaf(-1.0), leaf(0.3046), leaf(1.0), leaf(8.9138));
    let (ax, ax_zero) = node(a.clone() * x.clone());
    let (y_pred, y_pred_zero) = node(ax.clone() + b.clone());
    let (error, error_zero) = node(y_pred.clone() - y.clone());
    let (loss, loss_zero) = node(error.clone().square());
    let grads = loss.backward();
    // ANCHOR_END: graph
    story.say("The notebook's first point, and the guess −x + 1:");
    story.say("node            value   gradient of the loss by it");
    let mut graph = Graph::new("One point: values forward, gradients back");
    for (id, name, (column, row), from, at, leaf) in [
        ("a", "a", (0, 0), "", &a, &a),
        ("x", "x", (0, 1), "", &x, &x),
        ("ax", "a · x", (1, 0), "a x", &ax, &ax_zero),
        ("b", "b", (1, 1), "", &b, &b),
        (
            "y_pred",
            "ŷ = ax + b",
            (2, 0),
            "ax b",
            &y_pred,
            &y_pred_zero,
        ),
        ("y", "y", (2, 1), "", &y, &y),
        (
            "error",
            "e = ŷ − y",
            (3, 0),
            "y_pred y",
            &error,
            &error_zero,
        ),
        ("loss", "e²", (4, 0), "error", &loss, &loss_zero),
    ] {
        let at = value(at.clone().inner())?;
        let gradient = leaf.grad(&grads).map_or(Ok(0.0), value)?;
        story.say(format!("{name:10} {at:10.4} {gradient:10.4}"));
        story.result(&format!("point.values.{id}"), at);
        story.result(&format!("point.gradients.{id}"), gradient);
        let at = format!("value {at:.4}");
        let gradient = format!("grad {gradient:.4}");
        graph = graph.node(id, column, row, &[name, &at, &gradient]);
        for from in from.split_whitespace() {
            graph = graph.edge(from, id);
        }
    }
    story.figure("graph", graph)
}

pub fn check(story: &mut Story) -> Result<()> {
    story.heading("By hand = by autodiff = by differences");
    let device = story.device.clone();
    // ANCHOR: check
    let (x, y) = data::line().tensors(&device);
    let w = tensor(&[-1.0, 1.0], &device);
    let columns = Line::columns(x.clone());
    let line = gradient::check_losses(&Line::PARAMS, &w, columns, y, |w| {
        Line::from(w).forward(x.clone())
    })?;
    let (x, y) = data::quadratic().tensors(&device);
    let w = tensor(&[2.0, 3.0, 4.0], &device);
    let columns = Quadratic::columns(x.clone());
    let names = &Quadratic::PARAMS;
    let quadratic = gradient::check_losses(names, &w, columns, y, |w| {
        Quadratic::from(w).forward(x.clone())
    })?;
    // ANCHOR_END: check
    let mut largest = 0.0_f64;
    for (model, checks) in [("line", line), ("quadratic", quadratic)] {
        for (loss, check) in checks {
            let difference = check.max_relative_difference;
            story.say(format!(
                "{model:9} {loss:4} differs by {difference:.0e} at most"
            ));
            story.say(format!("  in {}", check.worst));
            largest = largest.max(difference);
        }
    }
    story.say("MAE has no gradient by hand here: it has kinks.");
    story
        .say("Differences divide a rounding error by a small step. In float32");
    story
        .say("they are good to about 1e-4, in float64 (--precision f64) 1e-9.");
    story.result("gradient_check.max_relative_difference", largest);
    Ok(())
}
