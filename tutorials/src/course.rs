//! What there is to exercise: `exercises.toml`.

use serde::Deserialize;

/// What an exercise asks for, from the easiest kind to the freest.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Say what comes before it runs.
    Predict,
    /// Write the lines that are missing.
    Complete,
    /// Find what is wrong and put it right.
    Repair,
    /// Name what ails a run, then put it right.
    Diagnose,
    /// Find an answer of one's own with the properties asked for.
    Invent,
    /// Write a piece of the course from nothing.
    Write,
}

impl Kind {
    /// The kind in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Predict => "predict",
            Kind::Complete => "complete",
            Kind::Repair => "repair",
            Kind::Diagnose => "diagnose",
            Kind::Invent => "invent",
            Kind::Write => "write",
        }
    }
}

/// An exercise, without its code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The name of its files without `.rs`, for example `12_ones`.
    pub name: String,
    /// What it is about, in a few words.
    pub title: String,
    /// What it asks for.
    pub kind: Kind,
    /// What to tell a learner whose answer is wrong in no known way.
    pub usually: String,
    /// Hints; each says more than the one before.
    pub hints: [String; 3],
    /// The mistakes that learners make.
    #[serde(rename = "mistake")]
    pub mistakes: Vec<Mistake>,
}

/// A known mistake: how the solution would look with it, and what to say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mistake {
    /// By this name the check knows it.
    pub name: String,
    /// A place in the solution …
    pub from: String,
    /// … and what stands there in the mistake.
    pub to: String,
    /// What else may stand there: the same mistake in other words.
    #[serde(default)]
    pub also: Vec<String>,
    /// What a learner who made it is told.
    pub message: String,
}

impl Exercise {
    /// The number that its name begins with, for example "12" or "F2".
    pub fn number(&self) -> &str {
        self.name.split('_').next().unwrap_or_default()
    }

    /// The chapter it belongs to: its number without the last digit.
    pub fn chapter(&self) -> Chapter {
        if self.number().starts_with('C') {
            return Chapter::Clinic;
        }
        let mut chapter = self.number().chars();
        chapter.next_back();
        chapter
            .as_str()
            .parse()
            .map_or(Chapter::Fit, Chapter::Lesson)
    }
}

/// A chapter of the book that has exercises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// That of a lesson, by the lesson's number.
    Lesson(usize),
    /// The one after the lessons, on one's own data; its exercises begin
    /// with an F.
    Fit,
    /// That of programs that are ill; its exercises begin with a C.
    Clinic,
}

impl Chapter {
    /// Its page in the repository.
    pub fn page(self) -> String {
        match self {
            Chapter::Lesson(number) => format!("docs/src/lesson{number}.md"),
            Chapter::Fit => "docs/src/fit.md".into(),
            Chapter::Clinic => "docs/src/clinic.md".into(),
        }
    }
}

/// All exercises in the order of the course.
///
/// ```
/// use tutorials::course::{Chapter, exercises};
/// let first = &exercises()[0];
/// assert_eq!((first.number(), first.chapter()), ("11", Chapter::Lesson(1)));
/// ```
pub fn exercises() -> Vec<Exercise> {
    #[derive(Deserialize)]
    struct Course {
        exercise: Vec<Exercise>,
    }
    toml::from_str::<Course>(include_str!("../exercises.toml"))
        .expect("exercises.toml is part of the program, and a test reads it")
        .exercise
}
