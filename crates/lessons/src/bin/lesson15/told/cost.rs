//! What an update costs, on paper.

use program::{Story, number::significant};

use crate::cost::Cost;

/// A machine and a network to reckon with: 1 µs a row, 100 µs a message, and
/// 1.25 GB/s for numbers of four bytes.
pub const PAPER: Cost = Cost {
    row: 1e-6,
    latency: 0.0,
    message: 100e-6,
    number: 3.2e-9,
};
pub const P: f64 = 1000.0;

pub fn tell(story: &mut Story) {
    story.heading("What an update costs");
    let send = 1e6 * PAPER.send(P);
    story.say(format!(
        "A machine needs 1 µs for the gradient of a row. A message needs 100 µs \
         and 3.2 ns for each number: {send:.1} µs with {P} parameters. \
         Milliseconds of an update, by the formula:"
    ));
    story.line(
        "\n    rows   alone     star of k                  best   ring of",
    );
    story.line("                   k = 2     4    16    64       k        16");
    let mut rows = Vec::new();
    for n in [1e3, 1e4, 1e5, 1e6] {
        let ms = |seconds: f64| significant(1e3 * seconds, 3);
        let alone = ms(n * PAPER.row);
        let stars = [2.0, 4.0, 16.0, 64.0].map(|k| PAPER.star(n, P, k));
        let ring = PAPER.ring(n, P, 16.0);
        let best = PAPER.best(n, P);
        let [a, b, c, d] = stars.map(ms);
        story.line(format!(
            "{n:8} {alone:>7} {a:>7} {b:>5} {c:>5} {d:>5} {best:7.1} {:>9}",
            ms(ring)
        ));
        rows.push((n, stars, best, ring));
    }
    story.result("cost.paper", rows);
    let pays = [2.0, 4.0, 16.0].map(|k| PAPER.pays(P, k));
    let [two, four, many] = pays.map(|n| format!("{n:.0}"));
    story.say(format!(
        "\nThe 2nd worker of a star pays from {two} rows on, the 4th from \
         {four}, the 16th from {many}. For the network to take at most a tenth \
         of the time:\n"
    ));
    let hidden = [2.0, 4.0, 16.0].map(|k| PAPER.hidden(P, k, 0.1));
    for (k, n) in [2, 4, 16].iter().zip(hidden) {
        story.line(format!("{k:3} workers   {n:9.0} rows in a batch"));
    }
    story.result("cost.pays", pays);
    story.result("cost.hidden", hidden);
}
