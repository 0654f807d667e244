//! The check of the exercise of this name.

#[path = "../exercises/96_confusion.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{self, Failure, Verdict, fresh_seed};

type Table = Vec<Vec<usize>>;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    // Three of class 0, none of class 2, which is named once; nothing is
    // named 3, and it has no image, either.
    let labels = [0, 0, 0, 1, 1, 1, 1];
    let named = [0, 1, 2, 1, 1, 0, 1];
    tables(&labels, &named, 4)?;
    tables(&[], &[], 3)?;
    // All its counts beside the diagonal differ.
    let table = vec![vec![9, 5, 1], vec![2, 9, 0], vec![3, 4, 9]];
    recalls(&table)?;
    worsts(&table)?;
    // The rare class is mistaken most often for its size, not in all.
    worsts(&vec![vec![50, 9, 0], vec![0, 40, 1], vec![3, 2, 1]])?;
    let mut random = ChaCha8Rng::seed_from_u64(fresh_seed());
    let mut told = String::new();
    for classes in [2, 3, 10] {
        let mut draw = |n: usize| random.random_range(0..n);
        let labels: Vec<_> = (0..300).map(|_| draw(classes)).collect();
        let errs = |label: usize| match draw(4) {
            0 => draw(classes),
            _ => label,
        };
        let named: Vec<_> = labels.iter().copied().map(errs).collect();
        tables(&labels, &named, classes)?;
        let right = labels.iter().zip(&named).filter(|(l, n)| l == n).count();
        told = format!(
            "Of 300 images in {classes} classes {right} were named right, and \
             your table says where the others went."
        );
        // A table that can be told from its transpose.
        let table = count(&labels, &named, classes);
        recalls(&table)?;
        worsts(&table)?;
    }
    recalls(&vec![vec![2, 2, 0], vec![0, 0, 0], vec![1, 1, 2]])?;
    // A class with images, and none of them right, has the part 0.
    recalls(&vec![vec![0, 3], vec![1, 4]])?;
    // Nothing is mistaken; one mistake, less frequent than all that is right.
    worsts(&vec![vec![3, 0], vec![0, 4]])?;
    worsts(&vec![vec![30, 0, 0], vec![0, 40, 0], vec![0, 2, 50]])?;
    Ok(told)
}

/// Counted pair by pair.
fn count(labels: &[usize], named: &[usize], classes: usize) -> Table {
    let pairs: Vec<_> = labels.iter().zip(named).collect();
    let of = |i, j| pairs.iter().filter(|pair| **pair == (&i, &j)).count();
    (0..classes)
        .map(|i| (0..classes).map(|j| of(i, j)).collect())
        .collect()
}

fn tables(
    labels: &[usize],
    named: &[usize],
    classes: usize,
) -> Result<(), Failure> {
    let got = exercise::confusion(labels, named, classes);
    let right = count(labels, named, classes);
    if got == right {
        return Ok(());
    }
    let seen = format!(
        "Not right: the table of {} images in {classes} classes.\nexpected  \
         {right:?}\ngot       {got:?}",
        labels.len()
    );
    let short = got.len() < classes || got.iter().any(|r| r.len() < classes);
    Err(if got == count(named, labels, classes) {
        Failure::known("turned", seen)
    } else if short {
        Failure::known("short", seen)
    } else {
        Failure::unknown(seen)
    })
}

fn recalls(table: &Table) -> Result<(), Failure> {
    let got = exercise::recall(table);
    let part = |of: usize, all: usize| -> Option<f64> {
        (all > 0).then(|| of as f64 / all as f64)
    };
    let row = |i: usize| table[i].iter().sum::<usize>();
    let column = |i: usize| table.iter().map(|row| row[i]).sum::<usize>();
    let all: usize = table.iter().flatten().sum();
    let of = |total: &dyn Fn(usize) -> usize| -> Vec<Option<f64>> {
        (0..table.len())
            .map(|i| part(table[i][i], total(i)))
            .collect()
    };
    let is = |want: &[Option<f64>]| {
        got.len() == want.len()
            && got.iter().zip(want).all(|pair| match pair {
                (Some(got), Some(want)) => (got - want).abs() <= 1e-9,
                (got, want) => got.is_none() && want.is_none(),
            })
    };
    let right = of(&row);
    if is(&right) {
        return Ok(());
    }
    let seen = format!(
        "Not right: `recall`, the part of each class that was named right, from \
         {table:?}.\nexpected  {right:?}\ngot       {got:?}"
    );
    let nan = got.iter().zip(&right).any(|(got, right)| {
        right.is_none() && got.is_some_and(|got| !got.is_finite())
    });
    let whole: Vec<_> = right.iter().map(|part| part.map(f64::floor)).collect();
    Err(if nan {
        Failure::known("nothing", seen)
    } else if is(&whole) {
        Failure::told(format!(
            "{seen}\nEvery part came as 0 or 1: a whole number divided by a \
             whole number is a whole number in Rust, rounded down. Make f64 of \
             both before you divide."
        ))
    } else if is(&of(&column)) {
        Failure::known("columns", seen)
    } else if is(&of(&|_| all)) {
        Failure::known("of_all", seen)
    } else {
        Failure::told(format!(
            "{seen}\nOf each class it is the count on the diagonal over the \
             sum of its row, and None where that sum is 0."
        ))
    })
}

fn worsts(table: &Table) -> Result<(), Failure> {
    let got = exercise::worst(table);
    let n = table.len();
    let wrong = (0..n * n).map(|k| (k / n, k % n)).filter(|(i, j)| i != j);
    let most = wrong.map(|(i, j)| table[i][j]).max().unwrap_or(0);
    let right = match got {
        None => most == 0,
        Some((i, j)) => {
            let inside = i < n && j < n && i != j;
            inside && most > 0 && table[i][j] == most
        }
    };
    if right {
        return Ok(());
    }
    let seen = format!(
        "Not right: `worst`, what is mistaken most often in {table:?}. Your answer is \
         {got:?}; the most frequent mistake came {most} times."
    );
    let row = |i: usize| table[i].iter().sum::<usize>().max(1) as f64;
    let rate = |i: usize, j: usize| table[i][j] as f64 / row(i);
    let rates = (0..n * n).map(|k| (k / n, k % n)).filter(|(i, j)| i != j);
    let highest =
        rates.max_by(|a, b| rate(a.0, a.1).total_cmp(&rate(b.0, b.1)));
    Err(match got {
        Some((i, j)) if i == j => Failure::known("diagonal", seen),
        Some(_) if most == 0 => Failure::told(format!(
            "{seen}\nBeside the diagonal the table has zeros only. Nothing was \
             mistaken, so the answer is None."
        )),
        Some((i, j)) if i < n && j < n && table[j][i] == most => {
            Failure::told(format!(
                "{seen}\nThe pair the other way round came so often. First \
                 comes what the image is, that is the row; then what it was \
                 named, the column. The two ways round are two mistakes: look \
                 at both, and do not add them up."
            ))
        }
        Some(_) if got == highest => Failure::told(format!(
            "{seen}\nOf its class that is the largest part. Asked for is what \
             came most often: compare the counts."
        )),
        _ => Failure::told(format!(
            "{seen}\nOf all counts beside the diagonal it is the row and the \
             column of the largest."
        )),
    })
}
