//! What a column holds, once all of it is read.

use std::{borrow::Cow, mem::take, slice};

use crate::{
    cell::Cell,
    clothes::{Clothes, undressed},
    date::{self, Dates, Wrong},
    error::{ErrorKind, Result, in_lines, shown},
    file::File,
    levels,
    number::{
        Numbers, Unusable, Value, has_odd_sign, is_missing, shape, value,
    },
    pick::Role,
    rows::{Column, Rows},
    table::{Kind, Missing, Note},
};

/// Damaged rows are left out, where rows may be, up to this part of all.
pub const DAMAGED: f64 = 0.1;

/// What became of a column.
#[derive(Debug)]
pub enum Made {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Nothing yet: its numbers are written otherwise than was thought.
    Again(Numbers, Vec<Note>),
    /// Dates.
    Dates(Dates, Vec<f64>),
    /// A column for each level but the base.
    Levels(Kind, Vec<Vec<f64>>),
    /// Classes, and the position of each row's.
    Classes(Vec<String>, Vec<f64>),
    /// The group of each row.
    Groups(Vec<f64>),
}

/// What a column holds, now that all of it is there.
///
/// # Errors
/// Texts among its numbers, and other things that nobody can read.
pub fn settle(file: &File, column: &mut Column, rows: &Rows) -> Result<Made> {
    let at = column.at;
    let line = |row: usize| rows.lines.of(row);
    let failed = |row: usize, what| file.error(line(row), at, what);
    let whole = |what| file.columns.wrong(at, what);
    match &column.role {
        Role::Groups => {
            let texts = column.texts();
            return Ok(Made::Groups(levels::groups(&texts)));
        }
        Role::Codes => return as_levels(column).map_err(whole),
        Role::Classes => return as_classes(column).map_err(whole),
        Role::Known(Kind::Category { base, levels }) => {
            let texts = column.texts();
            let found = levels::indicators(&texts, base, levels);
            let kind = Kind::Category {
                base: base.clone(),
                levels: levels.clone(),
            };
            return match found {
                Ok(found) => Ok(Made::Levels(kind, found)),
                Err(row) => {
                    let text = shown(texts[row].unwrap_or_default());
                    let all = [slice::from_ref(base), levels].concat();
                    let levels = all.iter().map(|l| shown(l)).collect();
                    let what = ErrorKind::NoLevel { text, levels };
                    Err(failed(row, what))
                }
            };
        }
        Role::Known(Kind::Date(dates)) => {
            let texts = column.texts();
            return match dates.numbers(&texts) {
                Ok(numbers) => Ok(Made::Dates(dates.clone(), numbers)),
                Err(wrong) => {
                    let what = wrong_date(&wrong, &texts);
                    Err(match wrong.row() {
                        Some(row) => failed(row, what),
                        None => whole(what),
                    })
                }
            };
        }
        Role::X | Role::Y | Role::Weights | Role::Known(Kind::Number) => {}
    }
    // Numbers that do not fit may say that all are written otherwise.
    for (_, text) in &column.odd {
        column.seen.see(text);
    }
    let first = column.odd.first().map_or(0, |(row, _)| *row);
    match file.numbers(&column.seen) {
        Ok((numbers, notes)) if numbers != column.numbers => {
            return Ok(Made::Again(numbers, notes));
        }
        Ok(_) => {}
        Err(what) => return Err(failed(first, what)),
    }
    undress(file, column).map_err(|(row, what)| failed(row, what))?;
    let numbers = column.values.iter().any(|value| !value.is_nan());
    let is_x = matches!(column.role, Role::X);
    let is_y = matches!(column.role, Role::Y);
    let is_text = |(_, text): &(usize, Cow<str>)| {
        value(text, column.numbers, &file.marks) == Value::Text
    };
    let is_number = |(_, text): &(usize, Cow<str>)| {
        let inside = text.trim().strip_prefix('(');
        let inside = inside.and_then(|text| text.strip_suffix(')'));
        shape(inside.unwrap_or(text.trim())).is_some()
    };
    if !numbers && !column.odd.is_empty() && (is_x || is_y) {
        // Numbers in another dialect are no texts.
        let odd = &column.odd;
        let texts = odd.iter().all(is_text) && !odd.iter().all(is_number);
        if (texts || file.layout.typed[at] == Some(Cell::Date))
            && let Some(dates) = as_dates(file, column, rows)?
        {
            return Ok(dates);
        }
        if texts {
            let found = match is_x {
                true => as_levels(column),
                false => as_classes(column),
            };
            say_missing_words(file, column);
            return found.map_err(|what| failed(first, what));
        }
    }
    leave_out(file, column, rows)?;
    Ok(Made::Numbers(take(&mut column.values)))
}

