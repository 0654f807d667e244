//! What a program printed, as plain text. Colours go; a line that overwrites
//! itself, as a progress bar does, becomes how far it is.

use serde::Serialize;

/// How far something is that takes long.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// So much is done,
    pub done: u64,
    /// of so much.
    pub of: u64,
    /// What it is: `Building`.
    pub what: String,
}

/// What was said, piece by piece.
#[derive(Debug, PartialEq)]
pub enum Said {
    /// A line, with its end.
    Line(String),
    /// A bar.
    Progress(Progress),
}

/// Longer lines come in parts: a line without an end takes no memory.
const LONGEST: usize = 16 * 1024;

/// Reads the bytes of a program as they come.
#[derive(Debug, Default)]
pub struct Plain {
    line: Vec<u8>,
    returned: bool,
}

impl Plain {
    /// Reads the next bytes, and gives what they complete.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<Said> {
        let mut said = Vec::new();
        for byte in bytes {
            if std::mem::take(&mut self.returned) && *byte != b'\n' {
                // The line so far is written over.
                let line = plain(&std::mem::take(&mut self.line));
                said.extend(progress(&line).map(Said::Progress));
            }
            match byte {
                b'\r' => self.returned = true,
                b'\n' => said.extend(self.line(true)),
                _ => self.line.push(*byte),
            }
            if self.line.len() >= LONGEST {
                said.extend(self.line(false));
            }
        }
        if self.returned {
            let line = plain(&self.line);
            said.extend(progress(&line).map(Said::Progress));
        }
        said
    }

    /// What is left when a program has ended: a line without an end.
    pub fn end(mut self) -> Option<Said> {
        let left = !self.line.is_empty() && !self.returned;
        left.then(|| self.line(true)).flatten()
    }

    fn line(&mut self, whole: bool) -> Option<Said> {
        let bytes = std::mem::take(&mut self.line);
        let mut line = plain(&bytes);
        // What cleared a bar is no empty line.
        if line.is_empty() && bytes.contains(&0x1b) {
            return None;
        }
        if whole {
            line.push('\n');
        }
        Some(Said::Line(line))
    }
}

/// Text without escape sequences and control characters.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => skip_escape(&mut letters),
            '\t' => plain.push(letter),
            _ if letter.is_control() => {}
            _ => plain.push(letter),
        }
    }
    plain
}

/// Skips what follows an escape character: `[1;31m`, `]0;title` and a bell, or
/// a single letter.
fn skip_escape(letters: &mut std::str::Chars) {
    match letters.next() {
        Some('[') => {
            letters.find(|letter| ('@'..='~').contains(letter));
        }
        Some(']') => {
            while let Some(letter) = letters.next() {
                if letter == '\u{7}' {
                    break;
                }
                if letter == '\u{1b}' {
                    letters.next();
                    break;
                }
            }
        }
        _ => {}
    }
}

/// `Building [==>   ] 12/345: burn` is a bar.
fn progress(line: &str) -> Option<Progress> {
    let what = line.split_whitespace().next()?.to_owned();
    let words = line.split([' ', ':', ',']);
    let (done, of) = words
        .filter_map(|word| word.split_once('/'))
        .find_map(|(done, of)| Some((done.parse().ok()?, of.parse().ok()?)))?;
    (done <= of && of > 0).then_some(Progress { done, of, what })
}
