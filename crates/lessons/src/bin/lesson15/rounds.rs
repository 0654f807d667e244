//! A descent whose workers exchange every h updates.

use burn::tensor::Device;
use descent::{data::Points, model::Line};

use crate::{
    crew::{Crew, Lost},
    deal::deal,
    local::{Bowl, rest},
    mean::{apart, weighted},
    rows::Rows,
    run::{Place, descend},
};

/// Rounds at most.
const MOST: usize = 2000;

/// A line through points that are dealt out to workers.
pub struct Rounds {
    pub rows: Rows,
    crew: Crew,
    bowls: Vec<Bowl>,
    /// The lowest loss.
    pub lowest: f64,
}

/// Where it came to rest.
pub struct Rest {
    pub predicted: [f64; 2],
    pub met: Vec<f64>,
    /// Rounds until the slope was within 1 % of it.
    pub rounds: usize,
}

impl Rounds {
    /// The points in the order in which they are, in parts of one length.
    pub fn new(points: &Points, workers: &[Device]) -> Self {
        let n = points.len();
        let parts = deal(n, &vec![1.0; workers.len()]);
        let bowl = |part: &std::ops::Range<usize>| {
            let of = |v: &[f64]| v[part.clone()].to_vec();
            let (x, y) = (of(&points.x), of(&points.y));
            Bowl::of(&Points { x, y }, n)
        };
        let rows = Rows::of_line(points);
        Rounds {
            bowls: parts.iter().map(bowl).collect(),
            crew: Crew::send(&rows, &parts, workers),
            lowest: rows.loss(&Line::least_squares(points)),
            rows,
        }
    }

    // ANCHOR: round
    /// h steps of each worker on its own part, then the weighted mean of
    /// where they came.
    fn round(&self, w: &[f64], lr: f64, h: usize) -> Result<Vec<f64>, Lost> {
        let steps = self.crew.ask(w, |part, w| part.steps(w, lr, h));
        Ok(weighted(&steps?))
    }
    // ANCHOR_END: round

    /// # Errors
    /// A worker that does not answer.
    pub fn rest(&self, lr: f64, h: usize) -> Result<Rest, Lost> {
        let predicted = rest(&self.bowls, lr, h);
        let mut rounds = None;
        let mut at = Place::start(vec![-1.0, 1.0]);
        loop {
            let before = at.w.clone();
            // For the descent a round is an update of rate 1.
            let walked = |at: &Place| {
                let to = self.round(&at.w, lr, h)?;
                Ok(at.w.iter().zip(to).map(|(w, to)| w - to).collect())
            };
            let near = |at: &Place| {
                let near = apart(&at.w[..1], &predicted[..1]) < 0.01;
                rounds = rounds.or(near.then_some(at.update));
                Ok(())
            };
            let until = at.update + 20;
            at = descend(at, until, 1.0, walked, near)?;
            // At rest but for rounding, which is never done in some.
            if apart(&at.w, &before) < 1e-13 || until >= MOST {
                let rounds = rounds.unwrap_or(until);
                return Ok(Rest {
                    predicted,
                    met: at.w,
                    rounds,
                });
            }
        }
    }
}
