//! The lines of rows, in little memory: most rows stand in the line behind the
//! row before.

/// The line of each row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    rows: usize,
    /// Rows that follow one another line by line: the first, and its line.
    runs: Vec<(usize, u64)>,
}

impl Lines {
    /// So many rows more: the first in this line, each of the others in the
    /// line behind the one before.
    pub fn push(&mut self, line: u64, rows: usize) {
        if rows == 0 {
            return;
        }
        let follows = self.runs.last().is_some_and(|(first, start)| {
            start + (self.rows - first) as u64 == line
        });
        if !follows {
            self.runs.push((self.rows, line));
        }
        self.rows += rows;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// The line of a row.
    pub fn of(&self, row: usize) -> u64 {
        let run = self.runs.partition_point(|(first, _)| *first <= row);
        let run = run.checked_sub(1).map(|at| self.runs[at]);
        run.map_or(0, |(first, line)| line + (row - first) as u64)
    }

    /// The line of the last row; 0 where there is none.
    pub fn last(&self) -> u64 {
        self.rows.checked_sub(1).map_or(0, |row| self.of(row))
    }

    /// The line of each row.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        let ends = self.runs.iter().skip(1).map(|(first, _)| *first);
        let ends = ends.chain([self.rows]);
        self.runs.iter().zip(ends).flat_map(|((first, line), end)| {
            *line..*line + (end - first) as u64
        })
    }

    /// The rows that do not stand in the line behind the row before.
    pub fn runs(&self) -> impl Iterator<Item = usize> {
        self.runs.iter().map(|(first, _)| *first)
    }

    /// Those of the rows that are kept.
    pub fn kept(&self, keep: &[bool]) -> Lines {
        let mut kept = Lines::default();
        for (line, keep) in self.iter().zip(keep) {
            kept.push(line, usize::from(*keep));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_lines_one_by_one() {
        let all = [2, 3, 4, 7, 9, 10, 20];
        let mut lines = Lines::default();
        assert_eq!((lines.len(), lines.last()), (0, 0));
        lines.push(2, 3);
        for line in [7, 9, 10, 20] {
            lines.push(line, 1);
        }
        lines.push(30, 0);
        assert_eq!(lines.iter().collect::<Vec<_>>(), all);
        assert_eq!(lines.last(), 20);
        assert!(all.iter().enumerate().all(|(i, l)| lines.of(i) == *l));
        let kept = lines.kept(&[true, false, true, true, true, true, false]);
        assert_eq!(kept.iter().collect::<Vec<_>>(), [2, 4, 7, 9, 10]);
        assert_eq!(kept.len(), 5);
    }
}
