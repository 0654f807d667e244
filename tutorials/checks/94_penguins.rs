//! The check of the exercise of this name: the rubric of the capstone.

#[path = "../exercises/94_penguins.rs"]
#[rustfmt::skip]
mod exercise;

use std::{process::ExitCode, time::Duration};

use descent::batch::Batches;
use exercise::name_species;
use tutorials::{
    check::{self, Failure, Verdict, fresh_numbers, fresh_seed, number},
    penguins::{Penguin, penguins},
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run_within(Duration::from_secs(60), file!(), check)
}

fn check() -> Verdict {
    nothing_leaks()?;
    let file = penguins()?;
    let (mut right, mut of_file, mut of_place, mut all) = (0, 0, 0, 0);
    for seed in 1..=3 {
        // The file has gaps in few rows: a tenth of the test gets one more.
        let split = Split::new(4, seed, 10)?;
        let named = split.named(&split.table)?;
        let rows = split.test.iter().zip(&split.species);
        for ((row, species), named) in rows.zip(named) {
            right += usize::from(named == *species);
            of_file += usize::from(named == split.in_file(*species));
            of_place += usize::from(named == file[*row].species);
            all += 1;
        }
    }
    let share = |count: usize| count as f64 / all as f64;
    if share(right) < 0.95 {
        let percent = number((1000.0 * share(right)).round() / 10.0);
        let seen = format!("{percent} % of the test rows are right.");
        return Err(match share(of_file.max(of_place)) < 0.95 {
            true => Failure::unknown(seen),
            false => Failure::known("file", seen),
        });
    }
    fresh_split()?;
    Ok(format!(
        "{} % of three test parts are right, nothing leaked, and it repeats. \
         You took data with gaps to a model that can be trusted. \
         Well done.",
        number((1000.0 * share(right)).round() / 10.0)
    ))
}

/// One split more, drawn at every run, of penguins that are in no file: every
/// measurement is in another unit, and off by a thousandth at most.
fn fresh_split() -> Result<(), Failure> {
    let file = penguins()?;
    let mut split = Split::new(4, fresh_seed() % 1_000_000, 10)?;
    let as_measured = split.table.clone();
    // Drawn anew until most rows that lie nearest in the file are of another
    // species: what is known from there is no help.
    while split.in_file_too(&file) > 0.6 {
        split.table.clone_from(&as_measured);
        let by = fresh_numbers(4, -0.1..0.1).into_iter();
        // A fifth to a third less or more: still common sizes.
        let by = by.map(|by| by + if by < 0.0 { 0.8 } else { 1.25 });
        let by: Vec<f64> = by.collect();
        for penguin in &mut split.table {
            let off = fresh_numbers(4, -1e-3..1e-3);
            for (j, v) in penguin.measured.iter_mut().enumerate() {
                *v = v.map(|v| v * by[j] * (1.0 + off[j]));
            }
        }
    }
    let named = split.named(&split.table)?;
    let pairs = named.iter().zip(&split.species);
    let right = pairs.filter(|(named, species)| named == species).count();
    let share = right as f64 / named.len() as f64;
    // Of 69 rows some more than a twentieth may be wrong by bad luck.
    if share < 0.85 {
        let percent = number((1000.0 * share).round() / 10.0);
        return Err(Failure::told(format!(
            "The splits that are always the same go well. But of one that is \
             drawn anew each time, with every measurement in another unit, \
             {percent} % are right: the answers were not learned from `train`."
        )));
    }
    Ok(())
}

/// The penguins in an order and with numbers of the species that depend on
/// the seed: neither the file nor the place of a row tells a species.
struct Split {
    /// Every test row has a wrong species here.
    table: Vec<Penguin>,
    train: Vec<usize>,
    test: Vec<usize>,
    /// The right species of the test rows.
    species: Vec<usize>,
    seed: u64,
}

impl Split {
    /// So many fifths to train and the others to test. Every `gap`th test row
    /// gets a gap.
    fn new(fifths: usize, seed: u64, gap: usize) -> Result<Self, Failure> {
        let penguins = penguins()?;
        let n = penguins.len();
        let mut shuffles = Batches::new(n, n - 1, seed)?;
        let mut shuffled = || shuffles.epoch().concat().into_iter();
        let table = shuffled().map(|i| penguins[i as usize].clone());
        let mut table: Vec<_> = table.collect();
        let mut train: Vec<_> = shuffled().map(|i| i as usize).collect();
        let test = train.split_off(fifths * n / 5);
        for row in &mut table {
            row.species = (row.species + seed as usize) % 3;
        }
        let species = test.iter().map(|i| table[*i].species).collect();
        for (k, i) in test.iter().enumerate() {
            table[*i].species = (table[*i].species + 1) % 3;
            if k % gap == 0 {
                table[*i].measured[i % 4] = None;
            }
        }
        Ok(Split {
            table,
            train,
            test,
            species,
            seed,
        })
    }

