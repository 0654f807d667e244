//! What several lessons tell of a descent.

use descent::train::{Recorder, Trace, as_far_as_it_went};
use serde_json::json;

use crate::{
    Result, Story, number,
    points::LiveFlags,
    scene::{self, LineFit, Recording},
    terminal,
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
        if let Some(error) = diverged {
            let update = trace.steps.len();
            self.result(&format!("{key}.diverged_at_update"), update);
            self.failure.get_or_insert(error.into());
            let title = format!("{loss} until it diverged at update {update}");
            // One loss is no curve: at the first update there is none yet.
            if update > 1 {
                let losses = [("", trace.losses())];
                let chart = scene::losses(&title, loss, &losses);
                self.chart("diverged", chart.log_y())?;
            }
        }
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
        let end = trace.last().update;
        let shown = updates.iter().filter(|k| **k < end).chain([&end]);
        let pairs: Vec<_> = shown.map(|k| (*k, trace.steps[*k].loss)).collect();
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
}
