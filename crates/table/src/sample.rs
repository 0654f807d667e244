//! The first rows of a text, and what each of them may be.

use std::{borrow::Cow, collections::HashSet};

use crate::{
    cell::{Cell, cell, is_month},
    clothes::undressed,
    date::{is_clock, is_day},
    error::Position,
    number::is_missing,
    records::{Row, Separator},
};

/// Of each column, whether most of it is numbers or dates: by the last half of
/// the rows, where no header stands.
pub fn typed(rows: &[Row], width: usize) -> Vec<Option<Cell>> {
    let alike: Vec<_> = rows
        .iter()
        .filter(|row| row.fields.len() == width)
        .collect();
    let last = &alike[alike.len() / 2..];
    let counts = |rows: &[&Row], at: usize| {
        let mut counts = [0; 3];
        for row in rows {
            match cell(&row.fields[at]) {
                Cell::Number => counts[0] += 1,
                Cell::Date => counts[1] += 1,
                Cell::Text => counts[2] += 1,
                Cell::Missing => {}
            }
        }
        counts
    };
    let kind = |at: usize| {
        let [numbers, dates, texts] = match counts(last, at) {
            // Missing in all of them.
            [0, 0, 0] => counts(&alike, at),
            counts => counts,
        };
        match (numbers, dates) {
            _ if numbers.max(dates) == 0 => None,
            _ if numbers >= dates && numbers >= texts => Some(Cell::Number),
            _ if dates >= texts && is_one_month(&alike, at) => {
                Some(Cell::Number)
            }
            _ if dates >= texts => Some(Cell::Date),
            _ => None,
        }
    };
    (0..width).map(kind).collect()
}

/// Whether a column holds dates without a time, and the one to its right times
/// of day.
pub fn has_times(rows: &[Row], typed: &[Option<Cell>], at: usize) -> bool {
    let both = typed.get(at..at + 2);
    let all = |at: usize, is: fn(&str) -> bool| {
        let fields = rows.iter().filter_map(|row| row.fields.get(at));
        let mut dates = fields.filter(|f| cell(f) == Cell::Date).peekable();
        dates.peek().is_some() && dates.all(|field| is(field.trim()))
    };
    both == Some(&[Some(Cell::Date); 2])
        && all(at, is_day)
        && all(at + 1, is_clock)
}

/// Whether all of a column would be dates of one month, as `12.1950` and
/// `12.1962`: they are numbers.
fn is_one_month(rows: &[&Row], at: usize) -> bool {
    let fields = rows.iter().map(|row| row.fields[at].trim());
    let mut filled = fields.filter(|field| cell(field) == Cell::Date);
    let Some(first) = filled.next().filter(|f| is_point_month(f)) else {
        return false;
    };
    filled.all(|field| is_point_month(field) && field[..2] == first[..2])
}

/// Whether a field is a month as in 03.2020.
fn is_point_month(field: &str) -> bool {
    is_month(field) && field.contains('.')
}

/// Whether a row says how wide its columns are, as in tables of the USGS:
/// `5s`, `15s`, `20d`.
pub fn is_formats(row: &Row) -> bool {
    row.fields.iter().all(|field| {
        let width = field.trim().strip_suffix(['s', 'd', 'n']);
        width.is_some_and(|width| width.parse::<u16>().is_ok())
    })
}

/// Whether a field may stand in a column of this kind: a date is no number.
fn fits(typed: Cell, field: &str) -> bool {
    match cell(field) {
        Cell::Text => false,
        Cell::Date => typed == Cell::Date || is_point_month(field.trim()),
        Cell::Number | Cell::Missing => true,
    }
}

/// The first rows of a text, and what they are.
pub struct Rows<'t, 's> {
    /// All of the source.
    pub source: &'s Position,
    /// The rows.
    pub rows: Vec<Row<'t>>,
    /// How many columns there are.
    pub width: usize,
    /// Of each column, whether most of it is numbers or dates.
    pub typed: Vec<Option<Cell>>,
    /// What divides the columns.
    pub separator: &'s Separator,
}

impl Rows<'_, '_> {
    pub fn by_letter(&self) -> bool {
        matches!(self.separator, Separator::Letter(_))
    }

    /// Whether it is data, but for cells at its end that are not there.
    pub fn ends_early(&self, row: &Row) -> bool {
        let n = row.fields.len();
        let cells = || self.typed.iter().zip(&row.fields);
        let is_number = |field: &str| cell(field) == Cell::Number;
        self.by_letter()
            && (2..self.width).contains(&n)
            && cells().all(|(typed, field)| match typed {
                Some(typed) => fits(*typed, field),
                None => !is_number(field),
            })
            && cells().any(|(typed, field)| typed.is_some() && is_number(field))
    }

    /// Whether most of its cells are of the kinds of their columns.
    pub fn is_data(&self, row: &Row) -> bool {
        let (good, all) = self.good(row);
        2 * good > all
    }

