//! Help with an exercise: hints, and the solution.

use program::{Error, Result};
use tutorials::course::Exercise;

use crate::{
    files,
    screen::{say, show_code},
    tutor::Tutor,
};

impl Tutor {
    /// Gives the next hint; the last one again.
    pub fn hint(&self, exercise: &Exercise) -> Result<()> {
        let progress = self.progress()?;
        let name = &exercise.name;
        let number = progress.next_hint(name);
        let hint = &exercise.hints[number - 1];
        progress.mark_hint(name, number)?;
        if progress.has_hint(name, 3) {
            say(
                "There are three hints, and you have them all. The last again:",
            );
        }
        say(&format!("Hint {number} of 3 for {name}: {hint}"));
        Ok(())
    }

    /// Shows a solution: of an exercise that is solved, or to who gives up.
    pub fn solution(
        &self,
        exercise: Option<String>,
        give_up: bool,
    ) -> Result<()> {
        let progress = self.progress()?;
        let exercise = match exercise {
            Some(name) => self.named(&name)?,
            None if give_up => self.named_or_current(None)?,
            None => {
                let last = || progress.last_done(&self.exercises);
                let meant = self.stays_with(&progress).or_else(last);
                meant.ok_or_else(|| self.unsolved("no exercise is", ""))?
            }
        };
        if !give_up && !progress.is_done(&exercise.name) {
            let which = format!("{} is not", exercise.name);
            let number = format!("{} ", exercise.number());
            return Err(self.unsolved(&which, &number));
        }
        let path = self.path("solutions", exercise);
        show_code(&files::read(&path)?);
        Ok(())
    }

    fn unsolved(&self, which: &str, number: &str) -> Error {
        let command = self.to_type(&format!("solution {number}--give-up"));
        Error::Input(format!(
            "{which} solved yet; to see a solution all the same, use {command}"
        ))
    }
}
