//! What an exercise began ends with its check, and nobody waits for it.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use tutorials::check::PASSED;

use crate::{
    learner::Learner,
    scripts::{interrupt, script, with_check},
};

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
