//! The check of exercise 94: the rubric of the capstone.

#[path = "../exercises/94_penguins.rs"]
mod exercise;

use std::process::ExitCode;

use descent::{
    batch::Batches,
    data::{self, Penguin},
};
use exercise::name_species;
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run("94_penguins", check)
}

fn check() -> Verdict {
    let penguins = data::penguins()?;
    let (mut right, mut all) = (0, 0);
    for seed in 1..=3 {
        let [train, test] = split(penguins.len(), seed)?;
        // The file has gaps in few rows: a tenth of the test gets one more.
        let mut table = penguins.clone();
        for i in test.iter().step_by(10) {
            table[*i].measured[i % 4] = None;
        }
        let named = name_species(&table, &train, &test, seed);
        if named.len() != test.len() {
            let seen = format!(
                "{} test rows, {} answers: every row wants one, also where \
                 measurements are missing.",
                test.len(),
                named.len()
            );
            return Err(Failure::known("gaps", seen));
        }
        if named != name_species(&table, &train, &test, seed) {
            let seen = "Called twice with the same seed, it gave two \
                        answers. Draw all that is random from the seed.";
            return Err(Failure::told(seen));
        }
        // Other species in the test: no answer may change.
        let mut other = table.clone();
        for i in &test {
            other[*i].species = (other[*i].species + 1) % 3;
        }
        if named != name_species(&other, &train, &test, seed) {
            let seen = "The answers changed when the species of the test rows \
                        were changed.";
            return Err(Failure::known("labels", seen));
        }
        // Other measurements in all test rows but the first.
        let mut other = table.clone();
        for i in &test[1..] {
            other[*i].measured =
                other[*i].measured.map(|v| v.map(|v| 3.0 * v + 500.0));
        }
        let alone = name_species(&other, &train, &test, seed);
        let few = name_species(&table, &train, &test[..1], seed);
        if alone[0] != named[0] || few[0] != named[0] || leaks(&table, seed)? {
            let seen = "The answer for a test row changed with the \
                        measurements of the other test rows.";
            return Err(Failure::known("scale", seen));
        }
        let hits = test.iter().zip(&named);
        right += hits.filter(|(i, s)| table[**i].species == **s).count();
        all += test.len();
    }
    let accuracy = right as f64 / all as f64;
    if accuracy < 0.95 {
        let percent = number(100.0 * accuracy);
        let seen = format!("{percent} % of the test rows are right.");
        return Err(Failure::unknown(seen));
    }
    Ok(format!(
        "{} % of three test parts are right, nothing leaked, and it repeats. \
         You took data with gaps to a model that can be trusted. That is the \
         whole course; well done.",
        number((1000.0 * accuracy).round() / 10.0)
    ))
}

/// Whether rows that lie near the border of two species are named otherwise
/// when the other test rows are far away.
fn leaks(table: &[Penguin], seed: u64) -> Result<bool, descent::Error> {
    let [train, test] = split(table.len(), seed)?;
    let mut far = table.to_vec();
    for i in test.iter().skip(test.len() / 2) {
        far[*i].measured = [Some(1e4); 4];
    }
    let half = test.len() / 2;
    let near = name_species(table, &train, &test, seed);
    let moved = name_species(&far, &train, &test, seed);
    Ok(near[..half] != moved[..half])
}

/// Four fifths to train and a fifth to test.
fn split(n: usize, seed: u64) -> Result<[Vec<usize>; 2], descent::Error> {
    let order = Batches::new(n, n - 1, seed)?.epoch().concat();
    let rows: Vec<usize> = order.iter().map(|i| *i as usize).collect();
    let (test, train) = rows.split_at(n / 5);
    Ok([train.to_vec(), test.to_vec()])
}
