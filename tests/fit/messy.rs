//! Tables as people have them: read right with a word on what was assumed, or
//! refused with one that helps, and never silently wrong. The files, and what
//! is right for each, lie in tests/data/messy.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use serde::Deserialize;
use tempfile::tempdir;

use crate::{Ended, common, file, run};

/// Right to a millionth: another reading of a table is further off.
const TOLERANCE: f64 = 1e-6;

/// Units of time that a reader may count in, in seconds.
const UNITS: [(&str, f64); 5] = [
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", 86_400.0),
    ("year", 365.25 * 86_400.0),
];

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// An entry of cases.toml, which tells what each key means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    file: String,
    args: Vec<String>,
    parameters: Option<Vec<f64>>,
    #[serde(default)]
    also: Vec<Vec<f64>>,
    unit: Option<String>,
    #[serde(default)]
    says: Vec<String>,
    refused: Option<Vec<String>>,
    #[serde(default)]
    either: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Right,
    RefusedRightly,
    /// Refused where it can be read.
    RefusedWrongly,
    /// Read, and the parameters are others, or there is nothing to read.
    SilentlyWrong,
    /// The numbers are right, and a word is missing.
    Unsaid,
    /// Refused rightly, in words that do not help.
    Unhelpful,
    /// No run that ends as it should: a panic, an error of several lines.
    Broken,
}

/// The text in small letters and without blanks: it is wrapped somewhere.
fn squeezed(text: &str) -> String {
    let text = text.to_lowercase().replace('−', "-");
    text.split_whitespace().collect()
}

/// The first of these that the text lacks.
fn lacks<'a>(text: &str, words: &'a [String]) -> Option<&'a str> {
    let text = squeezed(text);
    let said = |one: &str| text.contains(&squeezed(one));
    let lacking = words.iter().find(|any| !any.split('|').any(said));
    lacking.map(String::as_str)
}

fn same(got: &[f64], want: &[f64]) -> bool {
    // Written so that NaN fails.
    let close = |(got, want): (&f64, &f64)| {
        (got - want).abs() <= TOLERANCE * want.abs()
    };
    got.len() == want.len() && got.iter().zip(want).all(close)
}

impl Case {
    /// Runs fit on a copy: what its folder and its name say is in no message.
    fn run(&self, more: &[&str]) -> Ended {
        let folder = tempdir().unwrap();
        let (_, kind) = self.file.split_once('.').unwrap();
        let copy = format!("t.{kind}");
        let data = file(&format!("tests/data/messy/{}", self.file));
        fs::copy(data, folder.path().join(&copy)).unwrap();
        let mut flags = vec![copy.as_str(), "--no-figures"];
        flags.extend(self.args.iter().map(String::as_str));
        flags.extend(more);
        run(folder.path(), &flags)
    }

    fn judge(&self) -> (Verdict, String) {
        let Ended(code, story, stderr) = self.run(&[]);
        match (code, &self.parameters) {
            (Some(2), _) => self.judge_refusal(&stderr),
            (Some(0), None) if self.refused.is_some() => {
                (Verdict::SilentlyWrong, "read".into())
            }
            (Some(0), None) => self.judge_words(&story),
            (Some(0), Some(want)) => match self.judge_numbers(want, &story) {
                Ok(()) => self.judge_words(&story),
                Err(wrong) => wrong,
            },
            _ => (Verdict::Broken, format!("code {code:?}: {stderr}")),
        }
    }

    fn judge_refusal(&self, stderr: &str) -> (Verdict, String) {
        let one = stderr.starts_with("error: ") && stderr.lines().count() == 1;
        let told = stderr.trim_end().to_owned();
        match &self.refused {
            _ if !one || stderr.contains("panicked") => (Verdict::Broken, told),
            None => (Verdict::RefusedWrongly, told),
            Some(words) => match lacks(stderr, words) {
                None => (Verdict::RefusedRightly, told),
                Some(word) => {
                    (Verdict::Unhelpful, format!("no `{word}` in: {told}"))
                }
            },
        }
    }

    /// Whether the parameters are those of a reading that is right.
    fn judge_numbers(
        &self,
        want: &[f64],
        story: &str,
    ) -> Result<(), (Verdict, String)> {
        let Ended(code, document, stderr) = self.run(&["--json"]);
        if code != Some(0) {
            return Err((Verdict::Broken, format!("--json: {stderr}")));
        }
        let got = common::numbers(&common::parse(&document), "parameters");
        let wrong = || {
            let what = format!("{got:?}, expected {want:?}");
            Err((Verdict::SilentlyWrong, what))
        };
        let mut wants =
            std::iter::once(want).chain(self.also.iter().map(Vec::as_slice));
        let Some(unit) = &self.unit else {
            return if wants.any(|want| same(&got, want)) {
                Ok(())
            } else {
                wrong()
            };
        };
        let per = UNITS.iter().find(|(name, _)| name == unit).expect(unit).1;
        let in_unit = |size: f64| {
            wants
                .clone()
                .any(|want| same(&got, &[want[0], want[1] * size / per]))
        };
        match UNITS.iter().find(|(_, size)| in_unit(*size)) {
            None => wrong(),
            Some((name, _)) if !story.contains(name) => {
                Err((Verdict::Unsaid, format!("slope per {name}, unsaid")))
            }
            Some(_) => Ok(()),
        }
    }

    fn judge_words(&self, story: &str) -> (Verdict, String) {
        match lacks(story, &self.says) {
            None => (Verdict::Right, String::new()),
            // The block on how the file was read stands at the begin.
            Some(word) => {
                let begin: Vec<_> = story.split_whitespace().collect();
                let begin: String = begin.join(" ").chars().take(600).collect();
                (Verdict::Unsaid, format!("no `{word}` in: {begin} …"))
            }
        }
    }
}

