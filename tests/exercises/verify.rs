//! `tutor verify`, also of another folder. The compiler is a shell script: what
//! it makes prints the exercise, and passes if that says `// right`.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use tutorials::{
    check::{FAILED, PASSED},
    course::exercises,
};

use crate::{
    learner::Learner,
    scripts::{interrupt, script},
    text,
};

/// The tutor with a cargo that has built nothing, and the rustc that is above.
fn verify(learner: &Learner, arguments: &[&str]) -> Command {
    let [cargo, rustc] = ["cargo", "rustc"].map(|name| learner.file(name));
    script(&cargo, "exit 0");
    script(
        &rustc,
        &format!(
            r#"for next; do program=$root; root=$next; done
            file=$(dirname $root)/../exercises/$(basename $root)
            [ $(ulimit -t) = 120 ] || exit 1
            grep -q broken $file && exit 1
            verdict='{FAILED}'
            grep -q '^// right' $file && verdict='{PASSED}'
            printf '#!/bin/sh\nread token; cat %s; echo; echo "%s$token"\n' \
                "$file" "$verdict" > $program
            chmod +x $program"#
        ),
    );
    fs::write(learner.file("../Cargo.lock"), "").expect("written");
    let arguments = [&["verify"], arguments].concat();
    let mut command = learner.command(&arguments);
    command.env("CARGO", cargo).env("RUSTC", rustc);
    command
}

#[test]
fn another_folder_is_checked_and_nothing_noted() {
    let learner = Learner::new();
    fs::write(learner.file("progress.txt"), "done 14_points\n").expect("noted");
    let pupil = TempDir::new().expect("a folder");
    let folder = pupil.path().join("exercises");
    fs::create_dir(&folder).expect("a folder");
    let mistake = &exercises()[2].mistakes[0];
    let files = [
        ("11_noise", text("skeletons", "11_noise")),
        ("12_ones", "// right".into()),
        ("13_ends", format!("Not so.\n{}", mistake.message)),
        ("14_points", "// broken".into()),
        ("21_signs", "Wrong in no known way.".into()),
        ("22_rank", "Without end. ".repeat(20_000)),
    ];
    for (name, text) in &files {
        fs::write(folder.join(format!("{name}.rs")), text).expect("written");
    }
    let tried = "tried 13_ends 3 0123456789abcdef\n";
    fs::write(pupil.path().join("progress.txt"), tried).expect("noted");
    let folder = folder.to_str().expect("UTF-8");

    let arguments = ["--exercises", folder, "--json"];
    let output = verify(&learner, &arguments).output().expect("it runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(errors.contains("no security boundary"), "{errors}");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(told.lines().count(), 1, "{told}");
    let document: Value = serde_json::from_str(&told).expect("JSON");
    let list = document["exercises"].as_array().expect("a list");
    assert_eq!(list.len(), exercises().len());
    assert_eq!(document["passed"], 1);
    assert_eq!(document["of"], list.len());
    let known = Some(&mistake.name);
    let states = [
        ("open", true, None, 0),
        ("passed", true, None, 0),
        ("failed", true, known, 3),
        ("failed", false, None, 0),
        ("failed", true, None, 0),
        ("failed", true, None, 0),
    ];
    for ((exercise, told), (state, compiles, mistake, tries)) in
        exercises().iter().zip(list).zip(states)
    {
        let want = json!({
            "number": exercise.number(), "name": exercise.name,
            "kind": exercise.kind.name(), "state": state,
            "compiles": compiles, "mistake": mistake, "tries": tries,
        });
        assert_eq!(*told, want);
    }
    for missing in &list[files.len()..] {
        assert_eq!(missing["state"], "missing", "{told}");
        assert_eq!(missing["compiles"], Value::Null, "{told}");
    }
    let again = verify(&learner, &arguments).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&again.stdout), told);

    // Without its progress nobody knows the tries.
    fs::remove_file(pupil.path().join("progress.txt")).expect("removed");
    let output = verify(&learner, &arguments).output().expect("it runs");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(document["exercises"][2]["tries"], Value::Null);

    let lines = verify(&learner, &arguments[..2]).output().expect("it runs");
    let lines = String::from_utf8_lossy(&lines.stdout).into_owned();
    for line in [
        "[ ] 11_noise: as it began\n",
        "[x] 12_ones\n",
        "[!] 13_ends: Not so.\n",
        "[!] 14_points: does not compile\n",
        "[!] 22_rank: The code printed more than 100 kB",
        "[ ] 23_names: missing\n",
    ] {
        assert!(lines.contains(line), "{lines}");
    }
    // Nothing of either's is touched.
    assert_eq!(learner.progress(), b"done 14_points\n");
    let own = fs::read_to_string(learner.file("exercises/12_ones.rs"));
    assert_eq!(own.expect("a copy"), text("skeletons", "12_ones"));
    let left = fs::read_dir(folder).expect("the folder is there").count();
    assert_eq!(left, files.len());
}

