//! The tutor's commands, as far as they need no cargo.

use std::{fs, path::Path};

use tutorials::course::exercises;

use crate::{TUTORIALS, learner::Learner, text};

/// The first command makes all working copies. None overwrites what is there,
/// and a copy that was removed is made again.
#[test]
fn working_copies_are_the_learners() {
    let learner = Learner::new();
    let folder = learner.file("exercises");
    let mine = learner.file("exercises/12_ones.rs");
    fs::create_dir(&folder).expect("a folder");
    fs::write(&mine, "// mine").expect("written");
    for again in 0..2 {
        learner.says(&["list"]);
        let files = fs::read_dir(&folder).expect("the folder is there");
        assert_eq!(files.count(), exercises().len(), "{again}");
        for exercise in exercises() {
            let name = &exercise.name;
            let copy = learner.file(&format!("exercises/{name}.rs"));
            let copy = fs::read_to_string(copy).expect("a copy");
            match name.as_str() {
                "12_ones" => assert_eq!(copy, "// mine"),
                _ => assert_eq!(copy, text("skeletons", name), "{name}"),
            }
        }
        let removed = learner.file("exercises/11_noise.rs");
        fs::remove_file(removed).expect("removed");
    }
}

/// What a learner did when the exercises of lesson 14 were those of lesson 10
/// counts, and their copies are taken along.
#[test]
fn renumbered_exercises_are_taken_along() {
    let learner = Learner::new();
    let file = |name: &str| learner.file(&format!("exercises/{name}.rs"));
    fs::create_dir(learner.file("exercises")).expect("a folder");
    let old = text("skeletons", "141_bytes");
    let old = old.replace("Exercise 141", "Exercise 101");
    let old = old.replace("lesson14.md", "lesson10.md");
    fs::write(file("101_bytes"), old).expect("written");
    fs::write(file("102_one_pass"), "// mine").expect("written");
    let noted = "done 102_one_pass\ntried 103_threads 2 0123\nat 101_bytes\n";
    fs::write(learner.file("progress.txt"), noted).expect("written");
    assert!(learner.says(&["hint"]).contains("141_bytes"));
    let copy = |name| fs::read_to_string(file(name)).expect("a copy");
    assert_eq!(copy("141_bytes"), text("skeletons", "141_bytes"));
    assert_eq!(copy("142_one_pass"), "// mine");
    assert!(!file("101_bytes").exists() && !file("102_one_pass").exists());
    let progress = String::from_utf8(learner.progress()).expect("UTF-8");
    for line in ["done 142_one_pass", "tried 143_threads 2 0123"] {
        assert!(progress.lines().any(|l| l == line), "{progress}");
    }
}

/// Git sees no working copy: a learner's code is in nobody's way.
#[test]
fn working_copies_are_ignored_by_git() {
    let ignored = fs::read_to_string(Path::new(TUTORIALS).join(".gitignore"));
    let ignored = ignored.expect("the file is there");
    assert!(ignored.lines().any(|line| line == "/exercises/"));
}

/// Hints come one by one, and the last one again; a restart forgets nothing.
#[test]
fn hints_rise() {
    let learner = Learner::new();
    let first = &exercises()[0];
    for (number, again) in [(1, ""), (2, ""), (3, ""), (3, "three hints")] {
        let hint = &first.hints[number - 1];
        let expected = format!("Hint {number} of 3 for {}: {hint}", first.name);
        let told = learner.says(&["hint"]);
        assert!(told.ends_with(&expected), "{told}");
        assert_eq!(told != expected, !again.is_empty(), "{told}");
        assert!(told.contains(again), "{told}");
    }
    for (number, name) in
        [("54", "54_decay"), ("F1", "F1_units"), ("f1", "F1_units")]
    {
        assert!(learner.says(&["hint", number]).contains(name));
    }
}

/// A solution is shown once the exercise is solved, or on giving up.
#[test]
fn solutions_wait() {
    let learner = Learner::new();
    assert!(learner.refuses(&["solution"]).contains("--give-up"));
    let line = learner.refuses(&["solution", "12"]);
    assert!(line.contains("solution 12 --give-up`"), "{line}");
    let solution = text("solutions", "12_ones");
    let shown = learner.tutor(&["solution", "12", "--give-up"]).stdout;
    assert_eq!(String::from_utf8_lossy(&shown), solution);
    fs::write(learner.file("progress.txt"), "done 12_ones\n").expect("noted");
    for arguments in [&["solution", "12"][..], &["solution"]] {
        let shown = learner.tutor(arguments).stdout;
        assert_eq!(String::from_utf8_lossy(&shown), solution);
    }
}

