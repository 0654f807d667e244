//! The flags of the lessons.

use std::path::PathBuf;

use clap::{Command, CommandFactory, FromArgMatches, error::ErrorKind};
use descent::{
    data,
    device::{Backend, Precision},
};

use crate::{Error, LESSONS, Result, output};

/// The flags of one lesson: what all have, and its own.
#[derive(clap::Parser, Debug)]
#[command(version)]
pub struct Args<Flags: clap::Args> {
    /// What this lesson offers besides.
    #[command(flatten)]
    pub own: Flags,
    /// What every lesson offers.
    #[command(flatten)]
    pub common: Common,
}

/// The flags that every lesson has.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "In every lesson")]
pub struct Common {
    /// What computes: flex or ndarray on the CPU, wgpu on the GPU
    #[arg(long, default_value_t = Backend::Flex)]
    #[arg(value_name = "flex|ndarray|wgpu")]
    pub backend: Backend,
    /// Numbers of 32 bits (default in lessons 1, 2, 4, 5, 10) or 64 bits
    #[arg(long, value_name = "f32|f64")]
    pub precision: Option<Precision>,
    /// The seed of all that is drawn at random: same seed, same numbers
    #[arg(long, default_value_t = 42, value_parser = seed)]
    #[arg(allow_hyphen_values = true)]
    pub seed: u64,
    /// The folder for the figures [default: target/lessons/lessonN]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Draw no figures
    #[arg(long)]
    pub no_figures: bool,
    /// Print the results as one JSON document instead of the story
    #[arg(long)]
    pub json: bool,
}

/// The flags of a lesson that offers nothing of its own (lesson 1).
#[derive(clap::Args, Clone, Debug)]
pub struct NoFlags {}

/// Which points a lesson runs on and where it starts (lessons 2 to 7).
#[derive(clap::Args, Clone, Debug)]
pub struct PointFlags {
    /// First guess of the line, instead of the lesson's: w0,w1 (intercept and
    /// slope) in lessons 4 and 5, a,b (slope and intercept) in others
    #[arg(long, value_name = "A,B", value_parser = pair)]
    #[arg(allow_hyphen_values = true)]
    pub start: Option<[f64; 2]>,
    /// Draw new points from the seed, instead of the source's own points
    #[arg(long)]
    pub fresh_data: bool,
}

/// How a line descends (lessons 3 and 4).
#[derive(clap::Args, Clone, Debug)]
pub struct LineFlags {
    /// Points and start.
    #[command(flatten)]
    pub points: PointFlags,
    /// Learning rate of the line's descent (in lesson 4 the long one),
    /// instead of the source's
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    pub lr: Option<f64>,
    /// Updates of the line's descent (in lesson 4 the long one), instead of
    /// the source's
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    pub steps: Option<usize>,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// How minibatches descend (lesson 5).
#[derive(clap::Args, Clone, Debug)]
pub struct BatchFlags {
    /// Points and start.
    #[command(flatten)]
    pub points: PointFlags,
    /// Learning rate
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.01)]
    pub lr: f64,
    /// Passes over the data [default: as many as each size needs for 600 updates]
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    pub epochs: Option<usize>,
    /// Points in a batch; give it again to compare sizes [default: 1 10 25 100]
    #[arg(long, value_name = "SIZE", value_parser = batch_size)]
    #[arg(allow_hyphen_values = true)]
    pub batch_size: Vec<usize>,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// How a line descends with several learning rates (lesson 6).
#[derive(clap::Args, Clone, Debug)]
pub struct RateFlags {
    /// Points and start.
    #[command(flatten)]
    pub points: PointFlags,
    /// Learning rate; give it again to compare rates
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_values_t = [0.01, 0.5, 0.8])]
    pub lr: Vec<f64>,
    /// Updates with each learning rate
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 60)]
    pub steps: usize,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// How optimisers race (lesson 7).
#[derive(clap::Args, Clone, Debug)]
pub struct RaceFlags {
    /// Points and start.
    #[command(flatten)]
    pub points: PointFlags,
    /// One learning rate for all on the line, instead of one for each
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    pub lr: Option<f64>,
    /// The most updates on the line
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 400)]
    pub steps: usize,
    /// Animation.
    #[command(flatten)]
    pub live: LiveFlags,
}

/// How networks learn curves (lesson 8).
#[derive(clap::Args, Clone, Debug)]
pub struct CurveFlags {
    /// Updates of each network
    #[arg(long, value_parser = updates, allow_hyphen_values = true)]
    #[arg(default_value_t = 500)]
    pub steps: usize,
    /// Learning rate of each network
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.03)]
    pub lr: f64,
}

/// How a network learns digits, or which image it is to name (lesson 9).
#[derive(clap::Args, Clone, Debug)]
pub struct DigitFlags {
    /// Passes over the images
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    #[arg(default_value_t = 30)]
    pub epochs: usize,
    /// Learning rate of the network
    #[arg(long, value_parser = positive, allow_hyphen_values = true)]
    #[arg(default_value_t = 0.1)]
    pub lr: f64,
    /// Train nothing; name the digit in a file: 64 numbers from 0 (paper) to
    /// 16 (ink), or an image of 8×8 pixels (PGM or PNG, light ink on black)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["epochs", "lr"])]
    pub predict: Option<PathBuf>,
}

/// How many points steps are timed on (lesson 10).
#[derive(clap::Args, Clone, Debug)]
pub struct SpeedFlags {
    /// The largest number of points [default: 10000000 with --release, 100000
    /// without]
    #[arg(long, value_name = "N", value_parser = points)]
    #[arg(allow_hyphen_values = true)]
    pub largest: Option<usize>,
}