    /// How many cells of a row are of the kinds of their columns, if one of
    /// them is there, and of how many.
    pub fn good(&self, row: &Row) -> (usize, usize) {
        if row.fields.len() != self.width || is_formats(row) {
            return (0, 1);
        }
        let cells = self.typed.iter().zip(&row.fields);
        let cells: Vec<_> = cells
            .filter_map(|(typed, field)| Some(((*typed)?, &field[..])))
            .collect();
        let good = cells.iter().filter(|(typed, field)| fits(*typed, field));
        let good = good.count();
        let some = cells
            .iter()
            .any(|(_, f)| matches!(cell(f), Cell::Number | Cell::Date));
        (if some { good } else { 0 }, cells.len())
    }

    /// The first row of data: all of its cells are of the kinds of their
    /// columns, or those of a row right below it.
    pub fn first_data(&self) -> Option<usize> {
        let whole = |row: &Row| {
            let mut cells = self.typed.iter().zip(&row.fields);
            cells.all(|(typed, field)| {
                typed.is_none_or(|typed| fits(typed, field))
            })
        };
        let is_data = |row: &Row| self.is_data(row);
        let strict = |row: &Row| is_data(row) && whole(row);
        let first = self.rows.iter().position(strict);
        let first = first.or_else(|| self.rows.iter().position(is_data))?;
        // So is a row that lacks all of it.
        let lacks = |row: &Row| {
            let mut cells = self.typed.iter().zip(&row.fields);
            let missing = |field: &str| cell(field) == Cell::Missing;
            row.fields.len() == self.width
                && cells.all(|(typed, field)| typed.is_none() || missing(field))
        };
        // And one of which half is damaged, if something else names it.
        let half = |at: usize| {
            let (good, all) = self.good(&self.rows[at]);
            good > 0 && 2 * good == all && at > 0 && {
                let above = &self.rows[at - 1];
                self.may_name(above) && self.good(above).0 == 0
            }
        };
        let fits = |at: &usize| {
            let row = &self.rows[*at];
            is_data(row) || lacks(row) || half(*at) || self.ends_early(row)
        };
        let data = (0..first).rev().take_while(fits);
        Some(first - data.count())
    }

    /// Whether it stands below the names: units, fewer than there are columns.
    pub fn may_be_units(&self, row: &Row) -> bool {
        let n = row.fields.len();
        let by_spaces = (2..self.width).contains(&n) && !self.by_letter();
        let text = |field: &Cow<str>| cell(field) == Cell::Text;
        by_spaces && row.fields.iter().all(text)
    }

    /// Whether it could name the columns.
    pub fn may_name(&self, row: &Row) -> bool {
        // Between spaces, names of several words would look like more names.
        let most = self.width + usize::from(self.by_letter());
        let names = self.as_names(row);
        let filled = names.iter().filter(|name| !name.is_empty());
        // A sentence about the mark for missing values names nothing.
        let mark = |name: &&str| {
            is_missing(name) && !name.contains(char::is_alphanumeric)
        };
        if !self.by_letter() && filled.clone().any(mark) {
            return false;
        }
        // One of them may be called Na.
        let marks = filled.clone().filter(|name| is_missing(name)).count();
        let filled = filled.count();
        let one_less = names.len() + 1 == self.width
            && (self.last_is_empty()
                || self.have_row_names()
                || self.times_are_apart().is_some());
        let near = one_less || (self.width..=most).contains(&names.len());
        (near || row.reach() == self.width)
            && 2 * marks < filled
            && (filled >= 2 || self.width == 1)
    }

