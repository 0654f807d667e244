//! Tables from files, with a progress bar where that takes long.

use std::{
    io::{self, Read},
    path::Path,
    thread,
    time::Duration,
};

use indicatif::{
    ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle,
};
use program::{Error, Result, output};
use table::{ErrorKind, Feature, Missing, Note, Options, Pick, Source, Table};

use crate::{reading::Reading, sheet};

/// What messages call the file.
pub fn name(path: &Path) -> String {
    match path.to_str() {
        Some("-") => "standard input".into(),
        _ => path.display().to_string(),
    }
}

/// Reads the columns of a fit from a file, `-` being standard input.
///
/// # Errors
///
/// See [`table::read`].
pub fn read(
    path: &Path,
    pick: &Pick,
    (reading, options): (&Reading, &Options),
) -> Result<Table> {
    with_progress(path, (reading, options), |source| {
        table::read(source, pick, options)
    })
}

/// Reads these columns again, from another file, `-` being standard input.
///
/// # Errors
///
/// See [`table::read_again`].
pub fn read_again(
    path: &Path,
    features: &[Feature],
    (reading, options): (&Reading, &Options),
) -> Result<Table> {
    with_progress(path, (reading, options), |source| {
        table::read_again(source, features, options)
    })
}

/// What was assumed, a line each, with the flag that says otherwise.
pub fn assumed(notes: &[Note]) -> Vec<String> {
    let flag = |option: &str| match option {
        "" => String::new(),
        option => format!(" (--{option})"),
    };
    let line = |note: &Note| format!("{}{}", note.what, flag(note.option));
    notes.iter().map(line).collect()
}

fn with_progress(
    path: &Path,
    (reading, options): (&Reading, &Options),
    read: impl FnOnce(Source<Box<dyn Read>>) -> table::Result<Table>,
) -> Result<Table> {
    reading.check()?;
    // A pipe may never end: Ctrl-C does it.
    output::finish_writing_on_interrupt()?;
    let advise = |error| with_advice(error, options.missing);
    let opened = Source::open(path).map_err(advise)?;
    let (mut name, mut length) = (opened.name.clone(), opened.length);
    let mut input = Progress::new(opened);
    let mut notes = Vec::new();
    let mut start = [0; 4];
    let n = first_bytes(&mut input, &mut start)
        .map_err(|e| Error::Input(format!("{name}: cannot read: {e}")))?;
    let mut input: Box<dyn Read> =
        Box::new(io::Cursor::new(start).take(n as u64).chain(input));
    if sheet::is_one(&start) {
        let mut bytes = Vec::new();
        input
            .read_to_end(&mut bytes)
            .map_err(|e| Error::Input(format!("{name}: cannot read: {e}")))?;
        let asked = reading.sheet.as_deref();
        let sheet = sheet::text(path, bytes, asked)?;
        if sheet.first != "A" {
            let what = format!(
                "column {} of the sheet is the first that holds something: it \
                 is column 1",
                sheet.first
            );
            notes.push(Note { what, option: "" });
        }
        if sheet.all.len() > 1 && asked.is_none() {
            let what = format!(
                "sheet `{}` is read, of {}",
                sheet.name,
                sheet::listed(&sheet.all)
            );
            if reading.strict {
                return Err(Error::Input(format!(
                    "{name}: this would be assumed: {what}; say it with \
                     --sheet, or leave out --strict"
                )));
            }
            notes.push(Note {
                what,
                option: "sheet",
            });
        }
        name = format!("{name}, sheet {}", sheet.name);
        length = Some(sheet.text.len() as u64);
        input = Box::new(io::Cursor::new(sheet.text));
    } else if reading.sheet.is_some() {
        return Err(Error::Input(format!(
            "{name}: this is no spreadsheet, so it has no --sheet"
        )));
    }
    let source = Source {
        input,
        name,
        length,
    };
    let mut table = read(source).map_err(advise)?;
    notes.append(&mut table.notes);
    Ok(Table { notes, ..table })
}

/// Fills the buffer, as far as there is something to read.
fn first_bytes(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// The reader says what is wrong; which flag helps is known here.
fn with_advice(error: table::Error, missing: Missing) -> Error {
    let advice = match error.kind() {
        ErrorKind::Missing | ErrorKind::SumsUp => {
            "; --missing drop leaves such rows out".into()
        }
        ErrorKind::NotANumber(text) | ErrorKind::Censored(text) => {
            let text = shlex::try_quote(text).unwrap_or_default();
            format!("; --na {text} takes it for a missing value")
        }
        ErrorKind::RowLength { .. } if missing == Missing::Drop => {
            "; --missing drop leaves out a tenth of the rows at most".into()
        }
        ErrorKind::RowLength { .. } => {
            "; --missing drop leaves such rows out, --skip N skips lines above \
             the table, --comment '#' lines that begin so"
                .into()
        }
        ErrorKind::EitherMark(_) | ErrorKind::MixedMarks(..) => {
            ", with --decimal or --thousands".into()
        }
        ErrorKind::FirstLineUnlike => {
            let line = error.position().line.unwrap_or(1);
            format!(
                "; --header none reads it as data, --header {line} as names, \
                 --skip {line} leaves it out"
            )
        }
        ErrorKind::MayCount => {
            let line = error.position().line.unwrap_or(1);
            format!(
                "; --header none reads it as data, --skip {line} leaves it out"
            )
        }
        ErrorKind::OtherNames { names, fields } if names > fields => {
            let line = error.position().line.unwrap_or(1);
            format!("; --header {line} gives the first names to the columns")
        }
        ErrorKind::OneColumn => "; --delimiter '~' says what else does".into(),
        ErrorKind::NotInEncoding(_) => ", with --encoding".into(),
        ErrorKind::Assumed { option: "", .. } => "; leave out --strict".into(),
        ErrorKind::Assumed { option, .. } => {
            format!("; say it with --{option}, or leave out --strict")
        }
        _ => String::new(),
    };
    Error::Input(format!("{error}{advice}"))
}

/// Counts what is read, and shows it on standard error where it takes long and
/// standard error is a terminal: also while nothing comes.
struct Progress {
    input: Box<dyn Read>,
    bar: ProgressBar,
}

impl Progress {
    const LONG: Duration = Duration::from_millis(500);
    const TICK: Duration = Duration::from_millis(100);

    fn new(source: Source<Box<dyn Read>>) -> Progress {
        let template = match source.length {
            Some(_) => "{msg} {wide_bar} {bytes} of {total_bytes}",
            None => "{msg}: {bytes} so far; Ctrl-C stops it",
        };
        let style = ProgressStyle::with_template(template);
        let hidden = ProgressDrawTarget::hidden();
        let bar = ProgressBar::with_draw_target(source.length, hidden)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            .with_message(format!("Reading {}", source.name))
            .with_finish(ProgressFinish::AndClear);
        let still_there = bar.downgrade();
        thread::spawn(move || {
            thread::sleep(Progress::LONG);
            if let Some(bar) = still_there.upgrade() {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(Progress::TICK);
            }
        });
        let input = source.input;
        Progress { input, bar }
    }
}

impl Read for Progress {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.bar.inc(n as u64);
        Ok(n)
    }
}
