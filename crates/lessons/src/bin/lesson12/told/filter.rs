//! A filter slides over a digit; in loops, as a product, by burn.

use descent::data;
use figure::Gallery;
use program::{Result, Story};

use super::{numbers, power, recording::record};
use crate::{
    convolution::convolve, drawn::grids, grid::Grid, network::SIDE,
    same::three_ways,
};

/// Weights that ask for ink on the right and paper on the left, and for ink
/// below and paper above.
pub const TO_THE_RIGHT: [f64; 9] =
    [-1.0, 0.0, 1.0, -1.0, 0.0, 1.0, -1.0, 0.0, 1.0];
const BELOW: [f64; 9] = [-1.0, -1.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A filter slides over an image");
    let digits = data::digits()?;
    let image = Grid::of(SIDE, &digits.pixels[0]);
    let filter = Grid::of(3, &TO_THE_RIGHT);
    let map = convolve(&image, &filter);
    story.say(
        "Lesson 9's first digit, and a filter: nine weights that ask for ink \
         on the right and paper on the left.\n",
    );
    let (pixels, weights) = (numbers(&image), numbers(&filter));
    for (i, row) in pixels.iter().enumerate() {
        let beside = weights.get(i).map_or("", String::as_str);
        story.line(format!("{row}    {beside}").trim_end());
    }
    story.say(
        "\nAt each of 6 by 6 places the sum of nine products, weight × pixel:\n",
    );
    numbers(&map).into_iter().for_each(|row| story.line(row));
    let filters = [("ink right?", filter), ("ink below?", Grid::of(3, &BELOW))];
    let mut gallery = Gallery::new("A digit, two filters, two maps", 5)
        .signed()
        .tile("the digit", SIDE, &image.values);
    for (name, filter) in &filters {
        let map = convolve(&image, filter);
        gallery = gallery.tile(*name, 3, &filter.values).tile(
            "its map",
            map.columns,
            &map.values,
        );
    }
    story.result("filter.map", &map.values);
    story.figure("maps", gallery)?;
    record(story, "maps", &image, &filters)?;
    three(story)
}

/// Two channels and three filters, in three ways.
fn three(story: &mut Story) -> Result<()> {
    let channels = grids(2, SIDE, story.seed, 0);
    let weights = grids(3 * 2, 3, story.seed, 1);
    let weights: Vec<f64> =
        weights.into_iter().flat_map(|part| part.values).collect();
    let ways = three_ways(&channels, &weights, 3, &story.device)?;
    let [in_loops, by_product, by_burn] = &ways;
    let far = |other: &[f64]| {
        let apart = in_loops.iter().zip(other).map(|(u, v)| (u - v).abs());
        apart.fold(0.0, f64::max)
    };
    story.say(format!(
        "\nTwo channels and three filters, all numbers random: {} sums. \
         From those of the loops, a product of matrices differs by at most \
         {}, burn's Conv2d by at most {}.",
        in_loops.len(),
        power(far(by_product)),
        power(far(by_burn))
    ));
    story.result("three_ways.in_loops", in_loops);
    story.result("three_ways.by_product", by_product);
    story.result("three_ways.by_burn", by_burn);
    Ok(())
}
