//! Checks an exercise, and tells what came of it.

use std::fs;

use console::style;
use program::{Result, output::print};
use tutorials::{check::CAME, course::Exercise};

use crate::{
    check::{self, Outcome, Prints},
    compiler,
    screen::{self, say},
    tutor::Tutor,
};

impl Tutor {
    /// Checks an exercise, says what came of it, and notes it if solved.
    pub fn check(&self, exercise: &Exercise) -> Result<bool> {
        self.make_copy(exercise)?; // a learner may have removed it
        let (name, number) = (&exercise.name, exercise.number());
        let file = self.shown_file(exercise);
        let version = match fs::read_to_string(self.file(exercise)) {
            Ok(version) => version,
            Err(e) => {
                let line = format!("{file} cannot be read: {e}.");
                say(&style(line).red().to_string());
                say("It must be a text in UTF-8. Save it as such, or remove \
                     it: the next check begins it anew.\n");
                return Ok(false);
            }
        };
        if version.trim().is_empty() {
            say(&style(format!("{file} is empty.")).red().to_string());
            let reset = self.to_type(&format!("reset {number}"));
            say(&format!("{reset} brings back how it began.\n"));
            return Ok(false);
        }
        let outcome = check::check(&self.folder, name, Prints::Shown, None)?;
        if version != self.skeleton(exercise)? {
            self.progress()?.mark_try(name, version.as_bytes())?;
        }
        let broken = || {
            let line = format!("{file} does not compile.");
            say(&style(line).red().to_string());
        };
        match outcome {
            Outcome::Passed(text) => {
                let stays = self.stays(exercise)?;
                self.progress()?.mark_done(name)?;
                let solved = format!("{name} is solved.");
                say(&style(solved).green().bold().to_string());
                say(&text);
                self.tell_points(exercise)?;
                let solution = self.to_type(&format!("solution {number}"));
                say(&format!("A solution, explained: {solution}"));
                if !stays {
                    let stay = self.to_type(&format!("go {number}"));
                    say(&format!("To stay with it: {stay}"));
                }
                say("");
                return Ok(true);
            }
            Outcome::Failed(text) => {
                let not_yet = format!("{name} is not solved yet.");
                say(&style(not_yet).yellow().bold().to_string());
                say(&format!("{}\n", self.without_what_came(exercise, &text)?));
            }
            Outcome::Broken(messages) => {
                broken();
                let own = messages.of_learner();
                // Before the compiler's own help, which proposes f32.
                if own.contains("ambiguous numeric type") {
                    say("The compiler does not know which kind of float is \
                         meant. Write it where the number gets its name: let \
                         x: f64 = …\n");
                }
                show_compiled(own);
                if !messages.of_check().is_empty() {
                    say(&format!(
                        "The check calls your code, and no longer fits to it: \
                         keep the names, arguments and types that the \
                         exercise began with. They stand in \
                         skeletons/{name}.rs. Of the check the compiler says \
                         first:"
                    ));
                    show_compiled(messages.of_check());
                }
            }
            Outcome::GaveUp => {
                broken();
                say("The compiler gave up: it took more memory or time than \
                     the tutor lets it have. Is there a constant of enormous \
                     size, or a macro or brackets nested without end?\n");
            }
        }
        Ok(false)
    }

    /// A failure's text. What came in place of a prediction is told from the
    /// second try on, so that nobody predicts by copying.
    fn without_what_came(
        &self,
        exercise: &Exercise,
        text: &str,
    ) -> Result<String> {
        let (text, line) =
            text.split_at(text.rfind('\n').map_or(0, |at| at + 1));
        let Some(words) = line.strip_prefix(CAME) else {
            return Ok(format!("{text}{line}"));
        };
        let [constant, said, came] = words.split(' ').collect::<Vec<_>>()[..]
        else {
            return Ok(text.into());
        };
        let again = self.progress()?.predict(&exercise.name, constant, said)?;
        Ok(match again {
            true => format!("{text}The run gave {came}."),
            false => text.trim_end().into(),
        })
    }
}

/// Shows messages of the compiler, as wide as the terminal.
fn show_compiled(messages: &str) {
    screen::fresh_line();
    print(&match screen::columns() {
        Some(columns) => compiler::fit(messages, columns),
        None => messages.into(),
    });
}
