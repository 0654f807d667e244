//! The syllabus, and how a lesson begins and ends.

use std::process::ExitCode;

use descent::device::Precision;
use serde_json::{Value, json};

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
    (15, "Many machines", Precision::F64),
];

/// The lesson that has any number of workers.
const MANY: usize = 15;

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
    exit_code(find(name).and_then(|(number, title, precision)| {
        let program = program(name, format!("Lesson {number}: {title}"));
        let program = Program {
            precision,
            many: number == MANY,
            ..program
        };
        begin(&program, writes, teach, |story| {
            end(story, json!(number), &goes_on(number))
        })
    }))
}

/// Runs a program that is no lesson of the syllabus: it stands behind a page of
/// the book that has its name.
pub fn run_page<Flags: clap::Args>(
    name: &str,
    title: &str,
    teach: impl FnOnce(&mut Story, Flags) -> Result<()>,
) -> ExitCode {
    let lines = [
        format!("Code:      crates/lessons/src/bin/{name}"),
        format!(
            "Page:      docs/src/{name}.md, or cargo run --bin book -- --open"
        ),
    ];
    let writes = |_: &Flags| true;
    exit_code(begin(
        &program(name, title.into()),
        writes,
        teach,
        |story| end(story, json!(name), &lines),
    ))
}

fn program(name: &str, about: String) -> Program {
    Program {
        name: name.into(),
        about,
        precision: Precision::F64,
        folder: ["target/lessons", name].iter().collect(),
        many: false,
    }
}

fn begin<Flags: clap::Args>(
    program: &Program,
    writes: impl FnOnce(&Flags) -> bool,
    teach: impl FnOnce(&mut Story, Flags) -> Result<()>,
    end: impl FnOnce(Story),
) -> Result<ExitCode> {
    let Args { own, common } = args::parse::<Args<Flags>>(program)?;
    common.remote.check(common.backend, program.many)?;
    if !common.no_figures && writes(&own) {
        output::prepare(&common.folder(program))?;
    }
    if let Some(code) = rebuild::if_needed(&program.name, common.backend)? {
        return Ok(code);
    }
    output::finish_writing_on_interrupt()?;
    let mut story = Story::open(&program.about, program, common)?;
    let taught = teach(&mut story, own);
    let traced = story.write_trace(); // as far as it went
    taught.and(traced)?;
    let failure = story.failure.take();
    end(story);
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
fn end(mut story: Story, of: Value, next: &[String]) {
    if story.json {
        let document = json!({
            "lesson": of,
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
    for line in next {
        story.say(line);
    }
}

/// Where a lesson's code, chapter and exercises are, and which one is next.
fn goes_on(number: usize) -> Vec<String> {
    let mut lines = vec![
        format!(
            "Code:      crates/lessons/src/bin/lesson{number}, to read and to change"
        ),
        format!(
            "Chapter:   docs/src/lesson{number}.md, or cargo run --bin book -- --open"
        ),
        format!(
            "Exercises: {number}1 and on in tutorials/: cargo run --bin tutor check {number}1"
        ),
    ];
    let next = LESSONS.iter().find(|(of, ..)| *of > number);
    lines.extend(next.map(|(next, title, _)| {
        format!("Next:      cargo run --bin lesson{next} ({title})")
    }));
    lines
}
