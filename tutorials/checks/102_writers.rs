//! The check of the exercise of this name.

#[path = "../exercises/102_writers.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, fresh_numbers};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    one(&[0, 0, 1, 2, 1, 3, 4, 4, 0, 5, 6], 3)?;
    let fresh = fresh_numbers(40, 0.0..12.0);
    let fresh: Vec<_> = fresh.iter().map(|w| *w as usize).collect();
    one(&fresh, 4)?;
    Ok("Every row tests once, and never after its writer has trained. That is \
        the test of lesson 9 on other people, with everybody in turn."
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
