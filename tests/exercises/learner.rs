//! A tutor in a folder of its own.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;
use tutorials::course::exercises;

use crate::path;

/// A tutor in a folder of its own, as far as it needs no cargo.
pub struct Learner {
    folder: TempDir,
}

impl Learner {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        for part in ["skeletons", "solutions", "checks"] {
            let to = folder.path().join("tutorials").join(part);
            fs::create_dir_all(&to).expect("a folder");
            for exercise in exercises() {
                let file = format!("{}.rs", exercise.name);
                fs::copy(path(part, &exercise.name), to.join(file))
                    .expect("a copy");
            }
        }
        Learner { folder }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let tutor = env!("CARGO_BIN_EXE_tutor");
        // It heeds Ctrl-C also where these tests were started by nohup or in
        // the background, and ignore it.
        let mut command = if cfg!(target_os = "linux") {
            let mut env = Command::new("env");
            env.args(["--default-signal=INT", tutor]);
            env
        } else {
            Command::new(tutor)
        };
        command.args(arguments);
        command.env("CARGO_MANIFEST_DIR", self.file(""));
        command
    }

    pub fn tutor(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the tutor runs")
    }

    /// What the tutor says; it must succeed.
    pub fn says(&self, arguments: &[&str]) -> String {
        let output = self.tutor(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The one line with which the tutor refuses bad input.
    pub fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.tutor(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let line = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(line.starts_with("error: ") && line.lines().count() == 1);
        line
    }

    pub fn file(&self, file: &str) -> PathBuf {
        self.folder.path().join("tutorials").join(file)
    }

    pub fn progress(&self) -> Vec<u8> {
        fs::read(self.file("progress.txt")).expect("progress")
    }
}
