//! One run: what was asked, where it is, what it printed, how it ended.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::Serialize;
use tempfile::TempDir;
use tokio::sync::watch;

use crate::text::Progress;

/// How a run ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// By itself, with this exit code; none if a signal ended it.
    Itself(Option<i32>),
    /// By the reader.
    Stopped,
    /// It took longer than it may.
    TooLong(Duration),
    /// It printed more than it may.
    TooMuch(usize),
    /// Its program could not be built.
    NotBuilt,
    /// It could not be started, for this reason.
    NotStarted(String),
}

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Others run.
    Waiting,
    /// cargo builds its program.
    Building,
    /// It runs.
    Running,
    /// It has ended.
    Ended,
}

/// A piece grows up to so many bytes, and by what came last.
const LONGEST: usize = 16 * 1024;

/// A part of what a run printed.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    /// Whether it came by standard error.
    pub error: bool,
    /// Plain text, one line or more.
    pub text: String,
}

/// What a page is told of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Its number.
    pub run: u64,
    /// The cell that it belongs to: the page, `#`, and which of its cells.
    pub cell: String,
    /// The program.
    pub program: String,
    /// Its flags, as the reader wrote them.
    pub flags: String,
    /// Where it is.
    pub stage: Stage,
    /// How it ended, in words.
    pub end: Option<String>,
    /// Whether it ended by itself and well.
    pub well: bool,
    /// The seconds that it has run, without its build.
    pub seconds: f64,
    /// How far it is, where it says so.
    pub progress: Option<Progress>,
    /// The files that it wrote.
    pub files: Vec<String>,
    /// Whether these pieces are all, not only those that are new.
    pub whole: bool,
    /// What it printed.
    pub pieces: Vec<Piece>,
}

/// One run.
#[derive(Debug)]
pub struct Run {
    pub(crate) id: u64,
    pub(crate) cell: String,
    pub(crate) program: String,
    pub(crate) line: String,
    pub(crate) words: Vec<String>,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) now: Mutex<Now>,
}

/// What changes of a run.
#[derive(Debug)]
pub(crate) struct Now {
    pub(crate) version: u64,
    pub(crate) stage: Stage,
    pub(crate) end: Option<Ended>,
    pub(crate) began: Option<Instant>,
    pub(crate) seconds: f64,
    pub(crate) progress: Option<Progress>,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) length: usize,
    pub(crate) files: Vec<String>,
    pub(crate) folder: Option<TempDir>,
    pub(crate) group: Option<u32>,
}

/// How much of a run a page has been told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub(crate) version: u64,
    pub(crate) length: usize,
}

/// Locks; a thread that panicked is no reason to stop.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Now {
    /// Appends what was printed. Few long pieces take less than many lines.
    pub(crate) fn append(&mut self, error: bool, text: String) {
        self.length += text.len();
        match self.pieces.last_mut() {
            Some(last) if last.error == error && last.text.len() < LONGEST => {
                last.text += &text;
            }
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece { error, text }),
        }
    }
}

impl Run {
    /// Notes the group of a process that has begun, or that it is gone.
    pub(crate) fn has_group(&self, group: Option<u32>) {
        lock(&self.now).group = group;
    }

    /// Waits until the reader stops the run.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        // The sender lives as long as the run.
        let _ = stop.wait_for(|stop| *stop).await;
    }

    /// What is told of it to those who know so many letters of its output.
    pub(crate) fn told(&self, now: &Now, from: usize) -> Told {
        let running = match now.began {
            Some(began) if now.stage == Stage::Running => {
                began.elapsed().as_secs_f64()
            }
            _ => now.seconds,
        };
        let mut known = from;
        let new = now.pieces.iter().map(|piece| {
            let (_, text) = piece.text.split_at(known.min(piece.text.len()));
            known -= piece.text.len() - text.len();
            let (error, text) = (piece.error, text.to_owned());
            Piece { error, text }
        });
        let pieces = new.filter(|piece| !piece.text.is_empty()).collect();
        Told {
            run: self.id,
            cell: self.cell.clone(),
            program: self.program.clone(),
            flags: self.line.clone(),
            stage: now.stage,
            end: now.end.as_ref().map(Ended::in_words),
            well: now.end == Some(Ended::Itself(Some(0))),
            seconds: running,
            progress: now.progress.clone(),
            files: now.files.clone(),
            whole: from == 0,
            pieces,
        }
    }
}

impl Ended {
    fn in_words(&self) -> String {
        match self {
            Ended::Itself(Some(0)) => "Done".into(),
            Ended::Itself(Some(2)) => {
                "The program refused its command line".into()
            }
            Ended::Itself(Some(code)) => {
                format!("The run failed, with exit code {code}")
            }
            Ended::Itself(None) => "A signal ended the run".into(),
            Ended::Stopped => "Stopped".into(),
            Ended::TooLong(most) => {
                format!("Stopped: it took more than {} s", most.as_secs_f64())
            }
            Ended::TooMuch(most) => format!(
                "Stopped: it printed more than {} kB. A terminal shows all",
                most / 1024
            ),
            Ended::NotBuilt => "The program could not be built".into(),
            Ended::NotStarted(why) => {
                format!("The program could not be started: {why}")
            }
        }
    }
}
