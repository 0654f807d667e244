//! Writes anew what the lessons and `fit` print and draw: `docs/src/output`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use program::{lesson::LESSONS, output};
use serde_json::Value;

/// The flags of the runs that the book shows. It needs each figure for a phone,
/// too.
pub const FLAGS: [&str; 5] = ["--precision", "f64", "--seed", "42", "--narrow"];

/// Runs all lessons and keeps what they print, their stills and recordings: no
/// GIF, since the book plays the recordings, and no model. Keeps too what the
/// program of the page about Rust prints, and what every one says to `--help`.
///
/// # Errors
/// A program that fails; a folder that cannot be written.
pub fn update() -> Result<()> {
    let kept = crate::root().join("docs/src/output");
    let help = kept.join("help");
    empty(&help)?;
    for program in programs()? {
        let text = run(&program, &["--help"], &crate::root())?;
        fs::write(help.join(program + ".txt"), text)?;
    }
    for (number, ..) in LESSONS {
        let name = format!("lesson{number}");
        lesson(&name, &[], &kept.join(&name))?;
    }
    lesson("doctor", &[], &kept.join("doctor"))?;
    // The part that takes minutes.
    lesson("lesson10", &["--writers"], &kept.join("lesson10_writers"))?;
    let rust = kept.join("rust");
    empty(&rust)?;
    fs::write(rust.join("story.txt"), run("rust", &[], &rust)?)?;
    for (name, flags) in fits() {
        let folder = kept.join(name);
        empty(&folder)?;
        fit(&flags, &folder)?;
        output::print(&format!("{name}: {}\n", folder.display()));
    }
    Ok(())
}

/// Runs a lesson, and keeps what it prints, draws and records.
fn lesson(lesson: &str, flags: &[&str], folder: &Path) -> Result<()> {
    empty(folder)?;
    // The lessons draw into target/lessons below the current folder.
    let temporary = tempfile::tempdir()?;
    let here = temporary.path();
    let flags = [&FLAGS, flags].concat();
    fs::write(folder.join("story.txt"), run(lesson, &flags, here)?)?;
    let json = [&flags[..], &["--json"]].concat();
    fs::write(folder.join("results.json"), run(lesson, &json, here)?)?;
    for entry in fs::read_dir(here.join("target/lessons").join(lesson))? {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        let kept = path.extension().is_some_and(|kind| {
            ["svg", "json"].iter().any(|kept| kind == *kept)
        });
        if kept {
            fs::copy(&path, folder.join(name))?;
        }
    }
    output::print(&format!("{lesson}: {}\n", folder.display()));
    Ok(())
}

/// The runs of `fit` that the book shows, `docs/fits.txt`: a name and flags.
fn fits() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = include_str!("../../../docs/fits.txt").lines();
    let pairs = lines.filter_map(|line| line.split_once(": "));
    pairs.map(|(name, flags)| (name, flags.split_whitespace().collect()))
}

/// Runs `fit` beside a copy of `data/`, and keeps what it prints and draws. It
/// takes time, and how much is left out: that differs from run to run.
fn fit(flags: &[&str], folder: &Path) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let here = temporary.path();
    fs::create_dir(here.join("data"))?;
    for entry in fs::read_dir(crate::root().join("data"))? {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        fs::copy(&path, here.join("data").join(name))?;
    }
    let flags = [flags, &FLAGS].concat();
    fs::write(folder.join("story.txt"), run("fit", &flags, here)?)?;
    let json = run("fit", &[&flags[..], &["--json"]].concat(), here)?;
    let mut document: Value = serde_json::from_str(&json)?;
    if let Some(document) = document.as_object_mut() {
        document.shift_remove("seconds");
    }
    fs::write(folder.join("results.json"), format!("{document}\n"))?;
    for entry in fs::read_dir(here.join("target/fit"))? {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        if path.extension().is_some_and(|kind| kind == "svg") {
            fs::copy(&path, folder.join(name))?;
        }
    }
    Ok(())
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// Runs a program of this repository in a folder.
fn run(program: &str, flags: &[&str], folder: &Path) -> Result<String> {
    let manifest = crate::root().join("Cargo.toml");
    let manifest = manifest.to_string_lossy();
    let path = ["--manifest-path", &manifest, "--bin", program, "--"];
    // They draw times, which mean something with --release only.
    let release = if ["lesson14", "lesson15"].contains(&program) {
        &["--release"][..]
    } else {
        &[]
    };
    let flags = [&["run", "--quiet"], release, &path[..], flags].concat();

    cargo(&flags, folder)
}

/// All programs of this repository, but for the exercises: these are bins of
/// their own that need a feature.
fn programs() -> Result<Vec<String>> {
    let flags = ["metadata", "--no-deps", "--format-version", "1"];
    let metadata: Value =
        serde_json::from_str(&cargo(&flags, &crate::root())?)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let targets = list(&metadata["packages"])
        .into_iter()
        .flat_map(|package| list(&package["targets"]));
    let programs = targets.filter(|target| {
        let plain = list(&target["required-features"]).is_empty();
        plain && list(&target["kind"]).contains(&"bin".into())
    });
    let name = |target: Value| target["name"].as_str().map(str::to_owned);
    Ok(programs.filter_map(name).collect())
}

fn cargo(flags: &[&str], folder: &Path) -> Result<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(PathBuf::from(cargo))
        .args(flags)
        .current_dir(folder)
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!("cargo {} failed: {}", flags.join(" "), reason.trim());
    }
    Ok(String::from_utf8(output.stdout)?)
}
