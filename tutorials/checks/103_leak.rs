//! The check of the exercise of this name.

#[path = "../exercises/103_leak.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Verdict, among, fresh_numbers, near, number};

/// Rows and columns.
const ROWS: usize = 12;
const COLUMNS: usize = 30;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // One column may be the best whichever row is left out: draw until not.
    let (columns, y, right, before) = loop {
        let column = |_| fresh_numbers(ROWS, -1.0..1.0);
        let columns: Vec<_> = (0..COLUMNS).map(column).collect();
        let y = fresh_numbers(ROWS, -1.0..1.0);
        let right = promised(&columns, &y, Seen::Rest, Seen::Rest);
        let before = promised(&columns, &y, Seen::All, Seen::Rest);
        if before < 0.9 * right {
            break (columns, y, right, before);
        }
    };
    let promise = |picks: Seen, fits: Seen| promised(&columns, &y, picks, fits);
    let said = exercise::promised(&columns, &y);
    near(
        "the promise for 30 columns of noise",
        &[said],
        &[right],
        &[
            ("itself", &[promise(Seen::Rest, Seen::All)]),
            ("not_at_all", &[promise(Seen::All, Seen::All)]),
            ("summed", &[right * ROWS as f64]),
        ],
    )
    .map_err(|failure| {
        let n = ROWS as f64;
        let ways: [(&str, &[f64]); 4] = [
            (
                "The leak is gone. But this is the root of the mean: it is \
                 wanted as it is.",
                &[right.sqrt()],
            ),
            (
                "The leak is gone. But the sum is divided by one less than \
                 there are rows.",
                &[right * n / (n - 1.0)],
            ),
            (
                "It is the promise as it was: the column is still picked by \
                 rows that test it.",
                &[before],
            ),
            (
                "That is the promise of one column, without any choice. The \
                 program picks among all: it must do so without the row that \
                 is left out, each time anew.",
                &[promised(&columns[..1], &y, Seen::Rest, Seen::Rest)],
            ),
        ];
        failure.because(among(&[said], &ways))
    })?;
    let nothing = y.iter().map(|y| y * y).sum::<f64>() / ROWS as f64;
    Ok(format!(
        "Where the row that is left out could pick, it promised {}. Now it is \
         {}; who always says 0 errs by {}. Everything that looks at y belongs \
         into the loop.",
        number(before),
        number(right),
        number(nothing)
    ))
}

/// Which rows a decision sees: all, or all but the one that is left out.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    All,
    Rest,
}

/// By another way: of the sums over all rows, the one that is left out is
/// taken away again.
fn promised(columns: &[Vec<f64>], y: &[f64], picks: Seen, fits: Seen) -> f64 {
    let mut sum = 0.0;
    for out in 0..ROWS {
        let sums = |x: &[f64], seen: Seen| {
            let mut sums = [0.0; 3]; // of x², xy and y²
            for i in (0..ROWS).filter(|i| seen == Seen::All || *i != out) {
                sums[0] += x[i] * x[i];
                sums[1] += x[i] * y[i];
                sums[2] += y[i] * y[i];
            }
            sums
        };
        let left = |x: &Vec<f64>| {
            let [xx, xy, yy] = sums(x, picks);
            yy - xy * xy / xx
        };
        let best = columns.iter().min_by(|u, v| left(u).total_cmp(&left(v)));
        let x = best.expect("thirty columns");
        let [xx, xy, _] = sums(x, fits);
        sum += (xy / xx * x[out] - y[out]).powi(2);
    }
    sum / ROWS as f64
}
