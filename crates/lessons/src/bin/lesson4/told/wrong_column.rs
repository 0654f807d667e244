//! A picture of the PyTorch lesson that shows the wrong column.

use descent::data::Points;
use figure::Chart;
use program::{Result, Story};

pub fn tell(story: &mut Story, points: &Points) -> Result<()> {
    story.say(
        "The lesson's animation draws y over the column of ones, for x: \
         a vertical stripe, in the figure `wrong_column`. \
         Ours does not.",
    );
    let ones = vec![1.0; points.len()];
    let chart = Chart::new("The column of ones, drawn for x", "x", "y")
        .points("y over the ones", &ones, &points.y)
        .points("y over x", &points.x, &points.y);
    story.figure("wrong_column", chart)
}
