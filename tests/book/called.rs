//! The program itself: as mdbook calls it, and as a shell does.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use mdbook_driver::{MDBook, book::Book};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

#[test]
fn mdbook_calls_this_program_and_gets_the_same_pages() {
    let docs = book::root().join("docs");
    let book = MDBook::load(&docs).unwrap();
    let command: Option<String> =
        book.config.get("preprocessor.descent.command").unwrap();
    assert_eq!(
        command.as_deref(),
        Some("cargo run --quiet --bin book -- preprocess")
    );
    let program = env!("CARGO_BIN_EXE_book");
    let asked = ["preprocess", "supports", "html"];
    assert!(
        Command::new(program)
            .args(asked)
            .status()
            .unwrap()
            .success()
    );

    let context = || {
        PreprocessorContext::new(
            docs.clone(),
            book.config.clone(),
            "html".into(),
        )
    };
    let input = serde_json::to_vec(&(context(), &book.book)).unwrap();
    let mut child = Command::new(program)
        .arg("preprocess")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let by_command: Book = serde_json::from_slice(&output.stdout).unwrap();
    let by_library = book::Descent.run(&context(), book.book.clone()).unwrap();
    assert_eq!(by_command, by_library);
    assert_ne!(by_library, book.book);
}

/// The program in a copy of the repository, whose folder `docs` has this page
/// as its only one; its outputs go where a shell sends them.
#[cfg(target_os = "linux")]
fn built_apart(page: &str, outputs: &str) -> (Option<i32>, String, String) {
    let (root, real) = (tempfile::tempdir().unwrap(), book::root());
    let src = root.path().join("docs/src");
    fs::create_dir_all(&src).unwrap();
    let link = |from: &str| {
        let to = root.path().join(from);
        std::os::unix::fs::symlink(real.join(from), to).unwrap();
    };
    for kept in ["crates", "tests", "docs/theme", "docs/src/output"] {
        link(kept);
    }
    for kept in ["docs/book.toml", "docs/src/glossary.md"] {
        link(kept);
    }
    fs::write(src.join("SUMMARY.md"), "[A page](page.md)\n").unwrap();
    fs::write(src.join("page.md"), page).unwrap();
    let output = Command::new("bash")
        .args(["-c", &format!("set -o pipefail; \"$0\" {outputs}")])
        .arg(env!("CARGO_BIN_EXE_book"))
        .env("CARGO_MANIFEST_DIR", root.path().join("crates/book"))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(text);
    (output.status.code(), stdout, stderr)
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_who_reads_ends_the_program_without_a_panic() {
    let good = "# A page\n\nA line.\n";
    let bad = "# A page\n\n{{n lesson3 line.distance 70000}}\n{{nothing}}\n";
    let warned = "# A page\n\n<div>\n\nA line.\n";
    let full = "cannot write to standard output";
    for (page, outputs, code, say) in [
        (good, "", 0, ""),
        (good, "| true", 0, ""),
        (good, ">/dev/full", 1, full),
        (good, "preprocess supports html >&-", 0, ""),
        (bad, "", 1, "page.md"),
        (bad, "| true", 1, "page.md"),
        (bad, "2>/dev/full", 1, ""),
        (bad, "2>&-", 1, ""),
        (bad, ">/dev/full 2>&1", 1, ""),
        (good, "--nothing 2>/dev/full", 2, ""),
        (good, "--help >/dev/full", 1, full),
        (
            good,
            "--nothing",
            2,
            "error: unexpected argument '--nothing'",
        ),
        (warned, "", 0, "unclosed"),
        (warned, "2>/dev/full", 0, ""),
    ] {
        let (ended, stdout, stderr) = built_apart(page, outputs);
        let what = format!("{outputs}: {stdout}{stderr}");
        assert_eq!(ended, Some(code), "{what}");
        assert!(stderr.contains(say) && !what.contains("panicked"), "{what}");
    }
    // A reader of the book of mdbook's own command, too.
    let docs = book::root().join("docs");
    let book = MDBook::load(&docs).unwrap();
    let config = book.config.clone();
    let context = PreprocessorContext::new(docs, config, "html".into());
    let input = serde_json::to_vec(&(context, &book.book)).unwrap();
    for (outputs, code) in [("| true", 0), (">/dev/full", 1)] {
        let mut child = Command::new("bash")
            .args([
                "-c",
                &format!("set -o pipefail; \"$0\" preprocess {outputs}"),
            ])
            .arg(env!("CARGO_BIN_EXE_book"))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&input).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{outputs}: {stderr}");
        assert_eq!(stderr.lines().count(), code as usize, "{stderr}");
    }
}

#[test]
fn the_help_of_this_program_is_fresh() {
    let program = env!("CARGO_BIN_EXE_book");
    let output = Command::new(program).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let committed = book::root().join("docs/src/output/help/book.txt");
    let committed = fs::read_to_string(committed).unwrap();
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(words(&help), words(&committed), "see --update");
}
