//! Forward mode and reverse mode: what all derivatives cost.

use figure::Chart;
use program::{Result, Story};

use super::power;
use crate::passes::{edges, forward, reverse};

/// How many numbers go in, and how many come out.
const SHAPES: [(usize, usize); 8] = [
    (1, 1),
    (3, 1),
    (10, 1),
    (30, 1),
    (100, 1),
    (300, 1),
    (1, 300),
    (100, 100),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Forward or back?");
    story.say(
        "s = x₁² + … + xₙ², and out of it m numbers, each s². \
         All derivatives, with dual numbers forward, a pass for each input, \
         and with the tape back, a pass for each output. \
         A pass takes one product for each edge of the graph. \
         Products of a derivative with a local one:\n",
    );
    story.line("                     forward                 back");
    story.line("inputs outputs   counted     n·edges   counted     m·edges");
    let (mut x, mut counted) = (Vec::new(), [Vec::new(), Vec::new()]);
    let (mut predicted, mut rows) = (Vec::new(), Vec::new());
    let mut apart: f64 = 0.0;
    for (n, m) in SHAPES {
        let at: Vec<f64> = (1..=n).map(|i| i as f64 / n as f64).collect();
        let (there, back) = (forward(&at, m), reverse(&at, m));
        let [of_forward, of_reverse] = [n, m].map(|k| k * edges(n, m));
        story.line(format!(
            "{n:6} {m:7} {:9} {of_forward:11} {:9} {of_reverse:11}",
            there.products, back.products
        ));
        let both = there.rows.iter().flatten().zip(back.rows.iter().flatten());
        let far = both.map(|(u, v)| (u - v).abs() / v.abs());
        apart = far.fold(apart, f64::max);
        rows.push([n, m, there.products, back.products]);
        if m == 1 {
            x.push(n as f64);
            counted[0].push(there.products as f64);
            counted[1].push(back.products as f64);
            predicted.push([of_forward as f64, of_reverse as f64]);
        }
    }
    story.say(format!(
        "\nThe largest relative difference between the two: {}. \
         A loss is one number that comes out of very many: \
         the way back takes one pass.",
        power(apart)
    ));
    let dashed = |i: usize| -> Vec<f64> {
        predicted.iter().map(|both: &[f64; 2]| both[i]).collect()
    };
    let title = "All derivatives of one output";
    let chart = Chart::new(title, "inputs", "products")
        .points("forward", &x, &counted[0])
        .points("back", &x, &counted[1])
        .dashed("n·edges", &x, &dashed(0))
        .dashed("edges", &x, &dashed(1));
    story.result("passes", rows);
    story.figure("passes", chart.log_x().log_y())
}
