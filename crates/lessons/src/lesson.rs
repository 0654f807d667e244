//! One run of a lesson: its device, its story, its results, its figures.

use std::{fmt::Display, path::PathBuf};

use burn::tensor::Device;
use descent::{
    device::{self, Backend, Precision},
    train::{Recorder, Trace},
};
use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Error, LESSONS, Result,
    args::{Common, LiveFlags},
    figure::{self, Chart, Figure},
    number, output,
    scene::{LineFit, Recording},
    terminal,
};

/// One run of a lesson.
pub struct Lesson {
    /// Where the tensors of this run live.
    pub device: Device,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// What computes.
    pub backend: Backend,
    /// How precisely.
    pub precision: Precision,
    /// Whether a JSON document takes the place of the story.
    pub json: bool,
    folder: PathBuf,
    no_figures: bool,
    results: Value,
    /// The files that were written.
    pub figures: Vec<String>,
}

impl Lesson {
    /// Opens the device and tells the title. Without `--precision` the run
    /// has the `preferred` one, where the device can. Figures go to `folder`.
    pub fn open(
        title: &str,
        preferred: Precision,
        folder: PathBuf,
        args: Common,
    ) -> Result<Self> {
        let precision = match args.precision {
            Some(precision) => precision,
            None if device::supports(args.backend, preferred)? => preferred,
            None => Precision::F32,
        };
        let device = device::open(args.backend, precision)?;
        let mut lesson = Lesson {
            device,
            seed: args.seed,
            backend: args.backend,
            precision,
            json: args.json,
            folder,
            no_figures: args.no_figures,
            results: json!({}),
            figures: Vec::new(),
        };
        let (backend, precision) = (lesson.backend, lesson.precision);
        lesson.say(format!("{title} ({backend}, {precision})"));
        Ok(lesson)
    }

    /// Begins a part of the story.
    pub fn heading(&mut self, title: &str) {
        let rule = "─".repeat(title.chars().count());
        self.say(format!("\n{title}\n{rule}"));
    }

    /// Tells a line of the story. Silent with `--json`.
    pub fn say(&mut self, text: impl Display) {
        if !self.json {
            output::print(&format!("{text}\n"));
        }
    }

    /// Tells what differs from run to run, such as times: on standard error,
    /// so that standard output does not, behind a bar. Silent with `--json`.
    pub fn aside(&self, text: impl Display) {
        if !self.json {
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
    pub fn chart(&mut self, name: &str, chart: Chart) -> Result<()> {
        if !self.json {
            output::print(&terminal::chart(&chart));
        }
        self.figure(name, chart)
    }

    /// Draws a figure as `name`.svg.
    pub fn figure(
        &mut self,
        name: &str,
        figure: impl Into<Figure>,
    ) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let svg = figure::svg(&figure.into()).map_err(cannot_draw)?;
        self.file(&format!("{name}.svg"), svg.as_bytes())
    }

    /// Draws an animation as `name`.gif, `delay` milliseconds a frame.
    pub fn animation(
        &mut self,
        name: &str,
        delay: u16,
        frames: impl ExactSizeIterator<Item = Figure>,
    ) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let file = format!("{name}.gif");
        let bar = terminal::progress(frames.len(), &format!("drawing {file}"));
        let gif = figure::gif(delay, frames, |_| bar.inc(1));
        bar.finish_and_clear();
        self.file(&file, &gif.map_err(cannot_draw)?)
    }

