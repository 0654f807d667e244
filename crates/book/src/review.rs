//! The bank of questions on its page, and lines to put in order in a chapter.

use anyhow::{Context, Result};
use program::lesson;
use serde_json::{Value, json};
use tutorials::{
    course::Chapter,
    review::{
        Topic, order,
        question::{Form, Question, in_order, show},
        topics,
    },
};

use crate::picture::escape;

/// So many questions of each topic are in the page: the reader's browser
/// chooses one.
const VARIANTS: u64 = 4;

/// The page of review: the bank for its script, and every topic once to read,
/// with its answer folded.
pub fn bank() -> String {
    let topics = topics();
    let bank: Vec<Value> = topics
        .iter()
        .map(|topic| {
            json!({
                "name": topic.name,
                "chapter": title(topic.chapter()),
                "goal": topic.goal,
                "variants": variants(topic),
            })
        })
        .collect();
    let mut page = format!(
        "<div class=\"review\">\n{}\n<noscript>The sessions need JavaScript. \
         Without it, read all questions below, or ask the \
         tutor.</noscript>\n</div>\n\n## All questions\n\n\
         One of each. The answers are folded.\n\n",
        script(&Value::from(bank))
    );
    for chapter in topics.chunk_by(|a, b| a.chapter() == b.chapter()) {
        let of = title(chapter[0].chapter());
        page += &format!("### {of}\n\n<ol class=\"bank\">\n");
        page.extend(chapter.iter().map(listed));
        page += "</ol>\n\n";
    }
    page
}

/// Questions of a topic, no two alike. Lines to put in order differ by the
/// order in which they are shown, others by their text.
fn variants(topic: &Topic) -> Vec<Question> {
    let mut variants: Vec<Question> = Vec::new();
    for question in (0..10 * VARIANTS).map(|seed| topic.ask(seed)) {
        let known = |other: &Question| match question.form {
            Form::Order { .. } => *other == question,
            _ => other.text == question.text,
        };
        if !variants.iter().any(known) {
            variants.push(question);
        }
    }
    variants.truncate(VARIANTS as usize);
    variants
}

/// The lines of a lesson, to put in order.
pub fn lines(lesson: &str) -> Result<String> {
    order::lessons()
        .find(|known| *known == lesson)
        .with_context(|| format!("order: lesson {lesson} has no lines"))?;
    let name = format!("{lesson}.order");
    let topic = topics().into_iter().find(|topic| topic.name == name);
    let question = topic.context("order: no such topic")?.ask(0);
    Ok(format!(
        "<div class=\"quiz order\">\n{}\n<form>\n<fieldset>\n<legend>{}\
         </legend>\n{}</fieldset>\n</form>\n<details class=\"answer\" open>\n\
         <summary>Answer</summary>\n{}</details>\n</div>\n",
        script(&json!(question)),
        html(&question.text),
        asked(&question),
        answered(&question)
    ))
}

fn script(value: &Value) -> String {
    let text = value.to_string().replace("</", "<\\/");
    format!("<script type=\"application/json\">{text}</script>")
}

fn title(chapter: Chapter) -> String {
    let number = match chapter {
        Chapter::Lesson(number) => number,
        Chapter::Fit => return "Your own data".into(),
        Chapter::Clinic => return "The clinic".into(),
    };
    let title = lesson::title(number).unwrap_or_default();
    format!("Lesson {number}: {title}")
}

fn listed(topic: &Topic) -> String {
    let question = topic.ask(0);
    format!(
        "<li><p>{}</p>\n{}<details>\n<summary>Answer</summary>\n{}</details>\
         </li>\n",
        html(&question.text),
        asked(&question),
        answered(&question)
    )
}

/// What there is to choose from.
fn asked(question: &Question) -> String {
    let items: Vec<String> = match &question.form {
        Form::Choice { options } => {
            options.iter().map(|option| html(&option.text)).collect()
        }
        Form::Order { lines, .. } => {
            lines.iter().map(|line| code(&line.code)).collect()
        }
        Form::Number { tolerance, .. } if *tolerance > 0.0 => {
            return format!("<p>(To within {}.)</p>\n", show(*tolerance));
        }
        Form::Number { .. } => return "<p>(A whole number.)</p>\n".into(),
    };
    let items = items.iter().map(|item| format!("<li>{item}</li>\n"));
    format!("<ol>\n{}</ol>\n", items.collect::<String>())
}

fn answered(question: &Question) -> String {
    let right = match &question.form {
        Form::Order { lines, .. } => {
            let lines = in_order(lines).into_iter();
            let lines =
                lines.map(|line| format!("<li>{}</li>\n", code(&line.code)));
            format!("<ol>\n{}</ol>\n", lines.collect::<String>())
        }
        _ => format!("<p><strong>{}</strong></p>\n", html(&question.right())),
    };
    format!("{right}<p>{}</p>\n", html(&question.why))
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// Plain text as HTML, with code where it has backticks.
fn html(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(i, part)| match i % 2 {
            0 => escape(part),
            _ => code(part),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_on_the_page() {
        let page = bank();
        let (json, list) = page.split_once("</script>").unwrap();
        let json = json.split_once("json\">").unwrap().1;
        let bank: Value = serde_json::from_str(json).unwrap();
        let bank = bank.as_array().unwrap();
        assert_eq!(bank.len(), topics().len());
        assert_eq!(list.matches("<summary>Answer").count(), bank.len());
        for topic in bank {
            let variants = topic["variants"].as_array().unwrap();
            assert!((1..=VARIANTS as usize).contains(&variants.len()));
            assert!((1..variants.len()).all(|i| {
                variants[..i].iter().all(|other| *other != variants[i])
            }));
            assert!(list.contains(topic["chapter"].as_str().unwrap()));
        }
        // A blank line would end the HTML.
        assert!(list.split("<ol class").skip(1).all(|part| {
            !part.split("</ol>\n\n").next().unwrap().contains("\n\n")
        }));
    }

    #[test]
    fn code_and_signs_are_html() {
        assert_eq!(html("a < `b<c>`."), "a &lt; <code>b&lt;c&gt;</code>.");
        assert!(lines("3").unwrap().contains("class=\"quiz order\""));
        assert!(lines("7").is_err());
    }
}
