//! The learner's own points: a line and noise of their choice, or a file.

use std::path::{Path, PathBuf};

use descent::data::{Noise, Points, drawn_line};
use figure::number::range;
use table::{Missing, Options, Pick, Source};

use crate::{
    Error, Result,
    number::shortened,
    problem::{Own, Problem, line},
    value::{noise, pair, points, triple},
};

/// Most points that a lesson takes: each stands in its figures.
const MOST: usize = 10_000;

/// The most letters of a column's name in a title or at an axis.
const LONGEST_NAME: usize = 24;

/// The farthest value that a lesson takes, as of a flag: its square, and the
/// sums of many, stay numbers in float32 too.
const FARTHEST: f64 = 1e9;

/// What `--help` calls these flags together.
const OWN: &str = "Points of your own";

/// What it calls those of the quadratic.
pub const OWN_QUADRATIC: &str = "A quadratic of your own";

/// Which points a lesson runs on, if not on the sources'.
#[derive(clap::Args, Clone, Debug)]
pub struct OwnFlags {
    /// Your own line: its slope a and its intercept b [default: 3,8]
    #[arg(long, help_heading = OWN, value_name = "A,B", value_parser = pair)]
    #[arg(allow_hyphen_values = true)]
    truth: Option<[f64; 2]>,
    /// How many points on your line, x drawn uniform from 0 to 1 [default: 30]
    #[arg(long, help_heading = OWN, value_name = "N", value_parser = points)]
    #[arg(allow_hyphen_values = true)]
    n: Option<usize>,
    /// Noise in y: W for uniform from 0 to W, normal:S for normal with
    /// standard deviation S [default: 0]
    #[arg(long, help_heading = OWN, value_name = "W|normal:S", value_parser = noise)]
    #[arg(allow_hyphen_values = true)]
    noise: Option<Noise>,
    /// Points from a CSV file instead; - is standard input
    #[arg(long, help_heading = OWN, value_name = "FILE.csv")]
    #[arg(conflicts_with_all = ["truth", "n", "noise"])]
    data: Option<PathBuf>,
    /// Its column of x, by name or number [default: the first of numbers]
    #[arg(long, help_heading = OWN, value_name = "COLUMN", requires = "data")]
    x: Option<String>,
    /// Its column of y [default: the next one of numbers]
    #[arg(long, help_heading = OWN, value_name = "COLUMN", requires = "data")]
    y: Option<String>,
}

/// Which quadratic a lesson runs on, if not on the source's.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct QuadraticFlags {
    /// Your own quadratic ax² + bx + c, at 100 x from -5 to 5 [default: 5,-3,3]
    #[arg(long, help_heading = OWN_QUADRATIC, value_name = "A,B,C")]
    #[arg(value_parser = triple, allow_hyphen_values = true)]
    quadratic: Option<[f64; 3]>,
    /// First guess of the quadratic [default: 2,3,4]
    #[arg(long, help_heading = OWN_QUADRATIC, value_name = "A,B,C")]
    #[arg(value_parser = triple, allow_hyphen_values = true)]
    quadratic_start: Option<[f64; 3]>,
}

impl QuadraticFlags {
    /// Whether one of them is given.
    pub fn is_given(&self) -> bool {
        self.quadratic.is_some() || self.quadratic_start.is_some()
    }

    /// The quadratic (a, b, c) that makes the points.
    pub fn truth(&self) -> [f64; 3] {
        self.quadratic.unwrap_or([5.0, -3.0, 3.0])
    }

    /// The first guess.
    pub fn start(&self) -> [f64; 3] {
        self.quadratic_start.unwrap_or([2.0, 3.0, 4.0])
    }

    /// Refuses a start at the minimum.
    ///
    /// # Errors
    /// RMSE has no gradient there.
    pub fn check(&self) -> Result<()> {
        if self.start() != self.truth() {
            return Ok(());
        }
        Err(Error::Input(
            "the quadratic's start is the quadratic itself, where RMSE is 0 \
             and has no gradient (0/0); choose another --quadratic-start"
                .into(),
        ))
    }
}

