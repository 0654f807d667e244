//! What the tutor can do, one command at a time.

use std::{fs, path::PathBuf, process::ExitCode};

use console::style;
use program::{Error, Result, lesson::LESSONS, output::print};
use tutorials::{
    check::CAME,
    course::{self, Chapter, Exercise},
};

use crate::{
    check::{self, Outcome},
    files::{self, Progress},
    screen::{bar, say},
};

/// The commands. An exercise is named by its number, such as 12, or its name.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Check the exercise you are at, again on every save (the default)
    Watch,
    /// Ask about ten questions from the lessons so far, those missed first
    Review {
        /// As if it were this day, counted from 1 January 1970
        #[arg(long, hide = true)]
        day: Option<u64>,
    },
    /// Put the lines of a lesson's loop in order
    Order {
        /// The lesson: 3, 4, 5 or 8
        lesson: String,
        /// As if it were this day, counted from 1 January 1970
        #[arg(long, hide = true)]
        day: Option<u64>,
    },
    /// Check one exercise: the one you are at, or the one you name
    Check {
        /// Its number or name
        exercise: Option<String>,
    },
    /// List all exercises and how far you are
    List,
    /// Give the next of three hints
    Hint {
        /// Its number or name [default: the one you are at]
        exercise: Option<String>,
    },
    /// Show the solution of an exercise that you have solved
    Solution {
        /// Its number or name [default: the one you solved last]
        exercise: Option<String>,
        /// Show it unsolved, by default that of the one you are at
        #[arg(long)]
        give_up: bool,
    },
    /// Begin an exercise anew; what you wrote is kept beside it
    Reset {
        /// Its number or name
        exercise: String,
    },
    /// Check all exercises
    Verify,
}

/// The course and where it lies.
pub struct Tutor {
    folder: PathBuf,
    /// In the order of the course.
    pub exercises: Vec<Exercise>,
}

impl Tutor {
    /// The tutor of the exercises in this folder. Where the learner has no
    /// copy of an exercise yet, it makes one.
    pub fn open(folder: PathBuf) -> Result<Self> {
        let exercises = course::exercises();
        let tutor = Tutor { folder, exercises };
        for exercise in &tutor.exercises {
            tutor.make_copy(exercise)?;
        }
        Ok(tutor)
    }

