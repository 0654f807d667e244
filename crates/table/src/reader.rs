//! Rows into columns of numbers.

use std::borrow::Cow;

use crate::{
    columns::Columns,
    date::{self, Dates, Wrong},
    error::{Error, ErrorKind, Position, Result, in_lines, shown},
    layout::{self, Cell, Layout},
    levels,
    marks::Evidence,
    number::{Clothes, Marks, Numbers, Unusable, Value, undressed, value},
    records::{Records, Row, Separator, first_line},
    strange,
    table::{Feature, Kind, Missing, Note, Options, Pick, Table},
};

/// Damaged rows are left out, where rows may be, up to this part of all.
const DAMAGED: f64 = 0.1;

/// Names that people give to columns of row numbers.
const ROW_NUMBERS: [&str; 10] = [
    "id", "index", "row", "rowname", "rownames", "no", "no.", "nr", "nr.",
    "unnamed: 0",
];

/// A text of which it is known where its table stands.
pub struct Reader<'t> {
    source: &'t Position,
    text: &'t str,
    options: &'t Options,
    marks: Marks,
    layout: Layout<'t>,
    columns: Columns,
    /// What each column shows of how it writes numbers, and the whole file.
    evidence: Vec<Evidence>,
    all_evidence: Evidence,
}

/// What a column is read for.
#[derive(Clone, Debug)]
enum Role {
    /// As x: numbers, dates or categories.
    X,
    /// As x, its texts being categories.
    Codes,
    /// As x, as at an earlier time.
    Known(Kind),
    /// As y: numbers, or classes where it is text.
    Y,
    /// As y, its texts being classes.
    Classes,
    /// Weights: numbers.
    Weights,
    /// Groups.
    Groups,
}

/// A column while it is read.
struct Column<'t> {
    at: usize,
    role: Role,
    numbers: Numbers,
    /// NaN for what is missing or odd.
    values: Vec<f64>,
    /// The rows, from 0, whose field is there and no plain number.
    odd: Vec<(usize, Cow<'t, str>)>,
    notes: Vec<Note>,
}

/// What became of a column.
enum Made {
    Numbers(Vec<f64>),
    /// Its numbers are written otherwise than was thought.
    Again(Numbers, Vec<Note>),
    Dates(Dates, Vec<f64>),
    Levels(Kind, Vec<Vec<f64>>),
    Classes(Vec<String>, Vec<f64>),
    Groups(Vec<usize>),
}

/// A row that does not fit.
struct Bad {
    line: u64,
    fields: usize,
}

/// The rows of a table, as they are read.
#[derive(Default)]
struct Rows {
    lines: Vec<u64>,
    bad: Vec<Bad>,
}

impl<'t> Reader<'t> {
    /// Finds the table in a text; `asked` are the columns that will be.
    pub fn open(
        source: &'t Position,
        text: &'t str,
        options: &'t Options,
        asked: &[String],
    ) -> Result<Self> {
        let layout = layout::find(source, text, options, asked)?;
        let columns =
            Columns::new(source, layout.line, layout.width, &layout.names);
        if layout.rows.is_empty() {
            let what = match layout.names.is_empty() {
                true => ErrorKind::Empty,
                false => ErrorKind::HeaderOnly,
            };
            return Err(columns.error(what));
        }
        let mut evidence = vec![Evidence::default(); layout.width];
        for row in &layout.rows {
            for (seen, field) in evidence.iter_mut().zip(&row.fields) {
                seen.see(field);
            }
        }
        let mut all_evidence = Evidence::default();
        evidence.iter().for_each(|one| all_evidence.join(one));
        Ok(Reader {
            source,
            text,
            options,
            marks: Marks::new(&options.na),
            layout,
            columns,
            evidence,
            all_evidence,
        })
    }

    fn error(&self, line: u64, at: usize, what: ErrorKind) -> Error {
        Error::new(self.columns.place(line, at), what)
    }

    fn positions(&self, names: &[String]) -> Result<Vec<usize>> {
        let mut asked = Vec::new();
        for name in names {
            let at = self.columns.find(name)?;
            if asked.contains(&at) {
                let name = shown(self.columns.name(at));
                return Err(self.columns.error(ErrorKind::AskedTwice(name)));
            }
            asked.push(at);
        }
        Ok(asked)
    }