/// Neither Ctrl-C nor the end leaves the folder that was built in, and what a
/// tutor left that was killed is removed.
#[test]
fn no_folder_is_left_behind() {
    let learner = Learner::new();
    let pupil = TempDir::new().expect("a folder");
    fs::write(pupil.path().join("12_ones.rs"), "// right").expect("written");
    let folder = pupil.path().to_str().expect("UTF-8");
    let mut command = verify(&learner, &["--exercises", folder]);
    let beside = Path::new(env!("CARGO_BIN_EXE_tutor")).parent();
    let remains = beside.expect("a folder").join(".verify-remains");
    fs::create_dir_all(&remains).expect("made");
    fs::write(remains.join("lock"), "").expect("written");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().expect("it runs").success());
    assert!(!remains.exists());

    let place = learner.file("place");
    script(
        &learner.file("rustc"),
        &format!(
            "for next; do program=$next; done
             dirname $program > {}; exec sleep 300",
            place.display()
        ),
    );
    let mut tutor = command.spawn().expect("it runs");
    interrupt(&tutor, &place);
    assert_eq!(tutor.wait().expect("it ends").code(), Some(130));
    let place = fs::read_to_string(place).expect("a path");
    let checks = Path::new(place.trim());
    assert!(checks.ends_with("checks"), "{place}");
    assert!(!checks.parent().expect("a folder").exists(), "{place}");
}

#[test]
fn a_folder_without_exercises_is_refused() {
    let learner = Learner::new();
    let empty = TempDir::new().expect("a folder");
    let file = learner.file("skeletons/11_noise.rs");
    for folder in [Path::new("nowhere"), empty.path(), &file] {
        let folder = folder.to_str().expect("UTF-8");
        let line = learner.refuses(&["verify", "--exercises", folder]);
        assert!(line.contains("11_noise.rs"), "{line}");
    }
    let help = learner.says(&["verify", "--help"]);
    assert!(help.contains("no security boundary"), "{help}");
}

/// With the real cargo and rustc, in this repository.
#[test]
#[ignore = "compiles two exercises"]
fn the_real_compiler_builds_another_folder() {
    let pupil = TempDir::new().expect("a folder");
    let solution = text("solutions", "13_ends");
    let mistake = &exercises()[2].mistakes[0];
    let mut told = Vec::new();
    for answer in [&*solution, &solution.replace(&mistake.from, &mistake.to)] {
        fs::write(pupil.path().join("13_ends.rs"), answer).expect("written");
        let broken = pupil.path().join("12_ones.rs");
        fs::write(broken, "pub fn with_ones(").expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_tutor"))
            .args(["verify", "--json", "--exercises"])
            .arg(pupil.path())
            .output()
            .expect("it runs");
        let document: Value =
            serde_json::from_slice(&output.stdout).expect("JSON");
        told.push(document["exercises"][2].clone());
        assert_eq!(document["exercises"][1]["compiles"], false);
    }
    assert_eq!(told[0]["state"], "passed");
    assert_eq!(told[1]["mistake"], mistake.name, "{told:?}");
}
