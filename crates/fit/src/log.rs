//! `--log`: a model of logarithms. Of y an exponential trend, of x a
//! logarithmic one, of both a power.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{scale::Scale, weights::Weights};

/// Of which columns the natural logarithm is taken: of all x, of y, of both,
/// or of none.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Log {
    /// Of each x.
    pub x: bool,
    /// Of y.
    pub y: bool,
}

impl Log {
    /// Whether it is taken of nothing.
    pub fn is_none(&self) -> bool {
        !self.x && !self.y
    }

    /// What is fitted of the columns x, by name: x, or ln(x).
    pub fn x_names(self, x: &[String]) -> Vec<String> {
        x.iter().map(|name| of(self.x, name)).collect()
    }

    /// What is fitted of the columns x and then y, by name.
    pub fn names(self, columns: &[String]) -> Vec<String> {
        let last = columns.len() - 1;
        let is_log = |at| if at < last { self.x } else { self.y };
        let columns = columns.iter().enumerate();
        columns.map(|(at, name)| of(is_log(at), name)).collect()
    }

    /// What is fitted of the column y, by name.
    pub fn y_name(self, y: &str) -> String {
        of(self.y, y)
    }

    /// What is fitted of a value of x.
    pub fn apply_x(self, x: f64) -> f64 {
        if self.x { x.ln() } else { x }
    }

    /// A value of x in its own units, of what is fitted.
    pub fn undo_x(self, fitted: f64) -> f64 {
        if self.x { fitted.exp() } else { fitted }
    }

    /// A value of y in its own units, of what is fitted.
    pub fn undo_y(self, fitted: f64) -> f64 {
        if self.y { fitted.exp() } else { fitted }
    }
}

fn of(log: bool, name: &str) -> String {
    match log {
        true => format!("ln({name})"),
        false => name.into(),
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let x = if self.x { "x" } else { "" };
        let y = if self.y { "y" } else { "" };
        write!(f, "{x}{y}")
    }
}

impl FromStr for Log {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (x, y) = match text {
            "x" => (true, false),
            "y" => (false, true),
            "xy" => (true, true),
            _ => return Err("use x, y or xy".into()),
        };
        Ok(Log { x, y })
    }
}

impl TryFrom<String> for Log {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Log> for String {
    fn from(log: Log) -> String {
        log.to_string()
    }
}

/// How good a model of ln(y) is in the units of y.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct InOwnUnits {
    /// The root of the mean squared error.
    pub rmse: f64,
    /// The part of the variance of y that is explained; `None` where these y
    /// are all the same.
    pub r2: Option<f64>,
}

impl InOwnUnits {
    /// Of ln(y) and the errors of its predictions. `None` where one of these
    /// leaves float64.
    pub fn of(
        logarithms: &[f64],
        errors: &[f64],
        weights: &Weights,
    ) -> Option<InOwnUnits> {
        let y: Vec<f64> = logarithms.iter().map(|v| v.exp()).collect();
        let wrong = logarithms.iter().zip(errors).map(|(v, e)| (v + e).exp());
        let wrong: Vec<f64> = wrong.zip(&y).map(|(p, y)| p - y).collect();
        // Around zero a deviation is the root of the mean square.
        let rmse = Scale::weighted(&wrong, weights, false).deviation;
        let spread = Scale::weighted(&y, weights, true).deviation;
        rmse.is_finite().then(|| InOwnUnits {
            rmse,
            r2: (spread > 0.0).then(|| 1.0 - (rmse / spread).powi(2)),
        })
    }
}
