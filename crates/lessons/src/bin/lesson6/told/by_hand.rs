//! The bowl of three points: its axes, and what follows from them.

use descent::{
    curvature::Curvature,
    data::{Points, linspace},
    loss,
    model::Line,
};
use figure::Bowl;
use program::{Result, Story, array};

use crate::by_hand::{X, axis, hessian};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A bowl by hand");
    let table = hessian(&X);
    let curvature = Curvature::of_columns(&[X.to_vec(), vec![1.0; X.len()]]);
    let steep = axis(table, curvature.largest());
    let shallow = axis(table, curvature.smallest());
    story.say(
        "Three points, at x = -0.5, 1 and 2.5. \
         The Hessian of the MSE of a line through them, \
         and its axes, each of length 1:\n",
    );
    let [above, below] = table.map(|row| array(&row));
    story.line(format!("H = {above}\n    {below}"));
    for (name, along, lambda) in [
        ("steep  ", steep, curvature.largest()),
        ("shallow", shallow, curvature.smallest()),
    ] {
        story.line(format!("{name} axis {}, λ = {lambda:.4}", array(&along)));
    }
    let (limit, best) = (curvature.largest_stable_lr(), curvature.best_lr());
    let factor = curvature.factor(best);
    story.line(format!(
        "limit {limit:.4}, best lr {best:.4}, factor {factor:.4}"
    ));
    story.result("by_hand.hessian", table);
    story.result("by_hand.eigenvalues", &curvature.eigenvalues);
    story.result("by_hand.axes", [shallow, steep]);

    // Each arrow leads to where the loss ½ λ d² is 3.
    let arrow = |along: [f64; 2], lambda: f64| {
        along.map(|v| v * (2.0 * 3.0 / lambda).sqrt())
    };
    let (a, b) = (linspace(-3.2, 3.2, 81), linspace(-3.0, 3.0, 75));
    let points = Points {
        x: X.to_vec(),
        y: vec![0.0; X.len()],
    };
    let (x, y) = points.tensors(&story.device);
    let losses = loss::mse_on_grid(&a, &b, Line::columns(x), y)?;
    let bowl = Bowl::new("Three points: the bowl", "a", "b", &a, &b, &losses)
        .equal_units()
        .arrow(
            "steep axis, λ = 6",
            [0.0; 2],
            arrow(steep, curvature.largest()),
        )
        .arrow(
            "shallow axis, λ = 1",
            [0.0; 2],
            arrow(shallow, curvature.smallest()),
        );
    story.figure("axes", bowl)
}
