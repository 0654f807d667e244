//! Flags that several lessons share: which points, from where, and how.

use std::path::PathBuf;

use descent::data;

use crate::{
    Error, Result,
    doctor::DoctorFlags,
    own::OwnFlags,
    problem::Problem,
    value::{Parsed, pair, positive, updates},
};

/// Which points a lesson runs on and where it starts.
#[derive(clap::Args, Clone, Debug)]
pub struct PointFlags {
    /// First guess of the line, instead of the lesson's: a,b (slope and
    /// intercept)
    #[arg(long, value_name = "A,B", value_parser = pair)]
    #[arg(allow_hyphen_values = true)]
    pub start: Option<[f64; 2]>,
    /// Draw new points from the seed, instead of the source's own points
    #[arg(long)]
    pub fresh_data: bool,
}

/// Which points a lesson runs on, the sources' or the learner's own, and where
/// it starts.
#[derive(clap::Args, Clone, Debug)]
pub struct ProblemFlags {
    /// The sources' points, and the start.
    #[command(flatten)]
    pub points: PointFlags,
    /// The learner's own.
    #[command(flatten)]
    pub own: OwnFlags,
}

/// How a line descends.
#[derive(clap::Args, Clone, Debug)]
pub struct LineFlags {
    /// Points and start.
    #[command(flatten)]
    pub problem: ProblemFlags,
    /// Learning rate of the line's descent (in lesson 4 the long one),
    /// instead of the source's, or of half the largest stable one of your own
    /// points
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    pub lr: Option<f64>,
    /// Updates of the line's descent (in lesson 4 the long one), instead of
    /// the source's
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    pub steps: Option<usize>,
    /// Write every update to a file: run, update, parameters, the loss that is
    /// descended, and the length of its gradient
    #[arg(long, value_name = "FILE.csv")]
    pub trace: Option<PathBuf>,
    /// A look at the run.
    #[command(flatten)]
    pub doctor: DoctorFlags,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// The descent, live in the terminal.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct LiveFlags {
    /// Animate the descent in the terminal while it runs
    #[arg(long, conflicts_with = "json", value_parser = in_terminal)]
    pub live: bool,
}

impl PointFlags {
    /// The 30 points of the line-fit notebook, or new ones.
    pub fn line(&self, seed: u64) -> data::Points {
        if self.fresh_data {
            data::fresh_line(seed)
        } else {
            data::line()
        }
    }

    /// The 100 points of the PyTorch lesson, or new ones.
    ///
    /// # Errors
    /// See [`data::noisy_line`].
    pub fn noisy_line(&self, seed: u64) -> Result<data::Points> {
        if self.fresh_data {
            Ok(data::fresh_noisy_line(seed))
        } else {
            Ok(data::noisy_line()?)
        }
    }
}

impl ProblemFlags {
    /// The learner's own points, else those of the line-fit notebook.
    ///
    /// # Errors
    /// See [`OwnFlags::problem`].
    pub fn line(&self, seed: u64) -> Result<Problem> {
        self.or_else(seed, || Ok(self.points.line(seed)))
    }

    /// The learner's own points, else those of the PyTorch lesson.
    ///
    /// # Errors
    /// See [`OwnFlags::problem`] and [`data::noisy_line`].
    pub fn noisy_line(&self, seed: u64) -> Result<Problem> {
        self.or_else(seed, || self.points.noisy_line(seed))
    }

    fn or_else(
        &self,
        seed: u64,
        theirs: impl Fn() -> Result<data::Points>,
    ) -> Result<Problem> {
        match self.own.problem(seed)? {
            Some(_) if self.points.fresh_data => Err(Error::Input(
                "--fresh-data draws points like the source's: leave it out \
                 with points of your own"
                    .into(),
            )),
            Some(own) => Ok(own),
            None => Ok(Problem {
                points: theirs()?,
                own: None,
            }),
        }
    }
}

/// A flag is given as "true": may it be?
fn in_terminal(given: &str) -> Parsed<bool> {
    let live = given == "true";
    let shown = !live || console::Term::stdout().is_term();
    let advice = "it animates in a terminal, and standard output is not one";
    shown.then_some(live).ok_or_else(|| advice.into())
}
