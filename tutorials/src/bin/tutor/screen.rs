//! What the learner sees: text that fits, narrow terminals included.

use console::Term;
use program::output::print;

/// Prints text, wrapped to the terminal.
pub fn say(text: &str) {
    for line in text.split('\n') {
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

/// How far the learner is: `[####......] 8 of 20`.
pub fn bar(done: usize, all: usize) -> String {
    let count = format!("{done} of {all}");
    let room = width().min(60).saturating_sub(count.len() + 3).max(1);
    let full = room * done / all.max(1);
    let (full, rest) = ("#".repeat(full), ".".repeat(room - full));
    format!("[{full}{rest}] {count}")
}

/// Empties the screen. A terminal that cannot keeps what it shows.
pub fn clear() {
    let _ = Term::stdout().clear_screen();
}

/// Columns for text: those of the terminal, but no more than read well.
fn width() -> usize {
    let term = Term::stdout();
    let columns = term.size_checked().map_or(80, |(_, columns)| columns);
    usize::from(columns).clamp(20, 80)
}
