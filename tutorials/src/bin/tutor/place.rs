//! Where the learner is in the course, and the ways from there.

use console::style;
use program::{Result, lesson};
use tutorials::course::{Chapter, Exercise};

use crate::{
    files::Progress,
    screen::{bar, say},
    tutor::Tutor,
};

/// So many chapters before and after the learner's does `list` show: with
/// the exercises of the longest chapter they fit on a screen of 24 lines.
const AROUND: usize = 4;

impl Tutor {
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
    pub fn stays_with(&self, progress: &Progress) -> Option<&Exercise> {
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

    /// Whether the learner is at the exercise of this number or name; without
    /// one, they are.
    pub fn is_at(&self, name: Option<&str>) -> bool {
        let Some(name) = name else { return true };
        let current = self.current().ok().flatten();
        let named = self.named(name).ok();
        named.is_some_and(|e| current.is_some_and(|at| at.name == e.name))
    }

    /// Goes to an open exercise.
    pub fn go_to(&self, exercise: &Exercise) -> Result<()> {
        let progress = self.progress()?;
        let led_to = self.open_from(&progress, 0).map(|e| &e.name);
        let name = Some(&exercise.name).filter(|name| led_to != Some(name));
        progress.go(name.map(String::as_str))
    }

    /// Goes to an exercise, and stays with it if it is solved.
    pub fn go(&self, exercise: &Exercise) -> Result<()> {
        match self.is_done(exercise)? {
            true => self.progress()?.stay(&exercise.name)?,
            false => self.go_to(exercise)?,
        }
        self.show_new_place(exercise)
    }

    fn show_new_place(&self, exercise: &Exercise) -> Result<()> {
        match self.waits {
            true => Ok(()), // the place is shown with its check
            false => self.show_place(exercise),
        }
    }

    /// Skips to the next open exercise.
    pub fn skip(&self) -> Result<()> {
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
        self.go_to(next)?;
        let back = self.to_type(&format!("go {}", current.number()));
        let stays = if is_done { "solved" } else { "open" };
        say(&format!(
            "{} stays {stays}: {back} leads back.\n",
            current.name
        ));
        self.show_new_place(next)
    }

    /// Where the learner is: a bar, the exercise, its file.
    pub fn show_place(&self, exercise: &Exercise) -> Result<()> {
        let name = format!("Exercise {}", exercise.number());
        say(&self.bar("")?);
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

    /// Shows the exercises of the learner's lesson or of all, and the lessons
    /// around it.
    pub fn list(&self, all: bool) -> Result<()> {
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
        say(&self.bar(more)?);
        Ok(())
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

    fn bar(&self, more: &str) -> Result<String> {
        let progress = self.progress()?;
        let exercises = self.exercises.iter();
        let done = exercises.filter(|e| progress.is_done(&e.name)).count();
        Ok(bar(done, self.exercises.len(), more))
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
