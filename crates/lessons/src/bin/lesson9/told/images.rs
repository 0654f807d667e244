//! Pictures are numbers.

use descent::data::Digits;
use figure::Gallery;
use program::{Result, Story};

pub fn tell(story: &mut Story, digits: &Digits) -> Result<()> {
    story.heading("Pictures are numbers");
    let n = digits.labels.len();
    story.say(format!(
        "{n} images of handwritten digits, \
         8×8 pixels from 0 (paper) to 16 (ink). \
         The first one, and the label that came with it:"
    ));
    story.line("");
    for row in digits.pixels[0].chunks(8) {
        let row: Vec<_> = row.iter().map(|ink| format!("{ink:3}")).collect();
        story.line(row.concat());
    }
    story.line(format!("\nlabel {}", digits.labels[0]));
    let mut gallery = Gallery::new("Handwritten digits and their labels", 8);
    for (pixels, label) in digits.pixels.iter().zip(&digits.labels).take(24) {
        gallery = gallery.tile(label.to_string(), 8, pixels);
    }
    story.figure("digits", gallery)
}
