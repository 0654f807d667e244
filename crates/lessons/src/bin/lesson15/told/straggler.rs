//! The slowest worker, for whom all wait.

use program::{Story, number};

use crate::cost::slowest;

/// The first three are as fast as the machine that had all rows.
const SPEEDS: [f64; 4] = [1.0, 1.0, 1.0, 0.25];

pub fn tell(story: &mut Story) {
    story.heading("The slowest one");
    story.say(
        "Four workers; the fourth has a quarter of the others' speed. An \
         update ends when the last has answered. Its time, where one worker \
         alone takes 1:",
    );
    story.line("\nrows of each               time   speed-up");
    let mut rows = Vec::new();
    for (name, key, shares) in [
        ("the same, 1/4", "equal", [1.0; 4]),
        ("by speed, 4:4:4:1", "by_speed", SPEEDS),
        ("none for the slow one", "without", [1.0, 1.0, 1.0, 0.0]),
    ] {
        let time = slowest(&shares, &SPEEDS);
        let [shown, up] = [time, 1.0 / time].map(number);
        story.line(format!("{name:22} {shown:>8} {up:>10}"));
        rows.push((key, time));
    }
    story.say(
        "\nWith equal parts four machines are as slow as one. The weighted \
         mean does not mind parts of other lengths, so deal them out by speed.",
    );
    for (key, time) in rows {
        story.result(&format!("straggler.{key}"), time);
    }
}
