//! What is noted of a learner's tries, and that git sees nothing of it.

use std::{fs, path::Path, thread};

use tutorials::check::{FAILED, PASSED};

use crate::{
    learner::Learner,
    scripts::{script, with_check},
};

/// Twelve tutors at once, as many facts.
#[test]
fn tutors_at_once_lose_nothing() {
    let learner = Learner::new();
    learner.says(&["list"]);
    let names: Vec<_> = tutorials::course::exercises();
    thread::scope(|scope| {
        for exercise in &names[..12] {
            let learner = &learner;
            scope.spawn(move || learner.says(&["hint", &exercise.name]));
        }
    });
    let progress = String::from_utf8(learner.progress()).expect("UTF-8");
    let mut facts: Vec<_> = progress.lines().collect();
    facts.sort();
    let mut want: Vec<_> = names[..12]
        .iter()
        .map(|e| format!("hint 1 {}", e.name))
        .collect();
    want.sort();
    assert_eq!(facts, want);
}

/// What cannot be noted is not told as done: here a folder is in the way.
#[test]
fn nothing_is_told_as_done_that_is_not_noted() {
    let learner = Learner::new();
    learner.says(&["list"]);
    fs::create_dir(learner.file("progress.lock")).expect("in the way");
    let mine = learner.file("exercises/11_noise.rs");
    fs::write(&mine, "// mine").expect("written");
    let passes = format!("read token; echo Well done; echo '{PASSED}'$token");
    let (told, output) = with_check(&learner, &passes);
    assert_eq!((told.as_str(), output.status.code()), ("", Some(2)));
    for command in [&["next"][..], &["go", "12"], &["hint"], &["reset", "11"]] {
        let output = learner.tutor(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("progress.lock"), "{errors}");
        assert_eq!(output.stdout, b"", "{command:?}");
    }
    assert_eq!(fs::read(mine).expect("a file"), b"// mine");
}

/// Each version is one try, however often it is checked; the exercise as it
/// began is none.
#[test]
fn tries_are_counted() {
    let learner = Learner::new();
    let fails = format!("read token; echo '{FAILED}'$token");
    for (version, tries) in [
        (None, 0),
        (Some("// 1"), 1),
        (Some("// 1"), 1),
        (Some("// 2"), 2),
    ] {
        if let Some(version) = version {
            let file = learner.file("exercises/11_noise.rs");
            fs::write(file, version).expect("written");
        }
        with_check(&learner, &fails);
        let told = learner
            .command(&["verify", "--json"])
            .env("CARGO", learner.file("cargo"))
            .output()
            .expect("the tutor runs");
        let told: serde_json::Value =
            serde_json::from_slice(&told.stdout).expect("JSON");
        let first = &told["exercises"][0];
        assert_eq!(first["tries"], tries, "{told}");
        let state = if tries == 0 { "open" } else { "failed" };
        assert_eq!(first["state"], state, "{told}");
    }
    learner.says(&["reset", "11"]);
    assert_eq!(learner.progress(), b"\n");
}

/// Whatever a learner does, git sees no change.
#[test]
fn git_sees_no_change() {
    let learner = Learner::new();
    let root = learner.file("..");
    let git = |arguments: &[&str]| {
        let output = std::process::Command::new("git")
            .arg("-C")
            .arg(&root)
            .args(["-c", "user.name=a", "-c", "user.email=a@b"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let ignored = Path::new(crate::TUTORIALS).join(".gitignore");
    fs::copy(ignored, learner.file(".gitignore")).expect("copied");
    for of_this_test in ["cargo", "check"] {
        script(&learner.file(of_this_test), "");
    }
    git(&["init"]);
    git(&["add", "."]);
    // What the test itself rewrites is no matter of the learner's.
    git(&["commit", "-m", "The course"]);
    git(&["update-index", "--assume-unchanged", "tutorials/cargo"]);
    git(&["update-index", "--assume-unchanged", "tutorials/check"]);
    let clean = || assert_eq!(git(&["status", "--porcelain"]), "");
    learner.says(&["list"]);
    clean();
    let file = learner.file("exercises/11_noise.rs");
    fs::write(&file, "// mine").expect("written");
    learner.says(&["hint"]);
    clean();
    let passes = format!("read token; echo '{PASSED}'$token");
    let (told, _) = with_check(&learner, &passes);
    assert!(told.contains("is solved"), "{told}");
    clean();
    learner.says(&["reset", "11"]);
    learner.says(&["go", "52"]);
    learner.says(&["next"]);
    clean();
}
