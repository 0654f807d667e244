//! What the tutor says of a compiler that built no check, and its limits. Cargo
//! is a shell script.

use std::{fs, path::Path};

use tutorials::check::PASSED;

use crate::{
    learner::Learner,
    scripts::{with_cargo, with_check},
};

/// An empty file is told as such; nothing is built.
#[test]
fn an_empty_file_is_told() {
    let learner = Learner::new();
    learner.says(&["list"]);
    let file = learner.file("exercises/11_noise.rs");
    fs::write(file, " \n\n").expect("written");
    let (told, output) = with_cargo(&learner, "echo built >&2; exit 101");
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("11_noise.rs is empty."), "{told}");
    assert!(told.contains("tutor reset 11` brings back"), "{told}");
    assert!(output.stderr.is_empty());
}

/// Nor where the file is no text at all: nothing is built.
#[test]
fn a_file_that_is_no_text_is_told() {
    let learner = Learner::new();
    learner.says(&["list"]);
    let file = learner.file("exercises/11_noise.rs");
    let makes: [fn(&Path); 3] = [
        |file| fs::write(file, b"\xff\xfe\0").expect("written"),
        |file| fs::create_dir(file).expect("a folder"),
        |file| std::os::unix::fs::symlink("/nowhere", file).expect("a link"),
    ];
    for make in makes {
        let _ = fs::remove_file(&file);
        let _ = fs::remove_dir(&file);
        make(&file);
        let (told, output) = with_cargo(&learner, "echo built >&2; exit 101");
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains("11_noise.rs cannot be read"), "{told}");
        assert!(told.contains("a text in UTF-8"), "{told}");
        assert!(output.stderr.is_empty());
    }
}

/// A compiler that ran out of what it may take says nothing as JSON.
#[test]
fn a_compiler_that_gives_up_is_the_learners_to_mend() {
    let cargo =
        "echo 'error: could not compile `tutorials` (bin)' >&2; exit 101";
    let (told, output) = with_cargo(&Learner::new(), cargo);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("more memory or time"), "{told}");
    // What else goes wrong is no fault of theirs, and cargo explains it.
    let cargo = "echo 'error: no such crate' >&2; exit 101";
    let (_, output) = with_cargo(&Learner::new(), cargo);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("no such crate"), "{errors}");
}

#[test]
fn the_compiler_and_the_check_are_limited() {
    let text =
        format!("read token; ulimit -t; ulimit -v; echo '{PASSED}'$token");
    let (told, _) = with_check(&Learner::new(), &text);
    assert!(told.contains("120 "), "{told}");
    let memory = told.contains("8000000");
    assert!(memory || !cfg!(target_os = "linux"), "{told}");
}

#[test]
fn waiting_for_another_cargo_is_told() {
    let blocked = "echo '    Blocking waiting for file lock' >&2";
    // Once, though cargo waits for several locks.
    let cargo = format!("{blocked}; {blocked}; exit 101");
    let (_, output) = with_cargo(&Learner::new(), &cargo);
    let errors = String::from_utf8_lossy(&output.stderr);
    let told = errors.matches("Another cargo is building").count();
    assert_eq!(told, 1, "{errors}");
}

/// What the compiler says of the learner's lines comes first; what it says of
/// the check, whose calls fit no longer, is explained. Warnings wait.
#[test]
fn the_learners_own_errors_come_first() {
    let learner = Learner::new();
    let message = |level: &str, text: &str, spans| {
        let message = serde_json::json!({
            "level": level, "rendered": format!("{text}\n"), "spans": spans,
        });
        serde_json::json!({ "message": message }).to_string()
    };
    let at = |file: &str| {
        serde_json::json!([
            { "is_primary": true, "file_name": file },
        ])
    };
    let own = at("tutorials/checks/../exercises/11_noise.rs");
    let check = at("tutorials/checks/11_noise.rs");
    // A macro of the library, used by the learner.
    let mut inner = at("/rustc/library/macros.rs");
    inner[0]["expansion"] = serde_json::json!({ "span": own[0] });
    let messages = [
        message("error", "Of the check", check.clone()),
        message("error", "The same again", check),
        message("warning", "A warning", own.clone()),
        message("error", "Their error", own),
        message("error", "Their macro", inner),
        message("error", "aborting due to 3 errors", serde_json::json!([])),
    ];
    let list = learner.file("messages");
    fs::write(&list, messages.join("\n")).expect("written");
    let cargo = format!("cat {}; exit 101", list.display());
    let (told, output) = with_cargo(&learner, &cargo);
    assert_eq!(output.status.code(), Some(1));
    let order = [
        "does not compile",
        "Their error",
        "Their macro",
        "The check calls your code",
        "Of the check",
    ];
    let places = order.map(|text| told.find(text));
    assert!(places.iter().all(Option::is_some), "{told}");
    assert!(places.is_sorted(), "{told}");
    for dropped in ["aborting", "The same again", "A warning"] {
        assert!(!told.contains(dropped), "{told}");
    }
}
