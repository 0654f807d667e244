//! Runs are bounded, and end with all that they began.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use live::runs::Limits;
use serde_json::Value;

use crate::{Live, runs, soon, workspace};

fn text(told: &Value) -> &str {
    told["text"].as_str().unwrap()
}

#[test]
fn words_reach_the_program_as_they_are_and_no_shell() {
    let live = Live::open();
    let run = live.start("lesson1", "--lr '$(id)' --lr='; ls *' --json");
    let told = live.until_stage(run, "ended");
    assert_eq!(text(&told), "[--lr]\n[$(id)]\n[--lr=; ls *]\n[--json]\n");
    assert_eq!(told["end"], "Done");
    assert_eq!(told["well"], true);
    let files = told["files"].as_array().unwrap();
    assert_eq!(files, &["target/lessons/lesson1/fig.svg"]);
}

#[test]
fn a_page_runs_no_other_program_and_names_no_file() {
    let live = Live::open();
    for (program, flags) in [
        ("sh", "-c id"),
        ("../../bin/sh", ""),
        ("/bin/sh", ""),
        ("tutor", ""),
        ("lesson1", "--out /tmp/x"),
        ("lesson1", "--out=/tmp/x"),
        ("lesson1", "--trace x.csv"),
        ("fit", "secret.csv"),
        ("fit", "/etc/passwd"),
        ("fit", "data/../data/a.csv"),
        ("fit", "-"),
    ] {
        let answer = live.try_start(program, flags);
        assert_eq!(answer.status, 422, "{program} {flags}: {answer:?}");
        assert!(answer.body.len() > 20 && !answer.body.contains('\n'));
    }
    // The book names this one.
    let run = live.start("fit", "data/a.csv");
    assert_eq!(text(&live.until_stage(run, "ended")), "x,y\n1,2\n");
}

#[test]
fn output_is_text_and_a_failure_is_told() {
    let live = Live::open();
    let run = live.start("lesson4", "");
    let told = live.until_stage(run, "ended");
    assert_eq!(text(&told), "<b>&\n");
    assert_eq!(told["end"], "The run failed, with exit code 3");
    assert_eq!(told["well"], false);
}

#[test]
fn stop_ends_a_run_and_what_it_began() {
    let live = Live::open();
    for program in ["lesson2", "lesson5"] {
        let run = live.start(program, "");
        let said = |_: &Value, text: &str| !text.is_empty();
        let told = live.until(run, said);
        let child = text(&told).split(' ').next().unwrap().to_owned();
        if program == "lesson2" {
            assert!(runs(&child), "{told}");
        }
        live.stop(run);
        let told = live.until_stage(run, "ended");
        assert_eq!(told["end"], "Stopped");
        soon("the child ends", || !runs(&child));
        // Once more does no harm.
        live.stop(run);
    }
}

#[test]
fn two_run_at_once_and_others_wait() {
    let live = Live::open();
    let [first, second, third] = [(); 3].map(|()| live.start("lesson2", ""));
    live.until_stage(first, "running");
    live.until_stage(second, "running");
    assert_eq!(live.listen().next_of(third)["stage"], "waiting");
    live.stop(first);
    live.until_stage(third, "running");
    // One that waits can be stopped, too.
    let fourth = live.start("lesson1", "");
    live.until_stage(fourth, "waiting");
    live.stop(fourth);
    assert_eq!(live.until_stage(fourth, "ended")["end"], "Stopped");
    live.stop(second);
    live.stop(third);
}

#[test]
fn a_run_is_bounded_in_output_and_time() {
    let live = Live::with(Limits {
        output: 10_000,
        time: Duration::from_millis(300),
        ..Limits::default()
    });
    let run = live.start("lesson3", "");
    let told = live.until_stage(run, "ended");
    let end = told["end"].as_str().unwrap();
    assert!(
        end.starts_with("Stopped: it printed more than 9 kB"),
        "{end}"
    );
    assert_eq!(text(&told).len(), 10_000);
    let run = live.start("lesson2", "");
    let told = live.until_stage(run, "ended");
    assert_eq!(told["end"], "Stopped: it took more than 0.3 s");
    let child = text(&told).split(' ').next().unwrap();
    soon("the child ends", || !runs(child));
}

#[test]
fn a_page_that_is_loaded_again_finds_its_run() {
    let live = Live::open();
    let run = live.start("lesson2", "");
    let said = |_: &Value, text: &str| !text.is_empty();
    let before = live.until(run, said);
    // A page that goes away ends nothing; the next one is told all.
    let after = live.until(run, said);
    assert_eq!(after["whole"], true);
    assert_eq!(before["text"], after["text"]);
    assert_eq!(after["stage"], "running");
    live.stop(run);
    // Nor is a run of another page told.
    assert_eq!(live.listen_to("b.html").next(), "told");
}

#[test]
fn a_build_that_fails_says_why_and_one_that_is_mended_runs() {
    let live = Live::open();
    let root = live.folder.path();
    let package = "[package]\nname = \"p\"\nversion = \"0.0.0\"\nedition = \
                   \"2024\"\n[[bin]]\nname = \"lesson1\"\npath = \"a.rs\"\n";
    fs::write(root.join("Cargo.toml"), package).unwrap();
    fs::remove_file(root.join("Cargo.lock")).unwrap();
    fs::remove_file(root.join("target/debug/lesson1")).unwrap();
    fs::write(root.join("a.rs"), "fn main() { let a: f64 = \"b\"; }").unwrap();
    let told = live.until_stage(live.start("lesson1", ""), "ended");
    assert_eq!(told["end"], "The program could not be built");
    assert!(text(&told).contains("mismatched types"), "{told}");
    assert!(text(&told).contains("a.rs:1"), "{told}");
    let mended = "fn main() { println!(\"mended\"); }";
    fs::write(root.join("a.rs"), mended).unwrap();
    let told = live.until_stage(live.start("lesson1", ""), "ended");
    assert!(text(&told).ends_with("mended\n"), "{told}");
    // What is up to date is not built again.
    let told = live.until_stage(live.start("lesson1", ""), "ended");
    assert_eq!(text(&told), "mended\n");
    // A manifest that changes nothing: cargo is asked once, not at each run.
    fs::write(root.join("Cargo.toml"), format!("{package}\n")).unwrap();
    let told = live.until_stage(live.start("lesson1", ""), "ended");
    assert!(text(&told).ends_with("mended\n"), "{told}");
    let told = live.until_stage(live.start("lesson1", ""), "ended");
    assert_eq!(text(&told), "mended\n");
}

#[test]
fn a_server_that_is_told_to_end_leaves_nothing() {
    let (folder, workspace) = workspace();
    let program = workspace.target.join("debug/live");
    fs::copy(env!("CARGO_BIN_EXE_live"), &program).unwrap();
    let mut server = Command::new(program)
        .args(["--port", "0"])
        .env("CARGO_MANIFEST_DIR", workspace.root.join("crates/live"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut out = BufReader::new(server.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    let address = first.trim().strip_prefix("The live book: ").unwrap();
    let live = Live::at(folder, address);
    let run = live.start("lesson2", "");
    let told = live.until(run, |_, text| !text.is_empty());
    let (child, place) = text(&told).trim().split_once(' ').unwrap();
    assert!(runs(child) && Path::new(place).is_dir());
    let kill = ["-TERM", &server.id().to_string()];
    assert!(Command::new("kill").args(kill).status().unwrap().success());
    assert!(server.wait().unwrap().success());
    soon("the child ends", || !runs(child));
    assert!(!Path::new(place).exists(), "{place}");
}
