//! Questions: a fence `quiz` with TOML.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quiz {
    question: String,
    kind: Kind,
    #[serde(default)]
    options: Vec<String>,
    answer: Answer,
    tolerance: Option<f64>,
    /// What is said to a wrong answer: to each wrong option, in their order, or
    /// to some wrong numbers.
    wrong: Vec<Wrong>,
    explain: String,
}

/// The line for a wrong option, or for a wrong number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Wrong {
    Option(String),
    Number(f64, String),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Choice,
    Number,
}

/// A number, or a directive that gives one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Number(f64),
    Directive(String),
}

/// A question as a form with this name. `html` turns a text of it into HTML.
pub fn form(
    source: &str,
    name: &str,
    mut html: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let quiz: Quiz = toml::from_str(source)
        .map_err(|error| anyhow::anyhow!("quiz: {}", error.message()))?;
    let answer = match &quiz.answer {
        Answer::Number(number) => *number,
        Answer::Directive(text) => html(text)?
            .replace('−', "-")
            .parse()
            .context("quiz: the answer is no number")?,
    };
    let lines = lines(&quiz, answer)?;
    let (kind, fields, right) = match (&quiz.kind, quiz.tolerance) {
        (Kind::Choice, None) => {
            let mut options = quiz.options.iter().map(|text| html(text));
            let options: Vec<_> = options.by_ref().collect::<Result<_>>()?;
            let right = options
                .get(answer as usize)
                .filter(|_| answer.fract() == 0.0 && answer >= 0.0)
                .context("quiz: the answer is no option, counted from 0")?;
            let radio = |(i, option): (usize, &String)| {
                format!(
                    "<label><input type=\"radio\" name=\"{name}\" \
                     value=\"{i}\"> <span>{option}</span></label>\n"
                )
            };
            let fields: String =
                options.iter().enumerate().map(radio).collect();
            ("choice\"".to_owned(), fields, right.clone())
        }
        (Kind::Number, Some(tolerance)) if quiz.options.is_empty() => (
            format!("number\" data-tolerance=\"{tolerance}\""),
            "<label>Your answer: <input type=\"text\" inputmode=\"decimal\" \
             autocomplete=\"off\" size=\"12\"></label>\n"
                .into(),
            answer.to_string().replace('-', "−"),
        ),
        _ => bail!("quiz: a choice has options, a number has a tolerance"),
    };
    let mut wrong = String::new();
    for (at, line) in lines {
        wrong += &format!("<li data-at=\"{at}\">{}</li>\n", html(line)?);
    }
    Ok(format!(
        "<form class=\"quiz\" data-kind=\"{kind} data-answer=\"{answer}\">\n\
         <fieldset>\n<legend>{}</legend>\n{fields}</fieldset>\n\
         <details class=\"answer\" open>\n<summary>Answer</summary>\n\
         <p><strong>{right}</strong></p>\n<p>{}</p>\n</details>\n\
         <ul class=\"wrong\" hidden>\n{wrong}</ul>\n</form>",
        html(&quiz.question)?,
        html(&quiz.explain)?
    ))
}

