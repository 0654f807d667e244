//! `--weights`: how much each row counts.

/// How much each row counts: one number a row, 0 or above, 1 in the mean. Empty
/// where all rows count alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// From numbers that say how much rows count beside each other.
    pub fn new(values: &[f64]) -> Weights {
        // Sums of parts of the largest stay within float64.
        let largest = values.iter().copied().fold(0.0, f64::max);
        let parts: Vec<f64> = values.iter().map(|v| v / largest).collect();
        let mean = parts.iter().sum::<f64>() / parts.len() as f64;
        Weights(parts.iter().map(|part| part / mean).collect())
    }

    /// One a row; none where all count alike.
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Those of some rows, again 1 in the mean.
    pub fn of(&self, rows: &[usize]) -> Weights {
        match self.are_alike() {
            true => Weights::default(),
            false => Weights::new(
                &rows.iter().map(|row| self.0[*row]).collect::<Vec<_>>(),
            ),
        }
    }

    /// Whether all rows count alike.
    pub fn are_alike(&self) -> bool {
        self.0.is_empty()
    }

    /// Σ wᵢ vᵢ / Σ wᵢ: the mean of numbers that stand in these rows.
    pub fn mean(&self, values: impl Iterator<Item = f64>) -> f64 {
        let weight = |i| match self.are_alike() {
            true => 1.0,
            false => self.0[i],
        };
        let (mut sum, mut all) = (0.0, 0.0);
        for (i, value) in values.enumerate() {
            sum += weight(i) * value;
            all += weight(i);
        }
        sum / all
    }

    /// A column times the roots of the weights. The least squares of such
    /// columns are weighted least squares of the columns as they were.
    pub fn by_root(&self, mut column: Vec<f64>) -> Vec<f64> {
        let weighted = column.iter_mut().zip(&self.0);
        weighted.for_each(|(v, w)| *v *= w.sqrt());
        column
    }
}
