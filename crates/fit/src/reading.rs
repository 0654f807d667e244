//! The flags that say how a file is read, where it is not found out.

use program::{Error, Result, value::Parsed};
use serde::{Deserialize, Serialize};
use table::{Header, Missing, Options};

/// What `--help` calls them together.
const READING: &str = "How the file is read [default: found out, and told]";

/// How a file is read.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Reading {
    /// What divides the columns: a letter or several, tab, or space for runs of
    /// spaces
    #[arg(long, help_heading = READING, value_name = "TEXT")]
    #[arg(value_parser = delimiter)]
    pub delimiter: Option<String>,
    /// What stands before decimals: . or ,
    #[arg(long, help_heading = READING, value_name = "MARK")]
    #[arg(value_parser = decimal)]
    pub decimal: Option<char>,
    /// What stands between thousands: . , ' or space
    #[arg(long, help_heading = READING, value_name = "MARK")]
    #[arg(value_parser = thousands)]
    pub thousands: Option<char>,
    /// How many lines stand above the table
    #[arg(long, help_heading = READING, value_name = "LINES")]
    pub skip: Option<u64>,
    /// The line of the names of the columns, counted from the top of the file;
    /// none if they have no names
    #[arg(long, help_heading = READING, value_name = "LINE|none")]
    #[arg(value_parser = header)]
    pub header: Option<Header>,
    /// The encoding of the text, as in windows-1252 or euc-kr
    #[arg(long, help_heading = READING, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What stands for a missing value, besides nothing, NA and the like; give
    /// it again for several
    #[arg(long, help_heading = READING, value_name = "VALUE")]
    #[arg(allow_hyphen_values = true)]
    pub na: Vec<String>,
    /// With what letter a line begins that is a comment
    #[arg(long, help_heading = READING, value_name = "LETTER")]
    pub comment: Option<char>,
    /// The sheet of a spreadsheet, by name or number [default: the first]
    #[arg(long, help_heading = READING, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// Refuse the file where something would have to be assumed
    #[arg(long, help_heading = READING)]
    pub strict: bool,
}

/// What of it holds for new rows, too, when a model predicts.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// As `--decimal` said.
    pub decimal: Option<char>,
    /// As `--thousands` said.
    pub thousands: Option<char>,
    /// As `--na` said.
    pub na: Vec<String>,
}

impl Reading {
    /// Refuses marks that are the same.
    ///
    /// # Errors
    /// Which flags.
    pub fn check(&self) -> Result<()> {
        if self.decimal.is_some() && self.decimal == self.thousands {
            return Err(Error::Input(
                "--decimal and --thousands cannot be the same mark".into(),
            ));
        }
        Ok(())
    }

    /// The same for the reader of tables.
    pub fn options(&self, missing: Missing, categories: &[String]) -> Options {
        Options {
            delimiter: self.delimiter.clone(),
            decimal: self.decimal,
            thousands: self.thousands,
            skip: self.skip,
            header: self.header,
            encoding: self.encoding.clone(),
            na: self.na.clone(),
            comment: self.comment,
            categories: categories.to_vec(),
            strict: self.strict,
            missing,
            keep: false,
        }
    }

    /// What a model keeps of it.
    pub fn kept(&self) -> Kept {
        Kept {
            decimal: self.decimal,
            thousands: self.thousands,
            na: self.na.clone(),
        }
    }

    /// With what a model kept, where nothing else is said.
    pub fn or(&self, kept: &Kept) -> Reading {
        Reading {
            decimal: self.decimal.or(kept.decimal),
            thousands: self.thousands.or(kept.thousands),
            na: [&self.na[..], &kept.na].concat(),
            ..self.clone()
        }
    }
}

fn delimiter(text: &str) -> Parsed<String> {
    match text {
        "" => Err("use a letter, tab or space".into()),
        "tab" | "\\t" => Ok("\t".into()),
        "space" | "spaces" => Ok(" ".into()),
        _ => Ok(text.into()),
    }
}

fn decimal(text: &str) -> Parsed<char> {
    match text {
        "." | "," => Ok(if text == "." { '.' } else { ',' }),
        _ => Err("use . or ,".into()),
    }
}

fn thousands(text: &str) -> Parsed<char> {
    match text {
        "space" => Ok(' '),
        "." | "," | "'" | " " => Ok(one(text).unwrap_or(' ')),
        _ => Err("use . , ' or space".into()),
    }
}

fn header(text: &str) -> Parsed<Header> {
    match text {
        "none" => Ok(Header::None),
        line => line
            .parse()
            .ok()
            .filter(|line| *line > 0)
            .map(Header::Line)
            .ok_or_else(|| "use the number of a line, or none".into()),
    }
}

/// The one letter of a text.
fn one(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}
