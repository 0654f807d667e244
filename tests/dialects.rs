//! Random tables in random dialects, written as text and read back: every
//! value comes to the last bit, or the reader refuses, which is rare where the
//! text leaves no doubt.
//!
//! The oracle is the table before it was written. No dialect here is one that
//! two people could read in two ways: decimal commas never have three digits
//! behind them, and titles have another number of fields than rows.

use std::cell::RefCell;

use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    test_runner::{Config, RngSeed, TestCaseError, TestRunner},
};
use table::{Error, Missing, Options, Pick, Source, Table, read};

/// How fields are quoted, and a quote within them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Quotes {
    Doubled,
    Escaped,
    Single,
}

/// How a table is written.
#[derive(Clone, Debug)]
struct Dialect {
    /// What divides fields; a blank stands for runs of them.
    delimiter: &'static str,
    decimal: char,
    quotes: Quotes,
    /// Quotes around all fields, not only where they must be.
    quoted: bool,
    /// Spaces behind each delimiter.
    spaced: bool,
    /// What stands before and behind each number of the column y.
    clothes: [&'static str; 2],
    /// Below the header a row of these.
    units: Option<&'static str>,
    /// Blank lines behind every third row.
    blank_lines: bool,
    /// A last line.
    footer: Option<&'static str>,
    line_end: &'static str,
    /// Whether the last line ends, too.
    ended: bool,
    header: bool,
    titles: Vec<&'static str>,
    missing: &'static str,
    bom: bool,
    /// A delimiter behind the last field of each row.
    trailing: bool,
}

/// One value: a number of digits, where the decimal mark is in it, or a word.
#[derive(Clone, Debug)]
enum Cell {
    Number { digits: i64, decimals: u32 },
    Word(&'static str),
    Missing,
}

/// A table, the two columns to read, and how to write it.
#[derive(Clone, Debug)]
struct Case {
    dialect: Dialect,
    names: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    x: usize,
    y: usize,
}

const TITLES: [&str; 4] = [
    "Measured by hand in the old harbour basin",
    "# All values are means of ten or more readings",
    "Station: North pier (open to the wide sea)",
    "",
];
const NAMES: [&str; 8] = [
    "depth",
    "salt",
    "temp (C)",
    "flow l/s",
    "a,b",
    "c;d",
    "said \"so\"",
    "größe",
];
const WORDS: [&str; 7] = [
    "red",
    "New Harbour",
    "up, down",
    "x;y",
    "5\" pipe",
    "été",
    "it's a, b",
];
const CLOTHES: [[&str; 2]; 4] = [["", ""], ["", "%"], ["$", ""], ["", " kg"]];
const MARKS: [&str; 16] = [
    "", "NA", "N/A", "n/a", "-", "--", "---", ".", "null", "None", "?", ":",
    "***", "#N/A", "#DIV/0!", "NaN",
];

fn dialect() -> impl Strategy<Value = Dialect> {
    let delimiters = vec![",", ";", "\t", "|", " ", "~", "^", "::"];
    let quotes = vec![Quotes::Doubled, Quotes::Escaped, Quotes::Single];
    let marks = (
        select(delimiters),
        any::<bool>(),
        select(quotes),
        any::<[bool; 2]>(),
        select(CLOTHES.to_vec()),
    );
    let lines = (
        select(vec!["\n", "\r\n", "\r"]),
        any::<[bool; 2]>(),
        select(vec![None, Some("m"), Some("(kg)")]),
    );
    let around = (
        any::<bool>(),
        vec(select(TITLES.to_vec()), 0..3),
        select(vec![None, Some("Source: own"), Some("Note: see above")]),
        any::<bool>(),
    );
    let rest = (any::<bool>(), select(MARKS.to_vec()));
    (marks, lines, around, rest).prop_map(|(marks, lines, around, rest)| {
        let (delimiter, comma, quotes, [quoted, spaced], clothes) = marks;
        let (line_end, [ended, blank_lines], units) = lines;
        let (header, titles, footer, bom) = around;
        let (trailing, missing) = rest;
        let blanks = delimiter == " ";
        // Of these every line must have as many fields, and no quotes in "::".
        let rare = matches!(delimiter, "~" | "^" | "::");
        let has_quotes = !blanks && delimiter != "::";
        let clothes = match clothes {
            [_, " kg"] if blanks => ["", "%"],
            clothes => clothes,
        };
        Dialect {
            delimiter,
            decimal: if comma { ',' } else { '.' },
            quotes: if has_quotes { quotes } else { Quotes::Doubled },
            quoted: quoted && delimiter != "::",
            spaced: spaced && has_quotes && delimiter != "\t",
            clothes,
            units: units.filter(|_| header),
            blank_lines,
            footer: footer.filter(|_| !rare),
            line_end,
            ended,
            header,
            titles: if rare { Vec::new() } else { titles },
            // Between blanks nothing would be seen of an empty field.
            missing: match missing {
                "" if blanks => "NA",
                ":" if delimiter == "::" => "NA",
                mark => mark,
            },
            bom,
            trailing: trailing && !blanks,
        }
    })
}

fn case() -> impl Strategy<Value = Case> {
    let columns = vec((0..5u32, any::<u64>()), 2..6);
    let gaps = vec((any::<usize>(), any::<usize>()), 0..3);
    let digits = vec(vec(-99_999..=99_999i64, 6), 6..20);
    let names = Just(NAMES.to_vec()).prop_shuffle();
    (dialect(), columns, digits, gaps, names).prop_map(
        |(mut dialect, columns, digits, gaps, mut names)| {
            names.truncate(columns.len());
            let words = |at: usize| {
                // Without a header the first row of words would look like one.
                dialect.header && at > 1 && columns[at].0 == 4
            };
            let cell = |at: usize, digits: i64| match columns[at].0 {
                _ if words(at) => {
                    let word = digits.unsigned_abs() as usize % WORDS.len();
                    Cell::Word(WORDS[word])
                }
                0 => Cell::Number {
                    digits: digits / 7,
                    decimals: 0,
                },
                // With three, a decimal comma would look like thousands.
                kind => Cell::Number {
                    digits,
                    decimals: [1, 2, 4, 2][kind as usize - 1],
                },
            };
            let mut rows: Vec<Vec<Cell>> = digits
                .iter()
                .map(|row| {
                    (0..columns.len()).map(|at| cell(at, row[at])).collect()
                })
                .collect();
            for (row, at) in gaps {
                // The first row shows what the columns hold.
                let row = 1 + row % (rows.len() - 1);
                let at = at % columns.len();
                if !words(at) {
                    rows[row][at] = Cell::Missing;
                }
            }
            let numeric: Vec<_> =
                (0..columns.len()).filter(|at| !words(*at)).collect();
            let [x, .., y] = numeric[..] else {
                unreachable!("the first two columns hold numbers")
            };
            if numeric.len() < columns.len() {
                // A word in that row would be one of the data.
                dialect.units = None;
            }
            Case {
                dialect,
                names,
                rows,
                x,
                y,
            }
        },
    )
}

impl Cell {
    fn text(&self, dialect: &Dialect) -> String {
        match self {
            Cell::Word(word) => (*word).to_owned(),
            Cell::Missing => dialect.missing.to_owned(),
            Cell::Number { digits, decimals } => {
                let sign = if *digits < 0 { "-" } else { "" };
                let unit = 10_u64.pow(*decimals);
                let digits = digits.unsigned_abs();
                let whole = digits / unit;
                match *decimals as usize {
                    0 => format!("{sign}{whole}"),
                    width => {
                        let decimal = dialect.decimal;
                        let part = digits % unit;
                        format!("{sign}{whole}{decimal}{part:0width$}")
                    }
                }
            }
        }
    }

