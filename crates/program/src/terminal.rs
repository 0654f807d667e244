//! What a terminal shows: wrapped text, charts, live descents, progress.

use std::{thread::sleep, time::Duration};

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};

use crate::output;

/// The longest line of prose: longer ones are hard to read.
const LONGEST: usize = 72;

/// The columns of the terminal, where standard output is one.
pub fn width() -> Option<usize> {
    let size = Term::stdout().size_checked();
    size.map(|(_, columns)| columns.into())
}

/// Columns for prose: those of the terminal up to 72; in a pipe 72.
fn columns() -> usize {
    width().map_or(LONGEST, |columns| columns.clamp(20, LONGEST))
}

/// A paragraph in lines that fit. Words are not broken, nor is `a = 3` parted;
/// line breaks and the spaces within a line stay.
pub fn wrap(text: &str) -> String {
    let options = textwrap::Options::new(columns())
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let equations = text.replace(" = ", "\u{a0}=\u{a0}");
    textwrap::fill(&equations, options).replace('\u{a0}', " ")
}

/// A chart as text: Unicode and colours in a terminal, plain in a pipe.
pub fn chart(chart: &figure::Chart) -> String {
    let term = Term::stdout();
    figure::text(chart, term.size().1, term.is_term())
}

/// A bar on standard error for what takes long; nothing where standard error
/// is no terminal.
pub fn progress(length: usize, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
    ProgressBar::new(length as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what.to_owned())
}

/// Shows one chart after another in the same place.
pub struct Screen {
    term: Term,
    lines: usize,
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen {
    /// Time for the eye, from one chart to the next.
    const PAUSE: Duration = Duration::from_millis(100);

    /// Nothing is shown yet.
    pub fn new() -> Self {
        let term = Term::stdout();
        let _ = term.hide_cursor();
        Screen { term, lines: 0 }
    }

    /// Shows the chart in place of the one before.
    pub fn show(&mut self, next: &figure::Chart) {
        let text = chart(next);
        // A terminal that refuses this shows the charts one below the other.
        let _ = self.term.clear_last_lines(self.lines);
        output::print(&text);
        self.lines = text.lines().count();
        sleep(Self::PAUSE);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.term.show_cursor();
    }
}
