//! Rows that the descent never sees: which are taken out, and how they take
//! turns.

use std::{cmp::Reverse, collections::HashMap};

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

/// By what rows are parted.
#[derive(Clone, Debug)]
pub enum By {
    /// By chance: each row is drawn on its own.
    Chance,
    /// By groups, drawn by chance: all rows of a group stay together.
    Groups {
        /// The column that names the group.
        column: String,
        /// The group of each row: 0, 1, … without a gap.
        of: Vec<usize>,
    },
    /// By their order: the last rows are taken.
    Order,
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
    /// The rows of tables drawn anew.
    Anew = 4,
}

impl By {
    /// How many things are parted: rows or groups.
    pub fn count(&self, rows: usize) -> usize {
        match self {
            By::Chance | By::Order => rows,
            By::Groups { of, .. } => of.iter().max().map_or(0, |last| last + 1),
        }
    }

    /// The same for these rows alone.
    pub fn of(&self, rows: &[usize]) -> By {
        let By::Groups { column, of } = self else {
            return self.clone();
        };
        By::Groups {
            of: renumbered(rows.iter().map(|row| of[*row])),
            column: column.clone(),
        }
    }

    /// The positions of the rows that stay and of those that are taken, each
    /// in the order of the file. Of what is counted by [`count`](Self::count)
    /// so many are taken, or all.
    pub fn take(
        &self,
        rows: usize,
        taken: usize,
        (seed, draw): (u64, Draw),
    ) -> [Vec<usize>; 2] {
        let count = self.count(rows);
        let mut is_taken = vec![false; count];
        let taken = taken.min(count);
        match self {
            By::Order => is_taken[count - taken..].fill(true),
            By::Chance | By::Groups { .. } => {
                is_taken[..taken].fill(true);
                is_taken.shuffle(&mut random(seed, draw));
            }
        }
        let of = |row: usize| match self {
            By::Chance | By::Order => is_taken[row],
            By::Groups { of, .. } => is_taken[of[row]],
        };
        [false, true].map(|part| (0..rows).filter(|i| of(*i) == part).collect())
    }

    /// Rows in so many folds, at most [`count`](Self::count), and of ordered
    /// rows fewer.
    pub fn folds(&self, rows: usize, count: usize, seed: u64) -> Folds {
        let mut random = random(seed, Draw::Folds);
        let of = match self {
            By::Chance => {
                let mut of: Vec<_> = (0..rows).map(|i| i % count + 1).collect();
                of.shuffle(&mut random);
                of
            }
            By::Groups { of: groups, .. } => {
                let mut sizes = vec![0; self.count(rows)];
                groups.iter().for_each(|group| sizes[*group] += 1);
                let fold = dealt(&sizes, count, &mut random);
                groups.iter().map(|group| fold[*group]).collect()
            }
            By::Order => {
                let block = rows / (count + 1);
                let first = rows - count * block;
                let fold = |i: usize| match i.checked_sub(first) {
                    None => 0,
                    Some(after) => after / block + 1,
                };
                (0..rows).map(fold).collect()
            }
        };
        Folds {
            count,
            of,
            forward: matches!(self, By::Order),
        }
    }
}

/// The fold, from 1, of each group of these sizes: the largest first, each into
/// the fold with the fewest rows.
fn dealt(sizes: &[usize], folds: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..sizes.len()).collect();
    groups.shuffle(random); // for groups of one size
    groups.sort_by_key(|group| Reverse(sizes[*group]));
    let mut rows = vec![0; folds];
    let mut fold = vec![0; sizes.len()];
    for group in groups {
        let fewest = (0..folds).min_by_key(|k| rows[*k]).unwrap_or(0);
        rows[fewest] += sizes[group];
        fold[group] = fewest + 1;
    }
    fold
}

/// Rows that take turns in being judged.
pub struct Folds {
    /// How many turns.
    pub count: usize,
    /// The turn, from 1, in which each row is judged; 0 for never.
    of: Vec<usize>,
    /// Whether a fold is judged by a model of the folds before it alone.
    forward: bool,
}

impl Folds {
    /// Rows in so many folds by chance, so that each has its share of every
    /// class, as scikit-learn's StratifiedKFold does: the rows of a class are
    /// dealt one after the other, and the next class goes on where it ended.
    /// `classes` are those of the rows, by number.
    pub fn stratified(classes: &[f64], count: usize, seed: u64) -> Folds {
        let mut rows: Vec<usize> = (0..classes.len()).collect();
        rows.shuffle(&mut random(seed, Draw::Folds));
        rows.sort_by(|i, j| classes[*i].total_cmp(&classes[*j]));
        let mut of = vec![0; rows.len()];
        for (dealt, row) in rows.into_iter().enumerate() {
            of[row] = dealt % count + 1;
        }
        Folds {
            count,
            of,
            forward: false,
        }
    }

