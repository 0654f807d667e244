//! What the tutor makes of a check that cargo built, and of a cargo that built
//! none. Both are shell scripts here: nothing is compiled.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Output,
    thread,
    time::{Duration, Instant},
};

use tutorials::check::{CAME, FAILED, PASSED};

use crate::learner::Learner;

pub fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).expect("written");
    let rights = fs::Permissions::from_mode(0o755);
    fs::set_permissions(path, rights).expect("runs");
}

/// The tutor checks exercise 11, where cargo is this script.
fn with_cargo(learner: &Learner, text: &str) -> (String, Output) {
    let cargo = learner.file("cargo");
    script(&cargo, text);
    let output = learner
        .command(&["check", "11"])
        .env("CARGO", cargo)
        .output()
        .expect("the tutor runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    (told, output)
}

/// The tutor checks exercise 11, where its check is this script.
fn with_check(learner: &Learner, text: &str) -> (String, Output) {
    let check = learner.file("check");
    script(&check, text);
    let message = serde_json::json!({
        "target": { "name": "11_noise" },
        "executable": check,
    });
    with_cargo(learner, &format!("echo '{message}'"))
}

/// A verdict is the check's own: it ends with what only the check was told.
#[test]
fn only_the_check_itself_gives_a_verdict() {
    let forged = format!("echo '{PASSED}'; exit");
    for (code, text) in [
        (0, format!("{forged} 0")),
        (0, format!("read token; {forged} 0")),
        (0, "exit 0".into()),
        (1, "exit 1".into()),
        (2, "exit 2".into()),
        // A code of its own after the verdict of another.
        (0, format!("echo '{PASSED}0123456789abcdef'; exit 0")),
    ] {
        let learner = Learner::new();
        let (told, output) = with_check(&learner, &text);
        assert_eq!(output.status.code(), Some(1), "{told}");
        let want = format!("ended with code {code} before the check did");
        assert!(told.contains(&want), "{text}: {told}");
        assert!(learner.says(&["list"]).contains("[>] 11_noise"));
    }
    let learner = Learner::new();
    let passes = format!("read token; echo Well done; echo '{PASSED}'$token");
    let (told, output) = with_check(&learner, &passes);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("11_noise is solved. Well done"), "{told}");
    let offer = "A solution, explained: `cargo run --bin tutor solution 11`";
    assert!(told.contains(offer), "{told}");
    assert!(learner.says(&["list"]).contains("[x] 11_noise"));
}

/// What came is told from the second value on that was predicted for the same
/// constant; until then only what the check says of it.
#[test]
fn what_came_is_told_at_the_second_try() {
    let learner = Learner::new();
    for (constant, said, told_too) in [
        ("NOISE", 0.0, false),
        ("NOISE", 0.0, false),
        ("W0", 3.0, false),
        ("W0", 4.0, true),
        ("W0", 3.0, true),
        ("NOISE", 0.1, true),
    ] {
        let text = format!(
            "read token; echo Too small.; echo '{CAME}{constant} {said} 9.75'
             echo '{FAILED}'$token"
        );
        let (told, output) = with_check(&learner, &text);
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains("Too small."), "{told}");
        assert_eq!(told.contains("9.75"), told_too, "{constant}: {told}");
        assert!(!told.contains(CAME.trim()), "{told}");
    }
    learner.says(&["reset", "11"]);
    assert_eq!(learner.progress(), b"\n");
}

#[test]
fn a_check_that_is_killed_is_told_as_such() {
    let (told, output) = with_check(&Learner::new(), "kill -SEGV $$");
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("ended from outside"), "{told}");
}

