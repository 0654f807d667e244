//! The check of the exercise of this name.

#[path = "../exercises/F6_naive.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::gain;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{self, Failure, Verdict, fresh_seed, near, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let mails = [vec![0; 950], vec![1; 50]].concat();
    of(
        "a filter that calls all mails wanted",
        &mails,
        &[0; 1000],
        2,
    )?;
    let species = [2, 2, 1, 1, 1, 0, 0, 0, 0, 0];
    of(
        "a model of three species",
        &species,
        &[0, 2, 1, 1, 1, 1, 1, 0, 0, 0],
        3,
    )?;
    of(
        "a model that is never right",
        &species,
        &[1, 0, 0, 2, 0, 2, 1, 1, 2, 1],
        3,
    )?;
    // Other rows each time; class 1 is the most frequent.
    let mut random = ChaCha8Rng::seed_from_u64(fresh_seed());
    let mut told = 0.0;
    for classes in [2, 3, 5] {
        let mut draw = |n: usize| random.random_range(0..n);
        let label = |_| match draw(3) {
            0 => draw(classes),
            _ => 1,
        };
        let labels: Vec<usize> = (0..300).map(label).collect();
        let errs = |label: &usize| match draw(4) {
            0 => draw(classes),
            _ => *label,
        };
        let named: Vec<usize> = labels.iter().map(errs).collect();
        let what = format!("a model of {classes} classes");
        told = of(&what, &labels, &named, classes)?;
    }
    Ok(format!(
        "A model that is worth nothing gets 0, and the last one {}. Ask for \
         the naive answer first: an accuracy alone says little.",
        number(told)
    ))
}

/// The oracle names each class always, one after the other.
fn of(
    what: &str,
    labels: &[usize],
    named: &[usize],
    classes: usize,
) -> Result<f64, Failure> {
    let rows = labels.len() as f64;
    let share = |pairs: &dyn Fn(usize) -> bool| {
        (0..labels.len()).filter(|i| pairs(*i)).count() as f64 / rows
    };
    let right = share(&|i| labels[i] == named[i]);
    let always = |class| share(&|i| labels[i] == class);
    let naive = (0..classes).map(always).fold(0.0, f64::max);
    let known: [(&str, f64); 4] = [
        ("chance", right - 1.0 / classes as f64),
        ("whole", rows * (right - naive)),
        ("ratio", right / naive - 1.0),
        ("first", right - share(&|i| labels[i] == 0)),
    ];
    let known = known.map(|(name, value)| (name, vec![value]));
    let known = known.each_ref().map(|(name, value)| (*name, &value[..]));
    let got = gain(labels, named, classes);
    near(
        &format!("the gain of {what}"),
        &[got],
        &[right - naive],
        &known,
    )?;
    Ok(got)
}
