//! The flags.

use std::{path::PathBuf, str::FromStr};

use descent::optimiser;
use program::{
    Result,
    args::{self, Common, Program},
    doctor::DoctorFlags,
    value::{Parsed, positive, whole},
};
use table::Missing;

use crate::{
    loss::Loss,
    model::Model,
    plan::Chosen,
    reading::Reading,
    stop::Stop,
    unseen::{Unseen, part},
    variation::Variation,
};

/// The command line.
#[derive(clap::Parser, Debug)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Args {
    /// A table: CSV or the like, gzipped or not, or a spreadsheet; - reads
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// Which model to fit, and how.
    #[command(flatten)]
    pub fit: Flags,
    /// What every program offers.
    #[command(flatten)]
    pub common: Common,
    /// What to do instead of fitting.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of fitting.
#[derive(clap::Subcommand, Debug)]
pub enum Command {
    /// Predict y for new rows with a model that was saved
    Predict {
        /// The model.json of an earlier run
        model: PathBuf,
        /// A table with the columns x of the model; - reads standard input
        #[arg(value_name = "FILE")]
        data: PathBuf,
        /// What to do with a row that lacks a value: keep gives it an empty
        /// prediction, drop leaves it out and says which
        #[arg(long, value_name = "keep|drop|error", default_value = "keep")]
        #[arg(value_parser = missing_or_keep)]
        missing: Missing,
        /// Print all columns of the table, as they stand there, and the
        /// prediction behind them
        #[arg(long)]
        keep: bool,
        /// How the file is read.
        #[command(flatten)]
        reading: Reading,
    },
}

/// Which model to fit, and how.
#[derive(clap::Args, Clone, Debug)]
pub struct Flags {
    /// Column to predict from, by name or number; give it again for several
    /// [default: the first column of numbers]
    #[arg(long, value_name = "COLUMN")]
    pub x: Vec<String>,
    /// Column to predict; text makes classes of it [default: the next column
    /// of numbers]
    #[arg(long, value_name = "COLUMN")]
    pub y: Option<String>,
    /// Whether y holds classes.
    #[command(flatten)]
    pub labels: LabelFlags,
    /// What to do with a row that lacks a value
    #[arg(long, value_name = "drop|error", default_value = "error")]
    #[arg(value_parser = missing)]
    pub missing: Missing,
    /// How the file is read.
    #[command(flatten)]
    pub reading: Reading,
    /// A column of x whose numbers are codes, and no measures; give it again
    /// for several
    #[arg(long, value_name = "COLUMN")]
    pub as_category: Vec<String>,
    /// line, quadratic or poly:K in one x; linear or mlp:16,16 in any number
    /// [default: line, with several x linear]
    #[arg(long, value_name = "MODEL")]
    pub model: Option<Model>,
    /// mse, rmse, mae, huber, or huber:DELTA with DELTA in the units of y
    /// (without it, one standard deviation of y); of classes cross-entropy
    /// [default: mse, of classes cross-entropy]
    #[arg(long, value_name = "LOSS", value_parser = loss)]
    pub loss: Option<Loss>,
    /// sgd, momentum, nesterov, adagrad, rmsprop, adam or lbfgs [default: sgd
    /// where the loss is a bowl, momentum where it is a long one, lbfgs
    /// where it is too long for that and for other losses, adam for networks,
    /// for batches, and for long bowls with --validate]
    #[arg(long, value_name = "NAME")]
    pub optimiser: Option<optimiser::Name>,
    /// Learning rate, for standardised columns; auto takes it from the
    /// curvature where the loss is a bowl, otherwise from a range test
    #[arg(long, value_name = "auto|NUMBER", default_value = "auto")]
    #[arg(allow_hyphen_values = true)]
    pub lr: Lr,
    /// Rows in an update [default: all]
    #[arg(long, value_name = "ROWS", value_parser = batch_size)]
    #[arg(allow_hyphen_values = true)]
    pub batch_size: Option<usize>,
    /// Passes over the rows, at most [default: 10000, with networks 2000,
    /// with batches 200]
    #[arg(long, value_parser = epochs, allow_hyphen_values = true)]
    pub epochs: Option<usize>,
    /// gradient:SIZE stops when the gradient is that small, patience:N when
    /// the loss falls by less than 0.01 % in N epochs [default: patience:50
    /// with networks, mae and batches; otherwise gradient:1e-12, with lbfgs
    /// 1e-8; in f32 1e-5, with lbfgs 1e-3]
    #[arg(long, value_name = "RULE", value_parser = stop)]
    pub stop: Option<Stop>,
    /// Part of the rows that the descent never sees, 0 to 1: how well does the
    /// model do on them?
    #[arg(long, value_name = "PART", value_parser = part)]
    #[arg(allow_hyphen_values = true)]
    pub holdout: Option<f64>,
    /// What is fitted a little differently.
    #[command(flatten)]
    pub variation: Variation,
    /// Write every update to a file: run, update, parameters (not those of
    /// networks), the loss on all rows, and the length of its gradient, which
    /// is that of standardised columns
    #[arg(long, value_name = "FILE.csv")]
    pub trace: Option<PathBuf>,
    /// A closer look at the run.
    #[command(flatten)]
    pub doctor: DoctorFlags,
    /// On rows that it has not seen.
    #[command(flatten)]
    pub unseen: Unseen,
}