/// On either stream; and it is stopped, not waited for.
#[test]
fn printing_without_end_is_cut() {
    for to in ["1", "2"] {
        let endless = format!("while :; do echo {:0>500}; done >&{to}", 0);
        let (told, output) = with_check(&Learner::new(), &endless);
        assert_eq!(output.status.code(), Some(1));
        assert!(told.contains("more than 100 kB"), "{told}");
        let errors = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(errors.lines().count() <= 21, "{errors}");
        assert_eq!(errors.ends_with("…\n"), to == "2", "{errors}");
    }
    let endless = "while :; do echo at $((i += 1)); done >&2";
    let (_, output) = with_check(&Learner::new(), endless);
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    let first: String = (1..=20).map(|i| format!("at {i}\n")).collect();
    assert_eq!(errors, first + "…\n");
}

/// What has an end is shown whole.
#[test]
fn what_is_printed_is_shown() {
    let text = format!(
        "read token; i=0; while [ $i -lt 200 ]; do i=$((i + 1)); echo at $i
         done >&2; echo '{PASSED}'$token"
    );
    let (told, output) = with_check(&Learner::new(), &text);
    assert!(told.contains("is solved"), "{told}");
    let all: String = (1..=200).map(|i| format!("at {i}\n")).collect();
    assert_eq!(String::from_utf8(output.stderr).expect("UTF-8"), all);
}

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

/// What the learner's code began may live on: nobody waits for it.
#[test]
fn a_program_that_holds_the_output_open_delays_no_verdict() {
    let text = format!("read token; sleep 30 & echo '{PASSED}'$token");
    let begun = Instant::now();
    let (told, _) = with_check(&Learner::new(), &text);
    assert!(told.contains("is solved"), "{told}");
    assert!(begun.elapsed() < Duration::from_secs(15));
}

/// Whether a process is there.
fn lives(process: &str) -> bool {
    let mut probe = std::process::Command::new("kill");
    let probe = probe.args(["-0", process]).output();
    probe.expect("kill runs").status.success()
}

/// Waits until the process whose number is in this file is no more.
fn ends(file: &Path) {
    let begun = Instant::now();
    let number = || fs::read_to_string(file).unwrap_or_default();
    while !number().ends_with('\n') || lives(number().trim()) {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", number());
        thread::sleep(Duration::from_millis(20));
    }
}

/// What an exercise began ends with its check: after a verdict, after too much
/// output, and when the check itself is killed.
#[test]
fn no_process_is_left_behind() {
    let pass = format!("echo '{PASSED}'$token");
    for end in [&*pass, "yes", "kill -KILL $$"] {
        let learner = Learner::new();
        let number = learner.file("number");
        let begins = format!(
            "read token; (sleep 300 & echo $! > {}; wait) >/dev/null 2>&1 &
             while ! [ -s {0} ]; do sleep 0.1; done; {end}",
            number.display()
        );
        with_check(&learner, &begins);
        ends(&number);
    }
}

/// Nor does Ctrl-C leave one.
#[test]
fn ctrl_c_ends_the_check() {
    let learner = Learner::new();
    let (check, cargo) = (learner.file("check"), learner.file("cargo"));
    let number = learner.file("number");
    let begins = format!("echo $$ > {}; exec sleep 300", number.display());
    script(&check, &begins);
    let message = serde_json::json!({
        "target": { "name": "11_noise" },
        "executable": check,
    });
    script(&cargo, &format!("echo '{message}'"));
    let mut tutor = learner.command(&["check", "11"]);
    let mut tutor = tutor.env("CARGO", cargo).spawn().expect("it runs");
    interrupt(&tutor, &number);
    assert_eq!(tutor.wait().expect("it ends").code(), Some(130));
    ends(&number);
}

/// Ctrl-C, once this file is there.
pub fn interrupt(tutor: &std::process::Child, file: &Path) {
    let begun = Instant::now();
    while !fs::read_to_string(file).is_ok_and(|text| text.ends_with('\n')) {
        assert!(begun.elapsed() < Duration::from_secs(20));
        thread::sleep(Duration::from_millis(20));
    }
    let mut kill = std::process::Command::new("kill");
    let kill = kill.args(["-INT", &tutor.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
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
