//! How good a classifier is on some rows.

use descent::Result;

use crate::{network::Network, problem::Problem, softmax::named};

/// What it named some rows, beside what they are.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The cross-entropy.
    pub loss: f64,
    /// The confusion matrix: how many rows of class i were named j, at
    /// `[i][j]`.
    pub confusion: Vec<Vec<usize>>,
}

impl Judged {
    /// Of a model on rows of these classes, given by number.
    ///
    /// # Errors
    /// A device that fails.
    pub fn of(
        problem: &Problem,
        network: &Network,
        y: &[f64],
    ) -> Result<Judged> {
        let scores = problem.scores(network)?;
        let classes = scores.first().map_or(0, Vec::len);
        let mut confusion = vec![vec![0; classes]; classes];
        for (scores, class) in scores.iter().zip(y) {
            confusion[*class as usize][named(scores)] += 1;
        }
        Ok(Judged {
            loss: problem.loss_at(network)?,
            confusion,
        })
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.confusion.iter().flatten().sum()
    }

    /// How many of them were named right.
    pub fn right(&self) -> usize {
        let rows = self.confusion.iter().enumerate();
        rows.map(|(class, named)| named[class]).sum()
    }

    /// The part that was named right.
    pub fn accuracy(&self) -> f64 {
        self.right() as f64 / self.rows() as f64
    }

    /// The standard deviation of that part, were the rows drawn anew: of a
    /// mean over rows that are right or not (lesson 9).
    pub fn deviation(&self) -> f64 {
        let a = self.accuracy();
        (a * (1.0 - a) / self.rows() as f64).sqrt()
    }
}
