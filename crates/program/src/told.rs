//! What several lessons tell of a descent.

use std::path::Path;

use burn::tensor::Tensor;
use descent::{
    data::{Points, tensor},
    device::to_host,
    gradient::LossAndGradient,
    model::Line,
    train::{Recorder, Step, Trace, as_far_as_it_went},
};
use figure::Chart;
use serde_json::json;

use crate::{
    Result, Story, number,
    points::LiveFlags,
    scene::{LineFit, Recording},
    terminal,
    trace::TraceFile,
};

impl Story {
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

    /// Takes a run as far as it went. If it diverged, shows how its `loss`
    /// grew, keeps `key`.diverged_at_update, and has the program end with that
    /// error once all is told and drawn.
    ///
    /// # Errors
    /// Any but a divergence after the start.
    pub fn as_far_as_it_went(
        &mut self,
        key: &str,
        loss: &str,
        ended: descent::Result<Trace>,
    ) -> Result<Trace> {
        let (trace, diverged) = as_far_as_it_went(ended)?;
        let Some(error) = diverged else {
            return Ok(trace);
        };
        if let descent::Error::Diverged { update, .. } = error {
            self.result(&format!("{key}.diverged_at_update"), update);
            let title = format!("{loss} until it diverged at update {update}");
            let (updates, losses) = (trace.updates(), trace.losses());
            // The first figure keeps its name, though more runs diverge.
            let file = match self.failure {
                None => "diverged".into(),
                Some(_) => format!("diverged_{}", key.replace('.', "_")),
            };
            // One loss is no curve: at the first update there is none yet.
            if losses.len() > 1 {
                let chart = Chart::new(title, "update", loss);
                let chart = chart.line("", &updates, &losses).log_y();
                // No room above: that would be beyond all numbers.
                let above_0 = losses.iter().filter(|loss| **loss > 0.0);
                let low = above_0.copied().fold(f64::MAX, f64::min);
                let high = losses.iter().copied().fold(low, f64::max);
                self.chart(&file, chart.y_range(low, high))?;
            }
        }
        self.failure.get_or_insert(error.into());
        Ok(trace)
    }

    /// Writes the runs behind an animation as `name`.json, for the players of
    /// the book.
    ///
    /// # Errors
    /// A file that cannot be written.
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

    /// Tells the loss after these numbers of updates, as far as the run went,
    /// and at its end. Keeps the pairs [updates, loss] as `key`.trace.
    pub fn milestones(
        &mut self,
        key: &str,
        loss: &str,
        trace: &Trace,
        updates: &[usize],
    ) {
        let end = trace.last();
        let before = trace.steps.iter().filter(|step| {
            updates.contains(&step.update) && step.update < end.update
        });
        let shown = before.chain([&end]);
        let pairs: Vec<_> =
            shown.map(|step| (step.update, step.loss)).collect();
        for (update, value) in &pairs {
            let value = number(*value);
            self.line(format!("after {update:5} updates: {loss} {value:>8}"));
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
        self.line("            descent    least squares  difference");
        for ((name, found), best) in names.iter().zip(found).zip(best) {
            let difference = number(found - best);
            let (found, best) = (number(*found), number(*best));
            self.line(format!(
                "{name:>8} {found:>10}       {best:>10}  {difference:>10}"
            ));
        }
        let squares = found.iter().zip(best).map(|(u, v)| (u - v).powi(2));
        let distance = squares.sum::<f64>().sqrt();
        self.line(format!("distance to least squares: {}", number(distance)));
        self.result(&format!("{key}.least_squares"), best);
        self.result(&format!("{key}.distance"), distance);
    }
    /// Has all runs that are [traced](Self::trace) written to the file that
    /// `--trace` names, if it does. That happens at the end of the program,
    /// also where a run failed.
    ///
    /// # Errors
    /// A place where it cannot be written, or where another file stands.
    pub fn trace_to(&mut self, file: Option<&Path>) -> Result<()> {
        self.trace = file.map(TraceFile::new).transpose()?;
        Ok(())
    }

    /// Whether `--trace` asks for a file.
    pub fn is_traced(&self) -> bool {
        self.trace.is_some()
    }

    /// Keeps a named run for that file, if there is one: the parameters of
    /// each step, and what `at` gives there, the loss that is descended and its
    /// gradient, whose length is kept.
    ///
    /// # Errors
    /// A device that fails.
    pub fn trace(
        &mut self,
        run: &str,
        params: &[&str],
        trace: &Trace,
        at: impl Fn(&Tensor<1>) -> LossAndGradient,
    ) -> Result<()> {
        if !self.is_traced() {
            return Ok(());
        }
        let bar = self.progress(trace.steps.len(), "tracing");
        for step in &trace.steps {
            let found = at(&tensor(&step.params, &self.device));
            let both = Tensor::cat(vec![found.loss, found.gradient], 0);
            let both = to_host(both)?;
            // Without a square on the way to the length: none can overflow.
            let length = both[1..].iter().copied().fold(0.0, f64::hypot);
            let mut step = step.clone();
            step.loss = both[0];
            self.trace_step(run, params, step, length);
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// The same for a line that descends its mean squared error on points: on
    /// the host, since a run may have a million steps.
    pub fn trace_line(&mut self, run: &str, trace: &Trace, points: &Points) {
        if !self.is_traced() {
            return;
        }
        let n = points.len() as f64;
        for step in &trace.steps {
            let (mut loss, mut by_a, mut by_b) = (0.0, 0.0, 0.0);
            for (x, y) in points.x.iter().zip(&points.y) {
                let error = step.params[0] * x + step.params[1] - y;
                loss += error * error / n;
                by_a += 2.0 * error * x / n;
                by_b += 2.0 * error / n;
            }
            let mut step = step.clone();
            step.loss = loss;
            self.trace_step(run, &Line::PARAMS, step, by_a.hypot(by_b));
        }
    }

    /// Keeps one step of a named run for that file, and how long the gradient
    /// is there. Of a network, neither names nor values of its parameters.
    pub fn trace_step(
        &mut self,
        run: &str,
        params: &[&str],
        step: Step,
        gradient_length: f64,
    ) {
        if let Some(file) = &mut self.trace {
            file.add(run, params, step, gradient_length);
        }
    }

    /// Writes that file, and names it among the files of this run.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_trace(&mut self) -> Result<()> {
        let written = self.trace.take().map(TraceFile::write).transpose()?;
        let path = written.flatten();
        self.files
            .extend(path.map(|path| path.display().to_string()));
        Ok(())
    }
}