/// Says which words among levels or classes are taken for missing values: one
/// of them may be a level, too.
fn say_missing_words(file: &File, column: &mut Column) {
    let fields = file
        .layout
        .rows
        .iter()
        .map(|row| row.fields[column.at].trim());
    let is_word =
        |field: &&str| is_missing(field) && field.contains(char::is_alphabetic);
    if let Some(word) = { fields }.find(is_word) {
        let name = shown(file.columns.name(column.at));
        let what =
            format!("`{word}` in column {name} is taken for a missing value");
        column.notes.push(Note::new(what, ""));
    }
}

/// Takes numbers out of their clothes: all wear the same, or none; the
/// marks of footnotes are worn by some.
fn undress(file: &File, column: &mut Column) -> Result<(), (usize, ErrorKind)> {
    let mut worn: Option<(Clothes, String, f64)> = None;
    let mut footnote = None;
    let mut left = Vec::new();
    let mut taken = Vec::new();
    let bare = column.values.iter().position(|value| !value.is_nan());
    // Tables of Eurostat have flags behind numbers.
    let has_flags = file.layout.names.iter().any(|name| {
        let name = name.to_lowercase();
        name.contains("\\time") || name.contains("\\ time")
    });
    let name = file.columns.name(column.at).to_lowercase();
    let may_be_negative = ["lat", "lon", "lng"]
        .iter()
        .any(|start| name.starts_with(start));
    for (row, text) in take(&mut column.odd) {
        let found =
            undressed(&text).and_then(|(clothes, number)| {
                match value(&number, column.numbers, &file.marks) {
                    Value::Number(number) => Some((clothes, number)),
                    _ => None,
                }
            });
        let Some((clothes, number)) = found else {
            left.push((row, text));
            continue;
        };
        if may_be_negative && matches!(&clothes.behind[..], "S" | "W") {
            return Err((row, ErrorKind::Hemisphere(shown(text.trim()))));
        }
        if clothes.is_footnote() || has_flags && clothes.is_flag() {
            footnote = Some(shown(text.trim()));
        } else if let Some((first, other, _)) = &worn {
            if *first != clothes {
                // At the first of the two.
                let (text, other) = (other.clone(), shown(text.trim()));
                let row = taken.first().map_or(row, |(row, _)| *row);
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
    for (row, number) in taken {
        column.values[row] = number;
    }
    column.odd = left;
    let name = shown(file.columns.name(column.at));
    if let Some((clothes, text, number)) = worn {
        column.unit = Some(clothes.before + &clothes.behind);
        let what = format!("`{text}` in column {name} is read as {number}");
        column.notes.push(Note::new(what, ""));
    }
    if let Some(text) = footnote {
        let what = format!(
            "marks behind numbers of column {name} are left off (`{text}`)"
        );
        column.notes.push(Note::new(what, ""));
    }
    Ok(())
}

/// A column of dates, if its first texts are.
fn as_dates(
    file: &File,
    column: &mut Column,
    rows: &Rows,
) -> Result<Option<Made>> {
    let head = &column.odd[..column.odd.len().min(20)];
    let dates = head.iter().filter(|(_, text)| date::is_date(text)).count();
    if 2 * dates <= head.len() {
        return Ok(None);
    }
    let texts = column.texts();
    let first = shown(column.odd[0].1.trim());
    match date::numbers(&texts) {
        Ok((dates, numbers, alone)) if matches!(column.role, Role::X) => {
            let name = shown(file.columns.name(column.at));
            if !alone {
                let what = format!(
                    "the dates of {name}, such as `{first}`, are in order only \
                     if read as {}",
                    dates.order()
                );
                column.notes.push(Note::new(what, ""));
            }
            let back = falls(&numbers);
            if let (true, [row]) = (dates.is_clock(), &back[..])
                && let Some((_, text)) =
                    column.odd.iter().find(|(at, _)| at == row)
            {
                let what = ErrorKind::OverMidnight(shown(text.trim()));
                return Err(file.error(rows.lines.of(*row), column.at, what));
            }
            if dates.is_clock() && !back.is_empty() {
                let what = format!(
                    "the times of {name} fall back, and are taken for those of \
                     one day"
                );
                column.notes.push(Note::new(what, ""));
            }
            if dates.format.contains("%y") {
                let what =
                    format!("two digits of a year in {name} mean 1969 to 2068");
                column.notes.push(Note::new(what, ""));
            }
            Ok(Some(Made::Dates(dates, numbers)))
        }
        Ok(_) => {
            let what = ErrorKind::NotANumber(first);
            let line = rows.lines.of(column.odd[0].0);
            Err(file.error(line, column.at, what))
        }
        Err(wrong) => {
            let what = wrong_date(&wrong, &texts);
            Err(match wrong.row() {
                Some(row) => file.error(rows.lines.of(row), column.at, what),
                None => file.columns.wrong(column.at, what),
            })
        }
    }
}

/// The rows at which numbers fall; NaN is none.
fn falls(numbers: &[f64]) -> Vec<usize> {
    let there = numbers.iter().enumerate().filter(|(_, v)| !v.is_nan());
    let there: Vec<_> = there.collect();
    let pairs = there.windows(2).filter(|pair| pair[1].1 < pair[0].1);
    pairs.map(|pair| pair[1].0).collect()
}

/// Why these texts are no dates.
fn wrong_date(wrong: &Wrong, texts: &[Option<&str>]) -> ErrorKind {
    let first = || texts.iter().position(Option::is_some);
    let row = wrong.row().or_else(first).unwrap_or(0);
    let text = texts.get(row).copied().flatten();
    let text = shown(text.unwrap_or_default());
    match wrong {
        Wrong::NotOne(_) => ErrorKind::NotADate(text),
        Wrong::Ambiguous => ErrorKind::AmbiguousDate(text),
        Wrong::TwoDigits(_) => ErrorKind::TwoDigitYears(text),
        Wrong::TwoYears(_) => ErrorKind::TwoYears(text),
    }
}

fn as_levels(column: &Column) -> Result<Made, ErrorKind> {
    let texts = column.texts();
    let kind = levels::category(&texts)?;
    let columns = match &kind {
        Kind::Category { base, levels } => {
            levels::indicators(&texts, base, levels).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    Ok(Made::Levels(kind, columns))
}

fn as_classes(column: &Column) -> Result<Made, ErrorKind> {
    let texts = column.texts();
    let (classes, places) = levels::classes(&texts)?;
    // Of more the caller says what they are.
    if matches!(column.role, Role::Y) && classes.len() <= levels::MOST {
        levels::names(&texts, classes.len())?;
    }
    Ok(Made::Classes(classes, places))
}

/// What is no number: an error; or a row to be left out, if it may be and
/// there are few.
fn leave_out(file: &File, column: &mut Column, rows: &Rows) -> Result<()> {
    let few = DAMAGED * column.values.len() as f64;
    let few = column.odd.len() <= 1.max(few as usize);
    let may = file.options.missing == Missing::Drop && few;
    for (row, text) in &column.odd {
        let held = value(text, column.numbers, &file.marks);
        let is_number = shape(text.trim()).is_some();
        let text = shown(text.trim());
        let what = match held {
            Value::Unusable(Unusable::OutOfRange) => {
                ErrorKind::OutOfRange(text)
            }
            Value::Unusable(Unusable::Infinite) => ErrorKind::Infinite(text),
            Value::Unusable(Unusable::TooManyDigits) => {
                ErrorKind::TooManyDigits(text)
            }
            Value::Unusable(Unusable::Censored) => ErrorKind::Censored(text),
            // Those below 0 alone would be left out.
            _ if has_odd_sign(&text) => ErrorKind::OddSign(text),
            _ if may => continue,
            _ if is_number => {
                let Numbers { decimal, thousands } = column.numbers;
                ErrorKind::OtherMarks {
                    text,
                    decimal,
                    thousands,
                }
            }
            _ => ErrorKind::NotANumber(text),
        };
        return Err(file.error(rows.lines.of(*row), column.at, what));
    }
    if let Some((_, text)) = column.odd.first() {
        let lines: Vec<u64> = column
            .odd
            .iter()
            .map(|(row, _)| rows.lines.of(*row))
            .collect();
        let what = format!(
            "`{}` in column {} is no number, so its row is left out ({})",
            shown(text.trim()),
            shown(file.columns.name(column.at)),
            in_lines(&lines)
        );
        column.notes.push(Note::new(what, "na"));
    }
    Ok(())
}
