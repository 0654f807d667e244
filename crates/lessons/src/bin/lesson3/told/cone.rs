//! Around a perfect fit the MSE is a bowl, and the RMSE a cone.

use descent::{
    data::{Points, linspace},
    loss::mse_on_grid,
    model::Line,
};
use figure::Chart;
use program::{Result, Story};

/// Both losses over b, with a held at its best.
pub fn draw(story: &mut Story, points: &Points, best: [f64; 2]) -> Result<()> {
    let [a, b] = best;
    // An odd number of places: the tip is one of them.
    let along = linspace(b - 2.0, b + 2.0, 81);
    let (x, y) = points.tensors(&story.device);
    let mse = mse_on_grid(&[a], &along, Line::columns(x), y)?;
    let rmse: Vec<f64> = mse.iter().map(|mse| mse.sqrt()).collect();
    let chart = Chart::new("A bowl and a cone: one minimum", "b", "loss")
        .line("MSE", &along, &mse)
        .line("RMSE", &along, &rmse);
    story.figure("cone", chart)
}
