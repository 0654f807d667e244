//! The doctor, measured: sick programs of many kinds, each over seeds and
//! severities, and healthy ones. Nothing here was trained by the crate
//! `descent`: models, gradients and loops are the test's own, so that an
//! illness is in the program and nowhere else.

mod classes;
mod draw;
mod healthy;
mod problem;
mod program;
mod sick;

use descent::doctor::{Finding, Illness};

use program::Sight;
use sick::Case;

/// The part of the draws of a sick program that must be told right. The mildest
/// of some are not ill, as a few weights next to 0 that leave at once.
const LEAST: f64 = 0.9;

fn first(found: &[Finding]) -> Illness {
    found[0].illness
}

/// How often the first finding is right, of all seeds and severities, and what
/// it was where it was not.
fn hits(case: &Case, seeds: u64, sight: Sight) -> (usize, usize, Vec<String>) {
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    // A look at one seed takes the mildest and the gravest.
    let (mildest, gravest) = (case.severities.first(), case.severities.last());
    let few: Vec<_> = mildest.into_iter().chain(gravest).collect();
    let all_of_them = case.severities.iter().collect();
    for severity in if seeds == 1 { few } else { all_of_them } {
        for seed in 0..seeds {
            let found = (case.make)(seed, *severity).examine(sight);
            all += 1;
            match first(&found) == case.illness {
                true => right += 1,
                false => wrong.push(format!(
                    "{}, seed {seed}, {} {severity}: {}",
                    case.name, case.severity, found[0]
                )),
            }
        }
    }
    (right, all, wrong)
}

/// Half of the cases: all would take a while.
fn sick_programs_are_told_right(half: usize) {
    let cases = sick::cases();
    assert!(cases.len() >= 20);
    let wrong: Vec<_> = (cases.iter().skip(half).step_by(2))
        .flat_map(|case| hits(case, 1, Sight::All).2)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sick_program_is_told_right() {
    sick_programs_are_told_right(0);
}

#[test]
fn every_other_sick_program_is_told_right() {
    sick_programs_are_told_right(1);
}

#[test]
fn what_a_trace_tells_it_tells_alone() {
    let cases = sick::cases().into_iter().filter(|case| case.by_trace);
    let wrong: Vec<_> = cases
        .flat_map(|case| hits(&case, 1, Sight::Trace).2)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn no_healthy_program_is_called_ill(seeds: u64) {
    let programs = healthy::programs();
    assert!(programs.len() >= 20);
    let mut wrong = Vec::new();
    for (name, make) in programs {
        for seed in 0..seeds {
            let program = make(seed);
            for sight in [Sight::All, Sight::Trace] {
                let found = program.examine(sight);
                if first(&found) != Illness::Healthy {
                    wrong.push(format!(
                        "{name}, seed {seed}, {sight:?}: {}",
                        found[0]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn healthy_programs_are_healthy() {
    no_healthy_program_is_called_ill(1);
}

#[test]
#[ignore = "the gate runs it, with --release"]
fn fifty_seeds_of_healthy_programs() {
    no_healthy_program_is_called_ill(50);
}

/// Prints the table of hits: `cargo test --release --test doctor -- --ignored
/// --nocapture`.
#[test]
#[ignore = "the gate runs it, with --release"]
fn fifty_seeds_of_sick_programs() {
    let (mut wrong, mut poor) = (Vec::new(), Vec::new());
    println!("{:50} {:>10} {:>10}", "program", "all known", "trace");
    for case in sick::cases() {
        let (right, all, missed) = hits(&case, 50, Sight::All);
        let by_trace = match case.by_trace {
            true => {
                let (right, all, missed) = hits(&case, 50, Sight::Trace);
                wrong.extend(missed.into_iter().take(3));
                format!("{right}/{all}")
            }
            false => "-".into(),
        };
        let hit = format!("{right}/{all}");
        println!("{:50} {hit:>10} {by_trace:>10}", case.name);
        wrong.extend(missed.into_iter().take(3));
        if (right as f64) < LEAST * all as f64 {
            poor.push(case.name);
        }
    }
    println!("{}", wrong.join("\n"));
    assert!(poor.is_empty(), "{poor:?}");
}
