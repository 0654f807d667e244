//! What the compiler says, so that a learner can read it.

use std::path::Path;

use console::{measure_text_width, strip_ansi_codes};
use serde_json::Value;
use textwrap::Options;
use tutorials::check::tidy;

/// The compiler's errors, by whose lines they are about. Its warnings can wait
/// until the code compiles.
#[derive(Default)]
pub struct Messages {
    /// The learner's.
    own: String,
    /// The check's, the first alone: its code compiles with an exercise as it
    /// began, so the others repeat what is wrong.
    check: String,
    /// No one's, or another library's.
    other: String,
}

impl Messages {
    /// Takes in a message as cargo prints it in JSON.
    pub fn add(&mut self, message: &Value) {
        let Some(text) = message["rendered"].as_str() else {
            return;
        };
        // `error`, or `error: internal compiler error`
        let level = message["level"].as_str().unwrap_or_default();
        if !level.starts_with("error") {
            return;
        }
        let list = match place(message).as_deref() {
            Some("exercises") => &mut self.own,
            Some("checks") if self.check.is_empty() => &mut self.check,
            Some("checks") => return,
            _ => &mut self.other,
        };
        list.push_str(&tidy(text));
    }

    /// Whether the compiler found no error.
    pub fn is_empty(&self) -> bool {
        let all = [&self.own, &self.check, &self.other];
        all.iter().all(|list| list.is_empty())
    }

    /// What it says of the learner's lines. Where it says nothing of theirs or
    /// the check's, what it says at all.
    pub fn of_learner(&self) -> &str {
        match self.own.is_empty() && self.check.is_empty() {
            true => &self.other,
            false => &self.own,
        }
    }

    /// What it says first of the check's lines.
    pub fn of_check(&self) -> &str {
        &self.check
    }
}

/// The folder of the file that a message is about, if it is about one. A macro
/// stands where it is used.
fn place(message: &Value) -> Option<String> {
    let mut spans = message["spans"].as_array()?.iter();
    let mut span = spans.find(|span| span["is_primary"] == true)?;
    while !span["expansion"].is_null() {
        span = &span["expansion"]["span"];
    }
    let folder = Path::new(span["file_name"].as_str()?).parent()?;
    Some(folder.file_name()?.to_string_lossy().into())
}

/// Fits messages into so many columns: what is too long is cut or wrapped, and
/// marks stay below what they point to.
pub fn fit(messages: &str, columns: usize) -> String {
    let mut fitted = String::new();
    let lines: Vec<_> = messages.lines().collect();
    let is_code = |line: &&str| gutter(&strip_ansi_codes(line)).is_some();
    for part in lines.chunk_by(|a, b| is_code(a) == is_code(b)) {
        if part.iter().all(|line| measure_text_width(line) <= columns) {
            fitted += &(part.join("\n") + "\n");
        } else if is_code(&part[0]) {
            let plain: Vec<_> =
                part.iter().map(|line| strip_ansi_codes(line)).collect();
            let plain: Vec<_> = plain.iter().map(|line| &**line).collect();
            fitted += &fit_code(&plain, columns);
        } else {
            for line in part {
                // A path is followed by a click, so it stays whole.
                let line = match line.contains("-->") {
                    true => (*line).into(),
                    false => wrapped(line, columns, "    "),
                };
                fitted += &(line + "\n");
            }
        }
    }
    fitted
}

/// Fits lines of code and the marks below them: without the space on their
/// left, and cut alike.
fn fit_code(lines: &[&str], columns: usize) -> String {
    let parts: Vec<_> = lines
        .iter()
        .filter_map(|line| Some(line.split_at(gutter(line)?)))
        .collect();
    let begin = |code: &str| code.chars().take_while(|c| *c == ' ').count();
    // Marks end where words begin.
    let end = |code: &str| {
        let words = code.find(|c: char| !"^-_|~+ ".contains(c));
        code[..words.unwrap_or(code.len())].trim_end().len()
    };
    let is_mark = |number: &str| !number.contains(|c: char| c.is_ascii_digit());
    let filled = parts.iter().filter(|(_, code)| !code.trim().is_empty());
    let left = filled.map(|(_, code)| begin(code)).min().unwrap_or(0);
    let marks = parts
        .iter()
        .filter(|(number, code)| is_mark(number) && !code.trim().is_empty());
    let room = columns
        .saturating_sub(parts.iter().map(|(n, _)| n.len()).max().unwrap_or(0))
        .max(10);
    let first = marks.clone().map(|(_, code)| begin(code)).min();
    let last = marks.map(|(_, code)| end(code)).max().unwrap_or(0);
    // A column more: code that is cut ends in a sign that says so.
    let from = (last + 1)
        .saturating_sub(room)
        .min(first.unwrap_or(0))
        .max(left);

    let mut fitted = String::new();
    for (number, code) in parts {
        let shown: String = code.chars().skip(from).collect();
        let line = if shown.chars().count() <= room {
            format!("{number}{shown}")
        } else if is_mark(number) {
            let (marks, words) = shown.split_at(end(&shown));
            let marks: String = marks.chars().take(room).collect();
            let below = format!("{number}  ");
            let words =
                wrapped(&(below.clone() + words.trim()), columns, &below);
            format!("{number}{marks}\n{words}")
        } else {
            let shown: String = shown.chars().take(room - 1).collect();
            format!("{number}{shown}…")
        };
        fitted += &(line.trim_end().to_owned() + "\n");
    }
    fitted
}

/// Where the code begins in a line such as `12 |     let x` or `   |     ^`.
fn gutter(line: &str) -> Option<usize> {
    let number = line.find(|c: char| c != ' ' && !c.is_ascii_digit())?;
    let has_number = !line[..number].trim().is_empty();
    let sign = line[number..].chars().next()?;
    let is_gutter = number > 0
        && (sign == '|' || has_number && "+-~".contains(sign))
        && matches!(line[number + 1..].chars().next(), None | Some(' '));
    is_gutter.then(|| (number + 2).min(line.len()))
}

fn wrapped(line: &str, columns: usize, indent: &str) -> String {
    let options = Options::new(columns).subsequent_indent(indent);
    textwrap::fill(line, options.break_words(false))
}
