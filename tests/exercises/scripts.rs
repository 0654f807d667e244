//! Shell scripts in place of cargo and of a check: nothing is compiled.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Output,
    thread,
    time::{Duration, Instant},
};

use crate::learner::Learner;

pub fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).expect("written");
    let rights = fs::Permissions::from_mode(0o755);
    fs::set_permissions(path, rights).expect("runs");
}

/// The tutor checks exercise 11, where cargo is this script.
pub fn with_cargo(learner: &Learner, text: &str) -> (String, Output) {
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
pub fn with_check(learner: &Learner, text: &str) -> (String, Output) {
    let check = learner.file("check");
    script(&check, text);
    let message = serde_json::json!({
        "target": { "name": "11_noise" },
        "executable": check,
    });
    with_cargo(learner, &format!("echo '{message}'"))
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