    /// Reads the columns of a fit.
    pub fn fit(mut self, pick: &Pick) -> Result<Table> {
        let others = pick.weights.iter().chain(&pick.group).cloned();
        let others = self.positions(&others.collect::<Vec<_>>())?;
        let asked = [&pick.x[..], pick.y.as_slice()].concat();
        let asked = self.positions(&asked)?;
        let (x, y) = asked.split_at(pick.x.len());
        let codes = self.positions(&self.options.categories)?;
        let n = usize::from(x.is_empty()) + usize::from(y.is_empty());
        let taken = [&asked[..], &others, &codes].concat();
        let mut numeric = self.first_numeric(n, x.is_empty(), &taken)?;
        numeric.reverse();
        let mut chosen: Vec<(usize, Role)> = Vec::new();
        let mut all_x = x.to_vec();
        if x.is_empty() {
            all_x.extend(numeric.pop());
        }
        // A column of codes is asked for as x, whether said so or not.
        all_x.extend(codes.iter().filter(|at| !asked.contains(at)));
        for at in all_x {
            let role = match codes.contains(&at) {
                true => Role::Codes,
                false => Role::X,
            };
            chosen.push((at, role));
        }
        let role = match pick.classes {
            true => Role::Classes,
            false => Role::Y,
        };
        let y = y.iter().copied().chain(numeric.pop());
        chosen.extend(y.map(|at| (at, role.clone())));
        let mut others = others.into_iter();
        if pick.weights.is_some() {
            chosen.extend(others.next().map(|at| (at, Role::Weights)));
        }
        chosen.extend(others.next().map(|at| (at, Role::Groups)));
        let table = self.read(chosen)?;
        let (rows, dropped) = (table.lines.len(), table.dropped.len());
        if rows < 2 {
            let what = ErrorKind::TooFewRows { rows, dropped };
            return Err(Error::new(self.source.clone(), what));
        }
        Ok(table)
    }

    /// Reads the columns of an earlier fit.
    pub fn again(self, features: &[Feature]) -> Result<Table> {
        let names: Vec<_> = features.iter().map(|f| f.name.clone()).collect();
        let chosen = self.positions(&names)?.into_iter().zip(features);
        let known = |(at, feature): (usize, &Feature)| {
            (at, Role::Known(feature.kind.clone()))
        };
        let mut reader = self;
        reader.read(chosen.map(known).collect())
    }

    /// The first `n` columns of numbers that are not taken; the first of them
    /// may be of dates, if it is for x.
    fn first_numeric(
        &mut self,
        n: usize,
        is_x: bool,
        taken: &[usize],
    ) -> Result<Vec<usize>> {
        let is_free = |at: &usize| {
            let dates = is_x && self.layout.typed[*at] == Some(Cell::Date);
            let numbers = self.layout.typed[*at] == Some(Cell::Number);
            !taken.contains(at) && (numbers || dates)
        };
        let free: Vec<usize> =
            (0..self.layout.width).filter(is_free).collect();
        let (rows, others): (Vec<usize>, Vec<usize>) =
            free.iter().partition(|at| self.counts_rows(**at));
        let mut found = match others.len() >= n {
            true => others,
            false => free,
        };
        let skipped = rows.iter().filter(|at| !found.contains(at));
        let skipped: Vec<usize> = skipped.copied().collect();
        // A date is x, or nothing.
        let mut dates = 0;
        found.retain(|at| {
            let is_date = self.layout.typed[*at] == Some(Cell::Date);
            dates += usize::from(is_date);
            !is_date || dates == 1 && is_x
        });
        if let Some(at) = found.iter().position(|at| {
            self.layout.typed[*at] == Some(Cell::Date)
        }) && at >= n.min(1)
        {
            found.remove(at);
        }
        found.truncate(n);
        if found.len() < n {
            return Err(self.too_few(n, &found, taken));
        }
        for &at in &found {
            self.columns.no_number(at)?;
            self.columns.alone(at)?;
        }
        for at in skipped.iter().filter(|at| found.iter().any(|f| f > *at)) {
            let name = shown(self.columns.name(*at));
            let what = format!("`{name}` counts the rows, so it is not taken");
            self.layout.notes.push(Note::new(what, "x"));
        }
        Ok(found)
    }

