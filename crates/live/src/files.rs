//! The files of a run, in a folder of its own.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Most files of a run that are shown.
const FILES: usize = 200;

/// The files that a run wrote, relative to its folder, without the tables that
/// it was given. Links are none.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&below)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = below.join(entry.file_name());
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() && path != Path::new("data") {
                folders.push(path);
            } else if kind.is_file() {
                found.extend(path.to_str().map(str::to_owned));
            }
        }
    }
    found.sort();
    found.truncate(FILES);
    found
}

/// Copies a file, and those beside it: a picture lies beside its model.
pub fn copy_beside(file: &Path, place: &Path) -> io::Result<()> {
    let (Some(from), Some(to)) = (file.parent(), place.parent()) else {
        return Ok(());
    };
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
