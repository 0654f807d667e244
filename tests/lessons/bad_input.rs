//! What the lessons say to bad input: one line that says what to do, and no
//! file.

use std::fs;

use crate::common::at;
use crate::programs::{
    LESSONS, assert_one_line, assert_refused, command, end, files, refused, run,
};
use serde_json::Value;
use tempfile::tempdir;

#[test]
fn what_no_lesson_knows_is_refused_in_one_line() {
    for lesson in LESSONS {
        for (bad, say) in [
            (&["--backend", "cuda"][..], "flex, ndarray, wgpu or remote"),
            (&["--backend", ""], "flex, ndarray, wgpu or remote"),
            (&["--backend"], "--backend"),
            (&["--precision", "f16"], "f32 or f64"),
            (&["--precision", "F64"], "f32 or f64"),
            (&["--seed", "-1"], "a whole number, 0 to"),
            (&["--seed", "1.5"], "--seed"),
            (&["--seed", "99999999999999999999"], "--seed"),
            (&["--sead", "1"], "--sead"),
            (&["figures"], "figures"),
            (&["--json", "--json"], "--json"),
            (&["--out"], "--out"),
        ] {
            let line = refused(lesson, bad);
            assert!(line.contains(say), "{line}");
        }
    }
}

#[test]
fn a_flag_by_another_name_is_answered_with_the_right_one() {
    for (lesson, wrong, right) in [
        (3, "--learning-rate", "--lr"),
        (8, "--learning_rate=0.1", "--lr"),
        (1, "--points", "--n"),
        (5, "-n", "--n"),
        (3, "--epochs", "--steps"),
        (5, "--steps", "--epochs"),
        (4, "--iterations", "--steps"),
        (9, "--iterations", "--epochs"),
        (5, "--batch_size", "--batch-size"),
        (5, "--batch", "--batch-size"),
        (2, "--random-state", "--seed"),
        // Not in a table, but alike.
        (3, "--stepz", "--steps"),
        (6, "--sead", "--seed"),
    ] {
        let line = refused(lesson, &[wrong, "3"]);
        assert!(line.contains(&format!("did you mean {right}?")), "{line}");
        let named = wrong.split('=').next().unwrap();
        assert!(line.contains(named), "{line}");
    }
    // Where there is no such thing, nothing is made up.
    for (lesson, wrong) in [(1, "--learning-rate"), (10, "--n")] {
        let line = refused(lesson, &[wrong, "3"]);
        assert!(!line.contains("did you mean"), "{line}");
    }
}

#[test]
fn a_learning_rate_is_a_number_above_zero() {
    for lesson in [3, 4, 5, 6, 7, 8, 9] {
        for lr in ["0", "-0", "-1", "nan", "inf", "-inf", "1e999", "abc", ""] {
            let line = refused(lesson, &["--lr", lr]);
            assert!(line.contains("--lr"), "{line}");
        }
    }
}

#[test]
fn steps_and_epochs_are_whole_numbers_above_zero() {
    for (lesson, flag) in [
        (3, "--steps"),
        (4, "--steps"),
        (5, "--epochs"),
        (6, "--steps"),
        (7, "--steps"),
        (8, "--steps"),
        (9, "--epochs"),
    ] {
        // A run keeps every update in memory: a million of them at most. In
        // lesson 7 that is one of hundreds of runs.
        let most = if flag == "--epochs" || lesson == 7 {
            10_000
        } else {
            1_000_000
        };
        let more = (most + 1).to_string();
        let huge = "99999999999999999999999";
        for bad in ["0", "-1", "1.5", "abc", "", &more, huge] {
            let line = refused(lesson, &[flag, bad]);
            assert!(line.contains(flag), "{line}");
            let range = format!("1 to {most}");
            assert!(bad.is_empty() || line.contains(&range), "{line}");
        }
    }
}

