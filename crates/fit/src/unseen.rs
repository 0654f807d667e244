//! The flags for a model that shall do well on rows that it has not seen.

use std::str::FromStr;

use program::{
    Error, Result,
    value::{Parsed, positive, whole},
};

use crate::split::By;

/// How to make it do well there, and how to find out whether it does.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "On rows that it has not seen")]
pub struct Unseen {
    /// Adds LAMBDA times the sum of the squared weights to the loss, all for
    /// standardised columns; the intercept and biases are free (ridge
    /// regression, weight decay). auto chooses it by --folds [default: 5]
    #[arg(long, value_name = "LAMBDA|auto", allow_hyphen_values = true)]
    pub l2: Option<L2>,
    /// Cross-validation: the rows are dealt into K folds, and each is judged by
    /// a model that learned from the others
    #[arg(long, value_name = "K", value_parser = folds)]
    #[arg(allow_hyphen_values = true)]
    pub folds: Option<usize>,
    /// Part of the rows that the descent does not learn from, 0 to 1, but
    /// stops by: the parameters are those with the lowest loss on them. Rows
    /// held out by --holdout are others, and tell how good it is
    #[arg(long, value_name = "PART", value_parser = part)]
    #[arg(allow_hyphen_values = true, conflicts_with = "folds")]
    pub validate: Option<f64>,
    /// Column that names the group of a row, such as a patient: wherever rows
    /// are parted, those of one group stay together
    #[arg(long, value_name = "COLUMN")]
    pub group: Option<String>,
    /// The rows are in order, as in time: the last ones are held out, and folds
    /// are judged by models of the rows before them
    #[arg(long, conflicts_with = "group")]
    pub ordered: bool,
}

/// The penalty that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum L2 {
    /// This one.
    Given(f64),
    /// The one with the lowest loss in cross-validation.
    Auto,
}

/// Above this all weights are 0, but for rounding.
const MOST: f64 = 1e9;

/// Folds, unless told.
const FOLDS: usize = 5;

impl FromStr for L2 {
    type Err = String;

    fn from_str(text: &str) -> Parsed<Self> {
        if text == "auto" {
            return Ok(L2::Auto);
        }
        let lambda = positive(text)?;
        let usable = (lambda <= MOST).then_some(L2::Given(lambda));
        usable.ok_or_else(|| "it must be at most 1e9; try 0.1".into())
    }
}

impl Unseen {
    /// By what rows are parted, given the group of each. `holds_out` says
    /// whether any are held out.
    ///
    /// # Errors
    /// A flag that would change nothing; a single group.
    pub fn by(&self, groups: Vec<usize>, holds_out: bool) -> Result<By> {
        let refused = |line: String| Err(Error::Input(line));
        let flag = match (&self.group, self.ordered) {
            (Some(_), _) => "--group",
            (None, true) => "--ordered",
            (None, false) => return Ok(By::Chance),
        };
        if !holds_out && self.validate.is_none() && self.folds().is_none() {
            return refused(format!(
                "{flag} says how rows are parted: give it with --holdout, \
                 --validate or --folds"
            ));
        }
        let Some(column) = self.group.clone() else {
            return Ok(By::Order);
        };
        if groups.iter().all(|group| *group == 0) {
            return refused(format!(
                "--group {column}: it is the same in all rows, so that none \
                 can be held out"
            ));
        }
        Ok(By::Groups { column, of: groups })
    }

    /// How many folds, if any.
    pub fn folds(&self) -> Option<usize> {
        let auto = self.l2 == Some(L2::Auto);
        self.folds.or(auto.then_some(FOLDS))
    }
}

/// A part of the rows.
pub fn part(text: &str) -> Parsed<f64> {
    let part = text.parse().ok();
    part.filter(|part| *part > 0.0 && *part < 1.0)
        .ok_or_else(|| "it must lie between 0 and 1, as 0.2 does".into())
}

fn folds(text: &str) -> Parsed<usize> {
    let folds = whole(text, 1_000_000)?;
    let several = (folds > 1).then_some(folds);
    several.ok_or_else(|| "one fold has no others to learn from; try 5".into())
}
