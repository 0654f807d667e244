//! The file that `--trace FILE.csv` asks for: a row for every update.

use std::path::{Path, PathBuf};

use descent::train::Step;

use crate::{Result, output};

/// What every such file begins with: only such a file is overwritten.
const BEGIN: &str = "run,update,";

/// What goes into a file, until it is written.
pub struct TraceFile {
    path: PathBuf,
    /// The names of all parameters, each once.
    params: Vec<String>,
    runs: Vec<Run>,
}

/// The steps of a run, each with the length of the gradient there.
struct Run {
    name: String,
    /// Where each of its parameters stands among those of the file.
    places: Vec<usize>,
    steps: Vec<(Step, f64)>,
}

impl TraceFile {
    /// A file without rows yet.
    ///
    /// # Errors
    /// A place where it cannot be written, or where another file stands.
    pub fn new(path: &Path) -> Result<Self> {
        output::prepare_file(path, BEGIN, "--trace")?;
        Ok(TraceFile {
            path: path.to_owned(),
            params: Vec::new(),
            runs: Vec::new(),
        })
    }

    /// Adds a step of a named run, with the names of its parameters, and how
    /// long the gradient is there. A loss that is not finite has no row.
    pub fn add(
        &mut self,
        run: &str,
        params: &[&str],
        step: Step,
        gradient_length: f64,
    ) {
        if !step.loss.is_finite() {
            return;
        }
        let place = |name: &&str| {
            let known = self.params.iter().position(|known| known == name);
            known.unwrap_or_else(|| {
                self.params.push((*name).to_owned());
                self.params.len() - 1
            })
        };
        match self.runs.last_mut() {
            Some(last) if last.name == run => {
                last.steps.push((step, gradient_length));
            }
            _ => self.runs.push(Run {
                name: run.to_owned(),
                places: params.iter().map(place).collect(),
                steps: vec![(step, gradient_length)],
            }),
        }
    }

    /// Writes the file and says where; without a single step there is none.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(self) -> Result<Option<PathBuf>> {
        if self.runs.is_empty() {
            return Ok(None);
        }
        output::write(&self.path, self.text().as_bytes())?;
        Ok(Some(self.path))
    }

    fn text(&self) -> String {
        let names = self.params.iter().map(|name| cell(name) + ",");
        let names: String = names.collect();
        let mut text = format!("{BEGIN}{names}loss,gradient_length\n");
        for run in &self.runs {
            let name = cell(&run.name);
            for (step, length) in &run.steps {
                let mut params = vec![String::new(); self.params.len()];
                for (place, value) in run.places.iter().zip(&step.params) {
                    params[*place] = decimal(*value);
                }
                let mut cells = vec![name.clone(), step.update.to_string()];
                cells.extend(params);
                cells.extend([step.loss, *length].map(decimal));
                text += &cells.join(",");
                text.push('\n');
            }
        }
        text
    }
}

/// The shortest decimal that reads back as the same float64.
fn decimal(value: f64) -> String {
    match value == 0.0 || (1e-5..1e15).contains(&value.abs()) {
        true => value.to_string(),
        false => format!("{value:e}"),
    }
}

/// Text as a cell of CSV (RFC 4180).
fn cell(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_read_back_as_they_were() {
        for value in [
            0.0,
            0.1,
            -1.0 / 3.0,
            1e-300,
            f64::MAX,
            123456.75,
            1e15,
            1e-5,
        ] {
            let text = decimal(value);
            assert_eq!(text.parse::<f64>(), Ok(value), "{text}");
            assert!(text.len() < 26, "{text}");
        }
    }

    #[test]
    fn cells_with_commas_or_quotes_are_quoted() {
        assert_eq!(cell("line"), "line");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
