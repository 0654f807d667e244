//! Questions about a run of the clinic, and what they cost.

use std::process::ExitCode;

use program::{Error, Result};
use tutorials::course::{Exercise, Kind};

use crate::{
    check::{self, Outcome, Prints},
    screen::say,
    tutor::Tutor,
};

/// The points of a case; each question costs one of them.
const POINTS: usize = 5;

impl Tutor {
    /// Runs the program of a case, and tells what was asked for.
    pub fn ask(&self, question: &str, exercise: &Exercise) -> Result<ExitCode> {
        let name = &exercise.name;
        if exercise.kind != Kind::Diagnose {
            return Err(Error::Input(format!(
                "{name} has no run to ask about; name a case of the clinic, \
                 for example: ask {question} C1"
            )));
        }
        self.make_copy(exercise)?;
        let (folder, asked) = (&self.folder, Some(question));
        let outcome = check::check(folder, name, Prints::Shown, asked)?;
        let answer = match outcome {
            Outcome::Passed(answer) => answer,
            Outcome::Failed(why) => {
                say(&why);
                return Ok(ExitCode::FAILURE);
            }
            Outcome::Broken(_) | Outcome::GaveUp => {
                let check = self.to_type("check");
                say(&format!("{name} does not compile: {check} says why."));
                return Ok(ExitCode::FAILURE);
            }
        };
        // What is asked of a case that is solved is free.
        if !self.is_done(exercise)? {
            self.progress()?.mark_question(name, question)?;
        }
        say(&answer);
        self.tell_points(exercise)?;
        Ok(ExitCode::SUCCESS)
    }

    /// How many points of a case are left.
    pub fn tell_points(&self, exercise: &Exercise) -> Result<()> {
        if exercise.kind == Kind::Diagnose {
            let asked = self.progress()?.questions(&exercise.name);
            let left = POINTS.saturating_sub(asked);
            say(&format!("Points: {left} of {POINTS}."));
        }
        Ok(())
    }
}