    /// The number that every reader of decimals makes of it.
    fn value(&self) -> Option<f64> {
        match self {
            Cell::Number { digits, decimals } => {
                Some(format!("{digits}e-{decimals}").parse().unwrap())
            }
            _ => None,
        }
    }
}

impl Case {
    fn field(&self, text: &str) -> String {
        let Dialect {
            delimiter,
            quoted,
            quotes,
            ..
        } = self.dialect;
        let (mark, within) = match quotes {
            Quotes::Doubled => ("\"", "\"\""),
            Quotes::Escaped => ("\"", "\\\""),
            Quotes::Single => ("'", "''"),
        };
        let needed = text.contains(mark) || text.contains(delimiter);
        match quoted || needed && delimiter != "::" {
            true => format!("{mark}{}{mark}", text.replace(mark, within)),
            false => text.to_owned(),
        }
    }

    fn line(&self, fields: &[String]) -> String {
        let fields: Vec<_> = fields.iter().map(|f| self.field(f)).collect();
        let delimiter = self.dialect.delimiter;
        if delimiter == " " {
            let wide: Vec<_> =
                fields.iter().map(|f| format!("{f:>14}")).collect();
            return wide.join("  ");
        }
        let spaces = if self.dialect.spaced { " " } else { "" };
        let mut line = fields.join(&format!("{delimiter}{spaces}"));
        if self.dialect.trailing {
            line += delimiter;
        }
        line
    }

