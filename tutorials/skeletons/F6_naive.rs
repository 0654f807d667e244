//! Exercise F6, repair: better than nothing.
//!
//! Chapter: docs/src/fit.md
//! Check it: cargo run --bin tutor
//!
//! Of 1,000 mails 950 are wanted. A filter that calls all of them wanted is
//! right for 95 %, and worth nothing. The function below should say what a
//! model is worth: its accuracy, minus that of always naming the class that is
//! most frequent. But of this filter it says −0.05, as if it were worse than
//! itself, and other models it praises too much.
//!
//! Repair the function.

/// How much more often the classes that a model `named` are right than one
/// class named always: 0.2 for 80 rows of 100 in place of 60.
pub fn gain(labels: &[usize], named: &[usize], classes: usize) -> f64 {
    assert_eq!(labels.len(), named.len());
    let right = labels.iter().zip(named).filter(|(l, n)| l == n).count();
    let mut counts = vec![0; classes];
    for class in named {
        counts[*class] += 1;
    }
    let naive = counts.into_iter().max().unwrap_or(0);
    (right as f64 - naive as f64) / labels.len() as f64
}