    /// Runs one command; [`watch`](crate::watch) is not among them, nor is what
    /// [`review`](crate::review) runs.
    pub fn run(&self, command: Command) -> Result<ExitCode> {
        match command {
            Command::Watch | Command::Review { .. } | Command::Order { .. } => {
            }
            Command::Check { exercise } => {
                let exercise = self.named_or_current(exercise)?;
                if !self.check(exercise)? {
                    return Ok(ExitCode::FAILURE);
                }
            }
            Command::List => self.list()?,
            Command::Hint { exercise } => {
                self.hint(self.named_or_current(exercise)?)?;
            }
            Command::Solution { exercise, give_up } => {
                self.solution(exercise, give_up)?;
            }
            Command::Reset { exercise } => self.reset(&exercise)?,
            Command::Verify => return self.verify(),
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The first exercise that is not solved yet.
    pub fn current(&self) -> Result<Option<&Exercise>> {
        let progress = self.progress()?;
        let mut exercises = self.exercises.iter();
        Ok(exercises.find(|exercise| !progress.is_done(&exercise.name)))
    }

    /// The file that the learner edits.
    pub fn file(&self, exercise: &Exercise) -> PathBuf {
        self.path("exercises", exercise)
    }

    /// Where the learner is: a bar, the exercise, its file.
    pub fn show_place(&self, exercise: &Exercise) -> Result<()> {
        let name = format!("Exercise {}", exercise.number());
        say(&self.bar()?);
        say(&format!(
            "{}, {}: {}",
            style(name).bold(),
            exercise.kind.name(),
            exercise.title
        ));
        let chapter = exercise.chapter();
        say(&format!("{} ({})", heading(chapter), chapter.page()));
        say(&format!("{}\n", self.shown_file(exercise)));
        Ok(())
    }

    /// Checks an exercise, says what came of it, and notes it if solved.
    pub fn check(&self, exercise: &Exercise) -> Result<bool> {
        match self.outcome(exercise)? {
            Outcome::Passed(text) => {
                let solved = format!("{} is solved.", exercise.name);
                say(&style(solved).green().bold().to_string());
                say(&format!("{text}\n"));
                self.progress()?.mark_done(&exercise.name)?;
                Ok(true)
            }
            Outcome::Failed(text) => {
                let not_yet = format!("{} is not solved yet.", exercise.name);
                say(&style(not_yet).yellow().bold().to_string());
                say(&format!("{}\n", self.without_what_came(exercise, &text)?));
                Ok(false)
            }
            Outcome::Broken(messages) => {
                let file = self.shown_file(exercise);
                say(&style(format!("{file} does not compile."))
                    .red()
                    .to_string());
                print(&messages);
                if messages.contains("ambiguous numeric type") {
                    say("The compiler does not know which kind of float is \
                         meant. Write it where the number gets its name: let \
                         x: f64 = …\n");
                }
                if ["checks/", "checks\\"].iter().any(|c| messages.contains(c))
                {
                    say("The check calls your code: keep the names and the \
                         types that the exercise began with.\n");
                }
                Ok(false)
            }
        }
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

    fn outcome(&self, exercise: &Exercise) -> Result<Outcome> {
        self.make_copy(exercise)?; // a learner may have removed it
        check::check(&self.folder, &exercise.name)
    }

    fn list(&self) -> Result<()> {
        let (progress, current) = (self.progress()?, self.current()?);
        let mut chapter = None;
        for exercise in &self.exercises {
            let its = exercise.chapter();
            if chapter.replace(its) != Some(its) {
                say(&style(heading(its)).bold().to_string());
            }
            let here = current.is_some_and(|at| at.name == exercise.name);
            let mark = match progress.is_done(&exercise.name) {
                true => style("[x]").green(),
                false if here => style("[>]").yellow().bold(),
                false => style("[ ]"),
            };
            let (name, kind) = (&exercise.name, exercise.kind.name());
            say(&format!("{mark} {name}, {kind}: {}", exercise.title));
        }
        say(&self.bar()?);
        Ok(())
    }

    fn hint(&self, exercise: &Exercise) -> Result<()> {
        let progress = self.progress()?;
        let name = &exercise.name;
        let number = progress.next_hint(name);
        let hint = &exercise.hints[number - 1];
        if progress.has_hint(name, 3) {
            say(
                "There are three hints, and you have them all. The last again:",
            );
        }
        say(&format!("Hint {number} of 3 for {name}: {hint}"));
        progress.mark_hint(name, number)
    }

    fn solution(&self, exercise: Option<String>, give_up: bool) -> Result<()> {
        let progress = self.progress()?;
        let exercise = match exercise {
            Some(name) => self.named(&name)?,
            None if give_up => self.named_or_current(None)?,
            None => progress.last_done(&self.exercises).ok_or_else(|| {
                Error::Input(format!("no exercise is solved yet; {GIVE_UP}"))
            })?,
        };
        if !give_up && !progress.is_done(&exercise.name) {
            let name = &exercise.name;
            return Err(Error::Input(format!(
                "{name} is not solved yet; {GIVE_UP}"
            )));
        }
        let path = self.path("solutions", exercise);
        print(&files::read(&path)?);
        Ok(())
    }

    fn reset(&self, name: &str) -> Result<()> {
        let exercise = self.named(name)?;
        let (file, shown) = (self.file(exercise), self.shown_file(exercise));
        let skeleton = files::read(&self.path("skeletons", exercise))?;
        if fs::read(&file).is_ok_and(|text| text == skeleton.as_bytes()) {
            say(&format!("{shown} is as it began."));
        } else {
            if let Some(backup) = files::set_aside(&file)? {
                let backup = files::shown(&backup);
                say(&format!("What you wrote is kept in {backup}"));
            }
            files::write(&file, skeleton.as_bytes())?;
            say(&format!("{shown} is as it began again."));
        }
        self.progress()?.forget(&exercise.name)
    }

    fn verify(&self) -> Result<ExitCode> {
        let mut all = true;
        for exercise in &self.exercises {
            let name = &exercise.name;
            let (mark, text) = match self.outcome(exercise)? {
                Outcome::Passed(_) => {
                    self.progress()?.mark_done(name)?;
                    (style("[x]").green(), String::new())
                }
                Outcome::Failed(text) => {
                    all = false;
                    let first = text.lines().next().unwrap_or_default();
                    (style("[ ]").yellow(), format!(": {first}"))
                }
                Outcome::Broken(_) => {
                    all = false;
                    (style("[!]").red(), ": does not compile".into())
                }
            };
            say(&format!("{mark} {name}{text}"));
        }
        say(&self.bar()?);
        Ok(if all {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    /// Copies the skeleton to where the learner works, unless a file is there.
    fn make_copy(&self, exercise: &Exercise) -> Result<()> {
        let file = self.file(exercise);
        match files::is_there(&file) {
            true => Ok(()),
            false => {
                let skeleton = self.path("skeletons", exercise);
                files::write(&file, files::read(&skeleton)?.as_bytes())
            }
        }
    }

    fn bar(&self) -> Result<String> {
        let progress = self.progress()?;
        let exercises = self.exercises.iter();
        let done = exercises.filter(|e| progress.is_done(&e.name)).count();
        Ok(bar(done, self.exercises.len()))
    }

    /// What the learner has done so far.
    pub fn progress(&self) -> Result<Progress> {
        Progress::read(self.folder.join("progress.txt"))
    }

    fn path(&self, folder: &str, exercise: &Exercise) -> PathBuf {
        let file = format!("{}.rs", exercise.name);
        self.folder.join(folder).join(file)
    }

    fn shown_file(&self, exercise: &Exercise) -> String {
        files::shown(&self.file(exercise))
    }

    fn named_or_current(&self, name: Option<String>) -> Result<&Exercise> {
        match name {
            Some(name) => self.named(&name),
            None => self.current()?.ok_or_else(|| {
                Error::Input(
                    "all exercises are solved: name the one you mean".into(),
                )
            }),
        }
    }

    fn named(&self, name: &str) -> Result<&Exercise> {
        let mut exercises = self.exercises.iter();
        let is = |own: &str| own.eq_ignore_ascii_case(name);
        let found = exercises.find(|e| is(e.number()) || is(&e.name));
        found.ok_or_else(|| {
            Error::Input(format!(
                "there is no exercise `{name}`: use a number or a name that \
                 `cargo run --bin tutor list` shows"
            ))
        })
    }
}

/// The heading of a chapter in the book.
pub fn heading(chapter: Chapter) -> String {
    let Chapter::Lesson(number) = chapter else {
        return "Your own data".into();
    };
    let title = LESSONS
        .get(number.wrapping_sub(1))
        .map_or("", |(title, _)| title);
    format!("Lesson {number}: {title}")
}

const GIVE_UP: &str = "to see a solution all the same, use `cargo run --bin \
                       tutor -- solution --give-up`";
