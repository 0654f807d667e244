//! One run of a program: its device, its story, its results, its files.

use std::{fmt::Display, path::PathBuf};

use burn::tensor::Device;
use descent::device::{self, Backend, Precision};
use figure::{Chart, Figure};
use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Error, Result,
    args::{Common, Program},
    output,
    remote::{self, Remote},
    terminal,
    trace::TraceFile,
};

/// One run of a program.
pub struct Story {
    /// Where the tensors of this run live.
    pub device: Device,
    /// The flags for workers: a program of many joins them by these.
    pub remote: Remote,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// What computes.
    pub backend: Backend,
    /// How precisely.
    pub precision: Precision,
    /// Whether a JSON document takes the place of the story.
    pub json: bool,
    /// Whether nothing is drawn.
    pub no_figures: bool,
    /// Whether each figure is drawn for a phone, too.
    narrow: bool,
    /// What was kept for `--json`.
    pub results: Value,
    /// The files that were written.
    pub files: Vec<String>,
    /// What ended a part of the run early, to be told at its end.
    pub failure: Option<Error>,
    /// What `--trace` asks for.
    pub(crate) trace: Option<TraceFile>,
    /// The title, until the first line of the story: what is refused before
    /// has none.
    title: Option<String>,
    folder: PathBuf,
}

impl Story {
    /// Opens the device, for a program of many workers one of this process.
    /// Without `--precision` the run has that of the program, where the device
    /// can. The story begins with the title.
    ///
    /// # Errors
    /// A backend, a precision or a worker that is not there.
    pub fn open(title: &str, program: &Program, args: Common) -> Result<Self> {
        let workers = args.remote.workers()?;
        let device = match args.backend {
            Backend::Remote if program.many => device::find(Backend::Flex)?,
            Backend::Remote => remote::join(&workers)?.swap_remove(0),
            backend => device::find(backend)?,
        };
        let preferred = program.precision;
        let precision = match args.precision {
            Some(precision) => precision,
            None if device::supports(&device, preferred) => preferred,
            None => Precision::F32,
        };
        let device = device::in_precision(device, args.backend, precision)?;
        let title = format!("{title} ({}, {precision})\n", args.backend);
        Ok(Story {
            device,
            seed: args.seed,
            backend: args.backend,
            precision,
            json: args.json,
            no_figures: args.no_figures,
            narrow: args.narrow,
            results: json!({}),
            files: Vec::new(),
            failure: None,
            trace: None,
            title: Some(title),
            folder: args.folder(program),
            remote: args.remote,
        })
    }

    /// Begins a part of the story.
    pub fn heading(&mut self, title: &str) {
        let rule = "─".repeat(title.chars().count());
        self.line(format!("\n{title}\n{rule}"));
    }

    /// Tells a paragraph of the story, wrapped to the terminal. Silent with
    /// `--json`.
    pub fn say(&mut self, text: impl Display) {
        self.line(terminal::wrap(&text.to_string()));
    }

    /// Tells a line as it stands: a formula, a row of a table. Silent with
    /// `--json`.
    pub fn line(&mut self, text: impl Display) {
        if !self.json {
            self.begin();
            output::print(&format!("{text}\n"));
        }
    }

    fn begin(&mut self) {
        if let Some(title) = self.title.take() {
            output::print(&title);
        }
    }

    /// Tells what differs from run to run, such as times: on standard error,
    /// so that standard output does not, behind a bar. Silent with `--json`.
    pub fn aside(&mut self, text: impl Display) {
        if !self.json {
            self.begin();
            for line in text.to_string().lines() {
                output::complain(format!("│ {line}").trim_end());
            }
        }
    }

    /// Keeps a number, a list or an object for `--json`. A dot in the key
    /// stands for a nested object.
    pub fn result(&mut self, key: &str, value: impl Serialize) {
        let parts = key.split('.');
        let place = parts.fold(&mut self.results, |place, key| &mut place[key]);
        *place = json!(value);
    }

    /// Shows a chart in the terminal and draws it as `name`.svg.
    ///
    /// # Errors
    /// As [`figure`](Self::figure).
    pub fn chart(&mut self, name: &str, chart: Chart) -> Result<()> {
        if !self.json {
            self.begin();
            output::print(&terminal::chart(&chart));
        }
        self.figure(name, chart)
    }

    /// Draws a figure as `name`.svg.
    ///
    /// # Errors
    /// A figure that cannot be drawn, a file that cannot be written.
    pub fn figure(
        &mut self,
        name: &str,
        figure: impl Into<Figure>,
    ) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let figure = figure.into();
        let svg = figure::svg(&figure).map_err(cannot_draw)?;
        if self.narrow {
            let svg = figure::narrow_svg(&figure).map_err(cannot_draw)?;
            let path = self.path(&format!("{name}.narrow.svg"));
            output::write(&path, svg.as_bytes())?;
        }
        self.file(&format!("{name}.svg"), svg.as_bytes())
    }

    /// Draws an animation as `name`.gif, `delay` milliseconds a frame.
    ///
    /// # Errors
    /// As [`figure`](Self::figure).
    pub fn animation(
        &mut self,
        name: &str,
        delay: u16,
        frames: impl ExactSizeIterator<Item = Figure>,
    ) -> Result<()> {
        // A run that diverged at its first update has nothing that moves.
        if self.no_figures || frames.len() < 2 {
            return Ok(());
        }
        let file = format!("{name}.gif");
        let bar = terminal::progress(frames.len(), &format!("drawing {file}"));
        let gif = figure::gif(delay, frames, |_| bar.inc(1));
        bar.finish_and_clear();
        self.file(&file, &gif.map_err(cannot_draw)?)
    }

    /// Where a file of this run lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Writes a file beside the figures, and names it among them.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn file(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let path = self.path(file);
        output::write(&path, bytes)?;
        self.files.push(path.display().to_string());
        Ok(())
    }

    /// Begins the last part of the story: the files that were written.
    pub fn name_files(&mut self) {
        self.heading("Where to go from here");
        for file in std::mem::take(&mut self.files) {
            self.line(format!("Wrote {}", output::escaped(&file)));
        }
    }

    /// A bar on standard error for what takes `length` steps.
    pub fn progress(&self, length: usize, what: &str) -> ProgressBar {
        terminal::progress(length, what)
    }
}

fn cannot_draw(error: impl Display) -> Error {
    Error::Failed(format!("cannot draw a figure: {error}"))
}