/// Reset brings the skeleton back and keeps every version that was there.
#[test]
fn reset_keeps_a_backup() {
    let learner = Learner::new();
    learner.says(&["list"]);
    let file = learner.file("exercises/12_ones.rs");
    fs::write(
        learner.file("progress.txt"),
        "done 12_ones\ndone 11_noise\n",
    )
    .expect("noted");
    for (number, mine) in [(1, "// mine"), (2, "// mine, later")] {
        fs::write(&file, mine).expect("written");
        learner.says(&["reset", "12"]);
        let skeleton = fs::read_to_string(&file).expect("a file");
        assert_eq!(skeleton, text("skeletons", "12_ones"));
        let backup = format!("exercises/12_ones.{number}.bak");
        let backup = fs::read_to_string(learner.file(&backup));
        assert_eq!(backup.expect("a backup"), mine);
    }
    assert_eq!(learner.progress(), b"done 11_noise\n");
    assert!(learner.says(&["reset", "12"]).contains("as it began"));
    assert!(!learner.file("exercises/12_ones.3.bak").exists());
    fs::remove_file(&file).expect("removed");
    learner.says(&["reset", "12_ones"]);
    assert!(file.exists());
    // Who is led elsewhere is told.
    let told = learner.says(&["reset", "86"]);
    let back = "at 86_train now: `cargo run --bin tutor go 12` leads back to";
    assert!(told.contains(back), "{told}");
    assert!(!learner.says(&["reset", "86"]).contains("leads back"));
}

/// Lines that the tutor does not know survive it, whatever bytes they hold.
#[test]
fn unknown_progress_is_kept() {
    let learner = Learner::new();
    let garbled = b"\xFF\xFE\0 garbled\nfuture 12_ones 7\ndone 11_noise\r\n";
    fs::write(learner.file("progress.txt"), garbled).expect("written");
    let list = learner.says(&["list"]);
    assert!(list.contains("[x] 11_noise") && list.contains("[>] 12_ones"));
    let count = format!(" 1 of {}", exercises().len());
    assert!(list.contains(&count), "{list}");
    learner.says(&["hint"]);
    assert_eq!(
        learner.progress(),
        b"\xFF\xFE\0 garbled\nfuture 12_ones 7\ndone 11_noise\nhint 1 12_ones\n"
    );
}

/// Bad input ends in one line that says what to do, and exit code 2.
#[test]
fn bad_input_is_refused() {
    let learner = Learner::new();
    assert!(learner.refuses(&["hint", "99"]).contains("`99`"));
    assert!(learner.refuses(&["check", "../x"]).contains("list"));
    assert!(learner.refuses(&["chek", "12"]).contains("chek"));
    for (typed, meant) in [("chek", "check"), ("lits", "list"), ("nxt", "next")]
    {
        let line = learner.refuses(&[typed]);
        assert!(line.contains(&format!("did you mean {meant}?")), "{line}");
    }
    assert!(learner.refuses(&["hint", "--nope"]).contains("--nope"));
    let escape = learner.refuses(&["check", "\u{1b}[31m\n"]);
    assert!(escape.contains("\\u{1b}[31m\\n"), "{escape}");
    fs::create_dir(learner.file("progress.txt")).expect("in the way");
    assert!(learner.refuses(&["list"]).contains("progress.txt"));
    let learner = Learner::new();
    fs::write(learner.file("exercises"), "in the way").expect("written");
    assert!(learner.refuses(&["list"]).contains("exercises"));
    let learner = Learner::new();
    fs::remove_file(learner.file("skeletons/11_noise.rs")).expect("removed");
    assert!(learner.refuses(&["list"]).contains("11_noise.rs"));
}

/// `next` leaves an exercise open and goes on to the next open one, after the
/// last to the first; `go` leads anywhere. Both outlive the tutor.
#[test]
fn the_learner_may_skip_and_jump() {
    let learner = Learner::new();
    let told = learner.says(&["next"]);
    let back = "11_noise stays open: `cargo run --bin tutor go 11` leads back";
    assert!(
        told.contains(back) && told.contains("Exercise 12"),
        "{told}"
    );
    assert!(learner.says(&["list"]).contains("[>] 12_ones"));
    assert!(learner.says(&["go", "52"]).contains("Exercise 52"));
    assert!(learner.says(&["hint"]).contains("52_epoch"));
    // Once it is solved, the course goes on from there …
    let solved = "done 52_epoch\ndone 54_decay\n";
    let progress = [&*learner.progress(), solved.as_bytes()].concat();
    fs::write(learner.file("progress.txt"), progress).expect("noted");
    assert!(learner.says(&["list"]).contains("[>] 53_partial"));
    // … past what is solved.
    let after_54 = exercises();
    let after_54 = after_54.iter().skip_while(|e| e.number() != "54").nth(1);
    let number = after_54.expect("an exercise").number().to_owned();
    let told = learner.says(&["next"]);
    assert!(told.contains(&format!("Exercise {number},")), "{told}");
    let last = exercises().pop().expect("an exercise");
    learner.says(&["go", last.number()]);
    assert!(learner.says(&["next"]).contains("Exercise 11,"));
    let noted = String::from_utf8(learner.progress()).expect("UTF-8");
    assert!(!noted.contains("at "), "{noted}");
    learner.says(&["reset", "52"]);
    assert!(learner.says(&["list"]).contains("[>] 52_epoch"));

    let all_but_one: String = exercises()[1..]
        .iter()
        .map(|exercise| format!("done {}\n", exercise.name))
        .collect();
    fs::write(learner.file("progress.txt"), all_but_one).expect("noted");
    assert!(learner.says(&["next"]).contains("the only one still open"));
}

