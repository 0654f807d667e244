//! All of it together: from a text to a table.

use std::mem::take;

use crate::{
    cell::Cell,
    date::Unit,
    error::{Error, ErrorKind, Result, in_lines, shown},
    file::File,
    layout::Layout,
    lines::Lines,
    pick::{self, Chosen, Role},
    records::Separator,
    rows::{Bad, Column, Rows, pass},
    sample::has_times,
    settle::{DAMAGED, Made, settle},
    strange,
    table::{Feature, Kind, Missing, Note, Pick, Table},
    totals::totals,
};

/// So many rows may be called sums and be looked at: each costs a pass.
const MOST_TOTALS: usize = 100;

/// Reads the columns of a fit.
///
/// # Errors
/// As [`crate::read`].
pub fn fit(file: &File, pick: &Pick) -> Result<(Table, Lines)> {
    let (chosen, notes) = pick::for_fit(file, pick)?;
    let (table, lines) = read(file, chosen, notes)?;
    let (rows, dropped) = (lines.len(), table.dropped.len());
    if rows < 2 {
        let what = ErrorKind::TooFewRows { rows, dropped };
        return Err(Error::new(file.source.clone(), what));
    }
    Ok((table, lines))
}

/// Reads the columns of an earlier fit.
///
/// # Errors
/// As [`crate::read_again`].
pub fn again(file: &File, features: &[Feature]) -> Result<(Table, Lines)> {
    let (table, lines) = read(file, pick::again(file, features)?, Vec::new())?;
    for (asked, found) in features.iter().zip(&table.features) {
        let values = table.names.iter().position(|n| *n == found.name);
        let none = values.is_none_or(|at| {
            table.columns[at].iter().all(|value| value.is_nan())
        });
        if asked.unit != found.unit && !none {
            let at = file.columns.find(&asked.name)?;
            let [found, asked] =
                [found, asked].map(|of| of.unit.as_deref().map(shown));
            let what = ErrorKind::OtherUnit { found, asked };
            return Err(file.columns.wrong(at, what));
        }
    }
    Ok((table, lines))
}

/// Reads these columns to the end of the text; the lines of the rows stand
/// beside the table.
fn read(
    file: &File,
    chosen: Vec<Chosen>,
    notes: Vec<Note>,
) -> Result<(Table, Lines)> {
    let mut columns = Vec::new();
    let taken: Vec<usize> = chosen.iter().map(|(at, _)| *at).collect();
    for (at, role) in chosen {
        let times = times_of(file, at, &role);
        let times = times.filter(|times| !taken.contains(times));
        let column = Column::new(file, at, role)?;
        columns.push(Column { times, ..column });
    }
    let by_letter =
        matches!(file.layout.dialect.separator, Separator::Letter(_));
    let mut pad = by_letter && file.options.missing == Missing::Keep;
    loop {
        let rows = pass(file, &mut columns, pad)?;
        let (within, _) = rows.within_and_behind();
        let may_leave_off = by_letter && file.options.missing == Missing::Drop;
        if may_leave_off && !pad && !few(damaged(file, &within), &rows) {
            // Most likely a program that leaves off what is empty.
            pad = true;
            continue;
        }
        refuse_bad_rows(file, &rows)?;
        let mut made = Vec::new();
        for column in &mut columns {
            made.push(settle(file, column, &rows)?);
        }
        let mut again = false;
        for (column, made) in columns.iter_mut().zip(&mut made) {
            if let Made::Again(numbers, notes) = made {
                column.numbers = *numbers;
                column.marks = take(notes);
                again = true;
            }
        }
        if !again {
            return finish(file, columns, made, rows, notes);
        }
    }
}

/// The column of the times of these dates, where they stand beside them.
fn times_of(file: &File, at: usize, role: &Role) -> Option<usize> {
    let with_times = match role {
        Role::X => true,
        Role::Known(Kind::Date(dates)) => dates.have_times(),
        _ => false,
    };
    let Layout { rows, typed, .. } = &file.layout;
    (with_times && has_times(rows, typed, at)).then_some(at + 1)
}

/// Whether so many rows are few enough to be left out.
fn few(n: usize, rows: &Rows) -> bool {
    n <= 1.max((DAMAGED * rows.lines.len() as f64) as usize)
}

/// How many of these rows hold something that they should not.
fn damaged(file: &File, within: &[&Bad]) -> usize {
    let width = file.layout.width;
    within.iter().filter(|bad| !bad.is_blank(width)).count()
}

