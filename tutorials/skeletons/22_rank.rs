//! Exercise 22, complete: which guess is best?
//!
//! Chapter: docs/src/lesson2.md
//! Check it: cargo run --bin tutor
//!
//! A loss turns a guess into one number, so that guesses can be compared.
//! Write the mean absolute error, then let it choose between lines ax + b.
//!
//! The Rust for it is in docs/src/rust.md: iterators with `min_by`, and
//! `total_cmp`, which compares a float with another that it only borrows:
//! `a.total_cmp(&b)`.

use burn::tensor::Tensor;

/// The mean absolute error of predictions, shape [1].
pub fn mae(y_pred: Tensor<1>, y: Tensor<1>) -> Tensor<1> {
    let errors = y_pred - y;
    // TODO: the size of each error, then the mean of the sizes.
    todo!("the mean of the sizes")
}

/// The index of the guess (a, b) whose line has the smallest `mae`. The
/// losses are all finite here.
pub fn best(guesses: &[[f64; 2]], x: &Tensor<1>, y: &Tensor<1>) -> usize {
    let losses = guesses.iter().map(|[a, b]| {
        let y_pred = x.clone() * *a + *b;
        mae(y_pred, y.clone()).into_scalar::<f64>()
    });
    // TODO: `losses` gives one loss after the other.
    todo!("the index of the smallest loss")
}
