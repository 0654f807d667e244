//! Words of messages.

use std::io;

pub fn other_unit(found: &Option<String>, asked: &Option<String>) -> String {
    let what = |unit: &Option<String>| match unit {
        None => "no unit".to_owned(),
        Some(unit) => format!("the unit `{unit}`"),
    };
    format!(
        "its numbers have {}, and those of the fit had {}: write them alike",
        what(found),
        what(asked)
    )
}

pub fn either_mark(text: &str) -> String {
    format!(
        "`{text}` may be {} or {}: say which mark stands before decimals, or \
         between thousands",
        text.replace(['.', ','], ""),
        text.replace(',', ".")
    )
}

/// The marks of a kind, in words.
pub fn called(mark: char) -> &'static str {
    match mark {
        '.' => "points",
        ',' => "commas",
        ' ' => "spaces",
        _ => "apostrophes",
    }
}

pub fn cannot_open(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => {
            "this is a folder: name a CSV file in it".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "you have no permission to read this file".to_owned()
        }
        _ => format!("cannot open: {error}"),
    }
}

pub fn no_column(
    asked: &str,
    columns: usize,
    header: &[String],
    near: &[String],
) -> String {
    let is_number = asked.parse::<i128>().is_ok();
    let rather = match (columns, near) {
        (1, _) if is_number || header.is_empty() => {
            "there is one, column 1".to_owned()
        }
        _ if is_number || header.is_empty() => {
            format!("they are numbered from 1 to {columns}")
        }
        (_, []) => format!("there are {}", listed(&quoted(header), " and ")),
        (_, near) => format!("did you mean {}?", listed(&quoted(near), " or ")),
    };
    match is_number {
        true => format!("there is no column {asked}: {rather}"),
        false => format!("there is no column `{asked}`: {rather}"),
    }
}

pub fn too_few_numeric(
    needed: usize,
    rows: usize,
    found: &Option<String>,
    text: &Option<String>,
) -> String {
    let needs = match needed {
        1 => "another column",
        _ => "two columns",
    };
    let show = match rows {
        1 => "the first row shows".to_owned(),
        rows => format!("the first {rows} rows show"),
    };
    let found = match found {
        None => "none".to_owned(),
        Some(name) => format!("`{name}` only"),
    };
    let what = format!("a fit needs {needs} of numbers, and {show} {found}");
    match text {
        None => what,
        Some(text) => format!("`{text}` is not a number; {what}"),
    }
}

pub fn too_few_rows(rows: usize, dropped: usize) -> String {
    match dropped {
        0 if rows == 0 => "there is no row of data".to_owned(),
        0 => "there is one row of data".to_owned(),
        _ => format!("{dropped} of {} rows are left out", rows + dropped),
    }
}

pub fn of(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(usize::to_string).collect()
}

pub fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// "a, b and c", or "a, b, … and 7 more".
pub fn listed(names: &[String], last: &str) -> String {
    const MOST: usize = 10;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ if names.len() > MOST => {
            let more = names.len() - MOST;
            format!("{} and {more} more", names[..MOST].join(", "))
        }
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

/// Lines in words, the first few of them.
pub fn in_lines(lines: &[u64]) -> String {
    const SHOWN: usize = 5;
    let names: Vec<_> = lines.iter().map(u64::to_string).collect();
    match names.len() {
        1 => format!("line {}", names[0]),
        n if n > SHOWN => format!("lines {} …", names[..SHOWN].join(", ")),
        _ => format!("lines {}", listed(&names, " and ")),
    }
}

/// A piece of a file, fit for a message: short and plain.
pub fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    plain(&short) + more
}

/// A text without line breaks, and without what else a terminal would obey.
pub fn plain(text: &str) -> String {
    // The marks of Unicode that turn a line around, too.
    let obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    text.replace(obeyed, "\u{fffd}")
}
