//! The check of the exercise of this name.

#[path = "../exercises/102_writers.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, list,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let known = [0, 0, 1, 2, 1, 3, 4, 4, 0, 5, 6];
    one(&known, 3)?;
    let fresh = fresh_numbers(40, 0.0..12.0);
    let fresh: Vec<_> = fresh.iter().map(|w| *w as usize).collect();
    one(&fresh, 4)?;
    let mistakes = [(4, "by_heart"), (0, "largest"), (3, "one_part")];
    for (writers, parts) in
        [(&known[..], 3), (&[&known[..], &fresh].concat(), 4)]
    {
        chosen(writers, parts, 5, &of_row, &mistakes)?;
    }
    // Drawn anew: any setting may be the best, and any part decide.
    for _ in 0..100 {
        let size =
            |i: u32, from: usize| from + (fresh_seed() >> i) as usize % 3;
        let (parts, settings) = (size(0, 2), size(8, 2));
        let errors = fresh_numbers(settings * (parts + 1), 1.0..9.0);
        let of_row = |setting: usize, part: Option<usize>| {
            errors[setting * (parts + 1) + part.unwrap_or(parts)]
        };
        chosen(&known, parts, settings, &of_row, &[])?;
    }
    Ok("Every row tests once, and never after its writer has trained. That is \
        the test of lesson 9 on other people, with everybody in turn. What the \
        chosen setting errs there is still no promise: it was the best of \
        five. A test that took no part in the choice would tell."
        .into())
}

fn one(writers: &[usize], parts: usize) -> Result<(), Failure> {
    let all: Vec<usize> = (0..writers.len()).collect();
    for part in 0..parts {
        let [train, test] = exercise::split(writers, parts, part);
        let by = |side: fn(usize, usize, usize) -> usize| {
            let here = |row: &usize| side(*row, writers[*row], parts) == part;
            all.iter().copied().partition::<Vec<_>, _>(here)
        };
        let (here, others) = by(|_, writer, parts| writer % parts);
        if (&train, &test) == (&others, &here) {
            continue;
        }
        let seen = format!(
            "With the writers {writers:?}, {parts} parts and part {part} left \
             out,\nthese rows train  {train:?}\nand these test    {test:?}"
        );
        let writers_of = |rows: &[usize]| -> Vec<usize> {
            rows.iter().map(|row| writers[*row]).collect()
        };
        let mut trained = train.clone();
        trained.sort();
        let (by_row, _) = by(|row, _, parts| row % parts);
        let (quotient, _) = by(|_, writer, parts| writer / parts);
        return Err(match () {
            () if (&train, &test) == (&here, &others) => {
                Failure::known("swapped", seen)
            }
            () if test == here && trained == all => {
                Failure::known("overlap", seen)
            }
            () if test == by_row => Failure::known("by_row", seen),
            () if test == quotient => Failure::known("quotient", seen),
            () if test == writers_of(&here) => Failure::told(format!(
                "{seen}\nThese are the numbers of the writers. Asked for are \
                 those of the rows, their places in the list."
            )),
            () if trained == others && train != others => {
                Failure::told(format!(
                    "{seen}\nThe rows are right. In rising order, is asked."
                ))
            }
            () => Failure::unknown(seen),
        });
    }
    Ok(())
}

/// The squared error of one row, of which of five settings, by the part of the
/// row's writer, `None` for one who has trained.
///
/// Whoever has trained is known by heart, the better the higher the setting. Of
/// other people setting 2 errs least, and setting 0 most; of those in part 0 it
/// is setting 3 that errs least.
fn of_row(setting: usize, part: Option<usize>) -> f64 {
    let errors = match part {
        None => [0.5, 0.4, 0.3, 0.2, 0.1],
        Some(0) => [9.0, 3.0, 1.5, 1.0, 4.0],
        Some(_) => [9.0, 3.0, 1.0, 4.0, 5.0],
    };
    errors[setting]
}

/// `known` holds what the known mistakes choose.
fn chosen(
    writers: &[usize],
    parts: usize,
    settings: usize,
    of_row: &dyn Fn(usize, Option<usize>) -> f64,
    known: &[(usize, &'static str)],
) -> Result<(), Failure> {
    let error = |setting: usize, train: &[usize], test: &[usize]| {
        let of = |row: &usize| {
            let writer = writers[*row];
            let trained = train.iter().any(|row| writers[*row] == writer);
            of_row(setting, (!trained).then_some(writer % parts))
        };
        test.iter().map(of).sum()
    };
    let got = exercise::choose(writers, parts, settings, &error);
    let of_part = |setting: usize, part: usize| -> f64 {
        let rows = 0..writers.len();
        let (test, train) =
            rows.partition::<Vec<_>, _>(|row| writers[*row] % parts == part);
        error(setting, &train, &test)
    };
    let of_all =
        |setting| (0..parts).map(|part| of_part(setting, part)).sum::<f64>();
    let totals: Vec<f64> = (0..settings).map(of_all).collect();
    let least = (0..settings).min_by(|u, v| totals[*u].total_cmp(&totals[*v]));
    if Some(got) == least {
        return Ok(());
    }
    let seen = format!(
        "With the writers {writers:?} and {parts} parts, the settings 0 to {} \
         err by\n{}\non the rows of all parts. You chose {got}.",
        settings - 1,
        list(&totals)
    );
    Err(match known.iter().find(|(wrong, _)| *wrong == got) {
        Some((_, name)) => Failure::known(name, seen),
        None => Failure::unknown(seen),
    })
}
