//! A question, and how an answer is judged.

use serde::Serialize;

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// What is asked: plain text, code in backticks.
    pub text: String,
    /// What is to be answered.
    #[serde(flatten)]
    pub form: Form,
    /// Why the right answer is right.
    pub why: String,
}

/// What is to be answered, and the mistakes that people make.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Form {
    /// One of several texts.
    Choice {
        /// In the order in which they are shown.
        options: Vec<Choice>,
    },
    /// A number.
    Number {
        /// The right one.
        right: f64,
        /// How far from it an answer may be.
        tolerance: f64,
        /// Wrong ones.
        mistakes: Vec<Wrong>,
    },
    /// Lines of code in their order.
    Order {
        /// All lines, in the order in which they are shown.
        lines: Vec<Line>,
        /// What must stand before what.
        rules: Vec<Rule>,
    },
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// What it says.
    pub text: String,
    /// What is wrong with it; nothing, if it is the right one.
    pub mistake: Option<String>,
}

/// A wrong number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wrong {
    /// The number.
    pub number: f64,
    /// The mistake that leads there.
    pub mistake: String,
}

impl Wrong {
    /// How far from it an answer may be that was rounded: half a per cent,
    /// but a whole number needs no rounding.
    fn rounding(&self) -> f64 {
        match self.number.fract() == 0.0 {
            true => 0.0,
            false => self.number.abs() / 200.0,
        }
    }
}

/// A line of code to put in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The code, without its indentation.
    pub code: String,
    /// Its place in the file, from 0; none, if it belongs nowhere.
    pub place: Option<usize>,
    /// What is wrong with it, or what happens without it.
    pub mistake: String,
}

/// Two lines of which one needs the other before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    /// The place of the first.
    pub first: usize,
    /// The place of the one that comes later.
    pub then: usize,
    /// What is wrong if it comes before.
    pub mistake: String,
}

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is right.
    Right,
    /// It is wrong, by a mistake that is known or by another.
    Wrong(Option<String>),
}

/// A question with texts to choose from; more are added by
/// [`wrong`](Question::wrong).
pub fn choice(
    text: impl Into<String>,
    right: impl Into<String>,
    why: impl Into<String>,
) -> Question {
    let right = Choice {
        text: right.into(),
        mistake: None,
    };
    Question {
        text: text.into(),
        form: Form::Choice {
            options: vec![right],
        },
        why: why.into(),
    }
}

/// A question for a number, right to one per cent.
pub fn number(
    text: impl Into<String>,
    right: f64,
    why: impl Into<String>,
) -> Question {
    let form = Form::Number {
        right,
        tolerance: one_digit(right.abs() / 100.0),
        mistakes: Vec::new(),
    };
    Question {
        text: text.into(),
        form,
        why: why.into(),
    }
}

impl Question {
    /// Adds a wrong text, with the mistake in it.
    pub fn wrong(
        mut self,
        text: impl Into<String>,
        mistake: impl Into<String>,
    ) -> Self {
        if let Form::Choice { options } = &mut self.form {
            options.push(Choice {
                text: text.into(),
                mistake: Some(mistake.into()),
            });
        }
        self
    }

    /// Adds a wrong number, with the mistake that leads there.
    pub fn mistake(mut self, number: f64, mistake: impl Into<String>) -> Self {
        if let Form::Number { mistakes, .. } = &mut self.form {
            let mistake = mistake.into();
            mistakes.push(Wrong { number, mistake });
        }
        self
    }

    /// Only the number itself will do.
    pub fn exact(mut self) -> Self {
        if let Form::Number { tolerance, .. } = &mut self.form {
            *tolerance = 0.0;
        }
        self
    }

    /// Whether no two answers are alike, as they are printed.
    pub fn is_sound(&self) -> bool {
        match &self.form {
            Form::Choice { options } => {
                options.iter().enumerate().all(|(i, option)| {
                    options[..i].iter().all(|o| o.text != option.text)
                })
            }
            Form::Number {
                right,
                tolerance,
                mistakes,
            } => mistakes
                .iter()
                .all(|m| (m.number - right).abs() > 2.0 * tolerance + 1e-9),
            Form::Order { .. } => true,
        }
    }

