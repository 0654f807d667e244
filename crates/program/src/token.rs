//! The token of a worker: whoever computes there must know it.

use std::{fs, path::Path};

use crate::{Error, Result};

/// The token in this file.
///
/// # Errors
/// A file that cannot be read, or holds none.
pub fn read(path: &Path) -> Result<String> {
    let wrong = |reason: String| {
        let path = path.display();
        Error::Input(format!("cannot read the token in {path}: {reason}"))
    };
    let text = fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
    let token = text.trim();
    if token.is_empty() {
        return Err(wrong("it is empty; take the worker's own file".into()));
    }
    Ok(token.to_owned())
}

/// The token in this file, or a new one: 128 bits that cannot be guessed, in a
/// file that its owner alone can read. With it, whether it is new.
///
/// # Errors
/// As [`read`]; a file that cannot be written, a system without randomness.
#[cfg(feature = "remote")]
pub fn read_or_make(path: &Path) -> Result<(String, bool)> {
    use std::io::Write;

    if path.exists() {
        return Ok((read(path)?, false));
    }
    let wrong = |reason: String| {
        let path = path.display();
        Error::Input(format!("cannot make a token in {path}: {reason}"))
    };
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|e| wrong(e.to_string()))?;
    let token = format!("{:032x}", u128::from_le_bytes(bytes));
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    // Such a file is its owner's alone, from the first byte.
    tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .and_then(|mut file| {
            writeln!(file, "{token}")?;
            file.persist_noclobber(path).map_err(|e| e.error)
        })
        .map_err(|e| wrong(e.to_string()))?;
    Ok((token, true))
}
