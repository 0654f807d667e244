//! Rows that the descent never sees: which are taken out, and how they take
//! turns.

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// By what rows are parted.
#[derive(Clone, Debug)]
pub enum By {
    /// By chance: each row is drawn on its own.
    Chance,
}

/// What is drawn from the seed of a run has a stream of its own: the network
/// draws from the same seed.
#[derive(Clone, Copy)]
pub enum Draw {
    /// The rows held out.
    HeldOut = 1,
    /// The rows that stop a descent.
    Validation = 2,
    /// The folds.
    Folds = 3,
}

impl By {
    /// How many things are parted.
    pub fn count(&self, rows: usize) -> usize {
        match self {
            By::Chance => rows,
        }
    }

    /// What is parted, in words.
    pub fn things(&self) -> &'static str {
        match self {
            By::Chance => "rows",
        }
    }

    /// Its name in the document.
    pub fn name(&self) -> &'static str {
        match self {
            By::Chance => "chance",
        }
    }

    /// How rows take turns, in words.
    pub fn turns(&self, folds: usize) -> String {
        match self {
            By::Chance => format!(
                "The rows are dealt into {folds} folds at random. Each fold is \
                 judged once, by a model that learned from the others."
            ),
        }
    }

    /// The positions of the rows that stay and of those that are taken, each
    /// in the order of the file. So many of [`count`](Self::count) are taken.
    pub fn take(
        &self,
        rows: usize,
        taken: usize,
        (seed, draw): (u64, Draw),
    ) -> [Vec<usize>; 2] {
        let mut random = random(seed, draw);
        let mut is_taken = vec![false; self.count(rows)];
        is_taken[..taken].fill(true);
        match self {
            By::Chance => is_taken.shuffle(&mut random),
        }
        let of = |row: usize| match self {
            By::Chance => is_taken[row],
        };
        [false, true].map(|part| (0..rows).filter(|i| of(*i) == part).collect())
    }

    /// Rows in so many folds, at most [`count`](Self::count).
    pub fn folds(&self, rows: usize, count: usize, seed: u64) -> Folds {
        let mut random = random(seed, Draw::Folds);
        let of = match self {
            By::Chance => {
                let mut of: Vec<_> = (0..rows).map(|i| i % count + 1).collect();
                of.shuffle(&mut random);
                of
            }
        };
        Folds { count, of }
    }
}

/// Rows that take turns in being judged.
pub struct Folds {
    /// How many turns.
    pub count: usize,
    /// The turn, from 1, in which each row is judged.
    of: Vec<usize>,
}

impl Folds {
    /// The rows to learn from and to judge, at this turn.
    pub fn rows(&self, turn: usize) -> [Vec<usize>; 2] {
        let rows = |is: fn(&usize, &usize) -> bool| {
            let all = self.of.iter().enumerate();
            let some = all.filter(|(_, of)| is(of, &turn));
            some.map(|(row, _)| row).collect()
        };
        [rows(usize::ne), rows(usize::eq)]
    }
}

fn random(seed: u64, draw: Draw) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(draw as u64);
    random
}

/// These rows of each column.
pub fn rows(columns: &[Vec<f64>], rows: &[usize]) -> Vec<Vec<f64>> {
    let some = |column: &Vec<f64>| rows.iter().map(|i| column[*i]).collect();
    columns.iter().map(some).collect()
}
