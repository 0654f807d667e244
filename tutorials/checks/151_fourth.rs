//! The check of the exercise of this name.

#[path = "../exercises/151_fourth.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, among, predicted};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

const ROWS: f64 = 3840.0;
const ROW: f64 = 2.0;
const MESSAGE: f64 = 60.0;

/// The microseconds of an update.
fn update(rows: f64, k: f64) -> f64 {
    rows * ROW / k + 2.0 * k * MESSAGE
}

fn check() -> Verdict {
    let (work, three) = (ROWS * ROW, update(ROWS, 3.0));
    let known = &[
        ("one_way", work / 3.0 + 3.0 * MESSAGE),
        ("at_once", work / 3.0 + 2.0 * MESSAGE),
        ("not_shared", work + 6.0 * MESSAGE),
    ];
    let said = exercise::THREE;
    predicted("THREE", said, three, 1.0, known).map_err(|failure| {
        failure.because(among(
            &[said],
            &[
                ("That is the work alone, without a message.", &[work / 3.0]),
                ("These are the messages alone.", &[6.0 * MESSAGE]),
                (
                    "In milliseconds, yes: microseconds are asked for.",
                    &[three / 1000.0],
                ),
                ("A row takes 2 µs, not 1.", &[three - work / 6.0]),
            ],
        ))
    })?;
    // Where the two times are the same, by halving.
    let same = |fewer: f64, more: f64| {
        let (mut low, mut high) = (0.0, 1e6);
        for _ in 0..100 {
            let rows = (low + high) / 2.0;
            if update(rows, more) > update(rows, fewer) {
                low = rows;
            } else {
                high = rows;
            }
        }
        high
    };
    let pays = same(3.0, 4.0);
    // One worker that has all rows itself sends nothing.
    let over_one = 8.0 * MESSAGE / (ROW * 0.75);
    let known = &[
        ("over_one", over_one),
        ("half", pays / 2.0),
        ("all_messages", 8.0 * MESSAGE / ROW * 12.0),
    ];
    let said = exercise::PAYS;
    predicted("PAYS", said, pays, 1.0, known).map_err(|failure| {
        failure.because(among(
            &[said],
            &[
                (
                    "That is where the fifth worker pays. The fourth comes \
                     after the third.",
                    &[same(4.0, 5.0)],
                ),
                ("That is where the third worker pays.", &[same(2.0, 3.0)]),
                ("A row takes 2 µs, not 1.", &[2.0 * pays]),
                (
                    "Four workers against one that sends messages, too. Compare \
                     four with three.",
                    &[same(1.0, 4.0)],
                ),
            ],
        ))
    })?;
    let time = |k: &u32| update(ROWS, f64::from(*k));
    let best = (1..1000).min_by(|u, v| time(u).total_cmp(&time(v)));
    let best = f64::from(best.unwrap_or_default());
    let known = &[("no_root", best * best), ("as_many", 3840.0)];
    let said = exercise::BEST;
    predicted("BEST", said, best, 0.2, known).map_err(|failure| {
        failure.because(among(
            &[said],
            &[
                (
                    "You counted one message for each worker. There are two.",
                    &[(work / MESSAGE).sqrt()],
                ),
                (
                    "A row takes 2 µs, not 1.",
                    &[(ROWS / (2.0 * MESSAGE)).sqrt()],
                ),
            ],
        ))
    })?;
    Ok(
        "Four times the rows, and twice as many workers are best: it grows \
        with the root."
            .into(),
    )
}
