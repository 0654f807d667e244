//! What the learner sees: text that fits, narrow terminals included.

use std::io::{self, IsTerminal};

use console::Term;
use program::output::print;

/// Whether a learner sits there, who reads and types.
pub fn at_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Prints text, wrapped to the terminal.
pub fn say(text: &str) {
    for line in text.split('\n') {
        fresh_line();
        print(&format!("{}\n", textwrap::fill(line, width())));
    }
}

/// Prints an item of a list. What follows in a narrow terminal stands below its
/// text.
pub fn item(mark: &str, text: &str) {
    let rest = " ".repeat(mark.len());
    let options = textwrap::Options::new(width())
        .initial_indent(mark)
        .subsequent_indent(&rest);
    print(&format!("{}\n", textwrap::fill(text, options)));
}

/// Prints code. A comment that is wider than the terminal is filled anew; any
/// other line goes on below, further in.
pub fn show_code(text: &str) {
    let Some(columns) = columns() else {
        return print(text);
    };
    let lines: Vec<&str> = text.lines().collect();
    let alike = |a: &&str, b: &&str| margin(a) == margin(b) && is_comment(a);
    for part in lines.chunk_by(alike) {
        let fits = part.iter().all(|line| line.chars().count() <= columns);
        print(&match fits {
            true => part.join("\n") + "\n",
            false => filled(part, columns) + "\n",
        });
    }
}

/// What stands left of the words: space, and the mark of a comment.
fn margin(line: &str) -> &str {
    let code = line.trim_start();
    let mut marks = ["/// ", "//! ", "// "].into_iter();
    let mark = marks.find(|mark| code.starts_with(mark)).unwrap_or("");
    &line[..line.len() - code.len() + mark.len()]
}

fn is_comment(line: &str) -> bool {
    margin(line).contains('/')
}

/// The lines of a comment, or one line of code, in so many columns.
fn filled(part: &[&str], columns: usize) -> String {
    let first = margin(part[0]);
    let rest = match is_comment(part[0]) {
        true => first.into(),
        false => format!("{first}    "),
    };
    let words: Vec<_> = part.iter().map(|line| &line[first.len()..]).collect();
    let options = textwrap::Options::new(columns)
        .initial_indent(first)
        .subsequent_indent(&rest)
        .break_words(false);
    textwrap::fill(&words.join(" "), options)
}

/// How far the learner is, and what there is to say of it:
/// `[####......] 8 of 20; …`. The first of many shows, and so does the last that
/// is open.
pub fn bar(done: usize, all: usize, more: &str) -> String {
    let count = format!("{done} of {all}");
    let room = width().saturating_sub(more.len()).min(60);
    let room = room.saturating_sub(count.len() + 3).max(1);
    let full = (room * done).div_ceil(all.max(1));
    let full = full.min(room - usize::from(done < all));
    let (full, rest) = ("#".repeat(full), ".".repeat(room - full));
    format!("[{full}{rest}] {count}{more}")
}

/// Begins a line of the terminal anew. A learner may be typing there: what is
/// typed is not mixed into what is said. The terminal keeps it until Enter.
pub fn fresh_line() {
    let term = Term::stdout();
    if term.is_term() {
        let _ = term.clear_line();
    }
}

/// Empties the screen. A terminal that cannot keeps what it shows.
pub fn clear() {
    let _ = Term::stdout().clear_screen();
}

/// Columns for text: those of the terminal, but no more than read well.
fn width() -> usize {
    columns().unwrap_or(80).min(80)
}

/// The columns of the terminal.
pub fn columns() -> Option<usize> {
    let (_, columns) = Term::stdout().size_checked()?;
    Some(usize::from(columns).max(20))
}
