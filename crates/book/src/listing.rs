//! Code by anchor: `{{#include ../../crates/…/main.rs:descent}}`.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

/// No listing is longer: what does not fit on a screen is not read.
const LINES: usize = 30;

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, or the whole of a
/// short file, moved to the left margin. `target` is relative to the pages.
pub fn include(pages: &Path, target: &str) -> Result<String> {
    let (path, anchor) = match target.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    };
    let text = fs::read_to_string(pages.join(path))
        .with_context(|| format!("cannot read {path}"))?;
    let lines: Vec<&str> = match anchor {
        Some(anchor) => between(&text, anchor)
            .with_context(|| format!("{path} has no anchor {anchor}"))?,
        None => text.lines().collect(),
    };
    let lines: Vec<&str> = lines
        .into_iter()
        .filter(|line| mark(line).is_none())
        .collect();
    if lines.len() > LINES {
        bail!("{target} has {} lines, more than {LINES}", lines.len());
    }
    Ok(to_the_left(&lines))
}

/// What opens a box around a listing whose fence says `since=FILE:ANCHOR`: a
/// mark for each line that this earlier listing does not have.
pub fn marks(
    pages: &Path,
    info: &str,
    lines: &[String],
) -> Result<Option<String>> {
    let since = info.split(',').find_map(|word| word.strip_prefix("since="));
    let Some(since) = since else { return Ok(None) };
    let marks = changed(&include(pages, since)?, &lines.join("\n"));
    let marks = marks.iter().map(|line| {
        format!("<span class=\"mark\" style=\"--line: {line}\"></span>")
    });
    let marks = marks.collect::<String>();
    Ok(Some(format!("<div class=\"changed\">\n{marks}")))
}

/// The lines of a listing, from 1 on, that an earlier one does not have: what
/// remains beside a longest run of lines that both have in one order.
fn changed(before: &str, now: &str) -> Vec<usize> {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim().to_owned()).collect()
    };
    let (before, now) = (lines(before), lines(now));
    // How many lines from i of the one and from j of the other on are common.
    let mut common = vec![vec![0; now.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..now.len()).rev() {
            common[i][j] = match before[i] == now[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut changed) = (0, Vec::new());
    for (j, line) in now.iter().enumerate() {
        while i < before.len()
            && before[i] != *line
            && common[i + 1][j] == common[i][j]
        {
            i += 1;
        }
        if before.get(i) == Some(line) {
            i += 1;
        } else if !line.is_empty() {
            changed.push(j + 1);
        }
    }
    changed
}

fn between<'a>(text: &'a str, anchor: &str) -> Option<Vec<&'a str>> {
    let is = |line: &&str, kind| mark(line) == Some((kind, anchor));
    let mut lines = text.lines();
    lines.find(|line| is(line, "ANCHOR"))?;
    let lines: Vec<_> = lines.collect();
    let end = lines.iter().position(|line| is(line, "ANCHOR_END"))?;
    Some(lines[..end].to_vec())
}

/// `("ANCHOR", "name")` in a line that marks one.
fn mark(line: &str) -> Option<(&str, &str)> {
    let comment = line.trim().trim_start_matches(['/', '#', ' ']);
    let (kind, name) = comment.split_once(": ")?;
    matches!(kind, "ANCHOR" | "ANCHOR_END").then_some((kind, name.trim()))
}

fn to_the_left(lines: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let margin = written.map(indent).min().unwrap_or(0);
    let moved = lines.iter().map(|line| line.get(margin..).unwrap_or(""));
    moved.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_are_those_that_are_new() {
        for (before, now, new) in [
            ("a\nb\nc", "a\nb\nc", vec![]),
            ("a\nb\nc", "a\nx\n  c", vec![2]),
            ("a\nb", "x\na\n\nb\ny", vec![1, 5]),
            ("a\nb\nc\nd", "b\nd\nc", vec![3]),
            ("", "a", vec![1]),
        ] {
            assert_eq!(changed(before, now), new, "{before:?} {now:?}");
        }
    }

    #[test]
    fn an_anchor_is_cut_out_and_moved_left() {
        let text = "a\n  // ANCHOR: x\n  b\n  # ANCHOR: y\n\n    c\n  \
                    # ANCHOR_END: y\n  // ANCHOR_END: x\nd\n";
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("f"), text).unwrap();
        assert_eq!(include(folder.path(), "f:x").unwrap(), "b\n\n  c");
        assert_eq!(include(folder.path(), "f:y").unwrap(), "\nc");
        for (target, complaint) in
            [("f:z", "f has no anchor z"), ("g:x", "cannot read g")]
        {
            let error = include(folder.path(), target).unwrap_err();
            assert!(error.to_string().starts_with(complaint), "{error}");
        }
        fs::write(folder.path().join("long"), "x\n".repeat(31)).unwrap();
        assert!(include(folder.path(), "long").is_err());
    }
}