#[test]
fn a_batch_holds_one_point_at_least_and_all_at_most() {
    for bad in ["0", "101", "-1", "2.5", "abc", ""] {
        for flags in [
            &["--batch-size", bad][..],
            &["--batch-size", "10", "--batch-size", bad],
        ] {
            let line = refused(5, flags);
            assert!(line.contains("batch"), "{line}");
        }
    }
    let line = refused(5, &["--batch-size", "101"]);
    assert!(line.contains("1 to 100"), "{line}");
}

#[test]
fn a_start_is_two_finite_numbers_within_reach() {
    for lesson in [2, 3, 4, 5, 6, 7] {
        for bad in ["x", "1", "1,2,3", "nan,1", "1,inf", ",", "1,", ""] {
            let line = refused(lesson, &["--start", bad]);
            assert!(line.contains("--start"), "{line}");
        }
        for far in ["1e10,0", "0,1e10", "-1e10,0", "0,-1.000001e9"] {
            let line = refused(lesson, &["--start", far]);
            assert!(line.contains("between -1e9 and 1e9"), "{line}");
        }
    }
}

#[test]
fn live_needs_a_terminal_and_no_json() {
    for lesson in [3, 4, 5, 6, 7] {
        let line = refused(lesson, &["--live"]);
        assert!(line.contains("--live"), "{line}");
        let line = refused(lesson, &["--live", "--json"]);
        assert!(line.contains("--live"), "{line}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_before_any_work() {
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "mine").unwrap();
        for out in ["file", "file/below"] {
            let ended = run(lesson, folder.path(), &["--out", out]);
            assert_refused(&ended, 2, out);
            assert!(ended.stderr.contains("--out"), "{}", ended.stderr);
            assert!(ended.stderr.contains(out), "{}", ended.stderr);
        }
        assert_eq!(files(folder.path()), std::slice::from_ref(&file));
        assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_folder_is_called_what_it_is() {
    let folder = tempdir().unwrap();
    let fifo = folder.path().join("fifo");
    let made = std::process::Command::new("mkfifo").arg(fifo).status();
    assert!(made.unwrap().success());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("nowhere", link).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for lesson in LESSONS {
        for (out, say) in [
            ("fifo", "fifo: fifo is a pipe or a device, not a folder"),
            ("/dev/null", "/dev/null is a pipe or a device, not a folder"),
            (
                "link",
                "link: link is a link that leads nowhere, not a folder",
            ),
            ("link/a/b", "link/a/b: link is a link that leads nowhere"),
            ("file/below", "file/below: file is a file, not a folder"),
        ] {
            let ended = run(lesson, folder.path(), &["--out", out]);
            assert_refused(&ended, 2, out);
            assert!(ended.stderr.contains(say), "{}", ended.stderr);
        }
    }
    assert_eq!(files(folder.path()).len(), 3);
}

#[test]
fn control_characters_of_names_stay_out_of_the_terminal() {
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        let name = "a\nb\u{1b}[31m";
        fs::write(folder.path().join(name), "").unwrap();
        let ended = run(lesson, folder.path(), &["--out", name]);
        assert_refused(&ended, 2, "--out");
        assert!(ended.stderr.contains("a\\nb\\u{1b}[31m"), "{ended:?}");
        let line = refused(lesson, &["--backend", "\u{1b}[31m"]);
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    // The story of a run that goes well names its files.
    let folder = tempdir().unwrap();
    let ended = run(1, folder.path(), &["--out", "a\nb\u{1b}[31m"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("Wrote a\\nb\\u{1b}[31m/"));
    assert!(!ended.stdout.contains('\u{1b}'));
}

#[test]
fn a_run_that_diverges_is_shown_to_its_end_and_then_explained() {
    // At 1e200 the first update is the last.
    let (line, long) = ((3, "line"), (4, "torch.long"));
    let all = [line, long, (5, "full_batch")].map(|run| (run, "5"));
    let at_once = [line, long].map(|run| (run, "1e200"));
    for ((lesson, key), lr) in all.into_iter().chain(at_once) {
        let folder = tempdir().unwrap();
        let flags = ["--lr", lr, "--json", "--no-figures"];
        let ended = run(lesson, folder.path(), &flags);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        let line = &ended.stderr;
        assert_one_line(line, &format!("lesson{lesson}"));
        assert!(line.contains("smaller learning rate"), "{line}");
        let update = line.split_once("at update ").unwrap().1;
        let digits = update.split(|c: char| !c.is_ascii_digit()).next();
        let update: u64 = digits.unwrap().parse().unwrap();
        assert!(update > 0, "{line}");
        let document: Value = serde_json::from_str(&ended.stdout).unwrap();
        let results = &document["results"];
        let found = at(results, &format!("{key}.diverged_at_update"));
        assert_eq!(found.as_u64(), Some(update));
        // The record ends one update before.
        let trace = at(results, &format!("{key}.trace"));
        let end = &trace.as_array().unwrap().last().unwrap()[0];
        assert_eq!(end.as_u64(), Some(update - 1));
        // The story shows the growth and draws it, where there is any.
        let ended = run(lesson, folder.path(), &flags[..2]);
        assert_eq!(ended.code, Some(1));
        assert_eq!(&ended.stderr, line);
        let grew = ended.stdout.contains("The loss grows");
        assert_eq!(grew, lr == "5", "{}", ended.stdout);
        let drawn = files(folder.path());
        let is_drawn = drawn.iter().any(|file| file.ends_with("diverged.svg"));
        assert_eq!(is_drawn, grew);
    }
}

#[cfg(not(feature = "wgpu"))]
#[test]
fn a_backend_that_is_not_built_comes_with_the_command_that_builds_it() {
    for lesson in LESSONS {
        let line = refused(lesson, &["--backend", "wgpu", "--seed", "7"]);
        let command = format!(
            "cargo run --features wgpu --bin lesson{lesson} -- \
             --backend wgpu --seed 7"
        );
        assert!(line.contains(&command), "{line}");
    }
    // A shell takes what is quoted as it stands.
    let flags = ["--backend", "wgpu", "--out", "$(echo no) `it`"];
    let line = refused(1, &flags);
    assert!(line.ends_with("--out '$(echo no) `it`'\n"), "{line}");
}

#[cfg(all(unix, not(feature = "wgpu")))]
#[test]
fn run_by_cargo_a_lesson_has_the_backend_built_and_runs_again() {
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        // Two programs stand for cargo: one shows its arguments, one fails.
        let with = |cargo| {
            let flags = ["--backend", "wgpu", "--seed", "7"];
            let mut command = command(lesson, folder.path(), &flags);
            command.env("CARGO", cargo);
            end(command.env("CARGO_MANIFEST_DIR", "/where/lessons/is"))
        };
        let ended = with("echo");
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        let want = format!(
            "run --manifest-path /where/lessons/is/Cargo.toml --features wgpu \
             --bin lesson{lesson} -- --backend wgpu --seed 7\n"
        );
        assert_eq!(ended.stdout, want);
        assert_eq!(with("false").code, Some(1));
        crate::programs::assert_only_files(folder.path(), &[]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_nobody_may_write_is_refused() {
    // Not even root may create a folder in /proc.
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        let flags = ["--out", "/proc/figures"];
        let ended = run(lesson, folder.path(), &flags);
        assert_refused(&ended, 2, "/proc");
        assert!(ended.stderr.contains("--out"), "{}", ended.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_who_reads_standard_error_changes_no_exit_code() {
    // Full, and closed. A panic would end with 101.
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        for closing in ["2>/dev/full", "2>&-"] {
            let lesson = command(lesson, folder.path(), &[]);
            let script = format!("exec \"$0\" --precision f16 {closing}");
            let mut shell = std::process::Command::new("sh");
            shell.args(["-c", &script]).arg(lesson.get_program());
            let ended = end(shell.current_dir(folder.path()));
            assert_eq!(ended.code, Some(2), "{closing}: {ended:?}");
            assert_eq!(ended.stdout, "", "{closing}");
        }
    }
}
