//! What comes when, and `tutor review` and `tutor order` as they are typed.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    process::{Output, Stdio},
};

use tutorials::{
    course::Chapter,
    review::{
        plan::{self, Asked, DISTANCES, QUESTIONS},
        question::{Form, Question, in_order, show},
        topics,
    },
};

use super::{lines::answer, topic};
use crate::learner::Learner;

/// Right answers come again at growing distances, a wrong one at once.
#[test]
fn distances_grow() {
    let (mut day, mut asked) = (100, None);
    let mut came = Vec::new();
    for _ in 0..6 {
        let now = Asked::after(asked, day, true);
        came.push(now.due() - day);
        (day, asked) = (now.due(), Some(now));
    }
    assert_eq!(came[..4], DISTANCES);
    assert_eq!(came[4..], [21, 21]);
    let missed = Asked::after(asked, day, false);
    assert_eq!((missed.due(), missed.streak, missed.times), (day, 0, 7));
    assert_eq!(Asked::after(Some(missed), day, true).due(), day + 1);
    // Ahead of time nothing grows.
    let early = Asked {
        day,
        streak: 3,
        times: 3,
    };
    assert_eq!(Asked::after(Some(early), day + 2, true).streak, 3);
}

/// A session: what was missed first, no more than ten, nothing before its day.
#[test]
fn a_session_begins_with_what_was_missed() {
    let topics = topics();
    let missed = ["9.loss", "2.mse"];
    let known = |name: &str| {
        let asked = |streak| {
            Some(Asked {
                day: 50,
                streak,
                times: 1,
            })
        };
        match name {
            name if missed.contains(&name) => asked(0),
            "1.best" => asked(4),
            "1.counts" => asked(1),
            _ => None,
        }
    };
    let names = |day| -> Vec<&str> {
        let session = plan::session(&topics, known, day);
        session.into_iter().map(|topic| topic.name).collect()
    };
    let on = names(51);
    assert_eq!(on.len(), QUESTIONS);
    assert_eq!(on, names(51), "the same day, the same session");
    assert_ne!(on[2..], names(52)[2..], "another day, another one");
    let first: BTreeSet<_> = on[..2].iter().copied().collect();
    assert_eq!(first, missed.into_iter().collect());
    assert!(on.contains(&"1.counts"), "it is due");
    assert!(!on.contains(&"1.best"), "that is due on day 71");
    let lessons: BTreeSet<_> = on.iter().map(|name| &name[..1]).collect();
    assert!(lessons.len() >= 4, "mixed: {on:?}");
}

/// A learner with this progress.
fn learner(progress: &str) -> Learner {
    let learner = Learner::new();
    fs::write(learner.file("progress.txt"), progress).expect("noted");
    learner
}

