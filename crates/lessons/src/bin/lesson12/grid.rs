//! Numbers in rows: an image, a filter, or what the two make.

use std::ops::{Index, IndexMut};

/// Numbers in rows and columns, on the host.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub rows: usize,
    pub columns: usize,
    /// Row by row.
    pub values: Vec<f64>,
}

impl Grid {
    pub fn zeros(rows: usize, columns: usize) -> Grid {
        let values = vec![0.0; rows * columns];
        Grid {
            rows,
            columns,
            values,
        }
    }

    /// Whole rows of so many numbers.
    pub fn of(columns: usize, values: &[f64]) -> Grid {
        Grid {
            rows: values.len() / columns,
            columns,
            values: values.to_vec(),
        }
    }

    /// With a border of zeros around it.
    pub fn padded(&self, border: usize) -> Grid {
        let (rows, columns) = (self.rows, self.columns);
        let mut wider = Grid::zeros(rows + 2 * border, columns + 2 * border);
        for i in 0..rows {
            for j in 0..columns {
                wider[(i + border, j + border)] = self[(i, j)];
            }
        }
        wider
    }

    /// Moved to the right by a column: zeros come in, the last column goes.
    pub fn moved_right(&self) -> Grid {
        let mut moved = Grid::zeros(self.rows, self.columns);
        for i in 0..self.rows {
            for j in 1..self.columns {
                moved[(i, j)] = self[(i, j - 1)];
            }
        }
        moved
    }

    /// Every number as `f` makes it.
    pub fn map(mut self, mut f: impl FnMut(f64) -> f64) -> Grid {
        self.values.iter_mut().for_each(|value| *value = f(*value));
        self
    }
}

impl Index<(usize, usize)> for Grid {
    type Output = f64;

    fn index(&self, (row, column): (usize, usize)) -> &f64 {
        &self.values[row * self.columns + column]
    }
}

impl IndexMut<(usize, usize)> for Grid {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut f64 {
        &mut self.values[row * self.columns + column]
    }
}
