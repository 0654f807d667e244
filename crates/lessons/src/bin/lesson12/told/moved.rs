//! Images moved by a pixel: how many answers change.

use burn::{module::Module, tensor::Tensor};
use figure::Chart;
use program::{Result, Story};

use super::digits::Learned;
use crate::{
    interval::paired,
    moved::{WAYS, changed, moved},
    training::{Set, right},
};

/// How far the images move in the chart, to the left and to the right.
const FAR: isize = 3;

pub fn tell(story: &mut Story, learned: &Learned) -> Result<()> {
    story.heading("Moved by a pixel");
    let (dense, filters) = (learned.dense.valid(), learned.filters.valid());
    let of_dense = |x: Tensor<2>| dense.forward(x);
    let of_filters = |x: Tensor<2>| filters.forward(x);
    let (x, _) = &learned.test;
    let changes = [changed(x, of_dense)?, changed(x, of_filters)?];
    story.say(format!(
        "The {} images of other writers, each moved by a pixel in four ways. \
         Where the network names another digit than before, in per cent:\n",
        changes[0].len()
    ));
    story.line("network         up   down   left  right    all");
    let mut of_images = Vec::new();
    for ((name, key), changes) in
        [("lesson 9's", "dense"), ("of filters", "filters")]
            .into_iter()
            .zip(&changes)
    {
        let n = changes.len() as f64;
        let share = |way: usize| {
            changes.iter().filter(|c| c[way]).count() as f64 * 100.0 / n
        };
        let mut shares: Vec<f64> = (0..WAYS.len()).map(share).collect();
        shares.push(shares.iter().sum::<f64>() / WAYS.len() as f64);
        let row = shares.iter().map(|share| format!("{share:7.1}"));
        story.line(format!("{name:11}{}", row.collect::<String>()));
        story.result(&format!("moved.{key}.changed"), &shares);
        let part = |ways: &[bool; WAYS.len()]| {
            let count = ways.iter().filter(|way| **way).count();
            100.0 * count as f64 / WAYS.len() as f64
        };
        of_images.push(changes.iter().map(part).collect::<Vec<f64>>());
    }
    let fewer = paired(&of_images[0], &of_images[1]);
    let (low, high) = (fewer.mean - fewer.half, fewer.mean + fewer.half);
    story.say(format!(
        "\nThe first less the second: {:.1} % of the answers. \
         The 95 % interval, from the differences on {} images: \
         {low:.1} to {high:.1} %.",
        fewer.mean,
        of_images[0].len()
    ));
    story.result("moved.fewer", [fewer.mean, fewer.half]);
    draw(story, &learned.test, of_dense, of_filters)
}

/// How many are named right, the further the images move to a side.
fn draw(
    story: &mut Story,
    (x, labels): &Set,
    of_dense: impl Fn(Tensor<2>) -> Tensor<2>,
    of_filters: impl Fn(Tensor<2>) -> Tensor<2>,
) -> Result<()> {
    let (mut by, mut named) = (Vec::new(), [Vec::new(), Vec::new()]);
    for far in -FAR..=FAR {
        by.push(far as f64);
        let x = moved(x, (0, far));
        for (scores, named) in [of_dense(x.clone()), of_filters(x)]
            .into_iter()
            .zip(&mut named)
        {
            let right = right(scores, labels.clone())?;
            named.push(100.0 * right.iter().sum::<f64>() / right.len() as f64);
        }
    }
    let [dense, filters] = &named;
    let title = "Named right, where images move to a side";
    let chart = Chart::new(title, "pixels to the right", "%")
        .line("lesson 9's", &by, dense)
        .line("of filters", &by, filters);
    story.result("moved.dense.right", dense);
    story.result("moved.filters.right", filters);
    story.chart("moved", chart.y_range(0.0, 101.0))
}
