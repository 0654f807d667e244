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

/// Compiles a page and runs it in a folder: its output, and its last words.
fn ran(page: &str, folder: &Path) -> (bool, String, String) {
    fs::create_dir_all(folder.join("target/scratch")).expect("made");
    let own = folder.join("page.rs");
    fs::write(&own, page).expect("written");
    let root = folder.join("main.rs");
    let main = format!(
        "#[path = {own:?}] mod page;\nfn main() {{ page::main().unwrap() }}\n"
    );
    fs::write(&root, main).expect("a program");
    let ran = Command::new(compile(&root))
        .current_dir(folder)
        .output()
        .expect("the page runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (ran.status.success(), text(ran.stdout), text(ran.stderr))
}

#[test]
#[ignore = "compiles the page"]
fn the_page_to_write_on_descends() {
    let folder = TempDir::new().expect("a folder");
    let page = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    let page = fs::read_to_string(page).expect("the page");
    let (well, told, _) = ran(&page, folder.path());
    assert!(well);
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

#[test]
#[ignore = "compiles the page"]
fn a_page_that_diverges_says_so_and_draws_what_it_saw() {
    let folder = TempDir::new().expect("a folder");
    let page = Path::new(TUTORIALS).join("scratch_skeleton.rs");
    let page = fs::read_to_string(page).expect("the page");
    // The largest curvature of these points is above 2 · 6, the mean of x²:
    // no rate above 2/12 is stable.
    assert!(page.contains("(0.05, 200)"));
    let page = page.replace("(0.05, 200)", "(5.0, 900)");
    let (well, told, error) = ran(&page, folder.path());
    assert!(!well && error.contains("diverged at update"), "{error}");
    assert!(told.contains("loss.svg") && !told.contains("NaN"), "{told}");
    assert!(folder.path().join("target/scratch/loss.svg").exists());
}
