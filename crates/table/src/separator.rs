//! What divides the columns of a text.

use std::{collections::HashSet, ops::Range};

use crate::{
    cell::{Cell, cell},
    error::Position,
    number::shape,
    quotes::quotes,
    records::{Dialect, Quotes, Records, Row, Separator},
    table::{Note, Options},
};

/// So many rows tell what divides the columns.
pub const GLANCE: usize = 100;
/// So many lines tell where their columns stand.
const LINES: usize = 1000;

/// What divides the columns, where that is no comma.
fn divided(separator: &Separator) -> Option<String> {
    let by = match separator {
        Separator::Letter(b',') => return None,
        Separator::Letter(b';') => "semicolons divide the columns",
        Separator::Letter(b'\t') => "tabs divide the columns",
        Separator::Letter(b'|') => "bars | divide the columns",
        Separator::Letter(letter) => {
            return Some(format!("`{}` divides", char::from(*letter)));
        }
        Separator::Text(text) => return Some(format!("`{text}` divides")),
        Separator::Latex => "& divides the columns, as in LaTeX",
        Separator::Spaces => "spaces divide the columns",
        Separator::Places(_) => "each column has its place in the line",
    };
    Some(by.to_owned())
}

/// How fields are quoted, where not by double quotes, doubled within.
fn quoted(quotes: Quotes) -> Option<&'static str> {
    match (quotes.mark, quotes.escaped) {
        (b'"', false) => None,
        (b'"', true) => Some("a backslash stands before quotes within texts"),
        _ => Some("texts stand in single quotes"),
    }
}

/// What was assumed of how a text is cut into fields.
pub fn notes(dialect: &Dialect, options: &Options) -> Vec<Note> {
    let by = divided(&dialect.separator);
    let by = by.filter(|_| options.delimiter.is_none());
    let by = by.map(|what| Note::new(what, "delimiter"));
    let quoted = quoted(dialect.quotes).map(|what| Note::new(what, ""));
    by.into_iter().chain(quoted).collect()
}

/// How a text is cut into fields that this divides.
pub fn dialect(
    source: &Position,
    start: (&str, u64),
    separator: Separator,
    options: &Options,
) -> Dialect {
    let mut dialect = Dialect {
        separator,
        quotes: Quotes::PLAIN,
        comment: options.comment,
    };
    if let Separator::Letter(letter) = dialect.separator {
        dialect.quotes = quotes(source, start, letter, &dialect);
    }
    dialect
}

/// The first rows, if they are cut so; up to one that cannot be read.
fn glance<'t>(
    source: &Position,
    start: (&'t str, u64),
    dialect: &Dialect,
) -> Vec<Row<'t>> {
    let mut records = Records::new(source, start, dialect);
    let mut rows = Vec::new();
    let mut row = Row::default();
    while rows.len() < GLANCE && matches!(records.next(&mut row), Ok(true)) {
        rows.push(row.clone());
    }
    rows
}

/// How many columns a text has that is cut so.
pub fn width(
    source: &Position,
    start: (&str, u64),
    dialect: &Dialect,
) -> usize {
    uniformity(&glance(source, start, dialect)).1
}

/// The dialect in which the rows are most alike and hold most numbers, and how
/// many columns there are.
pub fn found(
    source: &Position,
    start: (&str, u64),
    options: &Options,
) -> (Dialect, usize) {
    let seen = |separator| {
        let dialect = dialect(source, start, separator, options);
        let rows = glance(source, start, &dialect);
        (dialect, rows)
    };
    let letters = [b'\t', b';', b',', b'|'].map(Separator::Letter);
    let mut best = (0.0, 1, seen(Separator::Letter(b',')).0);
    let mut is_whole = false;
    let all = letters.into_iter().chain([Separator::Spaces]);
    for separator in all.chain(rare(start.0)) {
        let (dialect, rows) = seen(separator);
        let (score, width) = uniformity(&rows);
        let alike = rows.iter().all(|row| row.fields.len() == width);
        let within = match dialect.separator {
            // Spaces that divide some rows otherwise stand within fields.
            Separator::Spaces => is_whole && !alike,
            Separator::Letter(b'~' | b'^') | Separator::Text(_) => {
                let first = rows.first().and_then(|row| row.fields.first());
                !alike || first.is_none_or(|field| field.is_empty())
            }
            _ => false,
        };
        if width > 1 && score > best.0 + 1e-9 && !within {
            best = (score, width, dialect);
            is_whole = alike && width > 2;
        }
    }
    let by_place = match best.2.separator {
        Separator::Spaces => true,
        _ => best.1 == 1,
    };
    let halves = [true, false].into_iter().filter(|_| by_place);
    for (places, are_named) in halves.filter_map(|half| places(start.0, half)) {
        let (dialect, rows) = seen(Separator::Places(places));
        let (score, width) = uniformity(&rows);
        let by_spaces = best.2.separator == Separator::Spaces;
        if score > best.0 + 1e-9 || by_spaces && are_named && !is_whole {
            best = (score, width, dialect);
        }
    }
    (best.2, best.1)
}