    /// Writes the runs behind an animation as `name`.json, for the players of
    /// the book.
    pub fn recording(
        &mut self,
        name: &str,
        fit: &LineFit,
        runs: impl IntoIterator<Item = Recording>,
    ) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let runs: Vec<_> = runs.into_iter().collect();
        let recording = json!({ "descent": fit, "runs": runs });
        let file = format!("{name}.json");
        self.file(&file, recording.to_string().as_bytes())
    }

    /// A recorder for a descent of `updates` updates. With `--live` it shows
    /// `frames` of them as charts in the terminal; otherwise a progress bar,
    /// where the run takes long.
    pub fn recorder(
        &self,
        live: LiveFlags,
        updates: usize,
        frames: usize,
        fit: &LineFit,
    ) -> Recorder<'static> {
        if !live.live {
            let bar = terminal::progress(updates, "descending");
            return Recorder::watched(100, move |_| bar.inc(1));
        }
        let stride = updates.div_ceil(frames);
        let (mut screen, fit) = (terminal::Screen::new(), fit.clone());
        Recorder::watched(stride, move |step| {
            if step.update.is_multiple_of(stride) || step.update == updates {
                screen.show(&fit.chart(step));
            }
        })
    }

    /// Tells the loss after these numbers of updates, as far as the run went,
    /// and at its end. Keeps the pairs [updates, loss] as `key`.trace.
    pub fn milestones(
        &mut self,
        key: &str,
        loss: &str,
        trace: &Trace,
        updates: &[usize],
    ) {
        let end = trace.last().update;
        let shown = updates.iter().filter(|k| **k < end).chain([&end]);
        let pairs: Vec<_> = shown.map(|k| (*k, trace.steps[*k].loss)).collect();
        for (update, value) in &pairs {
            let value = number(*value);
            self.say(format!("after {update:5} updates: {loss} {value:>8}"));
        }
        if trace.grew() {
            self.say("The loss grows: try a smaller learning rate.");
        }
        self.result(&format!("{key}.trace"), pairs);
    }

    /// Tells where a run ended, and how far that is from the least-squares
    /// answer in closed form. Keeps `key`.least_squares and `key`.distance.
    pub fn compare(
        &mut self,
        key: &str,
        names: &[&str],
        found: &[f64],
        best: &[f64],
    ) {
        self.say("            descent    least squares  difference");
        for ((name, found), best) in names.iter().zip(found).zip(best) {
            let difference = number(found - best);
            let (found, best) = (number(*found), number(*best));
            self.say(format!(
                "{name:>8} {found:>10}       {best:>10}  {difference:>10}"
            ));
        }
        let squares = found.iter().zip(best).map(|(u, v)| (u - v).powi(2));
        let distance = squares.sum::<f64>().sqrt();
        self.say(format!("distance to least squares: {}", number(distance)));
        self.result(&format!("{key}.least_squares"), best);
        self.result(&format!("{key}.distance"), distance);
    }

    /// Where a file of this lesson lies.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Writes a file beside the figures, and names it among them.
    pub fn file(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        if self.no_figures {
            return Ok(());
        }
        let path = self.path(file);
        output::write(&path, bytes)?;
        self.figures.push(path.display().to_string());
        Ok(())
    }

    /// A bar on standard error for what takes `length` steps.
    pub fn progress(&self, length: usize, what: &str) -> ProgressBar {
        terminal::progress(length, what)
    }

    /// Names the figures and what comes next, or prints the JSON document.
    pub(crate) fn close(mut self, number: usize) -> Result<()> {
        if self.json {
            let document = json!({
                "lesson": number,
                "backend": self.backend.to_string(),
                "precision": self.precision.to_string(),
                "seed": self.seed,
                "results": self.results,
                "figures": self.figures,
            });
            output::print(&format!("{document}\n"));
            return Ok(());
        }
        self.heading("Where to go from here");
        for figure in std::mem::take(&mut self.figures) {
            self.say(format!("Wrote {figure}"));
        }
        self.say(format!(
            "Chapter:   docs/src/lesson{number}.md, or cargo run --bin book -- --open"
        ));
        self.say(format!(
            "Exercises: {number}1 and on in tutorials/: cargo run --bin tutor check {number}1"
        ));
        if let Some((title, _)) = LESSONS.get(number) {
            let next = number + 1;
            self.say(format!(
                "Next:      cargo run --bin lesson{next} ({title})"
            ));
        }
        Ok(())
    }
}

fn cannot_draw(error: impl Display) -> Error {
    Error::Failed(format!("cannot draw a figure: {error}"))
}
