//! What the run that loses workers is told, looked at before any work.

use std::{
    env, fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use program::{Error, Result, output};

use super::resumed::P;
use crate::{Flags, checkpoint::from_text, run::Place};

/// The name of a checkpoint in its folder.
pub const FILE: &str = "checkpoint.txt";

pub struct Plan {
    pub workers: usize,
    pub lose: usize,
    pub every: usize,
    /// The folder of the checkpoint, if one is to stay.
    pub folder: Option<PathBuf>,
    /// Where it goes on from.
    pub from: Option<Place>,
}

impl Plan {
    /// # Errors
    /// More to lose than there are, a folder that cannot be written, a
    /// checkpoint that cannot be read.
    pub fn new(flags: Flags) -> Result<Self> {
        let (workers, lose) = (flags.workers, flags.lose);
        if lose > workers {
            return Err(Error::Input(format!(
                "--lose {lose} is more than there are: choose 0 to {workers}, \
                 or more --workers"
            )));
        }
        let from = match &flags.checkpoint {
            Some(folder) => {
                output::prepare(folder)?;
                read(&folder.join(FILE))?
            }
            None => None,
        };
        Ok(Plan {
            workers,
            lose,
            every: flags.every,
            folder: flags.checkpoint,
            from,
        })
    }

    /// Whether anybody is left to go on with from this update.
    ///
    /// # Errors
    /// Nobody is: the command that goes on.
    pub fn must_go_on(&self, left: usize, from: usize) -> Result<()> {
        if left > 0 {
            return Ok(());
        }
        let k = self.workers;
        let advice = match &self.folder {
            // The same again: who was lost before is not lost again.
            Some(_) => {
                let flags: Vec<_> = env::args_os().skip(1).collect();
                let flags: Vec<_> =
                    flags.iter().map(|flag| flag.to_string_lossy()).collect();
                let flags = shlex::try_join(flags.iter().map(AsRef::as_ref))
                    .unwrap_or_default();
                format!(
                    "go on from update {from} with: cargo run --release --bin \
                     lesson15 -- {flags}"
                )
            }
            None => "nothing is kept without --checkpoint DIR".into(),
        };
        Err(Error::Failed(format!("all {k} workers stopped; {advice}")))
    }
}

/// The checkpoint in a file, if there is one.
///
/// # Errors
/// A file that holds none.
pub fn read(file: &Path) -> Result<Option<Place>> {
    let broken = |reason: &str| {
        let file = file.display();
        Error::Input(format!(
            "cannot go on from {file}: {reason}; remove it to begin anew"
        ))
    };
    match fs::read(file) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            from_text(&text, P).map(Some).map_err(broken)
        }
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(broken(&e.to_string())),
    }
}
