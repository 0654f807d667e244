//! The tutor: its course, and one command at a time.

use std::{path::PathBuf, process::ExitCode};

use program::{Error, Result};
use tutorials::course::{self, Exercise};

use crate::{
    command::Command,
    files::{self, Progress},
};

/// The course and where it lies.
pub struct Tutor {
    /// That of this package.
    pub folder: PathBuf,
    /// In the order of the course.
    pub exercises: Vec<Exercise>,
    /// Whether it takes commands between checks.
    pub waits: bool,
}

impl Tutor {
    /// The tutor of the exercises in this folder. Where the learner has no
    /// copy of an exercise yet, it makes one.
    pub fn open(folder: PathBuf, waits: bool) -> Result<Self> {
        let exercises = course::exercises();
        let tutor = Tutor {
            folder,
            exercises,
            waits,
        };
        files::take_along(&tutor.folder.join("exercises"))?;
        for exercise in &tutor.exercises {
            tutor.make_copy(exercise)?;
        }
        Ok(tutor)
    }

    /// Runs one command; [`watch`](crate::watch), [`review`](crate::review) and
    /// [`verify`](crate::verify) have their own.
    pub fn run(&self, command: Command) -> Result<ExitCode> {
        match command {
            Command::Watch
            | Command::Review { .. }
            | Command::Order { .. }
            | Command::Verify { .. } => {}
            Command::Check { exercise } => {
                let exercise = self.named_or_current(exercise)?;
                if !self.check(exercise)? {
                    return Ok(ExitCode::FAILURE);
                }
            }
            Command::Next => self.skip()?,
            Command::Go { exercise } => self.go(self.named(&exercise)?)?,
            Command::List { all } => self.list(all)?,
            Command::Hint { exercise } => {
                self.hint(self.named_or_current(exercise)?)?;
            }
            Command::Ask { question, exercise } => {
                let exercise = self.named_or_current(exercise)?;
                return self.ask(&question, exercise);
            }
            Command::Solution { exercise, give_up } => {
                self.solution(exercise, give_up)?;
            }
            Command::Reset { exercise } => self.reset(&exercise)?,
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What the learner has done.
    pub fn progress(&self) -> Result<Progress> {
        Progress::read(self.folder.join("progress.txt"))
    }

    /// Whether the exercise has been solved.
    pub fn is_done(&self, exercise: &Exercise) -> Result<bool> {
        Ok(self.progress()?.is_done(&exercise.name))
    }

    /// The place of an exercise in the course.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.exercises.iter().position(|e| e.name == name)
    }

    /// The exercise of this number or name; without one, where the learner is.
    pub fn named_or_current(&self, name: Option<String>) -> Result<&Exercise> {
        match name {
            Some(name) => self.named(&name),
            None => self.current()?.ok_or_else(|| {
                Error::Input(
                    "all exercises are solved: name the one you mean".into(),
                )
            }),
        }
    }

    /// The exercise of this number or name.
    pub fn named(&self, name: &str) -> Result<&Exercise> {
        let mut exercises = self.exercises.iter();
        let is = |own: &str| own.eq_ignore_ascii_case(name);
        let found = exercises.find(|e| is(e.number()) || is(&e.name));
        found.ok_or_else(|| {
            let list = self.to_type("list --all");
            Error::Input(format!(
                "there is no exercise `{name}`: use a number or a name that \
                 {list} shows"
            ))
        })
    }

    /// What to type for a command: to the tutor that waits, or to the shell.
    pub fn to_type(&self, command: &str) -> String {
        match self.waits {
            true => format!("`{command}`"),
            false => format!("`cargo run --bin tutor {command}`"),
        }
    }
}
