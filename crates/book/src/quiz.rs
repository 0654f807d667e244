//! Questions: a fence `quiz` with TOML.

use anyhow::{Context, Result, bail};
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
    explain: String,
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
    let (kind, fields, right) = match (quiz.kind, quiz.tolerance) {
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
    Ok(format!(
        "<form class=\"quiz\" data-kind=\"{kind} data-answer=\"{answer}\">\n\
         <fieldset>\n<legend>{}</legend>\n{fields}</fieldset>\n\
         <details class=\"answer\" open>\n<summary>Answer</summary>\n\
         <p><strong>{right}</strong></p>\n<p>{}</p>\n</details>\n</form>",
        html(&quiz.question)?,
        html(&quiz.explain)?
    ))
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
                    options = ['one', 'two']\nanswer = 0";
        let form = made(text).unwrap();
        assert!(form.contains("data-kind=\"choice\" data-answer=\"0\""));
        assert!(form.contains("value=\"1\"> <span>two</span>"));
        assert!(form.contains("<strong>o<b>n</b>e</strong>"));
        let text = "question = 'q'\nexplain = 'e'\nkind = 'number'\n\
                    answer = '−0.5'\ntolerance = 0.01";
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
            assert!(made(text).is_err(), "{text}");
        }
    }
}
