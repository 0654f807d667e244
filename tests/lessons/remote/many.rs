//! Lesson 15 on processes: its own, and those that `--worker` names.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;
use tempfile::tempdir;

use super::{signal, through, until, worker};
use crate::{
    common::numbers,
    programs::{
        MANY, assert_one_line, assert_refused, command, document, end, run,
        short,
    },
};

const PROCESSES: [&str; 2] = ["--backend", "remote"];
/// No more than must be.
const BARE: [&str; 3] = ["--no-figures", "--rows", "100"];

fn on_processes(besides: &[&str]) -> Vec<String> {
    let flags = [&PROCESSES[..], &BARE, besides].concat();
    flags.into_iter().map(str::to_owned).collect()
}

/// A run with these flags besides, in this folder.
fn run_on_processes(folder: &Path, besides: &[&str]) -> crate::programs::Ended {
    let flags = on_processes(besides);
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    run(MANY, folder, &flags)
}

/// To the last bit: the same operations on the same numbers, and their results
/// added in the same order. Nothing is rounded on the way.
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn processes_give_the_numbers_of_threads() {
    let flags = [&["--precision", "f64"], short(MANY)].concat();
    let threads = document(MANY, &flags)["results"].clone();
    let own = document(MANY, &[&flags[..], &PROCESSES].concat());
    assert_eq!(own["results"], threads);
    // Parts of two workers that were there before, two for each.
    let [one, other] = [worker(&[]), worker(&[])];
    let named = ["--worker", &one.address, "--worker", &other.address];
    let named = [&flags[..], &PROCESSES, &named].concat();
    let theirs = document(MANY, &named);
    assert_eq!(theirs["results"], threads);
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn workers_that_are_killed_are_told_and_the_run_ends_at_the_same_bits() {
    for (flags, says) in [
        (
            &[][..],
            "In update 137 worker 4 is gone: it ended, or was ended.",
        ),
        (
            &["--workers", "3", "--lose", "2", "--every", "136"],
            "In update 137 worker 2 is gone: it ended, or was ended.",
        ),
    ] {
        let folder = tempdir().unwrap();
        let ended = run_on_processes(folder.path(), flags);
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        let told = ended.stdout.split_whitespace().collect::<Vec<_>>();
        let told = told.join(" ");
        assert_eq!(told.matches(says).count(), 2, "{}", ended.stdout);
        let same = "gone on with, the same parts";
        let same = ended.stdout.lines().find(|line| line.starts_with(same));
        assert!(same.unwrap().ends_with(" 0"), "{same:?}"); // its difference
    }
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn when_all_are_killed_the_command_that_goes_on_does() {
    let folder = tempdir().unwrap();
    let ended = run_on_processes(
        folder.path(),
        &["--workers", "2", "--lose", "2", "--checkpoint", "kept"],
    );
    assert_eq!(ended.code, Some(1), "{}", ended.stdout);
    let error = ended.stderr.lines().last().unwrap();
    assert_one_line(&format!("{error}\n"), "killed");
    let (said, line) = error.split_once(" -- ").unwrap();
    assert!(
        said.ends_with("cargo run --release --bin lesson15"),
        "{said}"
    );
    assert!(said.contains("from update 130"), "{said}");
    let mut flags: Vec<&str> = line.split(' ').collect();
    flags.push("--json");
    let ended = run(MANY, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    let [same, undisturbed] = ["lost.same", "lost.undisturbed"]
        .map(|key| numbers(&document["results"], key));
    assert_eq!(same, undisturbed);

    // A checkpoint that is damaged is named before anybody starts.
    let file = folder.path().join("kept/checkpoint.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen('1', "2", 1)).unwrap();
    let ended = run_on_processes(folder.path(), &["--checkpoint", "kept"]);
    assert_refused(&ended, 2, "damaged");
    assert!(ended.stderr.contains("checkpoint.txt"), "{}", ended.stderr);
}

/// One that is killed at an update that nobody has planned, by the answer that
/// it sends when there is a checkpoint.
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_run_goes_on_without_a_worker_of_elsewhere() {
    let folder = tempdir().unwrap();
    let [stays, goes] = [worker(&[]), worker(&[])];
    let kept = folder.path().join("kept/checkpoint.txt");
    let id = goes.id();
    let way = through(&goes.address, move |_| {
        if kept.exists() {
            // Again and again, as long as it lives.
            let _ = Command::new("kill").args(["-s", "KILL", &id]).status();
        }
    });
    let named = ["--worker", &stays.address, "--worker", &way];
    let flags = ["--workers", "2", "--lose", "0", "--every", "7"];
    let kept = ["--checkpoint", "kept"];
    let flags = [&named[..], &flags, &kept].concat();
    let ended = run_on_processes(folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let told = ended.stdout.split_whitespace().collect::<Vec<_>>();
    let told = told.join(" ");
    assert!(told.contains(" worker 2 "), "{}", ended.stdout);
    assert!(
        told.contains("On with 1 from update 7."),
        "{}",
        ended.stdout
    );
    let lines = ended.stdout.lines();
    let ends: Vec<&str> = lines
        .filter(|l| l.starts_with("undisturbed") || l.starts_with("gone on"))
        .collect();
    assert_eq!(ends.len(), 2, "{}", ended.stdout);
    assert!(ends.iter().all(|end| end.ends_with(" 0")), "{ends:?}");
}

/// The processes of this machine that have this in their environment.
#[cfg(target_os = "linux")]
fn marked(mark: &str) -> usize {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let with = processes.filter(|process| {
        let environment = std::fs::read(process.path().join("environ"));
        let environment = environment.unwrap_or_default();
        environment
            .windows(mark.len())
            .any(|part| part == mark.as_bytes())
    });
    with.count()
}

/// However the lesson ends, its processes end, too.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn no_process_outlives_its_lesson() {
    for ending in ["KILL", "TERM", "its end"] {
        let folder = tempdir().unwrap();
        let mark = format!("DESCENT_TEST={}", folder.path().display());
        let (name, value) = mark.split_once('=').unwrap();
        let flags = on_processes(&["--workers", "3"]);
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let mut lesson = command(MANY, folder.path(), &flags);
        lesson.env(name, value);
        if ending == "its end" {
            assert_eq!(end(&mut lesson).code, Some(0));
        } else {
            lesson.stdout(Stdio::null()).stderr(Stdio::null());
            let mut lesson = lesson.spawn().unwrap();
            until("they start", || marked(&mark) == 4);
            signal(&lesson, ending);
            lesson.wait().unwrap();
        }
        until(ending, || marked(&mark) == 0);
    }
}

/// Ten milliseconds for the way back: no update takes less, and a message is on
/// its way for half of them or more.
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn what_a_line_adds_is_measured() {
    const DELAY: Duration = Duration::from_millis(10);
    let workers = [worker(&[]), worker(&[])];
    let [one, other] = workers
        .each_ref()
        .map(|worker| through(&worker.address, |_| std::thread::sleep(DELAY)));
    let folder = tempdir().unwrap();
    let named = ["--worker", &one, "--worker", &other, "--json"];
    let ended = run_on_processes(folder.path(), &named);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    let of = |key: &str| {
        let key = format!("measured.seconds.{key}");
        numbers(&document["results"], &key)
    };
    let delay = DELAY.as_secs_f64();
    let [_, latency, message, _] = of("costs")[..] else {
        panic!("{:?}", of("costs"))
    };
    assert!(latency + message >= delay / 2.0, "{latency} + {message}");
    assert_eq!(of("workers"), [1.0, 2.0]);
    for times in [of("predicted"), of("met")] {
        assert!(times.iter().all(|time| *time >= delay), "{times:?}");
    }
}
