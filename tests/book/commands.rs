//! Every command of the pages, as a reader would type it.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::{BUILT, common::two_at_a_time};

/// The commands of lessons in the pages, by their programs: each once, in the
/// order of a reader.
fn commands() -> BTreeMap<String, Vec<String>> {
    let mut commands = BTreeMap::<_, Vec<String>>::new();
    for (name, html) in &BUILT.1 {
        if name == "print.html" {
            continue;
        }
        for part in html.split("<code").skip(1) {
            let code = part.split_once('>').unwrap().1;
            let code = code.split("</code>").next().unwrap();
            let lines = code.lines().map(str::trim);
            for line in lines.filter(|l| l.starts_with("cargo run")) {
                let mut words = line.split_whitespace();
                let program = words.find(|word| *word == "--bin");
                let program = program.and_then(|_| words.next()).unwrap();
                let of_it = commands.entry(program.to_owned()).or_default();
                if !of_it.iter().any(|known| known == line) {
                    of_it.push(line.to_owned());
                }
            }
        }
    }
    commands
}

/// Two programs at a time, each with one command after the other: the next one
/// may need what one has left, and some leave a spoilt model. It runs what lies
/// beside this test: cargo would build again what it was built with.
#[test]
#[ignore = "minutes without --release, and needs all programs: .ci/run runs it"]
fn every_command_of_the_pages_runs() {
    let programs = Path::new(env!("CARGO_BIN_EXE_book")).parent().unwrap();
    // From a folder of its own.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    for name in ["penguins.csv", "kitchen.csv"] {
        let data = Path::new("data").join(name);
        fs::copy(book::root().join(&data), folder.path().join(data)).unwrap();
    }
    let run = |program: &str, command: &str| {
        let alone = (command, "");
        let (of_cargo, flags) = command.split_once(" -- ").unwrap_or(alone);
        let mut known = of_cargo.split_whitespace().skip(2);
        while let Some(word) = known.next() {
            match word {
                "--release" => {}
                "--bin" | "--features" => {
                    known.next();
                }
                _ => panic!("{command}: is {word} for the program?"),
            }
        }
        let output = Command::new(programs.join(program))
            .args(flags.split_whitespace())
            .current_dir(folder.path())
            .env_remove("CARGO")
            .output()
            .unwrap_or_else(|e| panic!("{program}: {e}; is it built?"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // Some pages let a descent diverge, or lose all workers, on purpose.
        let meant = said.contains("error: the descent diverged")
            || said.contains("error: all 4 workers stopped");
        assert!(output.status.success() || meant, "{command}: {said}");
    };
    // They have their own tests, and so have all lessons on other backends.
    let other = ["book", "tutor", "scratch", "lesson13", "worker"];
    let runs = |command: &&String| {
        let on = |backend| command.contains(&format!("--backend {backend}"));
        !["remote", "wgpu", "ndarray"].into_iter().any(on)
    };
    let ran = AtomicUsize::new(0);
    // The last lessons take longest, so they begin.
    let mut commands = commands();
    commands.retain(|program, _| !other.contains(&program.as_str()));
    two_at_a_time(commands.into_iter().rev(), |(program, commands)| {
        for command in commands.iter().filter(runs) {
            run(&program, command);
            ran.fetch_add(1, Ordering::Relaxed);
        }
    });
    let ran = ran.into_inner();
    assert!(ran > 20, "{ran}");
}
