//! Messages and bytes of an update, counted.

use program::Story;

use crate::exchange::{Traffic, ring, star};

/// Parameters, and the bytes of one.
const P: usize = 1_000_000;
const SIZE: usize = 4;

pub fn tell(story: &mut Story) {
    story.heading("Star against ring");
    story.say(format!(
        "An update of {P} parameters in float32, which are {} MB, on k \
         machines: around one in the middle, or in a ring. In turn: messages \
         that wait for one another.\n",
        P * SIZE / 1_000_000
    ));
    story.line("        messages     megabytes   busiest machine    in turn");
    story.line("   k   star   ring   star  ring      star    ring   star ring");
    let mut rows = Vec::new();
    for k in [2, 4, 16, 64] {
        let (star, ring) = (star(k, P, SIZE), ring(k, P, SIZE));
        let mb = |bytes: usize| bytes as f64 / 1e6;
        let of = |t: &Traffic| (mb(t.bytes), mb(t.busiest));
        let ((s, s_busy), (r, r_busy)) = (of(&star), of(&ring));
        story.line(format!(
            "{k:4} {:6} {:6} {s:6} {r:5} {s_busy:9} {r_busy:7.2} {:6} {:4}",
            star.messages, ring.messages, star.in_turn, ring.in_turn
        ));
        let row = |t: &Traffic| [t.messages, t.bytes, t.busiest, t.in_turn];
        rows.push((k, row(&star), row(&ring)));
    }
    story.say(
        "\nThe ring sends less than the star, and shares it out: no line \
         carries more than four gradients, however many machines there are. \
         It sends more messages, each of them shorter.",
    );
    story.result("exchange", rows);
}
