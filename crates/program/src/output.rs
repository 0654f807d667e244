//! Standard output, and files that are written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    panic,
    path::{Path, PathBuf},
    process::{ExitCode, exit},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tempfile::TempDir;

use crate::{Error, Result};

/// Whether a run goes on to its files when nobody reads its story any more.
static WORK_ON: AtomicBool = AtomicBool::new(false);

/// From now on a reader that leaves does not end the program.
pub fn work_on_unread() {
    WORK_ON.store(true, Ordering::Relaxed);
}

/// Prints text. A reader that closed the pipe (`lesson1 | head`) has seen
/// enough: the lesson ends quietly, unless it shall [work on](work_on_unread).
/// Any other failure ends it with a line.
pub fn print(text: &str) {
    let mut stdout = io::stdout().lock();
    let printed = stdout.write_all(text.as_bytes());
    match printed.and_then(|()| stdout.flush()) {
        Ok(()) => {}
        Err(e) if e.kind() == ErrorKind::BrokenPipe => {
            if !WORK_ON.load(Ordering::Relaxed) {
                leave(0)
            }
        }
        Err(e) => {
            complain(&format!("error: cannot write to standard output: {e}"));
            leave(1)
        }
    }
}

/// Folders that are gone with the run, however it ends.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A folder for files that nobody needs after the run. It is removed when it is
/// dropped, and when Ctrl-C or a closed pipe ends the program.
///
/// # Errors
/// A folder that cannot be made.
pub fn temporary() -> Result<TempDir> {
    let failed = |e| Error::Failed(format!("cannot make a folder: {e}"));
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut all = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(folder.path().to_owned());
    Ok(folder)
}

/// Ends the program at once, and leaves no temporary folder.
fn leave(code: i32) -> ! {
    let all = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
    for folder in all.iter() {
        let _ = fs::remove_dir_all(folder);
    }
    exit(code)
}

/// Says a line on standard error. If even that fails, there is no one to tell.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The exit code of a program that ends with this result. An error is told on
/// standard error, in one line.
pub fn exit_code(result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        last_words(&error.to_string());
        error.exit_code()
    })
}

/// Ends the program from any thread, as a failed run: in one line, and with no
/// file half written.
pub fn fail(reason: &str) -> ! {
    last_words(reason);
    let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    leave(1)
}

/// From now on a panic in any thread ends the program as [`fail`] does, with
/// what `reason` makes of its first line. For a library that panics where it
/// should return an error.
pub fn fail_on_panic(reason: impl Fn(&str) -> String + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |what| {
        let what = what.payload_as_str().unwrap_or("no reason was given");
        fail(&reason(what.lines().next().unwrap_or_default()))
    }));
}

/// Says why the program ends. Whoever would say so, too, waits for the end.
fn last_words(reason: &str) {
    static SAID: Mutex<()> = Mutex::new(());
    std::mem::forget(SAID.lock());
    complain(&escaped(&format!("error: {reason}")));
}

/// Text with its control characters as `\n` or `\u{1b}`: names and paths may
/// hold such, and would break a line in two or colour the terminal.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c.is_control() {
            true => escaped.extend(c.escape_debug()),
            false => escaped.push(c),
        }
    }
    escaped
}

/// Held while a file is written.
static WRITING: Mutex<()> = Mutex::new(());

/// From now on Ctrl-C lets a file that is being written be finished, shows the
/// cursor again and ends the program with the code of an interrupt, 130. Where
/// whoever started the program has it ignore Ctrl-C, it goes on doing so.
///
/// Other signals keep their effect: they end the program at once, or do nothing
/// under `nohup`.
pub fn finish_writing_on_interrupt() -> Result<()> {
    finish_writing_on_interrupt_and(|| {})
}

