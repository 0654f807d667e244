//! Tables from files, with a progress bar where that takes long.

use std::{
    io::{self, Read},
    path::Path,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use program::{Error, Result};
use table::{ErrorKind, Missing, Pick, Source, Table};

/// What messages call the file.
pub fn name(path: &Path) -> String {
    match path.to_str() {
        Some("-") => "standard input".into(),
        _ => path.display().to_string(),
    }
}

/// Lines of a file in words, the first few of them.
pub fn lines(lines: &[u64]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> = lines.iter().take(SHOWN).map(u64::to_string).collect();
    let more = if lines.len() > SHOWN { " …" } else { "" };
    let name = if lines.len() == 1 { "line" } else { "lines" };
    format!("{name} {}{more}", shown.join(", "))
}

/// Reads the columns of a fit from a file, `-` being standard input.
///
/// # Errors
///
/// See [`table::read`].
pub fn read(path: &Path, pick: &Pick, missing: Missing) -> Result<Table> {
    with_progress(path, |source| table::read(source, pick, missing))
}

/// Reads the columns with these names from a file, `-` being standard input.
///
/// # Errors
///
/// See [`table::read_columns`].
pub fn read_columns(
    path: &Path,
    names: &[String],
    missing: Missing,
) -> Result<Table> {
    with_progress(path, |source| table::read_columns(source, names, missing))
}

/// Where a row of these columns stands, counted from 0: its line. What cannot
/// be read again tells its row.
pub fn place(
    path: &Path,
    columns: &[String],
    missing: Missing,
    row: usize,
) -> String {
    let file = name(path);
    let again = path.is_file().then(|| read_columns(path, columns, missing));
    let line = again.and_then(|table| table.ok()?.lines.get(row).copied());
    match line {
        Some(line) => format!("{file}, line {line}"),
        None => format!("{file}, row {} of the data", row + 1),
    }
}

fn with_progress(
    path: &Path,
    read: impl FnOnce(Source<Progress>) -> table::Result<Table>,
) -> Result<Table> {
    let read_with_progress = || {
        let Source {
            input,
            name,
            length,
        } = Source::open(path)?;
        let input = Progress {
            input,
            name: name.clone(),
            length,
            read: 0,
            start: Instant::now(),
            bar: None,
        };
        read(Source {
            input,
            name,
            length,
        })
    };
    read_with_progress().map_err(with_advice)
}

/// The reader says what is wrong; which flag helps is known here.
fn with_advice(error: table::Error) -> Error {
    let advice = match error.kind() {
        ErrorKind::Missing => "; --missing drop leaves such rows out",
        _ => "",
    };
    Error::Input(format!("{error}{advice}"))
}

/// Counts what is read, and shows it on standard error where it takes long and
/// standard error is a terminal.
struct Progress {
    input: Box<dyn Read>,
    name: String,
    length: Option<u64>,
    read: u64,
    start: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    const LONG: Duration = Duration::from_millis(500);

    fn bar(&self) -> ProgressBar {
        let (template, bar) = match self.length {
            Some(n) => (
                "{msg} {wide_bar} {bytes} of {total_bytes}",
                ProgressBar::new(n),
            ),
            None => ("{msg} {bytes}", ProgressBar::no_length()),
        };
        let style = ProgressStyle::with_template(template);
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            .with_message(format!("Reading {}", self.name))
            .with_finish(ProgressFinish::AndClear)
    }
}

impl Read for Progress {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read += n as u64;
        if self.bar.is_none() && self.start.elapsed() > Self::LONG {
            self.bar = Some(self.bar());
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.read);
        }
        Ok(n)
    }
}