/// Runs the tutor with these lines typed.
fn types(learner: &Learner, arguments: &[&str], lines: &str) -> Output {
    let mut child = learner
        .command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tutor runs");
    let mut stdin = child.stdin.take().expect("piped");
    // It may have ended before it reads.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// What it says to these lines; it must succeed.
fn says(learner: &Learner, arguments: &[&str], lines: &str) -> String {
    let output = types(learner, arguments, lines);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn progress(learner: &Learner) -> String {
    String::from_utf8(learner.progress()).expect("UTF-8")
}

/// With nothing done it asks about lesson 1; the end of the input is a good
/// end; the same day begins with the same question.
#[test]
fn review_begins_with_lesson_1() {
    let learner = self::learner("future fact\n");
    let day = ["review", "--day", "20000"];
    let told = says(&learner, &day, "");
    assert!(told.starts_with("No exercise is solved yet"), "{told}");
    assert!(told.contains("1 of 7. Lesson 1: Random data"), "{told}");
    assert!(told.contains("You can "), "{told}");
    assert!(told.contains("Nothing was answered"), "{told}");
    assert_eq!(told, says(&learner, &day, "quit\n"));
    assert_eq!(progress(&learner), "future fact\n");
}

/// A whole session, typed right or wrong: it is noted, comes again in its
/// time, and what was missed comes first.
#[test]
fn a_session_is_kept() {
    let learner = self::learner("done 21_signs\ndone 11_noise\n");
    let chapters = [Chapter::Lesson(1), Chapter::Lesson(2)];
    let all: Vec<_> = topics()
        .into_iter()
        .filter(|topic| chapters.contains(&topic.chapter()))
        .collect();
    let day = 20_000;
    let session = plan::session(&all, |_| None, day);
    let (mut lines, mut expected) = (String::new(), Vec::new());
    for (i, topic) in session.iter().enumerate() {
        let question = topic.ask(plan::seed(day, topic.name, 0));
        let wrong = i == 3;
        // What is no answer at all is asked again, and counts as nothing.
        lines += "what?\n\n";
        if wrong {
            lines += &format!("{}\n", wrong_answer(&question));
        }
        lines += &format!("{}\n", right_answer(&question));
        let streak = usize::from(!wrong);
        expected.push(format!("review {} {day} {streak} 1", topic.name));
    }
    let told = says(&learner, &["review", "--day", "20000"], &lines);
    assert!(told.contains("Right at the first try: 9 of 10."), "{told}");
    assert_eq!(told.matches("Try once more.").count(), 1, "{told}");
    // And the first of the solved exercises is to be done again.
    assert!(told.contains("do again: 11_noise, the mean of the noise. `"));
    expected.push(format!("review again.11_noise {day} 1 1"));
    let facts = progress(&learner);
    let noted: Vec<_> = facts.lines().skip(2).collect();
    assert_eq!(noted, expected);

    // The same day: what was missed comes first, with other numbers.
    let missed = session[3];
    let again = says(&learner, &["review", "--day", "20000"], "");
    let question = missed.ask(plan::seed(day, missed.name, 1));
    let text = question
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(again.contains(&text), "{again}");
    // In a month everything is due.
    let later = says(&learner, &["review", "--day", "20030"], "");
    assert!(later.contains("1 of 10."), "{later}");
}

fn right_answer(question: &Question) -> String {
    match &question.form {
        Form::Choice { options } => {
            let right = options.iter().position(|o| o.mistake.is_none());
            (right.expect("one is right") + 1).to_string()
        }
        Form::Number { right, .. } => show(*right),
        Form::Order { lines, .. } => {
            let all: Vec<_> = (0..in_order(lines).len()).collect();
            answer(question, &all)
        }
    }
}

fn wrong_answer(question: &Question) -> String {
    match &question.form {
        Form::Choice { options } => {
            let wrong = options.iter().position(|o| o.mistake.is_some());
            (wrong.expect("one is wrong") + 1).to_string()
        }
        Form::Number { mistakes, .. } => mistakes[0].number.to_string(),
        Form::Order { .. } => "1".into(),
    }
}

/// What else may be typed: a question that is skipped stays due, one whose
/// solution is asked for is missed, and hint and help say what there is.
#[test]
fn a_review_takes_commands() {
    let learner = self::learner("done 11_noise\n");
    let lines = "help\nhint\nskip\nsolution\nlist\nquit\n";
    let told = says(&learner, &["review", "--day", "20000"], lines);
    for said in [
        "skip, solution, hint and help work, too.",
        "solution: it is told, and the question counts as missed.",
        "It is in docs/src/lesson1.md.",
        "Skipped: it stays due.",
        "3 of 7.",
        "Or type help.",
        "Right at the first try: 0 of 1.",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let noted = progress(&learner);
    let asked = noted.lines().filter(|line| line.starts_with("review "));
    let asked: Vec<_> = asked.collect();
    assert_eq!(asked.len(), 1, "{noted}");
    assert!(asked[0].ends_with(" 20000 0 1"), "{noted}");
    let told = says(&self::learner(""), &["order", "4"], "solution\n");
    assert!(
        told.contains("This is the order: let loss = mse("),
        "{told}"
    );
}

/// A small exercise that was solved comes again, one a day: first those that took
/// most tries, then those that were not named for longest. It may be that nothing
/// else is due.
#[test]
fn a_review_names_an_exercise_to_do_again() {
    let lesson = topics()
        .into_iter()
        .filter(|topic| topic.chapter() == Chapter::Lesson(1));
    let facts = lesson.map(|t| format!("review {} 20000 4 4\n", t.name));
    let solved = "done 11_noise\ntried 11_noise 1 a\ndone 12_ones\n\
                  tried 12_ones 5 b\ndone 14_points\ntried 14_points 9 c\n";
    let facts = facts.collect::<String>() + solved;
    let learner = self::learner(&facts);
    let on = |day: u64| {
        let day = day.to_string();
        says(&learner, &["review", "--day", &day], "")
    };
    let told = on(20_001);
    let again = "do again: 12_ones, the column of ones, which took you 5 \
                 tries. `cargo run --bin tutor reset 12` begins it anew";
    assert!(told.contains(again), "{told}");
    assert!(!on(20_001).contains("do again"), "one a day");
    assert!(on(20_002).contains("do again: 11_noise"));
    // Both are due, and that one was named earlier. Reset, it is not.
    assert!(on(20_003).contains("do again: 12_ones"));
    learner.says(&["reset", "12"]);
    assert!(on(20_004).contains("do again: 11_noise"));
    // Inventions are no small exercises.
    assert!(!on(20_005).contains("do again"));
    let noted = progress(&learner);
    assert!(noted.contains("review again.11_noise 20004 2 2"), "{noted}");
    assert!(noted.contains("review again.12_ones 20003 0 2"), "{noted}");
}

/// Nothing is due: it says when, and asks nothing.
#[test]
fn nothing_is_due() {
    let lesson = topics()
        .into_iter()
        .filter(|topic| topic.chapter() == Chapter::Lesson(1));
    let facts =
        lesson.map(|topic| format!("review {} 20000 2 2\n", topic.name));
    let learner = self::learner(&facts.collect::<String>());
    let told = says(&learner, &["review", "--day", "20001"], "");
    assert!(
        told.ends_with("The next questions come in 2 days."),
        "{told}"
    );
}

/// Lines in order on the command line: two tries, then the answer.
#[test]
fn the_tutor_asks_for_an_order() {
    let learner = self::learner("");
    let seed = plan::seed(20_000, "4.order", 0);
    let question = topic("4.order").ask(seed);
    let right = right_answer(&question);
    let order = ["order", "4", "--day", "20000"];
    let told = says(&learner, &order, &format!("{right}\n"));
    assert!(told.contains("Right. Forward to the loss"), "{told}");
    assert_eq!(progress(&learner), "review 4.order 20000 1 1\n");
    let learner = self::learner("");
    let told = says(&learner, &order, "1\n1 2\n");
    assert!(
        told.contains("This is the order: let loss = mse("),
        "{told}"
    );
    assert_eq!(progress(&learner), "review 4.order 20000 0 1\n");
    let refused = types(&learner, &["order", "7"], "");
    assert_eq!(refused.status.code(), Some(2));
    let line = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(line.ends_with("choose 3, 4, 5, 8\n"), "{line}");
}
