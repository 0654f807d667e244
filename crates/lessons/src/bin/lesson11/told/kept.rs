//! A graph that a loop keeps alive.

use figure::Chart;
use program::{Result, Story};

use crate::kept::{on_fresh_tapes, on_one_tape};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("A graph kept alive by a loop");
    let (start, lr, updates) = (1.0, 0.1, 100);
    let fresh = on_fresh_tapes(start, lr, updates);
    let one = on_one_tape(start, lr, updates);
    story.say(format!(
        "(w − 8)² from w = {start}, learning rate {lr}: \
         on a fresh tape for each update, \
         and on one tape that records the updates, too. \
         The numbers on the tape:\n"
    ));
    story.line("           fresh tapes            one tape");
    story.line("update   numbers        w   numbers        w   1 + 5k");
    for k in [1, 2, 10, updates] {
        let ((w, numbers), (same, all)) = (fresh[k - 1], one[k - 1]);
        let predicted = 1 + 5 * k;
        story.line(format!(
            "{k:6} {numbers:9} {w:8.4} {all:9} {same:8.4} {predicted:8}"
        ));
    }
    story.say(
        "\nThe same w to the last digit. \
         But one tape never forgets, and the way back gets longer with every \
         update.",
    );
    let numbers = |of: &[(f64, usize)]| -> Vec<f64> {
        of.iter().map(|(_, numbers)| *numbers as f64).collect()
    };
    let last = |of: &[(f64, usize)]| of.last().map(|(w, _)| *w);
    let x: Vec<f64> = (1..=updates).map(|k| k as f64).collect();
    let chart = Chart::new("Numbers on the tape", "update", "numbers")
        .line("one tape", &x, &numbers(&one))
        .line("fresh tapes", &x, &numbers(&fresh));
    story.result("kept.fresh_tapes", numbers(&fresh));
    story.result("kept.one_tape", numbers(&one));
    story.result("kept.w", [last(&fresh), last(&one)]);
    story.figure("kept", chart)
}