    /// The rows to learn from and to judge, at this turn.
    pub fn rows(&self, turn: usize) -> [Vec<usize>; 2] {
        let rows = |is: fn(&usize, &usize) -> bool| {
            let all = self.of.iter().enumerate();
            let some = all.filter(|(_, of)| is(of, &turn));
            some.map(|(row, _)| row).collect()
        };
        let learn = if self.forward { usize::lt } else { usize::ne };
        [rows(learn), rows(usize::eq)]
    }
}

/// Groups counted by first appearance: 0, 1, … without a gap.
pub fn renumbered(groups: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    let number = |group| {
        let next = numbers.len();
        *numbers.entry(group).or_insert(next)
    };
    groups.map(number).collect()
}

/// The random numbers of a draw.
pub fn random(seed: u64, draw: Draw) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(draw as u64);
    random
}

/// These rows of each column.
pub fn rows(columns: &[Vec<f64>], rows: &[usize]) -> Vec<Vec<f64>> {
    let some = |column: &Vec<f64>| rows.iter().map(|i| column[*i]).collect();
    columns.iter().map(some).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(of: &[usize]) -> By {
        let column = "patient".into();
        let of = of.to_vec();
        By::Groups { column, of }
    }

    #[test]
    fn no_group_is_torn_apart() {
        let of = [0, 1, 1, 2, 0, 3, 3, 3, 2, 4];
        let by = groups(&of);
        assert_eq!(by.count(10), 5);
        for seed in 0..20 {
            let [stay, taken] = by.take(10, 2, (seed, Draw::HeldOut));
            let of_rows = |rows: &[usize]| {
                let mut all: Vec<_> = rows.iter().map(|i| of[*i]).collect();
                all.sort_unstable();
                all.dedup();
                all
            };
            let (stay_of, taken_of) = (of_rows(&stay), of_rows(&taken));
            assert_eq!((stay_of.len(), taken_of.len()), (3, 2));
            assert!(taken_of.iter().all(|group| !stay_of.contains(group)));
            assert_eq!(by.of(&stay).count(stay.len()), 3);
            let folds = by.folds(10, 3, seed);
            let mut judged = 0;
            for turn in 1..=3 {
                let [learn, judge] = folds.rows(turn);
                assert_eq!(learn.len() + judge.len(), 10);
                let (learn, of_judge) = (of_rows(&learn), of_rows(&judge));
                assert!(of_judge.iter().all(|group| !learn.contains(group)));
                judged += judge.len();
            }
            assert_eq!(judged, 10);
        }
    }

    /// The sizes 3, 2, 2, 2, 1 make folds of 4, 3 and 3 rows.
    #[test]
    fn folds_of_groups_are_about_equally_large() {
        let by = groups(&[0, 1, 1, 2, 0, 3, 3, 3, 2, 4]);
        for seed in 0..20 {
            let folds = by.folds(10, 3, seed);
            let mut sizes = [1, 2, 3].map(|turn| folds.rows(turn)[1].len());
            sizes.sort_unstable();
            assert_eq!(sizes, [3, 3, 4]);
        }
    }

    #[test]
    fn every_class_has_its_share_of_every_fold() {
        let classes: Vec<f64> =
            (0..31_u32).map(|i| f64::from(i * i % 3)).collect();
        for (count, seed) in [(2, 1), (4, 2), (5, 3), (7, 4), (31, 5)] {
            let folds = Folds::stratified(&classes, count, seed);
            let mut judged = Vec::new();
            for turn in 1..=count {
                let [learn, judge] = folds.rows(turn);
                assert!(judge.iter().all(|row| !learn.contains(row)));
                assert_eq!(learn.len() + judge.len(), 31);
                let shares = |of: &dyn Fn(usize) -> bool| {
                    let all = (0..31).filter(|row| of(*row)).count();
                    let here = judge.iter().filter(|row| of(**row)).count();
                    assert!(
                        (all / count..=all.div_ceil(count)).contains(&here)
                    );
                };
                shares(&|_| true);
                (0..3).for_each(|k| shares(&|i| classes[i] == f64::from(k)));
                judged.extend(judge);
            }
            judged.sort_unstable();
            assert_eq!(judged, (0..31).collect::<Vec<_>>());
        }
    }

    /// As in scikit-learn's TimeSeriesSplit: 11 rows in 3 folds of 11/4 rows.
    #[test]
    fn in_order_the_past_judges_nothing_and_the_future_teaches_nothing() {
        let [stay, taken] = By::Order.take(5, 2, (1, Draw::HeldOut));
        assert_eq!((stay, taken), (vec![0, 1, 2], vec![3, 4]));
        let folds = By::Order.folds(11, 3, 1);
        for (turn, end) in [(1, 5), (2, 7), (3, 9)] {
            let [learn, judge] = folds.rows(turn);
            assert_eq!(learn, (0..end).collect::<Vec<_>>());
            assert_eq!(judge, [end, end + 1]);
        }
    }

    #[test]
    fn more_than_there_is_cannot_be_taken() {
        for by in [By::Chance, By::Order, groups(&[0, 0, 1])] {
            let [stay, taken] = by.take(3, 9, (1, Draw::Validation));
            assert_eq!((stay.len(), taken.len()), (0, 3));
        }
    }
}
