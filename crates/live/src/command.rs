//! Which programs a page may run, and with which words.
//!
//! The values of flags are the programs' own business: their command lines
//! refuse what is wrong and say what is meant. Only files are checked here. A
//! page may name those alone that the book itself names, and never the folder
//! that a program writes to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::workspace::Workspace;

/// More letters make no command line that a person writes.
const LONGEST: usize = 2000;

/// A flag as `--help` tells of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flag {
    /// Its name, with the two dashes.
    pub name: String,
    /// What stands for its value, such as `LR`; `None` for a switch.
    pub value: Option<String>,
    /// What it does.
    pub help: String,
}

/// A program that a page may run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Program {
    /// Its flags, in the order of its help, but for those that a page may not
    /// give.
    pub flags: Vec<Flag>,
    /// The flags that a page may not give: folders to write to.
    #[serde(skip)]
    folders: BTreeSet<String>,
    /// The files and subcommands that the book names in its commands.
    #[serde(skip)]
    named: BTreeSet<String>,
}

/// All programs that a page may run, by their names.
#[derive(Clone, Debug, Serialize)]
pub struct Programs(BTreeMap<String, Program>);

/// What a word of a command line is.
enum Word<'a> {
    /// The folder that a program writes to.
    Folder,
    /// A file, or something else that stands without a flag.
    File(&'a str),
    /// A flag, or a value that is no file.
    Other,
}

impl Programs {
    /// Reads the flags from `docs/src/output/help`, and from the built book
    /// the commands in its pages.
    ///
    /// # Errors
    /// Folders that cannot be read.
    pub fn load(workspace: &Workspace) -> Result<Self> {
        let helps = workspace.root.join("docs/src/output/help");
        let mut programs = BTreeMap::new();
        for name in Workspace::programs() {
            let help = helps.join(name).with_extension("txt");
            let Ok(help) = fs::read_to_string(help) else {
                continue;
            };
            let (folders, flags): (Vec<_>, _) =
                flags(&help).into_iter().partition(Flag::is_folder);
            let folders = folders.into_iter().map(|flag| flag.name);
            let program = Program {
                flags,
                folders: folders.chain(["--out".to_owned()]).collect(),
                named: BTreeSet::new(),
            };
            programs.insert(name.to_owned(), program);
        }
        let mut programs = Programs(programs);
        programs.read_commands(&workspace.book)?;
        Ok(programs)
    }

