//! How a check runs the learner's code and explains what came.
//!
//! A check compares with an oracle, an identity or a property, never with the
//! solution. Where the answer is wrong it looks whether it is wrong in a known
//! way, and names the mistake.

use std::{
    env,
    hash::{BuildHasher, Hasher, RandomState},
    io::{self, Write},
    ops::Range,
    panic,
    path::Path,
    process::ExitCode,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use descent::data::{self, Noise, Points};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::course;

mod panicked;

pub use panicked::learners_place;

/// How long the learner's code may run, where the check says nothing else.
const LIMIT: Duration = Duration::from_secs(10);

/// What a learner reads who passes, or why the answer is wrong.
pub type Verdict = Result<String, Failure>;

/// Why an answer is wrong.
#[derive(Debug)]
pub struct Failure {
    seen: String,
    cause: Cause,
    /// What came in place of a prediction: `NAME said came`.
    came: Option<String>,
}

#[derive(Debug)]
enum Cause {
    /// A mistake of `exercises.toml`, by its name.
    Known(&'static str),
    /// What usually causes it, from `exercises.toml`.
    Usual,
    /// What was seen says it all.
    Told,
}

impl Failure {
    fn new(seen: String, cause: Cause) -> Self {
        let came = None;
        Failure { seen, cause, came }
    }

    /// A known mistake, and what was seen of it.
    pub fn known(name: &'static str, seen: impl Into<String>) -> Self {
        Failure::new(seen.into(), Cause::Known(name))
    }

    /// An answer that is wrong in no known way.
    pub fn unknown(seen: impl Into<String>) -> Self {
        Failure::new(seen.into(), Cause::Usual)
    }

    /// What was seen needs no further explanation.
    pub fn told(seen: impl Into<String>) -> Self {
        Failure::new(seen.into(), Cause::Told)
    }

    /// The same with a reason that was seen, if there is one, in place of what
    /// usually causes it. A known mistake keeps its message.
    pub fn because(mut self, reason: Option<&str>) -> Self {
        if let (Cause::Usual, Some(reason)) = (&self.cause, reason) {
            self.seen += &format!("\n{reason}");
            self.cause = Cause::Told;
        }
        self
    }
}

impl From<descent::Error> for Failure {
    fn from(error: descent::Error) -> Self {
        Failure::unknown(format!("The run ended early: {error}."))
    }
}

/// The penguins could not be read. That is no mistake of the learner's.
impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Failure::told(format!("The data cannot be read: {error}."))
    }
}

/// The last line of a check that passed, before the tutor's [`TOKEN`].
pub const PASSED: &str = "The check is passed.";

/// The last line of one that did not.
pub const FAILED: &str = "The check is not passed.";

/// Begins the line before the last where a prediction is wrong: its constant,
/// what was said and what came. The tutor keeps it back until the second try.
pub const CAME: &str = "What came: ";

/// With this variable set, a check reads a line from standard input and
/// repeats it behind its verdict. The learner's code never sees that line, so
/// it can neither forge a verdict nor end the program with one.
pub const TOKEN: &str = "DESCENT_TOKEN_ON_STDIN";

/// The line that the tutor wrote, if it did.
fn token() -> String {
    let mut line = String::new();
    if env::var_os(TOKEN).is_some() {
        // Without it there is no verdict, and the tutor says so.
        let _ = io::stdin().read_line(&mut line);
    }
    line.trim_end().to_owned()
}

/// Runs the check of the exercise that `file`, the check's own `file!()`, is
/// called after. Prints what it says, and gives exit code 0 for a pass and 1
/// for a failure. A panic and an endless loop are failures.
pub fn run(file: &str, check: fn() -> Verdict) -> ExitCode {
    run_within(LIMIT, file, check)
}

