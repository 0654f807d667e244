//! Rows of tables in LaTeX: `a & b \\`.

use std::borrow::Cow;

/// What stands before or behind rows and is none of them, in full.
const RULES: [&str; 4] = ["\\hline", "\\toprule", "\\midrule", "\\bottomrule"];

/// What is written otherwise in LaTeX than it is read.
const SIGNS: [(&str, &str); 8] = [
    ("{,}", ","),
    ("\\,", " "),
    ("~", " "),
    ("\\%", "%"),
    ("\\$", "$"),
    ("\\_", "_"),
    ("\\#", "#"),
    ("\\&", "&"),
];

/// Whether a line holds no fields: a command, a comment, nothing.
pub fn is_command(line: &str) -> bool {
    let line = row(line);
    line.is_empty()
        || line.starts_with('%')
        || line.starts_with('\\') && !line.contains('&')
}

/// The fields of a line.
pub fn fields(line: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(row(line));
    std::iter::from_fn(move || {
        let text = rest?;
        let mut marks = text.match_indices('&').map(|(at, _)| at);
        let end = marks.find(|at| !text[..*at].ends_with('\\'));
        rest = end.map(|at| &text[at + 1..]);
        Some(read(&text[..end.unwrap_or(text.len())]))
    })
}

/// What stands before the end of a row, without rules; of a line of several
/// rows all.
fn row(line: &str) -> &str {
    let (mut row, behind) = line.split_once("\\\\").unwrap_or((line, ""));
    if behind
        .split('%')
        .next()
        .is_some_and(|rest| rest.contains('&'))
    {
        row = line;
    }
    row = row.trim();
    while let Some(rest) = RULES.iter().find_map(|rule| row.strip_prefix(rule))
    {
        row = rest.trim_start();
    }
    row
}

/// A field as it is read, a number without dollars around it.
fn read(field: &str) -> Cow<'_, str> {
    let field = field.trim();
    let inside = field.strip_prefix('$').and_then(|f| f.strip_suffix('$'));
    let field = inside.unwrap_or(field);
    match field.contains(['{', '\\', '~']) {
        false => Cow::Borrowed(field),
        true => SIGNS
            .iter()
            .fold(field.to_owned(), |text, (from, to)| text.replace(from, to))
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_latex() {
        for (line, want) in [
            (r"a & 1 & 2.5 \\", &["a", "1", "2.5"][..]),
            (
                r"\hline R\&D & $-1$ & 1{,}200 \\[2pt] \hline",
                &["R&D", "-1", "1,200"],
            ),
            // Of two rows in a line nothing is lost.
            (r"1 & 2 \\ 3 & 4 \\", &["1", r"2 \\ 3", r"4 \\"]),
            (r"x & & 5\% \\ % a note", &["x", "", "5%"]),
        ] {
            assert!(!is_command(line), "{line}");
            assert_eq!(fields(line).collect::<Vec<_>>(), want, "{line}");
        }
        for line in [r"\hline", r"\begin{tabular}{lrr}", "", "% a & b"] {
            assert!(is_command(line), "{line}");
        }
    }
}