/// Each wrong answer that has a line, and the line. All wrong options have one,
/// and at least one wrong number.
fn lines(quiz: &Quiz, answer: f64) -> Result<Vec<(f64, &str)>> {
    let options = (0..quiz.options.len()).map(|i| i as f64);
    let mut options = options.filter(|i| *i != answer);
    let mut lines: Vec<(f64, &str)> = Vec::new();
    for wrong in &quiz.wrong {
        let (at, line) = match (wrong, &quiz.kind) {
            (Wrong::Option(line), Kind::Choice) => (options.next(), line),
            (Wrong::Number(at, line), Kind::Number) => (Some(*at), line),
            _ => bail!("quiz: wrong = ['line', …], or [[number, 'line'], …]"),
        };
        let at = at.context("quiz: more lines than wrong options")?;
        let near = |known: f64| {
            (known - at).abs() <= quiz.tolerance.unwrap_or_default()
        };
        ensure!(!near(answer), "quiz: {at} is right, and has a line");
        let twice = lines.iter().any(|(known, _)| near(*known));
        ensure!(!twice, "quiz: two lines for {at}");
        ensure!(!line.trim().is_empty(), "quiz: an empty line for {at}");
        let same = lines.iter().any(|(_, other)| other == line);
        ensure!(!same, "quiz: {at} has the line of another wrong answer");
        lines.push((at, line));
    }
    let all = options.next().is_none() && !lines.is_empty();
    ensure!(all, "quiz: a wrong answer has no line");
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(source: &str) -> Result<String> {
        form(source, "quiz-x-1", |text| Ok(text.replace('n', "<b>n</b>")))
    }

    #[test]
    fn a_choice_and_a_number() {
        let text = "question = 'q'\nexplain = 'e'\nkind = 'choice'\n\
                    options = ['one', 'two']\nanswer = 0\nwrong = ['not']";
        let form = made(text).unwrap();
        assert!(form.contains("data-kind=\"choice\" data-answer=\"0\""));
        assert!(form.contains("value=\"1\"> <span>two</span>"));
        assert!(form.contains("<strong>o<b>n</b>e</strong>"));
        assert!(form.contains("<li data-at=\"1\"><b>n</b>ot</li>"));
        let text = "question = 'q'\nexplain = 'e'\nkind = 'number'\n\
                    answer = '−0.5'\ntolerance = 0.01\n\
                    wrong = [[0.5, 'sign'], [1, 'x']]";
        let form = made(text).unwrap();
        assert!(form.contains(
            "data-kind=\"number\" data-tolerance=\"0.01\" data-answer=\"-0.5\""
        ));
    }

    #[test]
    fn what_makes_no_question_is_refused() {
        for text in [
            "",
            "question = 'q'\nexplain = 'e'\nkind = 'choice'\nanswer = 0",
            "question = 'q'\nexplain = 'e'\nkind = 'number'\nanswer = 0",
            "question = 'q'\nexplain = 'e'\nkind = 'choice'\nanswer = 0.5\n\
             options = ['a', 'b']",
            "question = 'q'\nexplain = 'e'\nkind = 'choice'\nanswer = 0\n\
             options = ['a', 'b']\nanwser = 1",
        ] {
            for wrong in ["", "\nwrong = ['w']", "\nwrong = [[7, 'w']]"] {
                let text = format!("{text}{wrong}");
                assert!(made(&text).is_err(), "{text}");
            }
        }
    }

    #[test]
    fn a_wrong_answer_without_its_line_is_refused() {
        let choice = "question = 'q'\nexplain = 'e'\nkind = 'choice'\n\
                      options = ['a', 'b', 'c']\nanswer = 1\n";
        let number = "question = 'q'\nexplain = 'e'\nkind = 'number'\n\
                      answer = 1\ntolerance = 0.1\n";
        assert!(made(&format!("{choice}wrong = ['u', 'v']")).is_ok());
        assert!(made(&format!("{number}wrong = [[2, 'u']]")).is_ok());
        for (quiz, wrong, complaint) in [
            (choice, "", "missing field `wrong`"),
            (choice, "wrong = []", "no line"),
            (choice, "wrong = ['u']", "no line"),
            (choice, "wrong = ['u', ' ']", "an empty line"),
            (choice, "wrong = ['u', 'v', 'w']", "more lines"),
            (choice, "wrong = ['u', 'u']", "the line of another"),
            (choice, "wrong = [[0, 'u'], [2, 'v']]", "wrong = ['line'"),
            (number, "wrong = []", "no line"),
            (number, "wrong = [[1.05, 'u']]", "1.05 is right"),
            (number, "wrong = [[2, 'u'], [2.05, 'v']]", "two lines"),
        ] {
            let error = made(&format!("{quiz}{wrong}")).unwrap_err();
            assert!(error.to_string().contains(complaint), "{error}");
        }
    }
}
