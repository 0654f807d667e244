//! Nothing is left behind, not at Ctrl-C either: no process that an exercise
//! began, no folder that `verify` built in.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// What Ctrl-C would leave behind now.
struct Now {
    /// The process whose group runs a check.
    group: Option<u32>,
    folder: Option<PathBuf>,
}

static NOW: Mutex<Now> = Mutex::new(Now {
    group: None,
    folder: None,
});

fn now() -> MutexGuard<'static, Now> {
    NOW.lock().unwrap_or_else(PoisonError::into_inner)
}

/// At Ctrl-C, after which the tutor ends.
pub fn clean_up() {
    let now = now();
    if let Some(group) = now.group {
        kill(group);
    }
    if let Some(folder) = &now.folder {
        // A compiler that is ending may still write there.
        for _ in 0..20 {
            match fs::remove_dir_all(folder) {
                Err(e) if e.kind() == io::ErrorKind::DirectoryNotEmpty => {
                    thread::sleep(Duration::from_millis(50));
                }
                _ => break,
            }
        }
    }
}

/// A process in a group of its own, with all that it begins: they end when this
/// is dropped. One that leaves the group on purpose does not.
pub struct Group(Child);

impl Group {
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut now = now();
        let child = command.spawn()?;
        now.group = Some(child.id());
        Ok(Group(child))
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        now().group = None;
        kill(self.0.id());
        // Where there are no groups, it alone; it may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ends a group of processes. It may have ended by itself.
#[cfg(unix)]
fn kill(group: u32) {
    use nix::{
        sys::signal::{Signal, killpg},
        unistd::Pid,
    };
    if let Ok(group) = i32::try_from(group) {
        let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
    }
}

#[cfg(not(unix))]
fn kill(_group: u32) {}

/// So begin the names of the folders to build in.
const FOLDER: &str = ".verify-";

/// A folder to build in, removed when this is dropped.
pub struct Folder {
    place: TempDir,
    /// Locked, so that no other tutor takes the folder for remains.
    _lock: File,
}

impl Folder {
    /// Makes one in this folder, and removes what a tutor left there that was
    /// killed.
    pub fn new_in(folder: &Path) -> io::Result<Self> {
        remove_remains(folder);
        let place = TempDir::with_prefix_in(FOLDER, folder)?;
        let lock = File::create(place.path().join("lock"))?;
        // Where files cannot be locked, one tutor at a time must do.
        let _ = lock.try_lock();
        now().folder = Some(place.path().into());
        Ok(Folder { place, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        self.place.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        now().folder = None;
    }
}

fn remove_remains(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(FOLDER) {
            continue;
        }
        let lock = File::options().write(true).open(entry.path().join("lock"));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            // If it stays, nothing is wrong with this run.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
