//! The commands, and what help says of them.

use std::path::PathBuf;

use tutorials::clinic::questions::QUESTIONS;

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
