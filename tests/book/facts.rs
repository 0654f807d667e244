//! What the text says of the repository: versions, and that it is small.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::files;

/// All pages as they are written.
fn sources() -> Vec<(PathBuf, String)> {
    let pages = files(&book::root().join("docs/src"), "md").into_iter();
    pages
        .map(|p| (p.clone(), fs::read_to_string(p).unwrap()))
        .collect()
}

/// Versions of a library in the text, such as 0.22 in "burn 0.22".
fn versions(text: &str, library: &str) -> Vec<String> {
    let name = format!("{library} ");
    let parts = text.split(&name).skip(1);
    let version = |part: &str| -> String {
        let is_version = |c: &char| c.is_ascii_digit() || *c == '.';
        part.chars().take_while(is_version).collect()
    };
    let all = parts.map(version);
    let all = all.map(|v| v.trim_end_matches('.').to_owned());
    all.filter(|v| v.contains('.')).collect()
}

#[test]
fn the_versions_in_the_text_are_those_of_the_lock_file() {
    let root = book::root();
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    for (library, package) in [("burn", "burn"), ("mdbook", "mdbook-driver")] {
        let entry = format!("name = \"{package}\"\nversion = \"");
        let locked = lock.split_once(&entry).unwrap().1;
        let locked = locked.split('"').next().unwrap();
        let mut mentioned = 0;
        for (path, text) in sources() {
            for version in versions(&text, library) {
                let fits =
                    format!("{locked}.").starts_with(&format!("{version}."));
                assert!(fits, "{path:?}: {library} {version}, but {locked}");
                mentioned += 1;
            }
        }
        assert!(mentioned > 0, "no page says which {library} it means");
    }
    // The Rust that the set-up page asks for is the one that cargo asks for.
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let asked = manifest.split_once("rust-version = \"").unwrap().1;
    let asked = asked.split('"').next().unwrap();
    let setup = fs::read_to_string(root.join("docs/src/setup.md")).unwrap();
    assert_eq!(versions(&setup, "Rust"), [asked]);
}

#[test]
fn the_repository_stays_small() {
    fn size(folder: &Path) -> u64 {
        let skip = ["target", ".git", "node_modules"];
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        entries
            .filter(|e| !skip.iter().any(|name| e.file_name() == *name))
            .map(|entry| match entry.file_type().unwrap().is_dir() {
                true => size(&entry.path()),
                false => entry.metadata().unwrap().len(),
            })
            .sum()
    }
    let megabytes = size(&book::root()) as f64 / 1e6;
    assert!(megabytes < 25.0, "{megabytes} MB");
}