    fn text(&self) -> String {
        let dialect = &self.dialect;
        let mut lines: Vec<String> =
            dialect.titles.iter().map(|t| (*t).to_owned()).collect();
        if dialect.header {
            let names: Vec<_> =
                self.names.iter().map(|n| (*n).to_owned()).collect();
            lines.push(self.line(&names));
        }
        if let Some(unit) = dialect.units {
            lines.push(self.line(&vec![unit.to_owned(); self.names.len()]));
        }
        for (at, row) in self.rows.iter().enumerate() {
            let mut fields: Vec<_> =
                row.iter().map(|c| c.text(dialect)).collect();
            if let Some(number) = fields.get_mut(self.y)
                && matches!(row[self.y], Cell::Number { .. })
            {
                let [before, behind] = dialect.clothes;
                let bare = number.trim_start_matches('-');
                let sign = &number[..number.len() - bare.len()];
                *number = format!("{sign}{before}{bare}{behind}");
            }
            lines.push(self.line(&fields));
            if dialect.blank_lines && at % 3 == 2 {
                lines.push(String::new());
            }
        }
        lines.extend(dialect.footer.map(str::to_owned));
        let mut text = if dialect.bom { "\u{feff}" } else { "" }.to_owned();
        text += &lines.join(dialect.line_end);
        if dialect.ended {
            text += dialect.line_end;
        }
        text
    }

    /// The rows that have both values.
    fn values(&self) -> [Vec<f64>; 2] {
        let both = |row: &Vec<Cell>| {
            Some((row[self.x].value()?, row[self.y].value()?))
        };
        let (x, y) = self.rows.iter().filter_map(both).unzip();
        [x, y]
    }

    fn read(&self, text: &str) -> Result<Table, Error> {
        let name = |at: usize| match self.dialect.header {
            true => self.names[at].to_owned(),
            false => (at + 1).to_string(),
        };
        let pick = Pick {
            x: vec![name(self.x)],
            y: Some(name(self.y)),
            ..Pick::default()
        };
        let options = Options {
            missing: Missing::Drop,
            ..Options::default()
        };
        read(Source::new(text.as_bytes(), "data.csv"), &pick, &options)
    }
}

#[test]
fn tables_come_back_from_every_dialect() {
    let mut runner = TestRunner::new(Config {
        cases: 1024,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(42),
        ..Config::default()
    });
    let refused = RefCell::new(Vec::new());
    let tried = runner.run(&case(), |case| {
        let text = case.text();
        let table = match case.read(&text) {
            Ok(table) => table,
            Err(error) => {
                refused.borrow_mut().push(format!("{error}\n{text}"));
                return Ok(());
            }
        };
        let bits = |columns: &[Vec<f64>]| -> Vec<Vec<u64>> {
            let of = |column: &Vec<f64>| {
                column.iter().map(|v| v.to_bits()).collect()
            };
            columns.iter().map(of).collect()
        };
        let want = case.values();
        if bits(&table.columns) != bits(&want) {
            let got = &table.columns;
            let say = format!("{got:?}, expected {want:?}:\n{text}");
            return Err(TestCaseError::fail(say));
        }
        let lost = case.rows.len() - want[0].len();
        // An empty row above a note ends the table.
        if case.dialect.footer.is_none() {
            prop_assert_eq!(table.dropped.len(), lost, "{}", text);
        }
        Ok(())
    });
    tried.unwrap_or_else(|wrong| panic!("{wrong}"));
    let refused = refused.borrow();
    let shown = refused.iter().take(5).cloned().collect::<Vec<_>>();
    assert!(
        refused.len() < 20, // 2 % of 1,024
        "{} refused, the first of them:\n{}",
        refused.len(),
        shown.join("\n---\n")
    );
}
