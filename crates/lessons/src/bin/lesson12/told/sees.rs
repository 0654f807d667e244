//! What a unit sees.

use figure::Gallery;
use program::{Result, Story};

use crate::sees::{Layer, answers, predicted};

/// The side of the image, large enough for all that is seen.
const WIDE: usize = 16;
const LAYERS: [(&str, Layer); 4] = [
    ("filters of 3×3", Layer::Convolution(3)),
    ("filters of 3×3", Layer::Convolution(3)),
    ("the largest of 2×2", Layer::Pooling(2)),
    ("filters of 3×3", Layer::Convolution(3)),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("What a unit sees");
    story.say(
        "Layers one behind the other. \
         The side of the square of pixels that a unit depends on, by the \
         formula, and found by lighting each pixel of an image alone:\n",
    );
    story.line("behind               formula   found");
    let layers = LAYERS.map(|(_, layer)| layer);
    let mut found = Vec::new();
    let title = "What one unit sees, behind each layer";
    let mut gallery = Gallery::new(title, 4);
    for (depth, side) in (1..).zip(predicted(&layers)) {
        let name = LAYERS[depth - 1].0;
        let answers = answers(&layers[..depth], WIDE, &story.device)?;
        let pixels = answers.iter().filter(|answer| **answer != 0.0).count();
        let square = (pixels as f64).sqrt();
        story.line(format!("{name:20} {side:7} {square:7}"));
        gallery = gallery.tile(format!("{side}×{side}"), WIDE, &answers);
        found.push(pixels);
    }
    story.result("sees.formula", predicted(&layers));
    story.result("sees.pixels", found);
    story.figure("sees", gallery)
}