/// What divides the columns rarely, and stands in this text: all rows must have
/// it, or it stands within fields.
fn rare(text: &str) -> Vec<Separator> {
    let head = text.split_inclusive('\n').take(GLANCE).map(str::len).sum();
    let has = |mark| text[..head].contains(mark);
    let tables = has("&") && has("\\\\");
    let latex = tables.then_some(Separator::Latex);
    let letters = ["~", "^"].into_iter().filter(|letter| has(letter));
    let letters = letters.map(|letter| Separator::Letter(letter.as_bytes()[0]));
    let colons = has("::").then(|| Separator::Text("::".into()));
    latex.into_iter().chain(letters).chain(colons).collect()
}

/// How alike rows are: the part of them that has the same number of fields, a
/// row of numbers counting ten times as much as one of texts; and that number.
/// After García's table uniformity (Data Science 7, 2024), in brief.
fn uniformity(rows: &[Row]) -> (f64, usize) {
    let worth = |row: &Row| {
        let cells = row.fields.iter().map(|field| match cell(field) {
            // Spaces between digits may divide columns.
            Cell::Number if field.trim().contains(' ') => 0.9,
            Cell::Number | Cell::Date => 1.0,
            Cell::Missing => 0.5,
            Cell::Text => 0.0,
        });
        0.1 + 0.9 * cells.sum::<f64>() / row.fields.len() as f64
    };
    let worths: Vec<_> =
        rows.iter().map(|r| (r.fields.len(), worth(r))).collect();
    let widths: HashSet<usize> = worths.iter().map(|(n, _)| *n).collect();
    let score = |width: usize| {
        let alike = worths.iter().filter(|(n, _)| *n == width);
        alike.map(|(_, worth)| worth).sum::<f64>() / rows.len() as f64
    };
    let scores: Vec<_> = widths
        .into_iter()
        .map(|width| (score(width), width))
        .collect();
    let best = scores.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    // Of widths that are nearly as good the largest: short rows leave off
    // what is empty.
    let good = scores.iter().filter(|(score, _)| *score >= 0.6 * best);
    let width = good.map(|(_, width)| *width).max();
    (best, width.unwrap_or(1))
}

/// The places of columns, where the lines of numbers have the same blank ones;
/// with `half` at least half of the words of these lines are numbers.
///
/// True comes with them if names over them have put some together.
fn places(text: &str, half: bool) -> Option<(Vec<Range<usize>>, bool)> {
    let is_data = |line: &&str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let numbers = words.iter().filter(|w| shape(w).is_some()).count();
        numbers >= 2 && (!half || 2 * numbers >= words.len())
    };
    let all = || text.lines().take(LINES).filter(|line| !line.contains('\t'));
    let above = all().take_while(|line| !is_data(line)).last();
    let lines: Vec<Vec<char>> = all()
        .filter(is_data)
        .map(|line| line.chars().collect())
        .collect();
    let longest = lines.iter().map(Vec::len).max()?;
    if lines.len() < 3 {
        return None;
    }
    let filled = |at: usize| {
        let letter = |line: &Vec<char>| line.get(at).is_some_and(|c| *c != ' ');
        lines.iter().any(letter)
    };
    let mut ends = Vec::new();
    for at in 1..longest {
        if filled(at - 1) && !filled(at) {
            ends.push(at);
        }
    }
    // The last column goes to the end of the line.
    let starts = [0].into_iter().chain(ends.iter().copied());
    let mut places: Vec<_> = starts
        .zip(ends.iter().copied().chain([usize::MAX]))
        .map(|(start, end)| start..end)
        .collect();
    let last_is_blank = !(places.last()?.start..longest).any(filled);
    if last_is_blank && places.len() > 1 {
        places.pop();
        places.last_mut()?.end = usize::MAX;
    }
    let count = places.len();
    if let Some(above) = above {
        places = named(places, above);
    }
    let are_named = places.len() < count;
    (places.len() > 1).then_some((places, are_named))
}

/// The places of columns, one that no name stands over taken to the one before
/// it: `Star 1` is one field, if one name stands over both.
fn named(places: Vec<Range<usize>>, above: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = above.chars().collect();
    let has_name = |place: &Range<usize>| {
        let end = place.end.min(letters.len());
        let letters = letters.get(place.start..end).unwrap_or_default();
        letters.iter().any(|c| !c.is_whitespace())
    };
    let words = above.split_whitespace().collect::<Vec<_>>();
    let are_names = words.iter().all(|word| shape(word).is_none());
    let filled = places.iter().filter(|place| has_name(place)).count();
    if !are_names
        || filled != words.len()
        || !places.first().is_some_and(has_name)
    {
        return places;
    }
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut().filter(|_| !has_name(&place)) {
            Some(last) => last.end = place.end,
            None => merged.push(place),
        }
    }
    merged
}