    /// The fields of a row, as names; where each column has its place, names
    /// may reach over borders, and are words.
    pub fn as_names<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        match &row.fields[..] {
            [line] if matches!(self.separator, Separator::Places(_)) => {
                line.split_whitespace().collect()
            }
            fields => fields.iter().map(|field| field.trim()).collect(),
        }
    }

    /// The numbers of a column, in rows behind this one.
    pub fn below(&self, first: usize, at: usize) -> Vec<f64> {
        let rows = self.rows[first + 1..].iter();
        let fields = rows.filter_map(|row| row.fields.get(at));
        fields
            .filter_map(|f| f.trim().parse::<f64>().ok())
            .collect()
    }

    /// Whether the numbers of a row are years, and those below are not.
    pub fn are_years(&self, first: usize) -> bool {
        let year = |n: f64| n.fract() == 0.0 && (1500.0..2500.0).contains(&n);
        let row = &self.rows[first];
        let numbers = (0..self.width)
            .filter(|at| self.typed[*at] == Some(Cell::Number))
            .filter_map(|at| Some((at, row.fields.get(at)?)))
            .filter(|(_, field)| cell(field) == Cell::Number);
        let mut years = numbers.map(|(at, field)| {
            let here = field.trim().parse().is_ok_and(year);
            let below = self.below(first, at);
            here && !below.is_empty() && !below.iter().all(|n| year(*n))
        });
        let texts = row.fields.iter().any(|f| cell(f) == Cell::Text);
        texts
            && (years.next() == Some(true) && years.all(|is| is)
                || self.count_years(first))
    }

    /// Whether a row has at least three years, one behind the other, and no
    /// row below it has.
    pub fn count_years(&self, first: usize) -> bool {
        let count = |row: &Row| {
            let fields = row.fields.iter().map(|field| field.trim());
            let years: Vec<u16> =
                fields.filter_map(|field| field.parse().ok()).collect();
            years.len() >= 3
                && (1500..2500).contains(&years[0])
                && years.windows(2).all(|pair| pair[0] + 1 == pair[1])
        };
        count(&self.rows[first]) && !self.rows[first + 1..].iter().any(count)
    }

    /// Whether all numbers of a row have units or are dates, as `100m` and
    /// `1/22/20`, and none below it in at least two columns of numbers.
    pub fn have_units(&self, first: usize) -> bool {
        let is_plain = |field: &str| {
            let is_footnote =
                undressed(field).is_some_and(|(c, _)| c.is_footnote());
            is_footnote
                || cell(field) == Cell::Number && undressed(field).is_none()
        };
        let numbers =
            (0..self.width).filter(|at| self.typed[*at] == Some(Cell::Number));
        let row = &self.rows[first];
        let mut is_name = numbers.clone().map(|at| {
            let below = self.rows[first + 1..].iter();
            let mut below = below.filter_map(|row| row.fields.get(at));
            let here = &row.fields[at];
            !is_plain(here)
                && cell(here) != Cell::Missing
                && below.all(|field| {
                    is_plain(field) || cell(field) == Cell::Missing
                })
        });
        row.fields.len() == self.width
            && numbers.count() >= 2
            && is_name.all(|is| is)
    }

    /// Whether a row of two columns may count them and the rows below it.
    pub fn may_count(&self, first: usize) -> bool {
        let below = self.rows.len() - first - 1;
        let fields = self.rows[first].fields.iter();
        let counts: Vec<usize> = fields
            .filter_map(|field| field.trim().parse().ok())
            .collect();
        self.width == 2 && below > 2 && counts == [below, 2]
    }

    /// Whether each number of a row lies far from all below it.
    pub fn is_unlike(&self, first: usize) -> bool {
        let row = &self.rows[first];
        let far = |at: usize| {
            let here: f64 = row.fields.get(at)?.trim().parse().ok()?;
            let below = self.below(first, at);
            let low = below.iter().copied().fold(f64::INFINITY, f64::min);
            let high = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let away = (here - high).max(low - here);
            (below.len() >= 3).then_some(away > 3.0 * (high - low))
        };
        let far: Vec<bool> = (0..self.width).filter_map(far).collect();
        far.len() >= 2 && far.iter().all(|far| *far)
    }

    /// Whether a row below the header says something in a column of texts,
    /// other than that it holds units.
    pub fn holds_text(&self, row: &Row) -> bool {
        let cells = self.typed.iter().zip(&row.fields);
        let mut texts = cells.filter(|(typed, _)| typed.is_none());
        texts.any(|(_, field)| {
            let text = field.trim().to_lowercase();
            let unit = text.starts_with("unit") || text.starts_with("einheit");
            !text.is_empty() && !unit && !text.starts_with(['[', '('])
        })
    }

    /// Whether the last column is empty: a separator ends each line.
    pub fn last_is_empty(&self) -> bool {
        let mut rows =
            self.rows.iter().filter(|r| r.fields.len() == self.width);
        rows.all(|row| row.fields[self.width - 1].trim().is_empty())
    }

    /// Of dates and times that spaces divide, the column of the dates.
    pub fn times_are_apart(&self) -> Option<usize> {
        let mut all = 0..self.width;
        let apart = |at: &usize| has_times(&self.rows, &self.typed, *at);
        all.find(apart).filter(|_| !self.by_letter())
    }

    /// Whether the first column may be R's names of rows, which have no name:
    /// texts that differ, or numbers from 1 in a table that R would divide so;
    /// and no row is shorter.
    pub fn have_row_names(&self) -> bool {
        let wide = |row: &&Row| row.fields.len() == self.width;
        let rows: Vec<_> = self.rows.iter().skip(1).filter(wide).collect();
        let whole = rows.len() + 1 >= self.rows.len();
        let names = || rows.iter().map(|row| row.fields[0].trim());
        let different: HashSet<&str> = names().collect();
        let text = self.typed[0].is_none() && different.len() == rows.len();
        let count = self.separator == &Separator::Spaces
            && names()
                .enumerate()
                .all(|(at, name)| name.parse() == Ok(at + 1));
        whole && (text || count)
    }
}