    fn read_commands(&mut self, book: &Path) -> Result<()> {
        let entries = fs::read_dir(book)
            .with_context(|| format!("cannot read {}", book.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_none_or(|kind| kind != "html") {
                continue;
            }
            let page = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            for line in commands(&page) {
                let words = shlex::split(&line).unwrap_or_default();
                let mut words = words.into_iter();
                let name = words.find(|word| word == "--bin");
                let name = name.and_then(|_| words.next()).unwrap_or_default();
                let flags: Vec<String> = words.skip(1).collect();
                if let Some(program) = self.0.get_mut(&name) {
                    let files = program.files(&flags);
                    program.named.extend(files);
                }
            }
        }
        Ok(())
    }

    /// The words of a command line that a page asks for.
    ///
    /// # Errors
    /// A line for the reader: an unknown program, a line that cannot be read,
    /// a file that a page may not name.
    pub fn check(
        &self,
        program: &str,
        line: &str,
    ) -> Result<Vec<String>, String> {
        let known = self.0.get(program).ok_or_else(|| {
            let all: Vec<_> = self.0.keys().map(String::as_str).collect();
            format!("There is no program of this name: {}", all.join(", "))
        })?;
        if line.len() > LONGEST {
            return Err(format!("The flags take at most {LONGEST} letters"));
        }
        if line.contains(char::is_control) {
            return Err("The flags stand on one line".into());
        }
        let words = shlex::split(line)
            .ok_or("A quotation mark opens and none closes")?;
        for word in known.words(&words) {
            match word {
                Word::Folder => {
                    return Err(
                        "A cell writes into a folder of its own: leave \
                                out --out"
                            .into(),
                    );
                }
                Word::File(name) if !known.named.contains(name) => {
                    let named: Vec<_> =
                        known.named.iter().map(String::as_str).collect();
                    let named = match named.as_slice() {
                        [] => "none here".to_owned(),
                        named => named.join(", "),
                    };
                    return Err(format!(
                        "A cell takes only the files that the book names \
                         ({named}), not `{name}`. In a terminal the same \
                         command takes any."
                    ));
                }
                Word::File(_) | Word::Other => {}
            }
        }
        Ok(words)
    }
}

impl Program {
    /// What each word is.
    fn words<'a>(&self, words: &'a [String]) -> Vec<Word<'a>> {
        let mut found = Vec::new();
        let mut words = words.iter().map(String::as_str).peekable();
        while let Some(word) = words.next() {
            // A value stands behind `=`, or is the next word.
            let (name, behind) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word, None),
            };
            if !name.starts_with("--") {
                // `-h` and `-V` take no value. A `-` alone is a file.
                found.push(match word {
                    "-h" | "-V" => Word::Other,
                    _ => Word::File(word),
                });
                continue;
            }
            // Behind `--` alone every word is a file.
            if word == "--" {
                found.extend(words.by_ref().map(Word::File));
                break;
            }
            if self.folders.contains(name) {
                found.push(Word::Folder);
                continue;
            }
            match self.flags.iter().find(|flag| flag.name == name) {
                Some(flag) => {
                    // What looks like a flag is read as one, to be safe.
                    let takes = flag.value.is_some() && behind.is_none();
                    let next =
                        words.next_if(|next| takes && !next.starts_with("--"));
                    let value = behind.or(next).unwrap_or_default();
                    found.push(match flag.is_file() {
                        true => Word::File(value),
                        false => Word::Other,
                    });
                }
                // A flag that the program does not know, or one that a reader
                // has just written. What follows may be its value, and a value
                // that leads to no other folder is harmless.
                None => {
                    let next = words.next_if(|next| {
                        behind.is_none() && !next.starts_with('-')
                    });
                    let value = behind.or(next).unwrap_or_default();
                    let leads_out =
                        value == ".." || value.contains(['/', '\\', '~']);
                    found.push(match leads_out {
                        true => Word::File(value),
                        false => Word::Other,
                    });
                }
            }
        }
        found
    }

    fn files(&self, words: &[String]) -> BTreeSet<String> {
        let words = self.words(words).into_iter();
        let files = words.filter_map(|word| match word {
            Word::File(name) => Some(name.to_owned()),
            _ => None,
        });
        files.collect()
    }
}

impl Flag {
    fn is_folder(&self) -> bool {
        self.value.as_deref() == Some("DIR")
    }

    fn is_file(&self) -> bool {
        let value = self.value.as_deref().unwrap_or_default();
        value.starts_with("FILE")
    }
}

/// The flags in a help. Each begins a line with its name; its text may go on
/// below.
fn flags(help: &str) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for line in help.lines() {
        let text = line.trim();
        let Some(at) = text.find("--").filter(|_| text.starts_with('-')) else {
            if line.starts_with("          ")
                && let Some(flag) = flags.last_mut()
            {
                flag.help = format!("{} {text}", flag.help).trim().into();
            }
            continue;
        };
        let (names, help) = text[at..].split_once("  ").unwrap_or((text, ""));
        let (name, value) = names.split_once(' ').unwrap_or((names, ""));
        let value = value.trim_matches(['<', '>', '[', ']']);
        flags.push(Flag {
            name: name.to_owned(),
            value: (!value.is_empty()).then(|| value.to_owned()),
            help: help.trim().to_owned(),
        });
    }
    flags
}

/// The commands in a page: the lines of its code that begin with `cargo run`.
fn commands(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for part in page.split("<code").skip(1) {
        let code = part.split_once('>').map_or("", |(_, code)| code);
        let code = code.split("</code>").next().unwrap_or_default();
        let lines = code.lines().map(str::trim);
        let lines = lines.filter(|line| line.starts_with("cargo run "));
        commands.extend(lines.map(|line| {
            let line = line.replace("&lt;", "<").replace("&gt;", ">");
            line.replace("&quot;", "\"").replace("&amp;", "&")
        }));
    }
    commands
}