/// As [`run`], where the learner's code may run for so long.
pub fn run_within(
    limit: Duration,
    file: &str,
    check: fn() -> Verdict,
) -> ExitCode {
    let token = token();
    let (sender, receiver) = mpsc::channel();
    let panicked = sender.clone();
    panic::set_hook(Box::new(move |panic| {
        let _ = panicked.send(Err(Failure::panicked(panic)));
    }));
    thread::spawn(move || sender.send(check()));
    let verdict = receiver.recv_timeout(limit).unwrap_or_else(|e| {
        Err(Failure::told(match e {
            RecvTimeoutError::Timeout => format!(
                "The code did not end within {} seconds. A loop without an \
                 end? Look at the condition that should end it.",
                limit.as_secs()
            ),
            // Only where the panic hook is another one.
            RecvTimeoutError::Disconnected => "The code panicked. It has set \
                 a panic hook, so no more is known: leave that away."
                .into(),
        }))
    });
    let (text, last, code) = match verdict {
        Ok(text) => (text, PASSED, 0),
        Err(mut failure) => {
            let came = failure.came.take().filter(|_| !token.is_empty());
            let came = came.map(|came| format!("\n{CAME}{came}"));
            let text = explained(file, failure) + &came.unwrap_or_default();
            (text, FAILED, 1)
        }
    };
    // A reader who has gone needs no verdict.
    let _ = writeln!(io::stdout(), "{text}\n{last}{token}");
    ExitCode::from(code)
}

fn explained(file: &str, failure: Failure) -> String {
    let name = Path::new(file).file_stem().unwrap_or_default();
    let exercises = course::exercises();
    let exercise = exercises.into_iter().find(|e| name == e.name.as_str());
    let cause = exercise.and_then(|exercise| match failure.cause {
        Cause::Known(name) => {
            let mut mistakes = exercise.mistakes.into_iter();
            let mistake = mistakes.find(|mistake| mistake.name == name);
            mistake.map(|mistake| mistake.message)
        }
        Cause::Usual => {
            let usual = not_finite(&failure.seen).map(String::from);
            Some(usual.unwrap_or(exercise.usually))
        }
        Cause::Told => None,
    });
    match cause {
        Some(cause) => format!("{}\n{cause}", failure.seen),
        None => failure.seen,
    }
}

/// What NaN or infinity means, where an answer has it: that explains more than
/// what is usually wrong.
fn not_finite(seen: &str) -> Option<&'static str> {
    let sign = |c: char| !c.is_ascii_alphanumeric();
    let words: Vec<_> = seen.split(sign).collect();
    // What was expected may be infinite, and stands before what came.
    let from = words.iter().rposition(|word| *word == "got").unwrap_or(0);
    let has = |sought| words[from..].contains(&sought);
    if has("NaN") {
        return Some(
            "NaN says “not a number”: it is what 0/0, ∞ − ∞ and the root or \
             the logarithm of a negative number give, and all that is computed \
             with it is NaN too. Print what comes on the way, and look for the \
             first NaN.",
        );
    }
    has("inf").then_some(
        "inf is what is too large to hold: it comes of a division by zero, an \
         exp of something large, or steps that grow and grow. Print what comes \
         on the way, and look for the first inf.",
    )
}

/// Checks that `got` is `expected`, up to rounding. `known` holds what the
/// known mistakes would give instead.
///
/// # Errors
/// It is not.
pub fn near(
    what: &str,
    got: &[f64],
    expected: &[f64],
    known: &[(&'static str, &[f64])],
) -> Result<(), Failure> {
    if same(got, expected) {
        return Ok(());
    }
    let mut seen = format!(
        "Not right: {what}.\nexpected  {}\ngot       {}",
        list(expected),
        list(got)
    );
    let mut places = (1..).zip(got);
    if let Some((place, value)) = places.find(|(_, v)| !v.is_finite())
        && place > SHOWN
    {
        seen += &format!("\nNumber {place} is {value}.");
    }
    if let Some((name, _)) = known.iter().find(|(_, v)| same(got, v)) {
        return Err(Failure::known(name, seen));
    }
    Err(Failure::unknown(seen))
}

/// Why `got` is as it is: the first of these reasons beside the values that it
/// leads to.
pub fn among<'a>(got: &[f64], ways: &[(&'a str, &[f64])]) -> Option<&'a str> {
    let way = ways.iter().find(|(_, values)| same(got, values));
    way.map(|(reason, _)| *reason)
}

