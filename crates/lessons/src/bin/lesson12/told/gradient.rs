//! The way back through a convolution, checked.

use descent::data;
use program::{Result, Story};

use super::filter::TO_THE_RIGHT;
use crate::{checked::check_convolution, grid::Grid, network::SIDE};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("The way back");
    let digits = data::digits()?;
    let ink = Grid::of(SIDE, &digits.pixels[0]).map(|ink| ink / 16.0);
    let filter = Grid::of(3, &TO_THE_RIGHT);
    let check = check_convolution(&ink, &filter, &story.device)?;
    let difference = check.max_relative_difference;
    story.say(format!(
        "Half the sum of the squares of the map, by 9 weights and 64 pixels: \
         the gradient by our loops, by burn's autodiff and by differences \
         agree but for {difference:.0e}."
    ));
    story.result("gradient.max_relative_difference", difference);
    Ok(())
}
