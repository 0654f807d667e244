//! Exercise 94, invent: the capstone: penguins.
//!
//! Chapter: docs/src/lesson9.md
//! Check it: cargo run --bin tutor
//!
//! 344 penguins of three species: Adelie, Chinstrap, Gentoo. Learn from the
//! rows in `train`, and name the species of the rows in `test`. Some
//! measurements are missing; an answer is wanted all the same.
//!
//! The check shuffles the table and says by chance which species is 0, 1 and
//! 2. Rows in `test` are given a wrong species. In one split, drawn anew each
//! time, every measurement is in another unit, so no row is one of the file.
//! The rubric:
//!
//! - at least 95 % of the test right, on several splits, and 85 % on that one;
//! - nothing learned from the test: neither the species there nor the
//!   measurements of other test rows may change an answer;
//! - the same answers from the same seed;
//! - all of it in a minute: the check calls your function twelve times, eight
//!   of them with only 68 rows to train on.
//!
//! How is up to you. Lesson 9's softmax on four standardised measurements is
//! enough; a network will do, too.

use tutorials::penguins::Penguin;

/// The species of the rows in `test`, in their order.
pub fn name_species(
    table: &[Penguin],
    train: &[usize],
    test: &[usize],
    seed: u64,
) -> Vec<usize> {
    // TODO: so far, the species that is the most frequent in training.
    let _ = seed;
    let count = |s| train.iter().filter(|i| table[**i].species == s).count();
    let most = (0..3).max_by_key(|species| count(*species));
    vec![most.unwrap_or_default(); test.len()]
}
