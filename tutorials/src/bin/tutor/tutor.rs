//! What the tutor can do, one command at a time.

use std::{fs, path::PathBuf, process::ExitCode};

use console::style;
use program::{Error, Result, lesson, output::print};
use tutorials::{
    check::CAME,
    clinic::questions::QUESTIONS,
    course::{self, Chapter, Exercise},
};

use crate::{
    check::{self, Outcome, Prints},
    compiler,
    files::{self, Progress},
    screen::{self, bar, say},
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
    /// Skip to the next open exercise; this one stays open
    Next,
    /// Go to another exercise
    Go {
        /// Its number or name
        exercise: String,
    },
    /// Show the exercises of your lesson, and the lessons around it
    List {
        /// Show those of all lessons
        #[arg(long)]
        all: bool,
    },
    /// Give the next of three hints
    Hint {
        /// Its number or name [default: the one you are at]
        exercise: Option<String>,
    },
    /// Ask about a run of the clinic; each question costs a point
    Ask {
        /// What to look at
        #[arg(value_parser = QUESTIONS)]
        question: String,
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
    /// Check all exercises, yours or those in another folder
    ///
    /// An exercise is open as it began, missing without its file, or else
    /// passed or failed. Exit code 0 says that all were looked at.
    Verify {
        /// Check the files in this folder, a pupil's, and note nothing
        ///
        /// Its code runs against the checks of this course, with your rights.
        /// Time, memory and output are limited, against accidents: that is no
        /// security boundary. How often each exercise was tried is read from
        /// progress.txt beside the folder, if that is there.
        #[arg(long, value_name = "DIR")]
        exercises: Option<PathBuf>,
        /// Print one JSON document: for every exercise its number, name, kind,
        /// state, known mistake and tries
        #[arg(long)]
        json: bool,
    },
}

/// So many chapters before and after the learner's does `list` show: with
/// the exercises of the longest chapter they fit on a screen of 24 lines.
const AROUND: usize = 4;

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

    /// The exercise that the learner is at: the one they stay with, or the one
    /// they went to or, once that is solved, the next open one.
    pub fn current(&self) -> Result<Option<&Exercise>> {
        let progress = self.progress()?;
        if let Some(exercise) = self.stays_with(&progress) {
            return Ok(Some(exercise));
        }
        let place = progress.place().and_then(|name| self.position(name));
        Ok(self.open_from(&progress, place.unwrap_or(0)))
    }

    /// The solved exercise that the learner went to.
    fn stays_with(&self, progress: &Progress) -> Option<&Exercise> {
        let at = progress.stays().and_then(|name| self.position(name))?;
        let exercise = &self.exercises[at];
        progress.is_done(&exercise.name).then_some(exercise)
    }

    /// Whether the learner stays with this exercise, which is solved.
    pub fn stays(&self, exercise: &Exercise) -> Result<bool> {
        let progress = self.progress()?;
        let stays = self.stays_with(&progress);
        Ok(stays.is_some_and(|stays| stays.name == exercise.name))
    }

    /// The first open exercise from this place of the course on, then from the
    /// beginning.
    fn open_from(&self, progress: &Progress, at: usize) -> Option<&Exercise> {
        let (before, after) = self.exercises.split_at(at);
        let mut all = after.iter().chain(before);
        all.find(|exercise| !progress.is_done(&exercise.name))
    }

    /// The place of an exercise in the course.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.exercises.iter().position(|e| e.name == name)
    }

    /// Goes to an open exercise.
    pub fn go_to(&self, exercise: &Exercise) -> Result<()> {
        let progress = self.progress()?;
        let led_to = self.open_from(&progress, 0).map(|e| &e.name);
        let name = Some(&exercise.name).filter(|name| led_to != Some(name));
        progress.go(name.map(String::as_str))
    }

    fn go(&self, exercise: &Exercise) -> Result<()> {
        match self.is_done(exercise)? {
            true => self.progress()?.stay(&exercise.name)?,
            false => self.go_to(exercise)?,
        }
        match self.waits {
            true => Ok(()), // the place is shown with its check
            false => self.show_place(exercise),
        }
    }

    fn skip(&self) -> Result<()> {
        let current = self.named_or_current(None)?;
        let at = self.position(&current.name).map_or(0, |at| at + 1);
        let progress = self.progress()?;
        let next = self.open_from(&progress, at);
        let next = next.filter(|next| next.name != current.name);
        let is_done = progress.is_done(&current.name);
        let Some(next) = next else {
            if !is_done {
                let name = &current.name;
                say(&format!("{name} is the only one still open."));
            } else if !self.waits {
                say("All exercises are solved.");
            }
            return if is_done { progress.go(None) } else { Ok(()) };
        };
        let back = self.to_type(&format!("go {}", current.number()));
        let stays = if is_done { "solved" } else { "open" };
        say(&format!(
            "{} stays {stays}: {back} leads back.\n",
            current.name
        ));
        self.go(next)
    }

    /// Whether the exercise has been solved.
    pub fn is_done(&self, exercise: &Exercise) -> Result<bool> {
        Ok(self.progress()?.is_done(&exercise.name))
    }

    /// What to type for a command: to the tutor that waits, or to the shell.
    pub fn to_type(&self, command: &str) -> String {
        match self.waits {
            true => format!("`{command}`"),
            false => format!("`cargo run --bin tutor {command}`"),
        }
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
        let part = self.exercises.iter().filter(|e| e.chapter() == chapter);
        let solved = self.solved_of(part)?;
        let (heading, page) = (heading(chapter), chapter.page());
        say(&format!("{heading} ({page}): {solved} solved"));
        say(&format!("{}\n", self.shown_file(exercise)));
        if self.stays(exercise)? {
            let next = self.to_type("next");
            say(&format!("It is solved. You stay with it until {next}.\n"));
        }
        Ok(())
    }

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
                let solved = format!("{name} is solved.");
                say(&style(solved).green().bold().to_string());
                say(&text);
                self.tell_points(exercise)?;
                let solution = self.to_type(&format!("solution {number}"));
                say(&format!("A solution, explained: {solution}"));
                if !self.stays(exercise)? {
                    let stay = self.to_type(&format!("go {number}"));
                    say(&format!("To stay with it: {stay}"));
                }
                say("");
                self.progress()?.mark_done(name)?;
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

    fn list(&self, all: bool) -> Result<()> {
        let (progress, current) = (self.progress()?, self.current()?);
        let is_here =
            |e: &Exercise| current.is_some_and(|at| at.name == e.name);
        let parts = |a: &Exercise, b: &Exercise| a.chapter() == b.chapter();
        let chapters: Vec<_> = self.exercises.chunk_by(parts).collect();
        let here = chapters.iter().position(|c| c.iter().any(is_here));
        for (place, part) in chapters.into_iter().enumerate() {
            let far = here.is_some_and(|here| here.abs_diff(place) > AROUND);
            if far && !all {
                continue;
            }
            let solved = self.solved_of(part.iter())?;
            let heading = heading(part[0].chapter());
            say(&style(format!("{solved}  {heading}")).bold().to_string());
            if !all && !part.iter().any(is_here) {
                continue;
            }
            for exercise in part {
                let mark = match progress.is_done(&exercise.name) {
                    _ if is_here(exercise) => style("[>]").yellow().bold(),
                    true => style("[x]").green(),
                    false => style("[ ]"),
                };
                let (name, kind) = (&exercise.name, exercise.kind.name());
                say(&format!("{mark} {name}, {kind}: {}", exercise.title));
            }
        }
        // In the line of the bar: one more would not fit on the screen.
        let more = if all { "" } else { "; all: `list --all`" };
        say(&format!("{}{more}", self.bar()?));
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
        print(&files::read(&path)?);
        Ok(())
    }

    fn unsolved(&self, which: &str, number: &str) -> Error {
        let command = self.to_type(&format!("solution {number}--give-up"));
        Error::Input(format!(
            "{which} solved yet; to see a solution all the same, use {command}"
        ))
    }

    fn reset(&self, name: &str) -> Result<()> {
        let exercise = self.named(name)?;
        let before = self.current()?;
        let (file, shown) = (self.file(exercise), self.shown_file(exercise));
        let skeleton = self.skeleton(exercise)?;
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
        self.progress()?.forget(&exercise.name)?;
        self.go_to(exercise)?;
        // The tutor that waits shows the place next.
        let before = before.filter(|at| at.name != exercise.name);
        if let Some(before) = before.filter(|_| !self.waits) {
            let back = self.to_type(&format!("go {}", before.number()));
            say(&format!(
                "You are at {} now: {back} leads back to {}.",
                exercise.name, before.name
            ));
        }
        Ok(())
    }

    /// Copies the skeleton to where the learner works, unless a file is there.
    pub fn make_copy(&self, exercise: &Exercise) -> Result<()> {
        let file = self.file(exercise);
        match files::is_there(&file) {
            true => Ok(()),
            false => files::write(&file, self.skeleton(exercise)?.as_bytes()),
        }
    }

    /// The exercise as it begins.
    pub fn skeleton(&self, exercise: &Exercise) -> Result<String> {
        files::read(&self.path("skeletons", exercise))
    }

    /// `2 of 4`, of some exercises.
    fn solved_of<'a>(
        &self,
        part: impl Iterator<Item = &'a Exercise> + Clone,
    ) -> Result<String> {
        let progress = self.progress()?;
        let solved = part.clone().filter(|e| progress.is_done(&e.name));
        Ok(format!("{} of {}", solved.count(), part.count()))
    }

    fn bar(&self) -> Result<String> {
        let progress = self.progress()?;
        let exercises = self.exercises.iter();
        let done = exercises.filter(|e| progress.is_done(&e.name)).count();
        Ok(bar(done, self.exercises.len()))
    }

    /// What the learner has done.
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

    /// Whether the learner is at the exercise of this number or name; without
    /// one, they are.
    pub fn is_at(&self, name: Option<&str>) -> bool {
        let Some(name) = name else { return true };
        let current = self.current().ok().flatten();
        let named = self.named(name).ok();
        named.is_some_and(|e| current.is_some_and(|at| at.name == e.name))
    }

    fn named(&self, name: &str) -> Result<&Exercise> {
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
}

/// The heading of a chapter in the book.
pub fn heading(chapter: Chapter) -> String {
    let number = match chapter {
        Chapter::Lesson(number) => number,
        Chapter::Fit => return "Your own data".into(),
        Chapter::Clinic => return "The clinic".into(),
    };
    let title = lesson::title(number).unwrap_or_default();
    format!("Lesson {number}: {title}")
}

/// Shows messages of the compiler, as wide as the terminal.
fn show_compiled(messages: &str) {
    screen::fresh_line();
    print(&match screen::columns() {
        Some(columns) => compiler::fit(messages, columns),
        None => messages.into(),
    });
}