fn cases() -> Vec<Case> {
    let text = include_str!("../data/messy/cases.toml");
    toml::from_str::<Cases>(text).expect("cases.toml").case
}

#[test]
fn every_messy_table_is_read_right_or_refused_with_a_reason() {
    let cases = cases();
    let next = AtomicUsize::new(0);
    let judge = || {
        let mut judged = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            judged.push((&case.name, case.judge()));
        }
        judged
    };
    let judged: Vec<_> = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> =
            (0..threads).map(|_| scope.spawn(judge)).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    });
    let mut failures = Vec::new();
    let mut counts = String::new();
    for verdict in [
        Verdict::Right,
        Verdict::RefusedRightly,
        Verdict::SilentlyWrong,
        Verdict::RefusedWrongly,
        Verdict::Unsaid,
        Verdict::Unhelpful,
        Verdict::Broken,
    ] {
        let mine = judged.iter().filter(|(_, (v, _))| *v == verdict);
        counts += &format!(" {verdict:?} {}", mine.clone().count());
        if !matches!(verdict, Verdict::Right | Verdict::RefusedRightly) {
            failures.extend(mine.map(|(name, (_, what))| {
                format!("{verdict:?}: {name}: {what}")
            }));
        }
    }
    failures.sort();
    let failed = failures.join("\n");
    assert!(failures.is_empty(), "{failed}\nof {}:{counts}", cases.len());
}

/// The list is one: each name once, each file there and used, each entry clear.
#[test]
fn the_list_of_messy_tables_is_whole() {
    let cases = cases();
    let folder = file("tests/data/messy");
    let mut files: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "cases.toml" && name != ".gitattributes")
        .collect();
    files.sort();
    let mut used: Vec<_> = cases.iter().map(|c| c.file.clone()).collect();
    used.sort();
    used.dedup();
    assert_eq!(used, files);
    let mut names: Vec<_> = cases.iter().map(|c| &c.name).collect();
    names.sort();
    let twice = names.windows(2).find(|two| two[0] == two[1]);
    assert_eq!(twice, None);
    for case in &cases {
        let name = &case.name;
        let both = case.parameters.is_some() && case.refused.is_some();
        assert_eq!(case.either, both, "{name}: either");
        let some = case.parameters.is_some() || case.refused.is_some();
        assert!(some || !case.says.is_empty(), "{name} asks for nothing");
    }
}

/// Fits the first table and predicts on the second: the last column.
fn predicted(learn: &str, flags: &[&str], ask: &str) -> Vec<String> {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("learn.csv"), learn).unwrap();
    fs::write(folder.path().join("ask.csv"), ask).unwrap();
    let fit = [&["learn.csv", "--no-figures"], flags].concat();
    let Ended(code, _, stderr) = run(folder.path(), &fit);
    assert_eq!(code, Some(0), "{stderr}");
    let flags = ["predict", "target/fit/model.json", "ask.csv"];
    let Ended(code, table, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(0), "{stderr}");
    let last = |row: &str| row.rsplit(',').next().unwrap().to_owned();
    table.lines().skip(1).map(last).collect()
}

fn assert_predicts(got: &[String], want: &[f64]) {
    let got: Vec<f64> = got.iter().map(|v| v.parse().unwrap()).collect();
    common::assert_close("prediction", &got, want, TOLERANCE);
}

/// `13_predict_drops`: a prediction a row, empty where x is missing, so that
/// the ids may stand beside them.
#[test]
fn case_13_predict_drops_keeps_every_row() {
    let learn = "hours,points\n1,31\n2,38\n3,52\n5,71\n";
    let ask = "pupil,hours\nAda,2\nBob,\nCai,4\nDov,n/a\n";
    let got = predicted(learn, &[], ask);
    assert_eq!([&got[1], &got[3]], ["", ""], "{got:?}");
    assert_eq!(got.len(), 4);
    // The least squares of four points by hand: the mean is (11/4, 48), the
    // slope 90/8.75.
    let want = [2.0, 4.0].map(|x| 48.0 + 90.0 / 8.75 * (x - 2.75));
    assert_predicts(&[got[0].clone(), got[2].clone()], &want);
}

/// What is asked is read by the rules of what was learned from. Each table is
/// on a line, so what it gives is known by hand.
#[test]
fn predictions_follow_the_rules_of_the_fit() {
    let learn = "Weg;Zeit\n1,5;3\n2,5;5\n4;8\n";
    let ask = "Nr;Weg\n1;3,5\n2;10,25\n";
    assert_predicts(&predicted(learn, &[], ask), &[7.0, 20.5]);
    let learn = "flats;people\n1.200;2.400\n950;1.900\n12.500;25.000\n";
    let ask = "flats;rate\n1.100;0,5\n2.000;1,5\n";
    let told = ["--thousands", "."];
    assert_predicts(&predicted(learn, &told, ask), &[2200.0, 4000.0]);
    // Days count from the first one learned from, not the first one asked for.
    let learn = "day,level\n2021-03-01,10\n2021-03-02,12\n2021-03-05,18\n";
    let ask = "day\n2021-03-11\n2021-02-28\n";
    assert_predicts(&predicted(learn, &[], ask), &[30.0, 8.0]);
    // The base is that of the fit, though another is more frequent here.
    let learn =
        "soil,x,y\nsand,1,2\nclay,2,14\nsand,3,6\nclay,5,20\nsand,6,12\n";
    let ask = "x,soil\n10,clay\n11,clay\n12,sand\n";
    let flags = ["--x", "x", "--x", "soil", "--y", "y"];
    assert_predicts(&predicted(learn, &flags, ask), &[30.0, 32.0, 24.0]);
}
