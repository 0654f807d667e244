//! What moves along when the image moves.

use program::Story;

use crate::{
    border::columns_that_move_along,
    drawn::{grids, layers},
};

/// The side of the image, and the most layers.
const WIDE: usize = 12;
const LAYERS: usize = 4;

pub fn tell(story: &mut Story) {
    story.heading("Move the image, and the maps move along");
    story.say(format!(
        "A random image of {WIDE} by {WIDE} moves to the right by a pixel. \
         Layers of random filters, each with a border of zeros, and relu. \
         The columns of their maps that move along, to the last bit:\n"
    ));
    story.line("layers   columns   12 − 2·layers");
    let images = grids(1, WIDE, story.seed, 0);
    let all = layers(&[1, 2, 2, 2, 2], story.seed);
    let mut counted = Vec::new();
    for depth in 1..=LAYERS {
        let some = &all[..depth.min(all.len())];
        let columns = images.iter().map(|i| columns_that_move_along(i, some));
        let columns = columns.map(|columns| columns.len()).sum::<usize>();
        let predicted = WIDE - 2 * depth;
        story.line(format!("{depth:6} {columns:9} {predicted:15}"));
        counted.push(columns);
    }
    story.say(
        "\nEach layer carries the border a pixel further in. \
         All else is the same numbers in another place.",
    );
    story.result("border.columns", counted);
}
