//! The page to write on.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

use crate::{TUTORIALS, compile::compile};

/// Runs the program that makes the page to write on, in a workspace of no
/// crates: the page it makes is not compiled there.
fn make_page(package: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_scratch"))
        .env("CARGO_MANIFEST_DIR", package)
        .output()
        .expect("the program runs");
    assert!(!made.status.success(), "{made:?}");
}

#[test]
fn the_page_to_write_on_is_made_once() {
    let folder = TempDir::new().expect("a folder");
    let package = folder.path().join("tutorials");
    fs::create_dir(&package).expect("a folder");
    let page = package.join("scratch.rs");
    make_page(&package);
    let skeleton = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    assert_eq!(fs::read(&page).unwrap(), fs::read(&skeleton).unwrap());
    fs::write(&page, "the learner's own").expect("written");
    make_page(&package);
    assert_eq!(fs::read(&page).unwrap(), b"the learner's own");
}

#[test]
#[ignore = "compiles the page"]
fn the_page_to_write_on_descends() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("target/scratch")).expect("made");
    let page = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    let root = folder.path().join("main.rs");
    let main = format!(
        "#[path = {page:?}] mod page;\nfn main() {{ page::main().unwrap() }}\n"
    );
    fs::write(&root, main).expect("a program");
    let ran = Command::new(compile(&root))
        .current_dir(folder.path())
        .output()
        .expect("the page runs");
    let told = String::from_utf8(ran.stdout).expect("UTF-8");
    // Its five points by the normal equations, with pencil and paper: the
    // slope is 19.6/10, the intercept 5.02 − 2 · 1.96. What is left of the
    // start after 200 updates is below a thousandth.
    let last = told
        .lines()
        .find(|line| line.starts_with(" 200:"))
        .expect(&told);
    let numbers = last
        .split(['[', ',', ']'])
        .filter_map(|n| n.trim().parse().ok());
    let numbers: Vec<f64> = numbers.collect();
    let [.., a, b] = numbers[..] else {
        panic!("{last}")
    };
    assert!((a - 1.96).abs() < 1e-3 && (b - 1.1).abs() < 1e-3, "{last}");
    let figure = fs::read(folder.path().join("target/scratch/loss.svg"));
    assert!(figure.expect("the figure").starts_with(b"<svg"));
}
