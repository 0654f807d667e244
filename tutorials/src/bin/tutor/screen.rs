//! What the learner sees: text that fits, narrow terminals included.

use std::{
    io::{self, ErrorKind, Write},
    process::exit,
};

use console::Term;

/// Prints text, wrapped to the terminal.
pub fn say(text: &str) {
    for line in text.split('\n') {
        say_as_it_is(&format!("{}\n", textwrap::fill(line, width())));
    }
}

/// Prints text without wrapping: code, and the compiler's messages. A reader
/// that closed the pipe has seen enough: the tutor ends quietly.
pub fn say_as_it_is(text: &str) {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text.as_bytes());
    match printed.and_then(|()| stdout.flush()) {
        Ok(()) => {}
        Err(e) if e.kind() == ErrorKind::BrokenPipe => exit(0),
        Err(e) => {
            eprintln!("error: cannot write to standard output: {e}");
            exit(1)
        }
    }
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
