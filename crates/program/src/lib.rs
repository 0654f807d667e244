//! What every program shares, so that each can be short and about its own
//! subject:
//!
//! | module | holds |
//! |---|---|
//! | [`args`] | the flags that all have, and how a command line is read |
//! | [`value`] | the values of flags: numbers above 0, whole numbers, pairs |
//! | [`story`] | one run: its device, its story, its results, its files |
//! | [`trace`] | `--trace`: every update of a run as a CSV file |
//! | [`mod@number`] | numbers as text |
//! | [`terminal`] | charts, moving pictures and progress in a terminal |
//! | [`output`] | standard output, and files written whole or not at all |
//! | [`rebuild`] | `--backend` for a backend that was not built yet |
//! | [`remote`] | `--backend remote`, and the watch over its worker |
//! | [`worker`] | the other end: this machine's device for others |
//! | [`token`] | what a worker asks of whoever computes there |
//! | `error` | one line for what went wrong, and the exit code |
//!
//! And what the lessons share:
//!
//! | module | holds |
//! |---|---|
//! | [`lesson`] | the syllabus, and how a lesson begins and ends |
//! | [`points`] | flags for the points of a lesson and for its descent |
//! | [`own`] | flags for points of the learner's own: a line, or a file |
//! | [`problem`] | points and whose they are, with the learning rate for them |
//! | [`scene`] | what several lessons draw: a fit, a bowl, losses, paths |
//! | [`told`] | what several lessons tell of a descent |
//! | [`doctor`] | `--doctor`: what ails a run |

pub mod args;
pub mod doctor;
mod error;
pub mod lesson;
pub mod number;
pub mod output;
pub mod own;
pub mod points;
pub mod problem;
pub mod rebuild;
pub mod remote;
pub mod scene;
pub mod story;
pub mod terminal;
pub mod token;
pub mod told;
pub mod trace;
pub mod value;
pub mod worker;

pub use error::{Error, Result};
pub use number::{array, number};
pub use output::exit_code;
pub use story::Story;
