//! What a chapter promises is exercised: `goals.toml` names for each "you can"
//! an exercise or a question, and no exercise serves no goal.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Deserialize;
use tutorials::course::{Chapter, exercises};

use crate::{LESSONS, TUTORIALS};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Goal {
    chapter: String,
    goal: String,
    #[serde(default)]
    exercises: Vec<String>,
    #[serde(default)]
    questions: Vec<String>,
}

fn goals() -> Vec<Goal> {
    #[derive(Deserialize)]
    struct Goals {
        goal: Vec<Goal>,
    }
    let file = Path::new(TUTORIALS).join("goals.toml");
    let text = fs::read_to_string(file).expect("the goals");
    toml::from_str::<Goals>(&text).expect("well written").goal
}

/// The chapters that have goals, by the names of their pages: (name, text).
fn chapters() -> Vec<(String, String)> {
    let lessons = LESSONS.iter().map(|(n, ..)| Chapter::Lesson(*n));
    let others = [Chapter::Fit, Chapter::Clinic];
    let pages = lessons.chain(others).map(|chapter| {
        let page = chapter.page();
        let file = Path::new(TUTORIALS).join("..").join(&page);
        let text = fs::read_to_string(file).expect(&page);
        let name = page.trim_start_matches("docs/src/");
        (name.trim_end_matches(".md").to_owned(), text)
    });
    pages.collect()
}

/// The list behind "When you have read … you can", without its formatting.
fn promised(page: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| {
        !(line.starts_with("When you have read") && line.ends_with("you can"))
    });
    let items = lines.skip(2).take_while(|line| line.starts_with("- "));
    items
        .map(|item| {
            let item = item.trim_start_matches("- ").replace('`', "");
            plain(&item).trim_end_matches([';', '.']).to_owned()
        })
        .collect()
}

/// `{{term word}}` and `{{term word "as written"}}` as they are read.
fn plain(text: &str) -> String {
    let Some((before, rest)) = text.split_once("{{term ") else {
        return text.to_owned();
    };
    let (term, after) = rest.split_once("}}").expect("a term ends");
    let read = match term.split_once('"') {
        Some((_, written)) => written.trim_end_matches('"'),
        None => term,
    };
    format!("{before}{read}{}", plain(after))
}

/// The questions of a page's quiz.
fn questions(page: &str) -> Vec<&str> {
    let quizzes = page.split("```quiz\n").skip(1);
    let asked = quizzes.filter_map(|quiz| {
        let mut lines = quiz.lines();
        lines.find_map(|line| line.strip_prefix("question = "))
    });
    asked
        .map(|question| question.trim_matches(['\'', '"']))
        .collect()
}

#[test]
fn every_goal_is_exercised() {
    let goals = goals();
    let names: Vec<_> = exercises().into_iter().map(|e| e.name).collect();
    for (chapter, page) in chapters() {
        let of: Vec<&Goal> = goals
            .iter()
            .filter(|goal| goal.chapter == chapter)
            .collect();
        let listed: Vec<_> = of.iter().map(|goal| goal.goal.as_str()).collect();
        let promised = promised(&page);
        assert!(promised.len() >= 3, "{chapter} promises {promised:?}");
        assert_eq!(listed, promised, "goals.toml against {chapter}.md");
        let questions = questions(&page);
        for goal in of {
            let some = goal.exercises.len() + goal.questions.len();
            assert!(some > 0, "nothing exercises: {}", goal.goal);
            for name in &goal.exercises {
                assert!(names.contains(name), "no exercise {name}");
            }
            for begin in &goal.questions {
                let of = questions.iter().filter(|q| q.starts_with(begin));
                assert_eq!(of.count(), 1, "{chapter} asks once: {begin}");
            }
        }
    }
    let known: BTreeSet<_> = chapters().into_iter().map(|c| c.0).collect();
    for goal in &goals {
        assert!(
            known.contains(&goal.chapter),
            "{}: {}",
            goal.chapter,
            goal.goal
        );
    }
}

#[test]
fn every_exercise_and_question_serves_a_goal() {
    let goals = goals();
    for exercise in exercises() {
        let serves = goals.iter().any(|g| g.exercises.contains(&exercise.name));
        assert!(serves, "{} serves no goal", exercise.name);
    }
    for (chapter, page) in chapters() {
        for question in questions(&page) {
            let mut of = goals.iter().filter(|goal| goal.chapter == chapter);
            let serves = of.any(|goal| {
                goal.questions
                    .iter()
                    .any(|begin| question.starts_with(begin))
            });
            assert!(serves, "{chapter}: serves no goal: {question}");
        }
    }
}