/// Whether y holds classes.
#[derive(clap::Args, Clone, Debug)]
pub struct LabelFlags {
    /// Take y as classes, though their labels are numbers
    #[arg(long)]
    pub classes: bool,
}

/// The learning rate that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lr {
    /// From the curvature or a range test.
    Auto,
    /// This one.
    Given(f64),
}

impl FromStr for Lr {
    type Err = String;

    fn from_str(text: &str) -> Parsed<Self> {
        match text {
            "auto" => Ok(Lr::Auto),
            number => positive(number).map(Lr::Given),
        }
    }
}

impl Args {
    /// Reads the command line. `--help` and `--version` print and end.
    pub(crate) fn read(program: &Program) -> Result<Self> {
        args::parse(program)
    }
}

impl Flags {
    /// What of the descent they choose.
    pub fn chosen(&self) -> Chosen {
        Chosen {
            optimiser: self.optimiser,
            lr: match self.lr {
                Lr::Auto => None,
                Lr::Given(lr) => Some(lr),
            },
            stop: self.stop,
            epochs: self.epochs,
        }
    }
}

fn missing(text: &str) -> Parsed<Missing> {
    match text {
        "drop" => Ok(Missing::Drop),
        "error" => Ok(Missing::Error),
        _ => Err("use drop or error".into()),
    }
}

fn missing_or_keep(text: &str) -> Parsed<Missing> {
    match text {
        "keep" => Ok(Missing::Keep),
        text => missing(text).map_err(|_| "use keep, drop or error".into()),
    }
}

fn loss(text: &str) -> Parsed<Loss> {
    match text {
        "mse" => Ok(Loss::Mse),
        "rmse" => Ok(Loss::Rmse),
        "mae" => Ok(Loss::Mae),
        "huber" => Ok(Loss::Huber(None)),
        "cross-entropy" => Ok(Loss::CrossEntropy),
        _ => {
            let delta = text.strip_prefix("huber:").ok_or(
                "use mse, rmse, mae, huber, or huber:2.5 for another delta",
            )?;
            positive(delta).map(|delta| Loss::Huber(Some(delta)))
        }
    }
}

fn batch_size(text: &str) -> Parsed<usize> {
    whole(text, 1_000_000_000)
}

/// Every epoch's loss is recorded.
fn epochs(text: &str) -> Parsed<usize> {
    whole(text, 1_000_000)
}

fn stop(text: &str) -> Parsed<Stop> {
    match text.split_once(':') {
        Some(("gradient", most)) => positive(most).map(Stop::Gradient),
        Some(("patience", epochs)) => {
            whole(epochs, 1_000_000).map(Stop::Patience)
        }
        _ => Err("use gradient:1e-10 or patience:50".into()),
    }
}
