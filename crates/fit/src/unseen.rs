//! The flags for a model that shall do well on rows that it has not seen.

use std::str::FromStr;

use program::{
    Error, Result,
    value::{Parsed, positive, whole},
};

use crate::{model::Model, split::By};

/// How to make it do well there, and how to find out whether it does.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "On rows that it has not seen")]
pub struct Unseen {
    /// Adds LAMBDA times the sum of the squared weights to the loss, all for
    /// standardised columns; the intercept and biases are free (ridge
    /// regression, weight decay). auto chooses it by --folds, 5 unless given
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
    /// Fits several models to the same rows, such as
    /// line,quadratic,poly:6,mlp:16. --validate or --folds chooses the one that
    /// is told and saved, and only that one meets the rows of --holdout. Both
    /// parts are 0.2 unless given
    #[arg(long, value_name = "MODELS", conflicts_with = "model")]
    pub compare: Option<Models>,
}

/// The models to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Models(Vec<Model>);

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

/// The part of the rows that validates, and that is held out, where models are
/// compared and nothing else is said.
const PART: f64 = 0.2;

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

impl FromStr for Models {
    type Err = String;

    fn from_str(text: &str) -> Parsed<Self> {
        // In mlp:16,16 the second number belongs to the first.
        let mut names: Vec<String> = Vec::new();
        for part in text.split(',') {
            let is_number = part.parse::<usize>().is_ok();
            match names.last_mut() {
                Some(name) if is_number && name.starts_with("mlp:") => {
                    *name += &format!(",{part}");
                }
                _ => names.push(part.into()),
            }
        }
        let mut models: Vec<Model> = Vec::new();
        for name in names {
            let model = name.parse().map_err(|e| format!("`{name}`: {e}"))?;
            if models.contains(&model) {
                return Err(format!("it names {model} twice"));
            }
            models.push(model);
        }
        match models.len() {
            0 | 1 => {
                Err("name several models, as in line,quadratic,mlp:16".into())
            }
            _ => Ok(Models(models)),
        }
    }
}

impl Unseen {
    /// The models to compare, if any.
    pub fn models(&self) -> &[Model] {
        self.compare.as_ref().map_or(&[], |models| &models.0)
    }

    /// The part of the rows that is held out, where so much was asked for.
    pub fn holdout(&self, asked: Option<f64>) -> Option<f64> {
        asked.or(self.compare.as_ref().map(|_| PART))
    }

    /// The part of the rows to validate by.
    pub fn validate(&self) -> Option<f64> {
        let compares = self.compare.is_some() && self.folds.is_none();
        self.validate.or(compares.then_some(PART))
    }

    /// Whether the descent of this model stops by the validation rows. Where
    /// models are compared, linear ones go to their minimum.
    pub fn stops_early(&self, model: &Model) -> bool {
        let to_its_minimum = self.compare.is_some() && model.is_linear();
        self.validate().is_some() && !to_its_minimum
    }

    /// Which parts of the rows nobody asked for, in words, given the part to
    /// hold out that was asked for.
    pub fn defaults(&self, holdout: Option<f64>) -> Option<String> {
        let validate = self.validate().filter(|_| self.validate.is_none());
        let validate = validate.map(|part| format!("--validate {part}"));
        let held_out = self.holdout(holdout).filter(|_| holdout.is_none());
        let held_out = held_out.map(|part| format!("--holdout {part}"));
        let all: Vec<_> = validate.into_iter().chain(held_out).collect();
        (!all.is_empty())
            .then(|| format!("Unless you say otherwise: {}.", all.join(" ")))
    }

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
        if !holds_out && self.validate().is_none() && self.folds().is_none() {
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
