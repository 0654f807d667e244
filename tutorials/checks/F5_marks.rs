//! The check of the exercise of this name.

#[path = "../exercises/F5_marks.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::decimal;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What a column shows, and which mistake leads to another answer.
type Case<'c> = (&'c [&'c str], Option<char>, &'c [(Wrong, &'static str)]);
type Wrong = Option<char>;

fn check() -> Verdict {
    const POINT: Option<char> = Some('.');
    const COMMA: Option<char> = Some(',');
    let cases: [Case; 19] = [
        (&["12,5", "3"], COMMA, &[]),
        (&["3", "12.5"], POINT, &[]),
        (&["1.234,5"], COMMA, &[(POINT, "first")]),
        (&["12,345,678.25"], POINT, &[(COMMA, "first")]),
        (&["1.234.567"], COMMA, &[(POINT, "repeated")]),
        (&["1,234,567"], POINT, &[(COMMA, "repeated")]),
        (
            &["1.021", "912", "25.417"],
            None,
            &[(POINT, "certain"), (COMMA, "thousands")],
        ),
        (
            &["1,021", "1,187"],
            None,
            &[(COMMA, "certain"), (POINT, "thousands")],
        ),
        (&["0.125"], POINT, &[(None, "zero")]),
        (&["0,125"], COMMA, &[(None, "zero")]),
        (&["1912.345"], POINT, &[(None, "long")]),
        (&["1912,345"], COMMA, &[(None, "long")]),
        (&["12", "7"], None, &[]),
        (&["912", "1.021", "10,5"], COMMA, &[]),
        (&["12.3456"], POINT, &[]),
        (&["7,1234"], COMMA, &[]),
        (&["012.345"], POINT, &[(None, "zero")]),
        // The first that shows it speaks, whatever comes behind.
        (&["1,021", "1,5", "2.5"], COMMA, &[]),
        (&["0.5", "0,5"], POINT, &[]),
    ];
    for (column, want, known) in cases {
        expect(column, want, known)?;
    }
    // Other numbers each time.
    let mut random = ChaCha8Rng::seed_from_u64(fresh_seed());
    for _ in 0..200 {
        let (mark, other) = match random.random_range(0..2) {
            0 => ('.', ','),
            _ => (',', '.'),
        };
        let mut digits = |n: usize| random.random_range(n / 10..n);
        // All but one may be read either way.
        let mut column: Vec<String> = (0..digits(8))
            .map(|_| format!("{}{other}{:03}", 1 + digits(900), digits(1000)))
            .collect();
        let certain = match digits(4) {
            0 => {
                let places = [1, 2, 4, 5][digits(4)];
                format!("{}{mark}{:0places$}", digits(9000), digits(10))
            }
            1 => format!("{}{other}417{mark}{:03}", 1 + digits(90), digits(10)),
            2 => format!("0{mark}{:03}", digits(1000)),
            _ => format!("{}{other}021{other}{:03}", 1 + digits(9), digits(99)),
        };
        let at = digits(column.len() + 1);
        column.insert(at, certain);
        let column: Vec<&str> = column.iter().map(String::as_str).collect();
        expect(&column, Some(mark), &[])?;
    }
    Ok(
        "One number that shows it speaks for a whole column, and where none \
        does you say so. That is what `fit` does: it refuses such a column, \
        and names the flag. A guess would be wrong by a factor of a thousand, \
        and nobody would see it."
            .into(),
    )
}

fn expect(
    column: &[&str],
    want: Option<char>,
    known: &[(Wrong, &'static str)],
) -> Result<(), Failure> {
    let got = decimal(column);
    if got == want {
        return Ok(());
    }
    let seen = format!(
        "Not right: the mark before decimals in {}.\nexpected  {want:?}\ngot       \
         {got:?}",
        column.join("   ")
    );
    Err(match known.iter().find(|(wrong, _)| *wrong == got) {
        Some((_, name)) => Failure::known(name, seen),
        None => Failure::unknown(seen),
    })
}
