//! What the lessons printed and drew: the files of `docs/src/output`, and for
//! comparison what other programs computed, `tests/oracles/NAME.json`, and how
//! long they took, `tests/peers/results.json`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use figure::number::superscript;
use serde_json::Value;

/// The committed output.
pub struct Output {
    folder: PathBuf,
    results: BTreeMap<String, Value>,
}

impl Output {
    /// Reads what lies below the pages, and the oracles of the repository.
    pub fn load(pages: &Path) -> Result<Self> {
        let folder = pages.join("output");
        let mut results = BTreeMap::new();
        for path in entries(&folder)? {
            let file = path.join("results.json");
            if file.exists() {
                let name = name_of(&path);
                let mut document = read_json(&file)?;
                // A lesson puts its results below others; fit prints them.
                let found = match document.get_mut("results") {
                    Some(results) => results.take(),
                    None => document,
                };
                results.insert(name, found);
            }
        }
        for path in entries(&crate::root().join("tests/oracles"))? {
            if path.extension().is_some_and(|e| e == "json") {
                results.insert(name_of(&path), read_json(&path)?);
            }
        }
        let peers = crate::root().join("tests/peers/results.json");
        results.insert("peers".into(), read_json(&peers)?);
        Ok(Output { folder, results })
    }

    /// The number at a place such as `line.gradients.mse[-1]` in a program's
    /// results, with so many decimals; `4e` asks for powers of ten, `text`
    /// for the text that stands there instead of a number.
    pub fn number(&self, of: &str, key: &str, form: &str) -> Result<String> {
        let known = || self.results.keys().cloned().collect::<Vec<_>>();
        let results = self.results.get(of).with_context(|| {
            format!("there are no results of {of}: {}", known().join(", "))
        })?;
        let value = find(results, key)
            .with_context(|| format!("the results of {of} have no {key}"))?;
        if form == "text" {
            let text = value.as_str();
            return text
                .map(str::to_owned)
                .with_context(|| format!("{key} of {of} is no text"));
        }
        let value = value
            .as_f64()
            .with_context(|| format!("{key} of {of} is no number"))?;
        format_number(value, form)
    }

    /// What a lesson printed below a heading; a part of it, if two more texts
    /// say how the first and the last line of the part begin.
    pub fn story(
        &self,
        lesson: &str,
        heading: &str,
        part: &[&str],
    ) -> Result<String> {
        let story = self.read(lesson, "story.txt")?;
        let all: Vec<&str> = story.lines().collect();
        let headings = headings(&all);
        let Some(place) = headings.iter().position(|i| all[*i] == heading)
        else {
            let known: Vec<_> = headings.iter().map(|i| all[*i]).collect();
            bail!(
                "{lesson} prints no heading {heading:?}, but {}",
                known.join(" | ")
            );
        };
        let end = headings.get(place + 1).copied().unwrap_or(all.len());
        let mut lines = &all[headings[place] + 2..end];
        while let [rest @ .., ""] = lines {
            lines = rest;
        }
        let find = |from: usize, begin: &str| {
            let is = |line: &&str| line.trim_start().starts_with(begin);
            let found = lines[from..].iter().position(is);
            found.map(|i| from + i).with_context(|| {
                format!("{lesson} prints no line {begin:?} in {heading:?}")
            })
        };
        match *part {
            [] => {}
            [first, last] => {
                let first = find(0, first)?;
                lines = &lines[first..=find(first, last)?];
            }
            _ => bail!("story takes a first and a last line, or neither"),
        }
        Ok(lines.join("\n"))
    }

    /// A file of a lesson.
    pub fn read(&self, lesson: &str, file: &str) -> Result<String> {
        fs::read_to_string(self.folder.join(lesson).join(file)).with_context(
            || format!("there is no output {lesson}/{file}; see --update"),
        )
    }
}

/// The lines over a rule.
fn headings(lines: &[&str]) -> Vec<usize> {
    let rule = |line: &str| line.starts_with('─') && line.ends_with('─');
    (1..lines.len())
        .filter(|i| rule(lines[*i]))
        .map(|i| i - 1)
        .collect()
}

fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(value, |value, part| {
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        let value = value.get(name)?;
        let indices = indices.split(['[', ']']).filter(|i| !i.is_empty());
        indices.into_iter().try_fold(value, |value, index| {
            let list = value.as_array()?;
            let index: isize = index.parse().ok()?;
            let back = if index < 0 { list.len() } else { 0 };
            list.get(back.checked_add_signed(index)?)
        })
    })
}

/// A float64 has no more.
const DECIMALS: usize = 17;

fn format_number(value: f64, form: &str) -> Result<String> {
    let (digits, scientific) = match form.strip_suffix('e') {
        Some(digits) => (digits, true),
        None => (form, false),
    };
    let digits = digits.parse().ok().filter(|digits| *digits <= DECIMALS);
    let digits: usize = digits.with_context(|| {
        format!("{form:?} is no number of decimals from 0 to {DECIMALS}")
    })?;
    let text = if scientific {
        let text = format!("{value:.digits$e}");
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
        format!("{mantissa} × 10{}", superscript(power.parse()?))
    } else {
        format!("{value:.digits$}")
    };
    let zero = !text.contains(|c: char| ('1'..='9').contains(&c));
    let unsigned = text.trim_start_matches('-');
    Ok(if zero { unsigned } else { &text }.replace('-', "−"))
}

fn read_json(path: &Path) -> Result<Value> {
    let name = path.display();
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read {name}"))?;
    serde_json::from_str(&text).with_context(|| format!("{name} is no JSON"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let folder = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?;
    folder.map(|entry| Ok(entry?.path())).collect()
}

fn name_of(path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_leads_through_objects_and_lists() {
        let value = json!({"a": {"b": [[1, 2], [3, 4]]}, "c": 5});
        let at = |key| find(&value, key).and_then(Value::as_i64);
        assert_eq!(at("c"), Some(5));
        assert_eq!(at("a.b[1][0]"), Some(3));
        assert_eq!(at("a.b[-1][-2]"), Some(3));
        assert_eq!(at("a.b[2]"), None);
        assert_eq!(at("a.b[-3]"), None);
        assert_eq!(at("a.b"), None);
        assert_eq!(at("d"), None);
    }

    #[test]
    fn numbers_have_a_true_minus_sign() {
        for (value, form, want) in [
            (-1.25, "1", "−1.2"),
            (7000.0, "0", "7000"),
            (-0.00001, "2", "0.00"),
            (-1.5e-12, "1e", "−1.5 × 10⁻¹²"),
        ] {
            assert_eq!(format_number(value, form).unwrap(), want);
        }
        for form in ["x", "18", "70000", "-1", ""] {
            assert!(format_number(1.0, form).is_err(), "{form}");
        }
    }
}
