//! The syllabus, and how a lesson begins and ends.

use std::process::ExitCode;

use descent::device::Precision;
use serde_json::json;

use crate::{
    Error, Result, Story,
    args::{self, Common, Program},
    exit_code, output, rebuild,
};

/// The syllabus in the order of the course: the number of each lesson, what it
/// is called, and its precision unless `--precision` says otherwise. A number
/// may be left out.
pub const LESSONS: &[(usize, &str, Precision)] = &[
    (1, "Random data", Precision::F32),
    (2, "Loss", Precision::F32),
    (3, "The gradient by hand", Precision::F64),
    (4, "Autodiff", Precision::F32),
    (5, "Minibatches", Precision::F32),
    (6, "The learning rate", Precision::F64),
    (7, "Optimisers", Precision::F64),
    (8, "From a line to a network", Precision::F64),
    (9, "An image classifier from scratch", Precision::F64),
    (10, "Does it hold?", Precision::F64),
    (11, "An autodiff of your own", Precision::F64),
    (12, "Shapes, not pixels", Precision::F64),
    (13, "burn's own trainer", Precision::F64),
    (14, "How fast can it go?", Precision::F32),
];

/// What the lesson of this number is called, if there is one.
pub fn title(number: usize) -> Option<&'static str> {
    let found = LESSONS.iter().find(|(of, ..)| *of == number);
    found.map(|(_, title, _)| *title)
}

/// The flags of one lesson: its own, and what all programs have.
#[derive(clap::Parser, Debug)]
#[command(version)]
struct Args<Flags: clap::Args> {
    #[command(flatten)]
    own: Flags,
    #[command(flatten)]
    common: Common,
}

/// Runs the lesson of the program `name`, such as `lesson3`: reads its flags,
/// opens the device, teaches, and turns every error into one line and an exit
/// code (1 for a failed run, 2 for bad input).
pub fn run<Flags: clap::Args>(
    name: &str,
    teach: impl FnOnce(&mut Story, Flags) -> Result<()>,
) -> ExitCode {
    run_writing(name, |_| true, teach)
}

/// As [`run`], for a lesson that writes files with some flags and none with
/// others: no folder is made for these.
pub fn run_writing<Flags: clap::Args>(
    name: &str,
    writes: impl FnOnce(&Flags) -> bool,
    teach: impl FnOnce(&mut Story, Flags) -> Result<()>,
) -> ExitCode {
    exit_code(begin(name, writes, teach))
}

fn begin<Flags: clap::Args>(
    name: &str,
    writes: impl FnOnce(&Flags) -> bool,
    teach: impl FnOnce(&mut Story, Flags) -> Result<()>,
) -> Result<ExitCode> {
    let (number, title, precision) = find(name)?;
    let program = Program {
        name: name.into(),
        about: format!("Lesson {number}: {title}"),
        precision,
        folder: ["target/lessons", name].iter().collect(),
    };
    let Args { own, common } = args::parse::<Args<Flags>>(&program)?;
    if !common.no_figures && writes(&own) {
        output::prepare(&common.folder(&program))?;
    }
    if let Some(code) = rebuild::if_needed(name, common.backend)? {
        return Ok(code);
    }
    output::finish_writing_on_interrupt()?;
    let mut story = Story::open(&program.about, &program, common)?;
    let taught = teach(&mut story, own);
    let traced = story.write_trace(); // as far as it went
    taught.and(traced)?;
    let failure = story.failure.take();
    end(story, number);
    failure.map_or(Ok(ExitCode::SUCCESS), Err)
}

/// Number, title and precision of the lesson that a program of this name is.
fn find(name: &str) -> Result<(usize, &'static str, Precision)> {
    let number = name.strip_prefix("lesson").and_then(|n| n.parse().ok());
    let found = LESSONS.iter().find(|(of, ..)| number == Some(*of));
    let unknown = || format!("{name} is not in the syllabus, lesson.rs");
    found.copied().ok_or_else(|| Error::Failed(unknown()))
}

/// Prints the JSON document, or names the files and what comes next.
fn end(mut story: Story, number: usize) {
    if story.json {
        let document = json!({
            "lesson": number,
            "backend": story.backend.to_string(),
            "precision": story.precision.to_string(),
            "seed": story.seed,
            "results": story.results,
            "figures": story.files,
        });
        output::print(&format!("{document}\n"));
        return;
    }
    story.name_files();
    story.say(format!(
        "Code:      crates/lessons/src/bin/lesson{number}, to read and to change"
    ));
    story.say(format!(
        "Chapter:   docs/src/lesson{number}.md, or cargo run --bin book -- --open"
    ));
    story.say(format!(
        "Exercises: {number}1 and on in tutorials/: cargo run --bin tutor check {number}1"
    ));
    let next = LESSONS.iter().find(|(of, ..)| *of > number);
    if let Some((next, title, _)) = next {
        story.say(format!("Next:      cargo run --bin lesson{next} ({title})"));
    }
}