/// The factor by which all of `got` differ from what was `expected`, if they
/// do, and by one factor.
pub fn factor(got: &[f64], expected: &[f64]) -> Option<f64> {
    let largest = |values: &[f64]| {
        let by_size = |u: &&f64, v: &&f64| u.abs().total_cmp(&v.abs());
        values.iter().max_by(by_size).copied()
    };
    let factor = largest(got)? / largest(expected)?;
    let scaled: Vec<f64> = expected.iter().map(|v| factor * v).collect();
    let is_factor = factor.is_finite() && factor != 0.0;
    (is_factor && same(got, &scaled)).then_some(factor)
}

fn same(got: &[f64], expected: &[f64]) -> bool {
    let largest = expected.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    got.len() == expected.len()
        && got
            .iter()
            .zip(expected)
            .all(|(g, e)| g == e || (g - e).abs() <= 1e-6 * largest + 1e-9)
}

/// Checks what a learner predicted for the constant `name` against what
/// `came`; it may be wrong by `within`. `known` holds what the known mistakes
/// lead to.
///
/// # Errors
/// It is wrong, or NaN: there is no prediction yet. The failure says whether
/// it is too large or too small.
pub fn predicted(
    name: &str,
    said: f64,
    came: f64,
    within: f64,
    known: &[(&'static str, f64)],
) -> Result<(), Failure> {
    if said.is_nan() {
        return Err(Failure::told(format!(
            "{name} has no prediction yet. Write a number in place of \
             f64::NAN; what comes is shown afterwards."
        )));
    }
    if said.is_infinite() && came.is_finite() {
        return Err(Failure::told(format!(
            "{name} is infinite. Predict a number that can be held; a division \
             by zero gives none."
        )));
    }
    let said_about = |value: f64| (said - value).abs() <= within;
    if said_about(came) {
        return Ok(());
    }
    let too = if said > came { "large" } else { "small" };
    let seen = format!(
        "{name}: you predicted {}, which is too {too}.",
        number(said)
    );
    let mut failure = match known.iter().find(|(_, value)| said_about(*value)) {
        Some((mistake, _)) => Failure::known(mistake, seen),
        None => Failure::unknown(seen),
    };
    failure.came = Some(format!("{name} {said} {}", number(came)));
    Err(failure)
}

/// A seed that is another one at every run: an answer that was typed in for
/// one data set does not fit the next.
pub fn fresh_seed() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// So many numbers of a range, drawn anew at every run.
pub fn fresh_numbers(n: usize, range: Range<f64>) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(fresh_seed());
    (0..n).map(|_| random.random_range(range.clone())).collect()
}

/// Five to twelve points near a line, drawn anew at every run.
pub fn fresh_points() -> Points {
    let seed = fresh_seed();
    // From 1.5 to 8.5, and never a whole number.
    let digit = |i: u32| 1.5 + ((seed >> (8 * i)) % 8) as f64;
    let n = 5 + (seed % 8) as usize;
    let line = [-digit(1), digit(2)];
    data::drawn_line(line, n, Noise::Uniform(1.0), seed)
}

/// So many numbers of a list are shown.
const SHOWN: usize = 8;

/// Numbers in a row; the first eight if there are more.
pub fn list(values: &[f64]) -> String {
    let shown: Vec<_> = values.iter().take(SHOWN).map(|v| number(*v)).collect();
    let more = values.len().saturating_sub(shown.len());
    match more {
        0 => shown.join(", "),
        more => format!("{}, … ({more} more)", shown.join(", ")),
    }
}

/// A number with at most four digits after the point; powers of ten for what
/// is very large or very small.
///
/// ```
/// use tutorials::check::number;
/// assert_eq!([2.0, 0.05, 1e-7, 1e9].map(number), ["2", "0.05", "1e-7", "1e9"]);
/// ```
pub fn number(value: f64) -> String {
    if value != 0.0 && !(1e-3..1e6).contains(&value.abs()) {
        let text = format!("{value:.4e}");
        let Some((digits, power)) = text.split_once('e') else {
            return text; // NaN, inf
        };
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        return format!("{digits}e{power}");
    }
    let text = format!("{:.4}", value + 0.0); // −0 becomes 0
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A path or a compiler's message without the detour over `checks/`: the
/// compiler reaches the exercises from there.
pub fn tidy(text: &str) -> String {
    text.replace("checks/../", "").replace("checks\\../", "")
}
