//! Commands in the pages: the program and its flags must exist.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail};

/// What every program of this repository says to `--help`.
pub struct Commands(BTreeMap<String, String>);

impl Commands {
    /// Reads `output/help/PROGRAM.txt`.
    pub fn load(pages: &Path) -> Result<Self> {
        let mut helps = BTreeMap::new();
        let folder = pages.join("output/help");
        for entry in fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            let program = path.file_stem().unwrap_or_default();
            let program = program.to_string_lossy().into_owned();
            helps.insert(program, fs::read_to_string(&path)?);
        }
        Ok(Commands(helps))
    }

    /// Checks a line if it begins with `cargo run`.
    pub fn check(&self, line: &str) -> Result<()> {
        let mut words = line.split_whitespace();
        if (words.next(), words.next()) != (Some("cargo"), Some("run")) {
            return Ok(());
        }
        let mut program = None;
        while let Some(word) = words.next() {
            match word {
                "-q" | "--quiet" | "--release" => {}
                "--features" => _ = words.next(),
                "--bin" => program = words.next(),
                "--" => break,
                _ => bail!("`{line}`: cargo flag {word} is not expected here"),
            }
        }
        let program = program
            .with_context(|| format!("`{line}` names no program: --bin"))?;
        let flags = words.take_while(|word| !["|", ">", "&&"].contains(word));
        self.check_flags(program, &flags.collect::<Vec<_>>())
    }

    /// Checks a program and its flags.
    pub fn check_flags(&self, program: &str, words: &[&str]) -> Result<()> {
        let help = self
            .0
            .get(program)
            .with_context(|| format!("there is no program {program}"))?;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (flag, value) = match word.split_once('=') {
                Some((flag, value)) => (flag, Some(value)),
                None => (*word, None),
            };
            if !flag.starts_with('-') {
                // A program that reads files takes their names.
                let takes_files = help.contains(" <FILE>");
                if !takes_files && !help.contains(&format!("\n  {flag}  ")) {
                    bail!("{program} takes no argument {flag}");
                }
                continue;
            }
            let takes_value = takes_value(help, flag)
                .with_context(|| format!("{program} has no flag {flag}"))?;
            let given = match value {
                Some(value) => Some(value),
                None if takes_value => words.next().copied(),
                None => None,
            };
            if given.is_some() != takes_value {
                let takes = if takes_value { "a" } else { "no" };
                bail!("{flag} of {program} takes {takes} value");
            }
        }
        Ok(())
    }
}

/// Whether the flag takes a value, if the help has it: `--lr <LR>` does.
fn takes_value(help: &str, flag: &str) -> Option<bool> {
    help.lines().find_map(|line| {
        let mut words = line.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if !word.starts_with('-') {
                return None;
            }
            if word.trim_end_matches(',') == flag {
                let next = words.peek().copied().unwrap_or_default();
                return Some(next.starts_with('<'));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_flags_must_exist() {
        let help = "Usage: p\n\nCommands:\n  go  Go\n\nOptions:\n      \
                    --lr <LR>  Rate\n  -j, --json     JSON\n";
        let files = "Usage: f [OPTIONS] <FILE>\n";
        let helps = [("p", help), ("f", files)];
        let helps = helps.map(|(name, help)| (name.into(), help.into()));
        let commands = Commands(helps.into());
        for line in [
            "ls --nothing",
            "cargo run --bin p",
            "cargo run -q --bin p -- --lr -0.5 --json",
            "cargo run --release --bin p -- --lr=2 -j",
            "cargo run --bin p -- go | head",
            "cargo run --bin f -- data.csv",
        ] {
            commands.check(line).unwrap();
        }
        for line in [
            "cargo run",
            "cargo run --bin q",
            "cargo run --bin p --lr 1",
            "cargo run --bin p -- --seed 1",
            "cargo run --bin p -- --lr",
            "cargo run --bin p -- --json=1",
            "cargo run --bin p -- stop",
        ] {
            assert!(commands.check(line).is_err(), "{line}");
        }
    }
}
