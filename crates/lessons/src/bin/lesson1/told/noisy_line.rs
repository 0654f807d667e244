//! A line under noise, told.

use descent::{
    data,
    device::{to_host, value},
};
use figure::Chart;
use program::{Result, Story, array};

use crate::points;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A line under noise: y = 3 + 2x + noise");
    let points = data::noisy_line()?;
    let (x, y) = points.tensors(&story.device);
    let (columns, on_line) = points::product(x, [2.0, 3.0]);
    story.say(
        "The table X has two columns: what was measured, and ones. \
         So X @ w is x·a + 1·b in every row; w holds a = 2 and b = 3.",
    );
    story.line(format!(
        "X: shape {:?}, its first five rows",
        columns.dims()
    ));
    for row in to_host(columns)?.chunks(2).take(5) {
        story.line(format!("  {}", array(row)));
    }
    let mean = value((y - on_line).mean())?;
    story.say(format!(
        "The noise is y − X @ w. Its mean is {mean:.4}, not 0: \
         it is uniform from 0 to 1. So a fit finds b near 3.5, not 3, \
         and the parameters that made the data are not the best ones.",
    ));
    story.result("noisy_line.x", points.x.clone());
    story.result("noisy_line.y", points.y.clone());
    story.result("noisy_line.noise_mean", mean);
    story.say(
        "A lesson on PyTorch gave the recipe. It seeds NumPy, but PyTorch \
         draws: each of its runs has other points. \
         These are one such draw; yours come from --seed.",
    );
    let fresh = data::fresh_noisy_line(story.seed);
    let chart = Chart::new("The line 3 + 2x under noise", "x", "y")
        .points("the lesson's points", &points.x, &points.y)
        .points("points drawn from the seed", &fresh.x, &fresh.y)
        .dashed("3 + 2x, without noise", &[-1.0, 1.0], &[1.0, 5.0]);
    story.figure("noisy_line", chart)
}
