//! A built book takes the place of the one before, file by file.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Lets `build` fill a folder beside this one, and then moves its files here.
/// Files of an earlier build that this one lacks are removed; what no build
/// put here stays.
///
/// # Errors
/// Those of `build`, which leave this folder as it is; files that cannot be
/// written.
pub fn build_aside(
    folder: &Path,
    build: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let parent = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)
        .with_context(|| format!("cannot make {}", parent.display()))?;
    // A link leads elsewhere, perhaps to another disk.
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.into());
    let parent = folder.parent().unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new()
        .prefix(".book-")
        .tempdir_in(parent)
        .with_context(|| format!("cannot write to {}", parent.display()))?;
    build(aside.path())?;

    // What this build has made, beside the folder: the next one reads it.
    let list = folder.with_extension("files");
    let before = fs::read_to_string(&list).unwrap_or_default();
    let files = files(aside.path(), Path::new(""))?;
    for file in &files {
        let (from, to) = (aside.path().join(file), folder.join(file));
        let moved = to.parent().map_or(Ok(()), fs::create_dir_all);
        moved
            .and_then(|()| fs::rename(from, &to))
            .with_context(|| format!("cannot write {}", to.display()))?;
    }
    let kept: BTreeSet<&Path> = files.iter().map(PathBuf::as_path).collect();
    for gone in before.lines().map(Path::new) {
        if !kept.contains(gone) && gone.is_relative() {
            // Someone may have removed it already.
            let _ = fs::remove_file(folder.join(gone));
        }
    }
    let names: Vec<_> = files.iter().map(|f| f.display().to_string()).collect();
    fs::write(&list, names.join("\n"))
        .with_context(|| format!("cannot write {}", list.display()))
}

/// The files in a folder, relative to it.
fn files(folder: &Path, below: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(folder, &path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    /// A build that writes these names.
    fn of(names: &[&str]) -> impl FnOnce(&Path) -> Result<()> {
        move |aside| {
            fs::create_dir(aside.join("sub"))?;
            for name in names {
                fs::write(aside.join(name), name)?;
            }
            Ok(())
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = files(folder, Path::new(""))
            .unwrap()
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_build_replaces_the_one_before_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        let book = parent.path().join("book");
        build_aside(&book, of(&["a", "sub/b"])).unwrap();
        fs::write(book.join("not ours"), "").unwrap();
        assert_eq!(names(&book), ["a", "not ours", "sub/b"]);
        build_aside(&book, of(&["a", "c"])).unwrap();
        assert_eq!(names(&book), ["a", "c", "not ours"]);
        // A build that fails changes nothing and leaves nothing beside.
        let failed = build_aside(&book, |aside| {
            fs::write(aside.join("half"), "")?;
            bail!("a page is wrong")
        });
        assert!(failed.is_err());
        assert_eq!(names(&book), ["a", "c", "not ours"]);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_and_stays() {
        let parent = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let (target, book) =
            (elsewhere.path().join("x"), parent.path().join("book"));
        fs::create_dir(&target).unwrap();
        fs::write(target.join("not ours"), "").unwrap();
        std::os::unix::fs::symlink(&target, &book).unwrap();
        build_aside(&book, of(&["a"])).unwrap();
        assert!(book.is_symlink());
        assert_eq!(names(&target), ["a", "not ours"]);
    }
}
