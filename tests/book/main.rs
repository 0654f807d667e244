//! The book: what its build does not check by itself.
//!
//! | module | asks |
//! |---|---|
//! | `pages` | do links lead somewhere, do figures say what they show? |
//! | `called` | does the program do as mdbook and a shell ask? |
//! | `facts` | does the text name the versions that are built with? |
//! | `oracles` | are the numbers those of NumPy and PyTorch? |
//! | `commands` | do the commands of the pages run? |
//!
//! Beside them lie the checks of the book's scripts, in node and a browser.

#[path = "../common/mod.rs"]
mod common;

mod called;
mod commands;
mod facts;
mod oracles;
mod pages;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use tempfile::TempDir;

/// The built book: the pages by their names.
static BUILT: LazyLock<(TempDir, BTreeMap<String, String>)> =
    LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        book::build(folder.path(), None, false).unwrap();
        let pages = files(folder.path(), "html").into_iter().map(|path| {
            let name = path.strip_prefix(folder.path()).unwrap();
            (
                name.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        });
        let pages = pages.collect();
        (folder, pages)
    });

/// The files with this ending in a folder, not below it.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .collect()
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let parts = html.split(&begin).skip(1);
    parts.map(|part| part.split('"').next().unwrap()).collect()
}

/// The tags that begin like this.
fn tags<'a>(html: &'a str, begin: &str) -> Vec<&'a str> {
    let parts = html.split(begin).skip(1);
    parts.map(|part| part.split('>').next().unwrap()).collect()
}