/// The table, without the rows that lack a value.
fn finish(
    file: &File,
    columns: Vec<Column>,
    made: Vec<Made>,
    rows: Rows,
    mut notes: Vec<Note>,
) -> Result<(Table, Lines)> {
    let mut table = Table {
        header: file.columns.header,
        notes: file.layout.notes.clone(),
        ..Table::default()
    };
    table.notes.append(&mut notes);
    let mut places = Vec::new();
    let mut of_groups = (0, Vec::new());
    let mut of_weights = 0;
    for (column, made) in columns.into_iter().zip(made) {
        let name = file.columns.name(column.at).to_owned();
        let unit = column.unit;
        if let Some(times) = column.times {
            let what = format!(
                "the dates of {} are read with the times of {} beside them",
                shown(&name),
                shown(file.columns.name(times))
            );
            table.notes.push(Note::new(what, ""));
        }
        for note in column.marks.into_iter().chain(column.notes) {
            // Of columns that are written alike once.
            let start = |note: &Note| -> String {
                note.what.split('`').take(1).collect()
            };
            let is_same = |other: &Note| {
                other.option == note.option
                    && start(other) == start(&note)
                    && matches!(note.option, "decimal" | "thousands")
            };
            if !table.notes.iter().any(is_same) {
                table.notes.push(note);
            }
        }
        let called = shown(&name);
        let (kind, made) = match made {
            Made::Again(..) => continue,
            Made::Groups(groups) => {
                of_groups = (column.at, groups);
                continue;
            }
            Made::Numbers(values) if matches!(column.role, Role::Weights) => {
                of_weights = column.at;
                table.weights = values;
                continue;
            }
            Made::Numbers(values) => (Kind::Number, vec![values]),
            Made::Dates(dates, values) => {
                let unit = match dates.unit {
                    Unit::Days => "days",
                    Unit::Seconds => "seconds",
                };
                let what = format!(
                    "{called} is read as {unit} since {}",
                    dates.origin
                );
                table.notes.push(Note::new(what, ""));
                (Kind::Date(dates), vec![values])
            }
            Made::Levels(kind, values) => {
                if let Kind::Category { base, .. } = &kind {
                    let base = shown(base);
                    let what = format!(
                        "{called} is read as categories; the base is `{base}`"
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
        let feature = Feature { name, kind, unit };
        table.names.extend(feature.names());
        table.features.push(feature);
        table.columns.extend(made);
    }
    bad_rows(&mut table, &rows);
    let sums = sums(file, (&mut table, &rows), &places)?;
    let mut lines = rows.lines;
    // Weights and groups, too, must be there in each row.
    let apart = [of_weights, of_groups.0];
    table
        .columns
        .extend([take(&mut table.weights), of_groups.1]);
    let places_of_all = [&places[..], &apart].concat();
    drop_rows(file, (&mut table, &mut lines), &places_of_all, &sums)?;
    let groups = table.columns.pop().unwrap_or_default();
    table.groups = groups.into_iter().map(|group| group as usize).collect();
    table.weights = table.columns.pop().unwrap_or_default();
    if file.options.missing != Missing::Keep {
        let numbers = table.names.iter().zip(&table.columns).zip(&places);
        let is_level =
            |at: usize| places.iter().filter(|p| **p == at).count() > 1;
        for ((name, values), at) in numbers {
            if is_level(*at) {
                continue;
            }
            let notes = strange::notes(&shown(name), values, &lines);
            table.notes.extend(notes);
        }
    }
    Ok((table, lines))
}

/// Refuses rows that do not fit, but for a few where rows may be left out.
fn refuse_bad_rows(file: &File, rows: &Rows) -> Result<()> {
    let (within, _) = rows.within_and_behind();
    let may = file.options.missing == Missing::Drop
        && few(damaged(file, &within), rows);
    // Where rows may be left out, one that lacks all values is no fault.
    let is_fault = |bad: &&&Bad| {
        file.options.missing != Missing::Drop
            || !bad.is_blank(file.layout.width)
    };
    if let Some(first) = within.iter().find(is_fault).filter(|_| !may) {
        return Err(bad_row(file, first));
    }
    if let Some(bad) =
        within.iter().find(|bad| is_other_header(file, rows, bad))
    {
        let place = file.source.clone().line(bad.line);
        return Err(Error::new(place, ErrorKind::SecondTable));
    }
    // What is too many may stand in front, as in `Foo, Inc`.
    let may_be_shifted = 2 * rows.shifted > rows.short.len()
        && (file.options.missing == Missing::Drop || rows.shifted > 1);
    match rows.short.first() {
        Some(line) if may_be_shifted => {
            let place = file.source.clone().line(*line);
            Err(Error::new(place, ErrorKind::Shifted))
        }
        _ => Ok(()),
    }
}

/// Whether a row of texts behind a blank line has other names than the header.
fn is_other_header(file: &File, rows: &Rows, bad: &Bad) -> bool {
    let Some((at, text)) = &bad.text else {
        return false;
    };
    let name = file.layout.names.get(*at);
    let above = bad.line - 1;
    let is_apart = rows.lines.of(0) < above
        && rows.lines.iter().all(|line| line != above)
        && rows.bad.iter().all(|other| other.line != above);
    bad.fields == file.layout.width
        && bad.is_note
        && is_apart
        && name.is_some_and(|name| shown(name.trim()) != *text)
}

/// Says which rows do not fit: behind the table they are notes.
fn bad_rows(table: &mut Table, rows: &Rows) {
    let (within, behind) = rows.within_and_behind();
    if let (Some(first), Some(last)) = (behind.first(), behind.last()) {
        let (first, last) = (first.line, last.line);
        let what = match first == last {
            true => format!("line {first}, behind the table, is none of it"),
            false => format!(
                "lines {first} to {last}, behind the table, are none of it"
            ),
        };
        table.notes.push(Note::new(what, ""));
    }
    if !rows.short.is_empty() {
        let lines = in_lines(&rows.short);
        let what = format!("rows that end early lack the rest ({lines})");
        table.notes.push(Note::new(what, ""));
    }
    if within.is_empty() {
        return;
    }
    let lines: Vec<u64> = within.iter().map(|bad| bad.line).collect();
    let what = format!(
        "{} left out, as no row of the table ({})",
        if lines.len() == 1 {
            "a line is"
        } else {
            "lines are"
        },
        in_lines(&lines)
    );
    table.notes.push(Note::new(what, ""));
    table.dropped.extend(lines);
}

/// What is wrong with a row.
fn bad_row(file: &File, bad: &Bad) -> Error {
    let width = file.layout.width;
    if let Some((at, text)) = &bad.text {
        return file.error(bad.line, *at, ErrorKind::NotANumber(text.clone()));
    }
    let what = match &file.layout.dialect.separator {
        _ if bad.fields == width => ErrorKind::Missing,
        Separator::Places(_) => ErrorKind::OverPlace,
        _ => ErrorKind::RowLength {
            fields: bad.fields,
            expected: width,
            first_line: file.layout.rows[0].line,
        },
    };
    Error::new(file.source.clone().line(bad.line), what)
}

/// The rows that hold the sums or means of others, to be left out; refused
/// where no row may be. Where a row is only called so, that is said; where many
/// begin so, it is a level, as in average, good, poor.
fn sums(
    file: &File,
    (table, rows): (&mut Table, &Rows),
    places: &[usize],
) -> Result<Vec<usize>> {
    let is_number = |at: usize| file.layout.typed[at] == Some(Cell::Number);
    let columns = table.columns.iter().zip(places);
    let columns: Vec<&[f64]> = columns
        .filter(|(_, at)| is_number(**at))
        .map(|(column, _)| &column[..])
        .collect();
    let n = rows.totals.len();
    let are_few = n <= 3 || few(n, rows);
    let found = match file.options.missing {
        Missing::Keep => Vec::new(),
        _ if columns.is_empty() || !are_few || n > MOST_TOTALS => Vec::new(),
        _ => totals(&columns, rows),
    };
    let line = |row: &usize| rows.lines.of(*row);
    if let (Some(row), Missing::Error) = (found.first(), file.options.missing) {
        let place = file.source.clone().line(line(row));
        return Err(Error::new(place, ErrorKind::SumsUp));
    }
    let lines: Vec<u64> = found.iter().map(line).collect();
    if !lines.is_empty() {
        let what = format!(
            "sums and means of other rows are left out ({})",
            in_lines(&lines)
        );
        table.notes.push(Note::new(what, ""));
    }
    let called = rows.totals.iter().filter(|(row, _)| !found.contains(row));
    let called: Vec<_> = called.collect();
    if let (Some((_, text)), true) = (called.first(), are_few) {
        let lines = called.iter().map(|(row, _)| line(row));
        let lines = in_lines(&lines.collect::<Vec<_>>());
        let what = format!("`{text}` begins a row ({lines}): is it data?");
        table.notes.push(Note::new(what, ""));
    }
    Ok(found)
}

/// Leaves out what lacks a value, or says where the first is; and rows of sums.
fn drop_rows(
    file: &File,
    (table, lines): (&mut Table, &mut Lines),
    places: &[usize],
    sums: &[usize],
) -> Result<()> {
    let is_whole = |column: &Vec<f64>| !column.iter().any(|v| v.is_nan());
    if file.options.missing == Missing::Keep
        || sums.is_empty() && table.columns.iter().all(is_whole)
    {
        return Ok(());
    }
    let mut keep = vec![true; lines.len()];
    for row in sums {
        keep[*row] = false;
    }
    for column in &table.columns {
        for (keep, value) in keep.iter_mut().zip(column) {
            *keep &= !value.is_nan();
        }
    }
    if file.options.missing == Missing::Error {
        let row = keep.iter().position(|keep| !keep).unwrap_or(0);
        let lacks =
            |column: &Vec<f64>| column.get(row).is_some_and(|v| v.is_nan());
        let at = table.columns.iter().position(lacks);
        let place = match at {
            Some(at) => file.columns.place(lines.of(row), places[at]),
            None => file.source.clone().line(lines.of(row)),
        };
        return Err(Error::new(place, ErrorKind::Missing));
    }
    let gone = lines.iter().zip(&keep).filter(|(_, keep)| !**keep);
    table.dropped.extend(gone.map(|(line, _)| line));
    table.dropped.sort_unstable();
    for column in &mut table.columns {
        let mut row = keep.iter();
        column.retain(|_| *row.next().unwrap_or(&true));
    }
    *lines = lines.kept(&keep);
    Ok(())
}
