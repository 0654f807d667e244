//! Exercise 55, write: minibatches, from nothing.
//!
//! Chapter: docs/src/lesson5.md
//! Check it: cargo run --bin tutor
//!
//! Points are given, and an empty function. Write the descent in minibatches:
//! shuffle, deal, gradient, update, and the loops around them. Plain numbers
//! will do: `points.x` and `points.y` are lists. The check looks at every
//! place that you pass, on points drawn anew each time, too:
//!
//! - an update takes `size` points that its epoch has not had yet, the last
//!   one what is left: every point once an epoch;
//! - the order is new in each epoch, and follows from the seed;
//! - the step is −lr times the gradient of the mean squared error over the
//!   points of the batch. A last, smaller batch may move by its share only, as
//!   in the chapter's trap, or by all of it: both pass.
//!
//! Of Rust you need `order.shuffle(&mut random)`, which mixes a list, and
//! `order.chunks(size)`, which cuts it: both stand in the chapter, in the code
//! of `deal`. `ChaCha8Rng::seed_from_u64(seed)` makes `random`: exercise 14.

use descent::data::Points;
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// Descends the mean squared error of the line a x + b for some epochs, in
/// batches of `size` points. Gives (a, b) after each update, and after each
/// epoch the loss over all points.
pub fn descend(
    points: &Points,
    start: [f64; 2],
    lr: f64,
    size: usize,
    epochs: usize,
    seed: u64,
) -> (Vec<[f64; 2]>, Vec<f64>) {
    // TODO: write it.
    todo!("the descent in minibatches")
}
