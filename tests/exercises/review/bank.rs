//! Every chapter has its topics, every goal is one, and every question is sound.

use std::{collections::BTreeSet, fs, path::Path};

use program::lesson;
use tutorials::{
    course::Chapter,
    review::{
        Topic,
        question::{Form, Question, Verdict, show},
        topics,
    },
};

use crate::TUTORIALS;

/// All lessons, `fit` and the clinic have four topics or more, each with a name
/// of its own, in the order of the course.
#[test]
fn every_chapter_has_its_topics() {
    let topics = topics();
    let names: BTreeSet<_> = topics.iter().map(|topic| topic.name).collect();
    assert_eq!(names.len(), topics.len());
    assert!(topics.is_sorted_by_key(Topic::chapter));
    let lessons = lesson::LESSONS.iter();
    let lessons = lessons.map(|(number, ..)| Chapter::Lesson(*number));
    let chapters = lessons.chain([Chapter::Fit, Chapter::Clinic]);
    for chapter in chapters {
        let of_it = topics.iter().filter(|topic| topic.chapter() == chapter);
        assert!(of_it.count() >= 4, "{chapter:?}");
    }
    assert!(topics.iter().all(|topic| match topic.chapter() {
        Chapter::Lesson(number) => lesson::title(number).is_some(),
        Chapter::Fit | Chapter::Clinic => true,
    }));
}

/// The goals of the topics are those that their chapter lists, and every goal
/// has a topic.
#[test]
fn goals_are_those_of_the_chapters() {
    for of_it in topics().chunk_by(|a, b| a.chapter() == b.chapter()) {
        let page = of_it[0].chapter().page();
        let text = Path::new(TUTORIALS).join("..").join(&page);
        let text = fs::read_to_string(text).expect("a chapter");
        let list = text.split("you can\n\n").nth(1).expect("goals");
        let list = list.lines().map_while(|line| line.strip_prefix("- "));
        let listed: BTreeSet<_> = list.map(plain).collect();
        let goals = of_it.iter().map(|topic| topic.goal.to_owned());
        assert_eq!(goals.collect::<BTreeSet<_>>(), listed, "{page}");
    }
}

/// A line of a page without code marks and directives.
fn plain(line: &str) -> String {
    let mut text = line.trim_end_matches([';', '.']).replace('`', "");
    while let Some((before, rest)) = text.split_once("{{term ") {
        let (term, after) = rest.split_once("}}").expect("a directive ends");
        let shown = match term.split_once('"') {
            Some((_, quoted)) => quoted.trim_end_matches('"'),
            None => term,
        };
        text = format!("{before}{shown}{after}");
    }
    text
}

/// Whatever the seed: one right answer, no two alike, every wrong one with its
/// own explanation, and every answer is judged as it should be.
#[test]
fn every_question_is_sound() {
    for topic in topics() {
        for seed in 0..300 {
            let question = topic.ask(seed);
            let at = format!("{} {seed}: {question:?}", topic.name);
            assert_eq!(question, topic.ask(seed), "{at}");
            assert!(question.is_sound(), "{at}");
            assert!(
                question.why.len() > 10 && question.text.len() > 20,
                "{at}"
            );
            check(&question, &at);
        }
    }
}

fn check(question: &Question, at: &str) {
    let judged = |answer: &str| question.judge(answer).expect(at);
    match &question.form {
        Form::Choice { options } => {
            assert!((3..=5).contains(&options.len()), "{at}");
            let mut mistakes = BTreeSet::new();
            for (number, option) in (1..).zip(options) {
                let want = match &option.mistake {
                    None => Verdict::Right,
                    Some(mistake) => {
                        assert!(mistakes.insert(mistake), "{at}");
                        Verdict::Wrong(Some(mistake.clone()))
                    }
                };
                assert_eq!(judged(&number.to_string()), want, "{at}");
            }
            assert_eq!(mistakes.len() + 1, options.len(), "{at}");
            for wrong in ["0", "9", "", "x", "1 2"] {
                assert!(question.judge(wrong).is_err(), "{at}");
            }
        }
        Form::Number {
            right,
            tolerance,
            mistakes,
        } => {
            assert!(right.is_finite() && mistakes.len() >= 2, "{at}");
            // What is shown as the answer passes as one.
            assert_eq!(judged(&show(*right)), Verdict::Right, "{at}");
            for edge in [right - 0.99 * tolerance, right + 0.99 * tolerance] {
                assert_eq!(judged(&edge.to_string()), Verdict::Right, "{at}");
            }
            for wrong in mistakes {
                assert!(wrong.number.is_finite(), "{at}");
                // As it is, and rounded to four digits.
                for typed in [wrong.number.to_string(), show(wrong.number)] {
                    let Verdict::Wrong(Some(told)) = judged(&typed) else {
                        panic!("{typed} {at}");
                    };
                    // Two mistakes may lead to the same number.
                    let same = mistakes.iter().filter(|other| {
                        show(other.number) == show(wrong.number)
                    });
                    let mut same = same.map(|other| &other.mistake);
                    assert!(same.any(|mistake| *mistake == told), "{at}");
                }
            }
            for wrong in ["", "x", "1/0", "inf", "NaN", "1 2"] {
                assert!(question.judge(wrong).is_err(), "{wrong} {at}");
            }
        }
        Form::Order { .. } => {} // below
    }
}
