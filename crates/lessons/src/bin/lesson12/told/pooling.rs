//! Pooling: of each square the largest, and what a move changes then.

use descent::data;
use program::{Result, Story};

use super::{filter::TO_THE_RIGHT, numbers};
use crate::{
    checked::check_pooling, convolution::convolve, drawn::grids, grid::Grid,
    network::SIDE, pooling::pool,
};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("The largest of a square");
    let digits = data::digits()?;
    let image = |pixels: &[f64]| Grid::of(SIDE, pixels);
    let filter = Grid::of(3, &TO_THE_RIGHT);
    let map =
        |image: &Grid| convolve(&image.padded(1), &filter).map(|z| z.max(0.0));
    let first = map(&image(&digits.pixels[0]));
    let (pooled, _) = pool(&first, 2);
    story.say(
        "The first digit once more, with a border of zeros, and relu behind \
         the filter; beside it the largest of each square of 2 by 2:\n",
    );
    let beside = numbers(&pooled);
    for (i, row) in numbers(&first).into_iter().enumerate() {
        let right = if i % 2 == 0 {
            beside[i / 2].as_str()
        } else {
            ""
        };
        story.line(format!("{row}    {right}").trim_end());
    }
    let random = &grids(1, SIDE, story.seed, 2)[0];
    let check = check_pooling(random, 2, &story.device)?;
    let difference = check.max_relative_difference;
    story.say(format!(
        "\nThe gradient goes to the largest and to no other: by our loops, by \
         burn and by differences the same but for {difference:.0e}.",
    ));
    story.result("pooling.pooled", pooled.values);
    story.result("pooling.max_relative_difference", difference);

    story.say(format!(
        "\nAll {} images move to the right by a pixel. \
         By how much the numbers change, as a part of their sum:\n",
        digits.labels.len()
    ));
    story.line("the largest of   numbers   change");
    let (mut parts, mut sums) = ([0.0; 4], [0.0; 4]);
    let sides = [1, 2, 4, 8];
    for pixels in &digits.pixels {
        let before = map(&image(pixels));
        let after = map(&image(pixels).moved_right());
        for (k, side) in sides.into_iter().enumerate() {
            let [before, after] = [&before, &after].map(|m| pool(m, side).0);
            for (was, is) in before.values.iter().zip(&after.values) {
                parts[k] += (was - is).abs();
                sums[k] += was;
            }
        }
    }
    let change: Vec<_> = parts.iter().zip(&sums).map(|(p, s)| p / s).collect();
    for (side, change) in sides.into_iter().zip(&change) {
        let square = format!("{side}×{side}");
        let numbers = (SIDE / side) * (SIDE / side);
        let percent = 100.0 * change;
        story.line(format!("{square:14} {numbers:9} {percent:6.1} %"));
    }
    story.result("pooling.change", change);
    Ok(())
}
