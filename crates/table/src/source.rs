//! A file or standard input, opened.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use crate::error::{Error, ErrorKind, Position, Result, plain};

/// Bytes to read a table from, and what messages call them.
pub struct Source<R> {
    /// The bytes.
    pub input: R,
    /// The file's name, or "standard input".
    pub name: String,
    /// How many bytes there are, where that is known.
    pub length: Option<u64>,
}

impl<R: Read> Source<R> {
    /// A source of unknown length.
    pub fn new(input: R, name: &str) -> Self {
        Source {
            input,
            name: plain(name),
            length: None,
        }
    }
}

impl Source<Box<dyn Read>> {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    ///
    /// Where the file is missing, closed to us, or a folder.
    pub fn open(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            let input = Box::new(io::stdin()) as Box<dyn Read>;
            return Ok(Source::new(input, "standard input"));
        }
        let name = path.display().to_string();
        let failed =
            |e| Error::new(Position::of(&plain(&name)), ErrorKind::Open(e));
        // Asked before it is opened: Windows opens no folder.
        let about = fs::metadata(path).map_err(failed)?;
        if about.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        let file = fs::File::open(path).map_err(failed)?;
        // What is no regular file, such as a pipe, has no length; neither has
        // what the system makes up as one reads, and gives the length 0.
        let length = Some(about.len()).filter(|n| about.is_file() && *n > 0);
        let mut source = Source::new(Box::new(file) as Box<dyn Read>, &name);
        source.length = length;
        Ok(source)
    }
}