    /// Whether a column numbers the rows, and measures nothing.
    fn counts_rows(&self, at: usize) -> bool {
        let name = self.columns.name(at).to_lowercase();
        let is_called_so = ROW_NUMBERS.contains(&name.as_str())
            || name.ends_with("_id")
            || name.ends_with(" id");
        let nameless = self.columns.is_nameless(at)
            || !self.columns.header && at == 0 && self.layout.width > 2;
        let number = |row: &Row| row.fields[at].trim().parse::<f64>().ok();
        let numbers = self.layout.rows.iter().map(number);
        let numbers: Option<Vec<f64>> = numbers.collect();
        let by_one = numbers.is_some_and(|numbers| {
            (numbers[0] == 0.0 || numbers[0] == 1.0)
                && numbers.windows(2).all(|pair| pair[1] - pair[0] == 1.0)
        });
        is_called_so || nameless && by_one
    }

    /// There are fewer than `n` columns of numbers.
    fn too_few(&self, n: usize, found: &[usize], taken: &[usize]) -> Error {
        if self.layout.width == 1 {
            return self.columns.error(ErrorKind::OneColumn);
        }
        let is_text = |row: &Row, at: &usize| {
            let numbers = Numbers::default();
            !taken.contains(at)
                && !found.contains(at)
                && value(&row.fields[*at], numbers, &self.marks) == Value::Text
        };
        let text = self.layout.rows.iter().find_map(|row| {
            let at = (0..self.layout.width).find(|at| is_text(row, at))?;
            Some((row.line, at, shown(row.fields[at].trim())))
        });
        let place = match &text {
            None => self.source.clone(),
            Some((line, at, _)) => self.columns.place(*line, *at),
        };
        let what = ErrorKind::TooFewNumeric {
            needed: n,
            rows: self.layout.rows.len(),
            found: found.first().map(|at| shown(self.columns.name(*at))),
            text: text.map(|(_, _, text)| text),
        };
        Error::new(place, what)
    }

    /// Reads these columns to the end of the text.
    fn read(&mut self, chosen: Vec<(usize, Role)>) -> Result<Table> {
        let mut columns = Vec::new();
        for (at, role) in chosen {
            let numbers = self.evidence[at].numbers(
                &self.all_evidence,
                self.options,
                &self.layout.separator,
            );
            let (numbers, notes) = match (numbers, &role) {
                (Ok(found), _) => found,
                (Err(_), Role::Groups | Role::Codes | Role::Classes) => {
                    Default::default()
                }
                (Err(what), _) => {
                    return Err(self.error(self.layout.data_line, at, what));
                }
            };
            columns.push(Column {
                at,
                role,
                numbers,
                values: Vec::new(),
                odd: Vec::new(),
                notes,
            });
        }
        let mut pad = self.options.missing == Missing::Keep;
        loop {
            let rows = self.pass(&mut columns, pad)?;
            let inner = self.behind(&rows);
            let few = (DAMAGED * rows.lines.len() as f64).max(1.0);
            if inner > few as usize
                && !pad
                && self.options.missing == Missing::Drop
                && matches!(self.layout.separator, Separator::Letter(_))
            {
                // Most likely a program that leaves off what is empty.
                pad = true;
                continue;
            }
            let mut made = Vec::new();
            let mut again = false;
            for column in &mut columns {
                let result = self.settle(column, &rows)?;
                if let Made::Again(numbers, notes) = &result {
                    column.numbers = *numbers;
                    column.notes = notes.clone();
                    again = true;
                }
                made.push(result);
            }
            if !again {
                return self.finish(columns, made, rows, pad);
            }
        }
    }

    /// How many bad rows stand between good ones.
    fn behind(&self, rows: &Rows) -> usize {
        let last = rows.lines.last().copied().unwrap_or(0);
        rows.bad.iter().filter(|bad| bad.line < last).count()
    }

