//! What one does without a model: always name the most frequent class.

use crate::{data::Data, labels::counts};

/// The balance of the classes, and how right the naive answer is.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The rows of each class among those to learn from.
    pub learned: Vec<usize>,
    /// The same among those to validate by.
    pub validation: Vec<usize>,
    /// The same among those held out.
    pub held_out: Vec<usize>,
    /// The most frequent class of those to learn from; of equal ones the
    /// first.
    pub class: usize,
    /// The cross-entropy of a model that gives each class its share of the
    /// rows to learn from, whatever x is: the entropy of these shares.
    pub loss: f64,
}

impl Baseline {
    /// Of these rows.
    pub fn of(data: &Data) -> Baseline {
        let (y, n) = (data.x().len(), data.classes.len());
        let learned = counts(&data.train[y], n);
        let most = learned.iter().max();
        let class = learned.iter().position(|count| Some(count) == most);
        let rows = data.train[y].len() as f64;
        let shares = learned.iter().map(|count| *count as f64 / rows);
        Baseline {
            class: class.unwrap_or(0),
            loss: -shares.map(|p| p * p.ln()).sum::<f64>(),
            validation: counts(&data.validation[y], n),
            held_out: counts(&data.held_out[y], n),
            learned,
        }
    }

    /// The part of rows with these counts for which it is right.
    pub fn accuracy(&self, counts: &[usize]) -> f64 {
        let rows = counts.iter().sum::<usize>();
        counts[self.class] as f64 / rows as f64
    }
}
