use std::fmt::{self, Display};

/// One line that says what is wrong with a table, where, and what to do.
#[derive(Debug)]
pub struct Error(String);

/// What everything here returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// `place` is a file, or a line or a column of it.
    pub(crate) fn new(place: impl Display, what: impl Display) -> Self {
        Error(format!("{place}: {what}"))
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A piece of a file, fit for a message: short and plain.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    plain(&short) + more
}

/// A text without line breaks, and without what else a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