impl OwnFlags {
    /// The learner's points, drawn from the seed or read; `None` where no
    /// flag asks for them.
    ///
    /// # Errors
    /// A file that cannot be read, or points through which no one line fits
    /// best.
    pub fn problem(&self, seed: u64) -> Result<Option<Problem>> {
        match (&self.data, (self.truth, self.n, self.noise)) {
            (Some(file), _) => self.read(file).map(Some),
            (None, (None, None, None)) => Ok(None),
            _ => Ok(Some(self.draw(seed))),
        }
    }

    fn draw(&self, seed: u64) -> Problem {
        let truth = self.truth.unwrap_or([3.0, 8.0]);
        let n = self.n.unwrap_or(30);
        let noise = self.noise.unwrap_or(Noise::Uniform(0.0));
        let told = match noise {
            Noise::Uniform(0.0) | Noise::Normal(0.0) => String::new(),
            Noise::Uniform(width) => format!("uniform from 0 to {width}"),
            Noise::Normal(deviation) => {
                format!("normal with standard deviation {deviation}")
            }
        };
        let [added, told] = match told.is_empty() {
            true => ["", ", without noise"].map(String::from),
            false => [" + noise".into(), format!(", under noise {told}")],
        };
        let line = line(truth);
        Problem {
            points: drawn_line(truth, n, noise, seed),
            own: Some(Own {
                truth: Some(truth),
                axes: ["x", "y"].map(String::from),
                name: format!("y = {line}{added}"),
                told: format!("{n} points on y = {line}{told}"),
            }),
        }
    }

    fn read(&self, file: &Path) -> Result<Problem> {
        let pick = Pick {
            x: self.x.iter().cloned().collect(),
            y: self.y.clone(),
            ..Pick::default()
        };
        let options = Options {
            missing: Missing::Drop,
            ..Options::default()
        };
        let refuse = |e: table::Error| Error::Input(e.to_string());
        let source = Source::open(file).map_err(refuse)?;
        let file = source.name.clone();
        let table = table::read(source, &pick, &options).map_err(refuse)?;
        let [x_name, y_name] = [0, 1].map(|i| table.names[i].as_str());
        if let Some(class) = table.classes.first() {
            return Err(Error::Input(format!(
                "{file}, column {y_name}: `{class}` is not a number; the \
                 program fit tells classes apart"
            )));
        }
        let [x, y] = [0, 1].map(|i| table.columns[i].clone());
        let n = x.len();
        let (low, high) = range(&x).unwrap_or_default();
        let spread = high - low;
        let far = |column: &[f64]| column.iter().any(|v| v.abs() > FARTHEST);
        let wrong = if n > MOST {
            Some(format!(
                "{n} rows are more than the {MOST} that a lesson can draw; \
                 the program fit takes them all"
            ))
        } else if x.iter().all(|value| *value == x[0]) {
            Some(format!(
                "all values of {x_name} are alike, so no line fits best; \
                 choose another column with --x"
            ))
        } else if spread < 1e-6 * low.abs().max(high.abs()) || spread < 1e-100 {
            Some(format!(
                "the values of {x_name} lie so close together that rounding \
                 decides; subtract what they have in common, or take another \
                 unit"
            ))
        } else if far(&x) || far(&y) {
            Some("a value lies outside -1e9 to 1e9; change its unit".into())
        } else {
            None
        };
        if let Some(wrong) = wrong {
            return Err(Error::Input(format!("{file}: {wrong}")));
        }
        let axes = [x_name, y_name].map(|name| shortened(name, LONGEST_NAME));
        let name = format!("{} by {}", axes[1], axes[0]);
        let lacking = match table.dropped.len() {
            0 => String::new(),
            1 => "; 1 row that lacks a value is left out".into(),
            rows => format!("; {rows} rows that lack a value are left out"),
        };
        Ok(Problem {
            own: Some(Own {
                truth: None,
                told: format!(
                    "{n} points from {file}, {y_name} by {x_name}{lacking}"
                ),
                axes,
                name,
            }),
            points: Points { x, y },
        })
    }
}
