//! Questions about the cases of the clinic, and what they cost. The check is a
//! shell script that repeats the question.

use tutorials::{
    check::PASSED,
    clinic::{ASK, questions::QUESTIONS},
};

use crate::{learner::Learner, scripts::script};

/// What the tutor says, whose cargo builds this script for the case C1.
fn told(learner: &Learner, arguments: &[&str]) -> String {
    let [cargo, check] = ["cargo", "check"].map(|name| learner.file(name));
    let message = serde_json::json!({
        "target": { "name": "C1_grows" },
        "executable": check,
    });
    script(&cargo, &format!("echo '{message}'"));
    let verdict = format!("echo \"asked: ${ASK}.\"; echo '{PASSED}'$token");
    script(&check, &format!("read token; {verdict}"));
    let mut command = learner.command(arguments);
    let output = command.env("CARGO", cargo).output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_question_costs_a_point_once() {
    let learner = Learner::new();
    for (question, left) in [
        ("gradients", 4),
        ("gradients", 4),
        ("batch", 3),
        ("updates", 2),
        ("activations", 1),
    ] {
        let told = told(&learner, &["ask", question, "c1"]);
        let want = format!("asked: {question}.\nPoints: {left} of 5.\n");
        assert_eq!(told, want);
    }
    // A check asks nothing; what is asked after it is free.
    let solved = told(&learner, &["check", "C1"]);
    assert!(
        solved.contains("C1_grows is solved.\nasked: .\n"),
        "{solved}"
    );
    assert!(solved.contains("Points: 1 of 5."), "{solved}");
    learner.says(&["reset", "C1"]);
    told(&learner, &["check", "C1"]);
    let free = told(&learner, &["ask", "batch", "C1"]);
    assert!(free.contains("Points: 5 of 5."), "{free}");
}

#[test]
fn there_are_four_questions_and_only_cases_answer() {
    let learner = Learner::new();
    let line = learner.refuses(&["ask", "accuracy", "C1"]);
    for question in QUESTIONS {
        assert!(line.contains(question), "{line}");
    }
    let line = learner.refuses(&["ask", "gradients", "12"]);
    assert!(line.contains("12_ones") && line.contains("C1"), "{line}");
}
