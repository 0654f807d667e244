//! Exercise 96, write: the confusion matrix.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! For each image you have its label, and the class that it was named. Write
//! what the chapter shows as a table, and two questions that it answers. Lists
//! and counting are all you need: `vec![vec![0; n]; n]` is a table of n rows
//! of zeros, and `table[i][j] += 1` counts.

/// How often images of each class were named each class: a row for what it
/// is, a column for what it was named. It has `classes` rows and columns, also
/// where a class never came.
pub fn confusion(
    labels: &[usize],
    named: &[usize],
    classes: usize,
) -> Vec<Vec<usize>> {
    // TODO: count.
    todo!("the table")
}

/// For each class the part of its images that was named right, 0 to 1. `None`
/// where it has no images.
pub fn recall(confusion: &[Vec<usize>]) -> Vec<Option<f64>> {
    // TODO: from the table alone.
    todo!("a part for each class")
}

/// What is mistaken most often: (what it is, what it was named). Any one of
/// them where several are as frequent; `None` where nothing is mistaken.
pub fn worst(confusion: &[Vec<usize>]) -> Option<(usize, usize)> {
    // TODO: what is named right is no mistake.
    todo!("the most frequent mistake")
}
