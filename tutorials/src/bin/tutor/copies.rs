//! The learner's copies of the exercises.

use std::{fs, path::PathBuf};

use program::Result;
use tutorials::course::Exercise;

use crate::{files, screen::say, tutor::Tutor};

impl Tutor {
    /// Copies the skeleton to where the learner works, unless a file is there.
    pub fn make_copy(&self, exercise: &Exercise) -> Result<()> {
        let file = self.file(exercise);
        match files::is_there(&file) {
            true => Ok(()),
            false => files::write(&file, self.skeleton(exercise)?.as_bytes()),
        }
    }

    /// Begins an exercise anew. What the learner wrote stays beside it.
    pub fn reset(&self, name: &str) -> Result<()> {
        let exercise = self.named(name)?;
        let before = self.current()?;
        let (file, shown) = (self.file(exercise), self.shown_file(exercise));
        let skeleton = self.skeleton(exercise)?;
        self.progress()?.forget(&exercise.name)?;
        self.go_to(exercise)?;
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

    /// The exercise as it begins.
    pub fn skeleton(&self, exercise: &Exercise) -> Result<String> {
        files::read(&self.path("skeletons", exercise))
    }

    /// The file that the learner edits.
    pub fn file(&self, exercise: &Exercise) -> PathBuf {
        self.path("exercises", exercise)
    }

    /// Its path, as short as it is unambiguous here.
    pub fn shown_file(&self, exercise: &Exercise) -> String {
        files::shown(&self.file(exercise))
    }

    /// An exercise's file in one of the course's folders.
    pub fn path(&self, folder: &str, exercise: &Exercise) -> PathBuf {
        let file = format!("{}.rs", exercise.name);
        self.folder.join(folder).join(file)
    }
}