    /// All rows, once.
    fn pass(&self, columns: &mut [Column<'t>], pad: bool) -> Result<Rows> {
        for column in columns.iter_mut() {
            column.values.clear();
            column.odd.clear();
        }
        let mut start = self.text;
        for _ in 1..self.layout.data_line {
            start = first_line(start).1;
        }
        let mut records = Records::new(
            self.source,
            (start, self.layout.data_line),
            self.layout.separator.clone(),
            self.options.comment,
        );
        let mut rows = Rows::default();
        let mut row = Row::default();
        let width = self.layout.width;
        while records.next(&mut row)? {
            let fields = row.fields.len();
            let fits = fields == width
                || pad && fields < width
                || fields > width && row.reach() <= width;
            // A note among the rows, or an empty one.
            let is_row = fits
                && (width < 3
                    || self.options.missing == Missing::Keep
                    || self.is_row(columns, &row));
            if !is_row {
                let line = row.line;
                rows.bad.push(Bad { line, fields });
                continue;
            }
            for column in columns.iter_mut() {
                self.push(column, &row)?;
            }
            rows.lines.push(row.line);
        }
        Ok(rows)
    }

    /// Whether a row holds more than one text alone.
    fn is_row(&self, columns: &[Column], row: &Row) -> bool {
        let empty = |column: &Column| {
            let field = row.fields.get(column.at);
            field.is_none_or(|field| field.trim().is_empty())
        };
        !columns.iter().any(empty) || row.filled() > 1 || {
            let numbers = Numbers::default();
            let number = |field: &Cow<str>| {
                matches!(value(field, numbers, &self.marks), Value::Number(_))
            };
            row.fields.iter().any(number)
        }
    }

    fn push(&self, column: &mut Column<'t>, row: &Row<'t>) -> Result<()> {
        let n = column.values.len();
        if n == column.values.capacity() && column.values.try_reserve(1).is_err()
        {
            let what = ErrorKind::OutOfMemory(n);
            return Err(Error::new(self.source.clone(), what));
        }
        let field = row.fields.get(column.at);
        let is_text = matches!(
            column.role,
            Role::Codes
                | Role::Classes
                | Role::Groups
                | Role::Known(Kind::Category { .. } | Kind::Date(_))
        );
        let value = match field {
            None => Value::Missing,
            Some(field) => value(field, column.numbers, &self.marks),
        };
        match (value, field) {
            (Value::Missing, _) | (_, None) => column.values.push(f64::NAN),
            (Value::Number(number), _) if !is_text => {
                column.values.push(number);
            }
            (_, Some(field)) => {
                column.odd.push((n, field.clone()));
                column.values.push(f64::NAN);
            }
        }
        Ok(())
    }

    /// What a column holds, now that all of it is there.
    fn settle(&self, column: &mut Column<'t>, rows: &Rows) -> Result<Made> {
        let at = column.at;
        let line = |row: usize| rows.lines[row];
        let failed = |row: usize, what| self.error(line(row), at, what);
        let whole = |what| self.columns.wrong(at, what);
        match &column.role {
            Role::Groups => {
                let texts = texts(&column.odd, column.values.len());
                return Ok(Made::Groups(levels::groups(&texts)));
            }
            Role::Codes => return self.levels(column).map_err(whole),
            Role::Classes => return self.classes(column).map_err(whole),
            Role::Known(Kind::Category { base, levels }) => {
                let texts = texts(&column.odd, column.values.len());
                let found = levels::indicators(&texts, base, levels);
                let kind = |_: &Vec<_>| Kind::Category {
                    base: base.clone(),
                    levels: levels.clone(),
                };
                return match found {
                    Ok(found) => Ok(Made::Levels(kind(&found), found)),
                    Err(row) => {
                        let text = shown(texts[row].unwrap_or_default());
                        let all = [std::slice::from_ref(base), levels].concat();
                        let levels = all.iter().map(|l| shown(l)).collect();
                        let what = ErrorKind::NoLevel { text, levels };
                        Err(failed(row, what))
                    }
                };
            }
            Role::Known(Kind::Date(dates)) => {
                let texts = texts(&column.odd, column.values.len());
                return match dates.numbers(&texts) {
                    Ok(numbers) => Ok(Made::Dates(dates.clone(), numbers)),
                    Err(Wrong::NotOne(row)) => {
                        let text = shown(texts[row].unwrap_or_default());
                        Err(failed(row, ErrorKind::NotADate(text)))
                    }
                    Err(Wrong::Ambiguous) => {
                        Err(whole(ErrorKind::AmbiguousDate(String::new())))
                    }
                };
            }
            Role::X | Role::Y | Role::Weights | Role::Known(Kind::Number) => {}
        }
        if let Some(again) = self.otherwise(column).map_err(whole)? {
            return Ok(again);
        }
        self.undress(column).map_err(|(row, what)| failed(row, what))?;
        let numbers = column.values.iter().any(|value| !value.is_nan());
        let is_x = matches!(column.role, Role::X);
        let is_y = matches!(column.role, Role::Y);
        let all_texts = column.odd.iter().all(|(_, text)| {
            value(text, column.numbers, &self.marks) == Value::Text
        });
        if !numbers && !column.odd.is_empty() && all_texts && (is_x || is_y) {
            if let Some(dates) = self.dates(column, rows)? {
                return Ok(dates);
            }
            return match is_x {
                true => self.levels(column).map_err(whole),
                false => self.classes(column).map_err(whole),
            };
        }
        self.leave_out(column, rows)?;
        Ok(Made::Numbers(std::mem::take(&mut column.values)))
    }

    /// Whether numbers that did not fit say that all are written otherwise.
    fn otherwise(&self, column: &Column) -> Result<Option<Made>, ErrorKind> {
        let mut seen = self.evidence[column.at].clone();
        column.odd.iter().for_each(|(_, text)| seen.see(text));
        let separator = &self.layout.separator;
        let found = seen.numbers(&self.all_evidence, self.options, separator);
        match found {
            Ok((numbers, notes)) if numbers != column.numbers => {
                Ok(Some(Made::Again(numbers, notes)))
            }
            Ok(_) => Ok(None),
            Err(what) => Err(what),
        }
    }

    /// Takes numbers out of their clothes: all wear the same, or none; the
    /// marks of footnotes are worn by some.
    fn undress(
        &self,
        column: &mut Column<'t>,
    ) -> Result<(), (usize, ErrorKind)> {
        let mut worn: Option<(Clothes, String, f64)> = None;
        let mut notes = 0;
        let mut note = String::new();
        let mut left = Vec::new();
        let mut taken = Vec::new();
        let bare = column.values.iter().position(|value| !value.is_nan());
        for (row, text) in std::mem::take(&mut column.odd) {
            let found = undressed(&text).and_then(|(clothes, number)| {
                match value(&number, column.numbers, &self.marks) {
                    Value::Number(number) => Some((clothes, number)),
                    _ => None,
                }
            });
            let Some((clothes, number)) = found else {
                left.push((row, text));
                continue;
            };
            if clothes.is_footnote() {
                notes += 1;
                note = shown(text.trim());
            } else if let Some((first, other, _)) = &worn {
                if *first != clothes {
                    let (text, other) = (shown(text.trim()), other.clone());
                    return Err((row, ErrorKind::MixedClothes { text, other }));
                }
            } else if let Some(bare) = bare {
                let other = column.values[bare].to_string();
                let text = shown(text.trim());
                return Err((row, ErrorKind::MixedClothes { text, other }));
            } else {
                worn = Some((clothes, shown(text.trim()), number));
            }
            taken.push((row, number));
        }
        if notes > 0 && worn.is_some() {
            // Both: which of them is bare is not known.
            notes = 0;
        }
        for (row, number) in taken {
            column.values[row] = number;
        }
        column.odd = left;
        let name = shown(self.columns.name(column.at));
        if let Some((_, text, number)) = worn {
            let what = format!("`{text}` in column {name} is read as {number}");
            column.notes.push(Note::new(what, ""));
        } else if notes > 0 {
            let what = format!(
                "marks behind numbers of column {name} are left off (`{note}`)"
            );
            column.notes.push(Note::new(what, ""));
        }
        Ok(())
    }

    /// A column of dates, if its first texts are.
    fn dates(&self, column: &Column, rows: &Rows) -> Result<Option<Made>> {
        let n = column.values.len();
        let dates = column.odd.iter().filter(|(_, t)| date::is_date(t));
        let half = column.odd.len().min(20) / 2;
        if dates.take(half + 1).count() <= half && column.odd.len() > 1
            || !column.odd.iter().take(1).any(|(_, t)| date::is_date(t))
        {
            return Ok(None);
        }
        let texts = texts(&column.odd, n);
        let first = shown(column.odd[0].1.trim());
        match date::numbers(&texts) {
            Ok((dates, numbers, _)) if matches!(column.role, Role::X) => {
                Ok(Some(Made::Dates(dates, numbers)))
            }
            Ok(_) => {
                let what = ErrorKind::NotANumber(first);
                let line = rows.lines[column.odd[0].0];
                Err(self.error(line, column.at, what))
            }
            Err(Wrong::Ambiguous) => {
                let what = ErrorKind::AmbiguousDate(first);
                Err(self.columns.wrong(column.at, what))
            }
            Err(Wrong::NotOne(row)) => {
                let text = shown(texts[row].unwrap_or_default());
                let what = ErrorKind::NotADate(text);
                Err(self.error(rows.lines[row], column.at, what))
            }
        }
    }

    fn levels(&self, column: &Column) -> Result<Made, ErrorKind> {
        let texts = texts(&column.odd, column.values.len());
        let kind = levels::category(&texts)?;
        let columns = match &kind {
            Kind::Category { base, levels } => {
                levels::indicators(&texts, base, levels).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        Ok(Made::Levels(kind, columns))
    }

    fn classes(&self, column: &Column) -> Result<Made, ErrorKind> {
        let texts = texts(&column.odd, column.values.len());
        let (classes, places) = levels::classes(&texts)?;
        Ok(Made::Classes(classes, places))
    }

    /// What is no number: an error; or a row to be left out, if it may be and
    /// there are few.
    fn leave_out(&self, column: &mut Column, rows: &Rows) -> Result<()> {
        let few = DAMAGED * column.values.len() as f64;
        let few = column.odd.len() <= 1.max(few as usize);
        let may = self.options.missing == Missing::Drop && few;
        let last = column.values.len();
        for (row, text) in &column.odd {
            // Notes behind the table are left out in any case.
            let text = shown(text.trim());
            let what = match value(&text, column.numbers, &self.marks) {
                Value::Unusable(Unusable::OutOfRange) => {
                    ErrorKind::OutOfRange(text)
                }
                Value::Unusable(Unusable::Infinite) => {
                    ErrorKind::Infinite(text)
                }
                Value::Unusable(Unusable::Censored) => {
                    ErrorKind::Censored(text)
                }
                _ if may => continue,
                _ if crate::number::shape(&text).is_some() => {
                    let Numbers { decimal, thousands } = column.numbers;
                    ErrorKind::OtherMarks {
                        text,
                        decimal,
                        thousands,
                    }
                }
                _ => ErrorKind::NotANumber(text),
            };
            debug_assert!(*row < last);
            return Err(self.error(rows.lines[*row], column.at, what));
        }
        if let Some((row, text)) = column.odd.first() {
            let lines: Vec<u64> =
                column.odd.iter().map(|(row, _)| rows.lines[*row]).collect();
            let what = format!(
                "`{}` in column {} is no number, so its row is left out ({})",
                shown(text.trim()),
                shown(self.columns.name(column.at)),
                in_lines(&lines)
            );
            let _ = row;
            column.notes.push(Note::new(what, "na"));
        }
        Ok(())
    }

    /// The table, without the rows that lack a value.
    fn finish(
        &mut self,
        columns: Vec<Column>,
        made: Vec<Made>,
        rows: Rows,
        pad: bool,
    ) -> Result<Table> {
        let mut table = Table {
            header: self.columns.header,
            notes: std::mem::take(&mut self.layout.notes),
            ..Table::default()
        };
        let mut places = Vec::new();
        for (column, made) in columns.into_iter().zip(made) {
            let name = self.columns.name(column.at).to_owned();
            for note in column.notes {
                if !table.notes.contains(&note) {
                    table.notes.push(note);
                }
            }
            let (kind, made) = match made {
                Made::Groups(groups) => {
                    table.groups = groups;
                    continue;
                }
                Made::Numbers(values) => {
                    if matches!(column.role, Role::Weights) {
                        table.weights = values;
                        continue;
                    }
                    (Kind::Number, vec![values])
                }
                Made::Again(..) => continue,
                Made::Dates(dates, values) => {
                    let unit = match dates.unit {
                        date::Unit::Days => "days",
                        date::Unit::Seconds => "seconds",
                    };
                    let what = format!(
                        "{} is read as {unit} since {}",
                        shown(&name),
                        dates.origin
                    );
                    table.notes.push(Note::new(what, ""));
                    (Kind::Date(dates), vec![values])
                }
                Made::Levels(kind, values) => {
                    if let Kind::Category { base, .. } = &kind {
                        let what = format!(
                            "{} is read as categories beside `{}`",
                            shown(&name),
                            shown(base)
                        );
                        table.notes.push(Note::new(what, ""));
                    }
                    (kind, values)
                }
                Made::Classes(classes, values) => {
                    table.classes = classes;
                    (Kind::Number, vec![values])
                }
            };
            places.extend(made.iter().map(|_| column.at));
            let feature = Feature { name, kind };
            table.names.extend(feature.names());
            table.features.push(feature);
            table.columns.extend(made);
        }
        table.lines = rows.lines;
        self.bad_rows(&mut table, &rows.bad, pad)?;
        self.drop_rows(&mut table, &places)?;
        if self.options.missing != Missing::Keep {
            for (name, values) in table.names.iter().zip(&table.columns) {
                let notes = strange::notes(&shown(name), values, &table.lines);
                table.notes.extend(notes);
            }
        }
        if self.options.strict
            && let Some(Note { what, option }) = table.notes.pop()
        {
            let what = ErrorKind::Assumed { what, option };
            return Err(Error::new(self.source.clone(), what));
        }
        Ok(table)
    }

    /// Rows that do not fit: behind the table they are notes.
    fn bad_rows(&self, table: &mut Table, bad: &[Bad], pad: bool) -> Result<()> {
        let last = table.lines.last().copied().unwrap_or(0);
        let (within, behind): (Vec<&Bad>, Vec<&Bad>) =
            bad.iter().partition(|bad| bad.line < last);
        if let (Some(first), Some(end)) = (behind.first(), behind.last()) {
            let what = match first.line == end.line {
                true => format!("line {}, behind the table, is none", first.line),
                false => format!(
                    "lines {} to {}, behind the table, are none",
                    first.line, end.line
                ),
            };
            table.notes.push(Note::new(what, ""));
        }
        if pad {
            let what = "rows that end early lack what they leave off";
            table.notes.push(Note::new(what, ""));
        }
        let Some(first) = within.first() else {
            return Ok(());
        };
        let few = DAMAGED * table.lines.len() as f64;
        let few = within.len() <= 1.max(few as usize);
        if self.options.missing != Missing::Drop || !few {
            let what = match first.fields == self.layout.width {
                true => ErrorKind::Missing,
                false => ErrorKind::RowLength {
                    fields: first.fields,
                    expected: self.layout.width,
                    first_line: self.layout.line,
                },
            };
            let place = self.source.clone().line(first.line);
            return Err(Error::new(place, what));
        }
        let lines: Vec<u64> = within.iter().map(|bad| bad.line).collect();
        let what = format!(
            "{} left out, with another number of fields than the rest ({})",
            if lines.len() == 1 { "a row is" } else { "rows are" },
            in_lines(&lines)
        );
        table.notes.push(Note::new(what, ""));
        table.dropped.extend(lines);
        Ok(())
    }

    /// Leaves out what lacks a value, or says where the first is.
    fn drop_rows(&self, table: &mut Table, places: &[usize]) -> Result<()> {
        if self.options.missing == Missing::Keep {
            return Ok(());
        }
        let n = table.lines.len();
        let mut keep = vec![true; n];
        for column in table.columns.iter().chain([&table.weights]) {
            for (keep, value) in keep.iter_mut().zip(column) {
                *keep &= !value.is_nan();
            }
        }
        if keep.iter().all(|keep| *keep) {
            return Ok(());
        }
        if self.options.missing == Missing::Error {
            let row = keep.iter().position(|keep| !keep).unwrap_or(0);
            let at = table.columns.iter().position(|c| c[row].is_nan());
            let place = match at {
                Some(at) => self.columns.place(table.lines[row], places[at]),
                None => self.source.clone().line(table.lines[row]),
            };
            return Err(Error::new(place, ErrorKind::Missing));
        }
        let gone = table.lines.iter().zip(&keep).filter(|(_, keep)| !**keep);
        table.dropped.extend(gone.map(|(line, _)| *line));
        table.dropped.sort_unstable();
        fn kept<T>(column: &mut Vec<T>, keep: &[bool]) {
            let mut row = keep.iter();
            column.retain(|_| *row.next().unwrap_or(&true));
        }
        table.columns.iter_mut().for_each(|column| kept(column, &keep));
        kept(&mut table.weights, &keep);
        kept(&mut table.groups, &keep);
        kept(&mut table.lines, &keep);
        Ok(())
    }
}

/// The texts of a column, row by row.
fn texts<'a>(odd: &'a [(usize, Cow<str>)], rows: usize) -> Vec<Option<&'a str>> {
    let mut texts = vec![None; rows];
    for (row, text) in odd {
        texts[*row] = Some(text.trim());
    }
    texts
}