/// `go` leads to a solved exercise as well: one stays with it until `next`, or
/// until one goes elsewhere.
#[test]
fn the_learner_may_stay_with_what_is_solved() {
    let learner = Learner::new();
    let solved = "done 22_rank\ndone 12_ones\n";
    fs::write(learner.file("progress.txt"), solved).expect("noted");
    let told = learner.says(&["go", "22"]);
    let stays = "It is solved. You stay with it until `cargo run --bin tutor \
                 next`.";
    assert!(
        told.contains("Exercise 22,") && told.ends_with(stays),
        "{told}"
    );
    assert!(learner.says(&["list"]).contains("[>] 22_rank"));
    assert!(learner.says(&["hint"]).contains("22_rank"));
    let shown = learner.tutor(&["solution"]).stdout;
    let solution = text("solutions", "22_rank");
    assert_eq!(String::from_utf8_lossy(&shown), solution);
    let told = learner.says(&["next"]);
    let back = "22_rank stays solved: `cargo run --bin tutor go 22` leads back";
    assert!(
        told.contains(back) && told.contains("Exercise 23,"),
        "{told}"
    );
    learner.says(&["go", "22"]);
    learner.says(&["go", "11"]);
    assert!(learner.says(&["list"]).contains("[>] 11_noise"));
    learner.says(&["go", "22"]);
    learner.says(&["reset", "22"]);
    let noted = String::from_utf8(learner.progress()).expect("UTF-8");
    assert!(!noted.contains("stay"), "{noted}");

    // Where nothing is open, `next` leads to the end.
    let all = exercises();
    let all = all.iter().map(|e| format!("done {}\n", e.name));
    fs::write(learner.file("progress.txt"), all.collect::<String>())
        .expect("noted");
    learner.says(&["go", "22"]);
    assert!(
        learner
            .says(&["next"])
            .contains("All exercises are solved.")
    );
    assert!(
        learner
            .refuses(&["next"])
            .contains("all exercises are solved")
    );
}

/// One of many shows in the bar, and so does the last that is open.
#[test]
fn the_bar_is_empty_and_full_at_its_ends_only() {
    let learner = Learner::new();
    let all = exercises();
    for done in [0, 1, all.len() - 1, all.len()] {
        let facts = all[..done].iter().map(|e| format!("done {}\n", e.name));
        let facts = facts.collect::<String>();
        fs::write(learner.file("progress.txt"), facts).expect("noted");
        let list = learner.says(&["list"]);
        let bar = list.rsplit(" [").next().expect("a bar");
        assert_eq!(bar.contains('#'), done > 0, "{bar}");
        assert_eq!(
            bar.starts_with('.') || bar.contains("#."),
            done < all.len()
        );
    }
}

/// How far one is stands with the exercise: in its lesson, and in all.
#[test]
fn progress_is_told_of_the_part_and_of_all() {
    let learner = Learner::new();
    let solved = "done 11_noise\ndone 13_ends\ndone 21_signs\n";
    fs::write(learner.file("progress.txt"), solved).expect("noted");
    let exercises = exercises();
    let of_1 = exercises.iter().filter(|e| e.number().len() == 2);
    let of_1 = of_1.filter(|e| e.number().starts_with('1')).count();
    let told = learner.says(&["go", "12"]);
    assert!(told.contains(&format!("2 of {of_1} solved")), "{told}");
    assert!(
        told.contains(&format!("] 3 of {}", exercises.len())),
        "{told}"
    );
}

/// What `list` shows fits on a screen of 80 × 24, wherever one is; all of it
/// is there for the asking.
#[test]
fn the_list_shows_where_one_is() {
    let learner = Learner::new();
    for exercise in exercises() {
        learner.says(&["go", &exercise.name]);
        let list = learner.tutor(&["list"]).stdout;
        let list = String::from_utf8(list).expect("UTF-8");
        assert!(list.contains(&format!("[>] {}", exercise.name)), "{list}");
        assert!(list.lines().count() < 24, "{list}");
    }
    let all = learner.says(&["list", "--all"]);
    for exercise in exercises() {
        assert!(all.contains(&format!("] {}", exercise.name)), "{all}");
    }
}

/// README explains every command that the tutor has.
#[test]
fn commands_are_explained() {
    let help = Learner::new().tutor(&["--help"]).stdout;
    let help = String::from_utf8(help).expect("UTF-8");
    let commands = help.split("Commands:").nth(1).expect("commands");
    let commands = commands.split("Options:").next().unwrap_or_default();
    let readme = fs::read_to_string(Path::new(TUTORIALS).join("README.md"));
    let readme = readme.expect("the file is there");
    let is_name =
        |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = commands.lines().filter(is_name);
    let names: Vec<_> =
        names.filter_map(|l| l.split_whitespace().next()).collect();
    assert!(names.len() > 8, "{help}");
    for name in names {
        let told = readme.contains(&format!("| `{name}"));
        assert!(told || name == "watch", "{name} is not in README.md");
    }
}