    /// The number of a species in the file.
    fn in_file(&self, species: usize) -> usize {
        (species + 3 - self.seed as usize % 3) % 3
    }

    /// The share of the test rows whose nearest row in the file is of their
    /// species: by millimetres and grams, or by how far each of them spreads,
    /// whichever is more.
    fn in_file_too(&self, file: &[Penguin]) -> f64 {
        let share = |spread: [f64; 4]| {
            let far = |a: &Penguin, b: &Penguin| -> f64 {
                let pairs = a.measured.iter().zip(&b.measured).zip(spread);
                // What is missing on a side says nothing.
                let off = pairs.filter_map(|((a, b), by)| {
                    Some(((a.as_ref()? - b.as_ref()?) / by).powi(2))
                });
                off.sum()
            };
            let is_there = |row: &&Penguin| row.measured[0].is_some();
            let same = |(i, species): &(&usize, &usize)| {
                let row = &self.table[**i];
                let nearest = file
                    .iter()
                    .filter(is_there)
                    .min_by(|a, b| far(row, a).total_cmp(&far(row, b)));
                nearest
                    .is_some_and(|near| near.species == self.in_file(**species))
            };
            let rows = self.test.iter().zip(&self.species);
            rows.filter(same).count() as f64 / self.test.len() as f64
        };
        share([1.0; 4]).max(share([5.5, 2.0, 14.0, 800.0]))
    }

    /// What the learner's code answers for the test rows of this table.
    fn named(&self, table: &[Penguin]) -> Result<Vec<usize>, Failure> {
        let named = name_species(table, &self.train, &self.test, self.seed);
        if let Some(other) = named.iter().find(|species| **species > 2) {
            return Err(Failure::told(format!(
                "The species are 0, 1 and 2. An answer is {other}."
            )));
        }
        if named.len() == self.test.len() {
            return Ok(named);
        }
        let seen = format!(
            "{} test rows, {} answers: every row wants one, also where \
             measurements are missing.",
            self.test.len(),
            named.len()
        );
        Err(Failure::known("gaps", seen))
    }
}

/// Few rows to train on and many to test: what leaks from the test is more
/// than what was learned, and a median or a trimmed mean does not hide it.
fn nothing_leaks() -> Result<(), Failure> {
    let split = Split::new(1, 4, 3)?;
    let named = split.named(&split.table)?;
    // Asked once, and again before anything else is blamed.
    let repeats = || -> Result<(), Failure> {
        if named == split.named(&split.table)? {
            return Ok(());
        }
        Err(Failure::told(
            "Called again with the same seed, it gave another answer. Draw \
             all that is random from the seed.",
        ))
    };
    repeats()?;
    let mut other = split.table.clone();
    for i in &split.test {
        other[*i].species = (other[*i].species + 1) % 3;
    }
    if named != split.named(&other)? {
        (0..4).try_for_each(|_| repeats())?;
        let seen = "The answers changed when the species of the test rows \
                    were changed.";
        return Err(Failure::known("labels", seen));
    }
    // Most test rows leave, or stay and change: all but one of their
    // measurements to ten times or to a tenth of what they are, up, down, and
    // every other row up and the others down.
    let kept = split.test.len() / 6;
    let (stay, go) = split.test.split_at(kept);
    let few = name_species(&split.table, &split.train, stay, split.seed);
    let mut changed = few != named[..kept];
    for still in 0..4 {
        let mut other = split.table.clone();
        for (k, i) in go.iter().enumerate() {
            let up = match still {
                0 => true,
                1 => false,
                _ => (k + still) % 2 == 0,
            };
            for (j, v) in other[*i].measured.iter_mut().enumerate() {
                if j != still {
                    *v = v.map(|v| if up { 10.0 * v } else { v / 10.0 });
                }
            }
        }
        changed |= split.named(&other)?[..kept] != named[..kept];
    }
    if changed {
        (0..4).try_for_each(|_| repeats())?;
        let seen = "The answer for a test row changed with the measurements \
                    of the other test rows.";
        return Err(Failure::known("scale", seen));
    }
    Ok(())
}