    /// Judges an answer as it was typed: the number of an option, a number,
    /// or the numbers of lines in their order.
    ///
    /// # Errors
    /// Says what to type, if it is none of these.
    ///
    /// ```
    /// use tutorials::review::question::{Verdict, number};
    /// let question = number("Half of 3?", 1.5, "3/2 = 1.5.");
    /// for right in ["1.5", "1,5", " 3/2 ", "1.49"] {
    ///     assert_eq!(question.judge(right), Ok(Verdict::Right));
    /// }
    /// assert_eq!(question.judge("2"), Ok(Verdict::Wrong(None)));
    /// assert!(question.judge("half").is_err());
    /// ```
    pub fn judge(&self, answer: &str) -> Result<Verdict, String> {
        match &self.form {
            Form::Choice { options } => {
                let all = options.len();
                let number: Option<usize> = answer.trim().parse().ok();
                let chosen =
                    number.and_then(|n| options.get(n.checked_sub(1)?));
                let chosen = chosen.ok_or(format!(
                    "Type the number of an answer, 1 to {all}."
                ))?;
                Ok(match &chosen.mistake {
                    None => Verdict::Right,
                    Some(mistake) => Verdict::Wrong(Some(mistake.clone())),
                })
            }
            Form::Number {
                right,
                tolerance,
                mistakes,
            } => {
                let found = read(answer)
                    .ok_or("Type a number, such as 0.25, −3 or 1/3.")?;
                let off = |number: f64| (found - number).abs();
                // A hair more, so that rounding decides nothing.
                let is = |number: f64, tolerance: f64| {
                    off(number) <= tolerance * (1.0 + 1e-9) + 1e-9
                };
                if is(*right, *tolerance) {
                    return Ok(Verdict::Right);
                }
                let nearest = mistakes
                    .iter()
                    .min_by(|a, b| off(a.number).total_cmp(&off(b.number)));
                let known = nearest.filter(|wrong| {
                    is(wrong.number, tolerance.max(wrong.rounding()))
                });
                Ok(Verdict::Wrong(known.map(|wrong| wrong.mistake.clone())))
            }
            Form::Order { lines, rules } => judge_order(lines, rules, answer),
        }
    }

    /// The right answer in words.
    pub fn right(&self) -> String {
        match &self.form {
            Form::Choice { options } => options
                .iter()
                .find(|option| option.mistake.is_none())
                .map(|option| option.text.clone())
                .unwrap_or_default(),
            Form::Number { right, .. } => show(*right),
            Form::Order { lines, .. } => in_order(lines)
                .iter()
                .map(|line| line.code.as_str())
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}

/// The lines that belong in the code, in the order of the file.
pub fn in_order(lines: &[Line]) -> Vec<&Line> {
    let mut right: Vec<_> =
        lines.iter().filter(|l| l.place.is_some()).collect();
    right.sort_by_key(|line| line.place);
    right
}

fn judge_order(
    lines: &[Line],
    rules: &[Rule],
    answer: &str,
) -> Result<Verdict, String> {
    let all = lines.len();
    let usage =
        || format!("Type the numbers of the lines in their order, 1 to {all}.");
    let words = answer.split(|c: char| c.is_whitespace() || c == ',');
    let mut given: Vec<&Line> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let number: usize = word.parse().map_err(|_| usage())?;
        let line = number.checked_sub(1).and_then(|n| lines.get(n));
        let line = line.ok_or_else(usage)?;
        if given.iter().any(|other| other.code == line.code) {
            return Err(format!("Line {number} stands there twice."));
        }
        given.push(line);
    }
    if given.is_empty() {
        return Err(usage());
    }
    let wrong = |why: &str| Ok(Verdict::Wrong(Some(why.to_owned())));
    if let Some(line) = given.iter().find(|line| line.place.is_none()) {
        return wrong(&format!("`{}`: {}", line.code, line.mistake));
    }
    let position = |place| given.iter().position(|l| l.place == Some(place));
    for rule in rules {
        if let (Some(first), Some(then)) =
            (position(rule.first), position(rule.then))
            && first > then
        {
            return wrong(&rule.mistake);
        }
    }
    let right = in_order(lines);
    if let Some(line) = right.iter().find(|line| !given.contains(line)) {
        return wrong(&format!("A line is missing: {}", line.mistake));
    }
    Ok(Verdict::Right)
}

/// A number as people type it: with a true minus sign, a decimal comma, or as
/// a fraction.
fn read(text: &str) -> Option<f64> {
    let plain = text.trim().replace('−', "-").replace(',', ".");
    let number = match plain.split_once('/') {
        Some((above, below)) => {
            above.trim().parse::<f64>().ok()?
                / below.trim().parse::<f64>().ok()?
        }
        None => plain.parse().ok()?,
    };
    number.is_finite().then_some(number)
}

/// A number with four digits that count, and a true minus sign.
pub fn show(number: f64) -> String {
    let digits = 3 - size(number);
    let text = format!("{number:.*}", digits.clamp(0, 9) as usize);
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    text.replace('-', "−")
}

/// The same behind an operator: a negative one stands in brackets.
pub fn bracketed(number: f64) -> String {
    match number < 0.0 {
        true => format!("({})", show(number)),
        false => show(number),
    }
}

/// Rounded to one digit that counts.
fn one_digit(number: f64) -> f64 {
    let unit = 10_f64.powi(size(number));
    // By its text: 3 · 0.1 is no 0.3.
    format!("{:.0}e{}", number / unit, size(number))
        .parse()
        .unwrap_or(number)
}

/// The power of ten of the first digit.
fn size(number: f64) -> i32 {
    match number == 0.0 {
        true => 0,
        false => number.abs().log10().floor() as i32,
    }
}
