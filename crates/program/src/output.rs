//! Standard output, and files that are written whole or not at all.

use std::{
    io::{self, ErrorKind, Write},
    path::Path,
    process::{ExitCode, exit},
    sync::{Mutex, PoisonError},
};

use crate::{Error, Result};

/// Prints text. A reader that closed the pipe (`lesson1 | head`) has seen
/// enough: the lesson ends quietly. Any other failure ends it with a line.
pub fn print(text: &str) {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text.as_bytes());
    match printed.and_then(|()| stdout.flush()) {
        Ok(()) => {}
        Err(e) if e.kind() == ErrorKind::BrokenPipe => exit(0),
        Err(e) => {
            complain(&format!("error: cannot write to standard output: {e}"));
            exit(1)
        }
    }
}

/// Says a line on standard error. If even that fails, there is no one to tell.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The exit code of a program that ends with this result. An error is told on
/// standard error, in one line.
pub fn exit_code(result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        complain(&format!("error: {error}"));
        error.exit_code()
    })
}

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// From now on Ctrl-C lets a file that is being written be finished, shows the
/// cursor again and ends the program with the code of an interrupt, 130.
pub fn finish_writing_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        for term in [console::Term::stdout(), console::Term::stderr()] {
            if term.is_term() {
                let _ = term.show_cursor();
            }
        }
        exit(130)
    })
    .map_err(|e| Error::Failed(format!("cannot listen for Ctrl-C: {e}")))
}

/// Makes sure that files can be written to the folder, before any work.
pub fn prepare(folder: &Path) -> Result<()> {
    let advice = "choose another folder with --out";
    if folder.is_file() {
        let reason = io::Error::other("this is a file, not a folder");
        return Err(cannot_write(folder, &reason, advice));
    }
    std::fs::create_dir_all(folder)
        .and_then(|()| tempfile::tempfile_in(folder))
        .map(drop)
        .map_err(|e| cannot_write(folder, &e, advice))
}

/// Writes a file whole: beside its place first, then moved there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let advice = "check the rights to its folder and the room on the disk";
    let write = || {
        let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = new_file().tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    };
    write().map_err(|e: io::Error| cannot_write(path, &e, advice))
}

/// Temporary files are private, figures need not be: the user's umask decides.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut, reason = "only Unix has such permissions")]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

fn cannot_write(path: &Path, error: &io::Error, advice: &str) -> Error {
    let path = path.display();
    Error::Input(format!("cannot write {path}: {error}; {advice}"))
}