/// As [`finish_writing_on_interrupt`], and does this before the program ends.
pub fn finish_writing_on_interrupt_and(
    clean_up: impl Fn() + Send + 'static,
) -> Result<()> {
    let listening = ctrlc::try_set_handler(move || {
        let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        clean_up();
        for term in [console::Term::stdout(), console::Term::stderr()] {
            if term.is_term() {
                let _ = term.show_cursor();
            }
        }
        leave(130)
    });
    match listening {
        // There is a handler already, the one that ignores Ctrl-C.
        Ok(()) | Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        Err(e) => Err(Error::Failed(format!("cannot listen for Ctrl-C: {e}"))),
    }
}

/// Makes sure that files can be written to the folder, before any work.
///
/// # Errors
/// A folder that cannot be one, or takes no file: bad input. A full disk: the
/// run fails.
pub fn prepare(folder: &Path) -> Result<()> {
    let error = |reason: String| {
        let folder = folder.display();
        let advice = "choose another folder with --out";
        Error::Input(format!("cannot write {folder}: {reason}; {advice}"))
    };
    let mut places = folder.ancestors();
    if let Some(place) = places.find(|place| place.symlink_metadata().is_ok())
        && !place.is_dir()
    {
        let what = match place.metadata() {
            Ok(file) if file.is_file() => "a file",
            Ok(_) => "a pipe or a device",
            Err(_) => "a link that leads nowhere",
        };
        let place = place.display();
        return Err(error(format!("{place} is {what}, not a folder")));
    }
    fs::create_dir_all(folder)
        .and_then(|()| tempfile::tempfile_in(folder))
        .map(drop)
        .map_err(|e| full_or(folder, &e, error))
}

/// A full disk fails the run; all else is bad input, told by `error`.
fn full_or(
    path: &Path,
    e: &io::Error,
    error: impl Fn(String) -> Error,
) -> Error {
    match e.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            cannot_write(path, e)
        }
        _ => error(e.to_string()),
    }
}

/// Makes sure that a file which `flag` names can be written, before any work.
/// A file that is there is overwritten only if it begins with `begin`, as its
/// kind does, or is empty: no flag put in the wrong place costs one's data.
///
/// # Errors
/// As [`prepare`], and a folder that is not there, or a file of another kind.
pub fn prepare_file(path: &Path, begin: &str, flag: &str) -> Result<()> {
    let error = |reason: String| {
        let path = path.display();
        let advice = format!("choose another file with {flag}");
        Error::Input(format!("cannot write {path}: {reason}; {advice}"))
    };
    if let Ok(found) = path.metadata() {
        let wrong = if found.is_dir() {
            Some("it is a folder".into())
        } else if !found.is_file() {
            Some("it is a pipe or a device, not a file".into())
        } else {
            let mut head = Vec::new();
            let read = File::open(path).and_then(|file| {
                file.take(begin.len() as u64).read_to_end(&mut head)
            });
            match read {
                Err(e) => Some(format!("a file is there, unreadable: {e}")),
                Ok(0) => None,
                Ok(_) if head == begin.as_bytes() => None,
                Ok(_) => Some("a file of another kind is there".into()),
            }
        };
        if let Some(wrong) = wrong {
            return Err(error(wrong));
        }
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(error(format!("there is no folder {folder}")));
    }
    tempfile::tempfile_in(folder)
        .map(drop)
        .map_err(|e| full_or(path, &e, error))
}

/// Writes a file whole: beside its place first, then moved there.
///
/// # Errors
/// A file that cannot be written, though [`prepare`] found the folder fit: the
/// run fails.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = folder_of(path);
    let write = || {
        let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        remove_remains(folder);
        let mut file = new_file().tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    };
    write().map_err(|e: io::Error| cannot_write(path, &e))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// So begin the names of files that are being written.
const UNFINISHED: &str = ".descent-unfinished-";

/// Removes what a program left that was killed while it wrote. A file takes no
/// minute to write: one that is older has no program any more.
fn remove_remains(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            continue;
        }
        let changed = entry.metadata().and_then(|file| file.modified());
        let age = changed.ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > Duration::from_secs(60)) {
            // If it stays, nothing is wrong with this run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Temporary files are private, figures need not be: the user's umask decides.
fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let path = path.display();
    let advice = "check the rights to its folder and the room on the disk";
    Error::Failed(format!("cannot write {path}: {error}; {advice}"))
}
