//! A hidden layer in two ways.

use descent::model::Mlp;
use program::{Result, Story};

use crate::{
    curves::QUADRATIC,
    hidden_layer::{as_module, from_matrices, matrices_of},
};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A hidden layer, from matrices and as a module");
    let (points, hidden, lr, updates) = (50, 8, 0.1, 100);
    let points = QUADRATIC.seen(points, &story.device);
    let start = Mlp::new([1, hidden, 1], story.seed, &story.device);
    let params = matrices_of(&start);
    let matrices = from_matrices(params, points.clone(), lr, updates)?;
    let module = as_module(start, points, lr, updates)?;
    story.say(format!(
        "x², {hidden} hidden units, {updates} updates of learning rate {lr}:"
    ));
    story.line("updates    from matrices    as a module");
    for (a, b) in matrices.steps.iter().zip(&module.steps) {
        if [0, 1, 10, updates].contains(&a.update) {
            let (update, a, b) = (a.update, a.loss, b.loss);
            story.line(format!("{update:7} {a:16.6} {b:14.6}"));
        }
    }
    story.result("hidden_layer.from_matrices", matrices.losses());
    story.result("hidden_layer.as_module", module.losses());
    Ok(())
}
