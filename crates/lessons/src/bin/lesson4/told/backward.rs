//! The loss over one number, and what `backward` says of it.

use program::{Result, Story};

use crate::backward;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("One number");
    story.say(
        "A loss over one number, (b − 8)². \
         burn records it, and goes back:",
    );
    for b in [1.0, 12.0] {
        let [loss, slope] = backward::loss_and_slope(b, &story.device)?;
        let by_hand = 2.0 * (b - 8.0);
        story.line(format!(
            "b = {b:2}: loss {loss:2}, backward {slope:3}, \
             2 (b − 8) = {by_hand:3}"
        ));
        story.result(&format!("backward.at_{b}"), [loss, slope]);
    }
    Ok(())
}