/// The descent, live in the terminal (lessons 3 to 7).
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct LiveFlags {
    /// Animate the descent in the terminal while it runs
    #[arg(long, conflicts_with = "json", value_parser = in_terminal)]
    pub live: bool,
}

impl Common {
    /// Where the figures go: to --out, or by default here.
    pub fn folder(&self, default: &str) -> PathBuf {
        self.out.clone().unwrap_or_else(|| default.into())
    }
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
    pub fn noisy_line(&self, seed: u64) -> Result<data::Points> {
        if self.fresh_data {
            Ok(data::fresh_noisy_line(seed))
        } else {
            Ok(data::noisy_line()?)
        }
    }
}

impl SpeedFlags {
    /// The numbers of points: 30, and powers of ten up to the largest.
    pub fn sizes(&self) -> Vec<usize> {
        let default = if cfg!(debug_assertions) {
            100_000
        } else {
            10_000_000
        };
        let largest = self.largest.unwrap_or(default);
        let powers = (2..=8).map(|power| 10_usize.pow(power));
        [30].into_iter()
            .chain(powers.filter(|n| *n <= largest))
            .collect()
    }
}

impl BatchFlags {
    /// The batch sizes to compare, each once.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = self.batch_size.clone();
        if sizes.is_empty() {
            sizes = vec![1, 10, 25, 100];
        }
        each_once(sizes)
    }
}

impl RateFlags {
    /// The learning rates to compare, each once.
    pub fn rates(&self) -> Vec<f64> {
        each_once(self.lr.clone())
    }
}

fn each_once<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    values.into_iter().fold(Vec::new(), |mut once, value| {
        if !once.contains(&value) {
            once.push(value);
        }
        once
    })
}

impl<Flags: clap::Args> Args<Flags> {
    pub(crate) fn read(number: usize) -> Result<Self> {
        let command = Self::command()
            .bin_name(format!("lesson{number}"))
            .about(format!("Lesson {number}: {}", LESSONS[number - 1].0));
        parse(command)
    }
}

/// Reads the command line. `--help` and `--version` print and end; all that is
/// wrong becomes one line.
pub fn parse<Flags: FromArgMatches>(command: Command) -> Result<Flags> {
    let parsed = command
        .try_get_matches()
        .and_then(|matches| Flags::from_arg_matches(&matches));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::print(&error.render().to_string());
            std::process::exit(0)
        }
        _ => Error::Input(one_line(&error.render().to_string())),
    })
}

/// clap explains itself over several lines; the first paragraph says it.
fn one_line(message: &str) -> String {
    let paragraph = message.trim_start_matches("error: ").split("\n\n").next();
    let paragraph = paragraph
        .map(|p| p.replace("invalid value 'true' for '--live'", "--live"));
    let paragraph = paragraph.unwrap_or_default();
    let words = paragraph.split_whitespace();
    format!("{}; see --help", words.collect::<Vec<_>>().join(" "))
}

fn seed(text: &str) -> std::result::Result<u64, String> {
    let wrong = |_| "it must be a whole number, 0 to 2^64 - 1".into();
    text.parse().map_err(wrong)
}

/// A finite number.
fn finite(text: &str) -> std::result::Result<f64, String> {
    let number: f64 = text
        .trim()
        .parse()
        .map_err(|_| format!("`{text}` is not a number"))?;
    let finite = number.is_finite().then_some(number);
    finite.ok_or_else(|| format!("`{text}` is not a finite number"))
}

/// A number above 0.
pub fn positive(text: &str) -> std::result::Result<f64, String> {
    let number = finite(text)?;
    let positive = (number > 0.0).then_some(number);
    positive.ok_or_else(|| "it must be above 0; try 0.01".into())
}

/// A flag is given as "true": may it be?
fn in_terminal(given: &str) -> std::result::Result<bool, String> {
    let live = given == "true";
    let shown = !live || console::Term::stdout().is_term();
    let advice = "it animates in a terminal, and standard output is not one";
    shown.then_some(live).ok_or_else(|| advice.into())
}

fn pair(text: &str) -> std::result::Result<[f64; 2], String> {
    let (a, b) = text
        .split_once(',')
        .ok_or("it takes two numbers with a comma between, such as -1,1")?;
    let pair = [finite(a)?, finite(b)?];
    let near = pair.iter().all(|number| number.abs() <= 1e9);
    let pair = near.then_some(pair);
    pair.ok_or_else(|| "both must lie between -1e9 and 1e9".into())
}

/// Updates end at a million: every one of them is recorded.
fn updates(text: &str) -> std::result::Result<usize, String> {
    whole(text, 1_000_000)
}

/// So do they with 10000 epochs of single points.
fn epochs(text: &str) -> std::result::Result<usize, String> {
    whole(text, 10_000)
}

/// The smallest fit has 30 points; 10⁸ of float64 take 1.6 GB, and as much
/// again on the host.
fn points(text: &str) -> std::result::Result<usize, String> {
    let number = text.parse().ok();
    let number = number.filter(|n| (30..=100_000_000).contains(n));
    number.ok_or_else(|| "it must be a whole number, 30 to 100000000".into())
}

/// There are 100 points.
fn batch_size(text: &str) -> std::result::Result<usize, String> {
    whole(text, 100)
}

/// A whole number from 1 to `most`.
pub fn whole(text: &str, most: usize) -> std::result::Result<usize, String> {
    let number = text.parse().ok();
    let number = number.filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("it must be a whole number, 1 to {most}"))
}
