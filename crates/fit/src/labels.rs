//! Whether a column of classes is one that a model can learn.

use program::{Error, Result};
use table::MOST_LEVELS;

use crate::loss::Loss;

/// The loss that was asked for, or else the one for numbers or for classes.
///
/// # Errors
/// A loss of numbers for classes, or the other way round.
pub fn loss(asked: Option<Loss>, y: &str, classes: &[String]) -> Result<Loss> {
    let wrong = |line| Err(Error::Input(line));
    match (asked, classes.is_empty()) {
        (None, true) => Ok(Loss::Mse),
        (None, false) => Ok(Loss::CrossEntropy),
        (Some(Loss::CrossEntropy), true) => wrong(format!(
            "--loss cross-entropy is a loss of classes, and {y} is a number: \
             say --classes if its numbers are labels"
        )),
        (Some(Loss::CrossEntropy), false) => Ok(Loss::CrossEntropy),
        (Some(loss), true) => Ok(loss),
        (Some(loss), false) => wrong(format!(
            "--loss {loss} is a loss of numbers, and {y} holds classes, which \
             have no distance from each other: leave it out, their loss is \
             cross-entropy"
        )),
    }
}

/// How many rows each class has.
pub fn counts(y: &[f64], classes: usize) -> Vec<usize> {
    let mut counts = vec![0; classes];
    for class in y {
        counts[*class as usize] += 1;
    }
    counts
}

/// Refuses a column of classes that no model can learn, or that holds none.
///
/// # Errors
/// What is wrong with it, in words.
pub fn check(name: &str, classes: &[String], y: &[f64]) -> Result<(), String> {
    let is_number = |class: &&String| class.parse().is_ok_and(f64::is_finite);
    let (n, rows) = (classes.len(), y.len());
    if n > MOST_LEVELS {
        let rather = match classes.iter().all(|class| is_number(&class)) {
            true => "without --classes it is fitted as a number",
            _ if 2 * n > rows => {
                "it looks like an id, a name for each row; choose another --y"
            }
            _ => "choose another --y, or join the rare ones",
        };
        return Err(format!(
            "column {name} has {n} different values in {rows} rows, and \
             {MOST_LEVELS} classes are the most: {rather}"
        ));
    }
    if let [only] = classes {
        return Err(format!(
            "column {name} is `{only}` in every row: one class, and nothing \
             to tell apart"
        ));
    }
    let counts = counts(y, n);
    let mut single = classes.iter().zip(counts).filter(|(_, n)| *n == 1);
    if let Some((class, _)) = single.next() {
        let more = match single.count() {
            0 => String::new(),
            more => format!(", and {more} more like it"),
        };
        return Err(format!(
            "class `{class}` of column {name} has one row{more}: a class needs \
             two at least, so leave it out or join it with another"
        ));
    }
    Ok(())
}

/// Refuses classes of which no row is left to learn from. `advice` is what to
/// do about it.
///
/// # Errors
/// The class, in words.
pub fn all_are_learned(
    classes: &[String],
    y: &[f64],
    advice: &str,
) -> Result<(), String> {
    let counts = counts(y, classes.len());
    let mut none = classes.iter().zip(counts).filter(|(_, n)| *n == 0);
    match none.next() {
        None => Ok(()),
        Some((class, _)) => Err(format!(
            "all rows of class `{class}` are held out, and none is left to \
             learn from: {advice}"
        )),
    }
}
