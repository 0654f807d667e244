//! Questions from the lessons so far, typed answers, and what is kept of them.

use std::{
    cmp::Reverse,
    io::{self, IsTerminal},
    time::{SystemTime, UNIX_EPOCH},
};

use console::style;
use program::{Error, Result, output::print};
use tutorials::{
    course::{Chapter, Exercise, Kind},
    review::{
        Topic, order,
        plan::{self, Asked},
        question::{Form, Question, Verdict, in_order, show},
        topics,
    },
};

use crate::{
    place::heading,
    screen::{item, say},
    tutor::Tutor,
};

/// Where answers come from: the next line that is typed, until there is none.
pub type Typed<'a> = &'a mut dyn FnMut() -> Option<String>;

/// What may be typed in place of an answer.
const HELP: &str = "In place of an answer, type skip: the question stays due. \
                    solution: it is told, and the question counts as missed. \
                    hint: where to read. quit, or Ctrl-D: the review ends, and \
                    nothing is lost.";

/// The lines of standard input.
pub fn typed() -> Option<String> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).ok()?;
    (read > 0).then_some(line)
}

/// Asks about ten questions from all lessons of which an exercise is solved, and
/// names a small exercise to do again.
pub fn review(tutor: &Tutor, day: Option<u64>, typed: Typed) -> Result<()> {
    let day = day.unwrap_or_else(today);
    let progress = tutor.progress()?;
    let exercises = tutor.exercises.iter();
    let done = exercises.filter(|e| progress.is_done(&e.name));
    let mut chapters: Vec<_> = done.map(|e| e.chapter()).collect();
    if chapters.is_empty() {
        say(
            "No exercise is solved yet, so these are from lesson 1. With every \
             lesson that you do, its questions join in.",
        );
        chapters.push(Chapter::Lesson(1));
    }
    let known: Vec<Topic> = topics()
        .into_iter()
        .filter(|topic| chapters.contains(&topic.chapter()))
        .collect();
    let session = plan::session(&known, |name| progress.asked(name), day);
    if session.is_empty() {
        say(&match next_day(tutor, &known)? {
            Some(next) => format!(
                "Nothing is due today. The next questions come {}.",
                in_days(next - day)
            ),
            None => "There is nothing to ask.".into(),
        });
        return offer_exercise(tutor, day);
    }
    say(&format!(
        "Questions: {}. Type an answer and Enter; skip, solution, hint and \
         help work, too. quit or Ctrl-D ends it, and nothing is lost.",
        session.len()
    ));
    let Answers { asked, right, left } = ask_all(tutor, &session, day, typed)?;
    say(&match asked {
        0 => "\nNothing was answered, so all of it stays due.".into(),
        _ => format!("\nRight at the first try: {right} of {asked}."),
    });
    if right < asked {
        say("What you missed comes first next time, with other numbers.");
    }
    if let Some(next) = next_day(tutor, &known)? {
        say(&format!(
            "Next review: {}.",
            in_days(next.saturating_sub(day))
        ));
    }
    if left {
        Ok(())
    } else {
        offer_exercise(tutor, day)
    }
}

/// Names a solved exercise to do again, if one is due: one a day, those first
/// that were not named for longest, and of these those that took most tries.
/// Solved at the first try, it comes again at growing distances, as a question
/// does.
fn offer_exercise(tutor: &Tutor, day: u64) -> Result<()> {
    let progress = tutor.progress()?;
    let topic = |exercise: &Exercise| format!("again.{}", exercise.name);
    let asked = |exercise: &Exercise| progress.asked(&topic(exercise));
    let is_small = |exercise: &&Exercise| exercise.kind <= Kind::Repair;
    let solved = tutor.exercises.iter().filter(is_small);
    let mut solved: Vec<_> =
        solved.filter(|e| progress.is_done(&e.name)).collect();
    if solved
        .iter()
        .any(|e| asked(e).is_some_and(|a| a.day == day))
    {
        return Ok(());
    }
    solved.retain(|e| asked(e).is_none_or(|asked| asked.due() <= day));
    // The first of those that are alike is the earliest of the course.
    let tries = |exercise: &Exercise| progress.tries(&exercise.name);
    solved.sort_by_key(|e| (asked(e).map(|a| a.day), Reverse(tries(e))));
    let Some(exercise) = solved.first() else {
        return Ok(());
    };
    let took = match tries(exercise) {
        0 | 1 => String::new(),
        tries => format!(", which took you {tries} tries"),
    };
    let now = Asked::after(asked(exercise), day, tries(exercise) <= 1);
    progress.mark_asked(&topic(exercise), now)?;
    let reset = tutor.to_type(&format!("reset {}", exercise.number()));
    say(&format!(
        "An exercise to do again: {}, {}{took}. {reset} begins it anew, and \
         keeps what you wrote beside it.",
        exercise.name,
        exercise.title.to_lowercase()
    ));
    Ok(())
}

/// Asks for the lines of one lesson in their order.
pub fn order(
    tutor: &Tutor,
    lesson: &str,
    day: Option<u64>,
    typed: Typed,
) -> Result<()> {
    let name = format!("{lesson}.order");
    let found = topics().into_iter().find(|topic| topic.name == name);
    let Some(topic) = found else {
        let lessons: Vec<_> = order::lessons().collect();
        return Err(Error::Input(format!(
            "there are no lines to order of lesson `{lesson}`: choose {}",
            lessons.join(", ")
        )));
    };
    ask_all(tutor, &[topic], day.unwrap_or_else(today), typed)?;
    Ok(())
}

/// How questions were answered.
struct Answers {
    asked: usize,
    /// Of these, at the first try.
    right: usize,
    /// Whether the learner left before the last.
    left: bool,
}

/// Asks, notes each answer, and counts.
fn ask_all(
    tutor: &Tutor,
    session: &[Topic],
    day: u64,
    typed: Typed,
) -> Result<Answers> {
    let (mut asked, mut right, mut left) = (0, 0, false);
    for (number, topic) in session.iter().enumerate() {
        let before = tutor.progress()?.asked(topic.name);
        let times = before.map_or(0, |before| before.times);
        let question = topic.ask(plan::seed(day, topic.name, times));
        let of = heading(topic.chapter());
        if session.len() > 1 {
            let count = format!("{} of {}", number + 1, session.len());
            say(&format!("\n{}. {of}", style(count).bold()));
        } else {
            say(&style(of).bold().to_string());
        }
        say(&format!("You can {}.", topic.goal));
        let answered = ask(&question, topic, typed);
        if let Some(first_try) = answered.first_try {
            let now = Asked::after(before, day, first_try);
            tutor.progress()?.mark_asked(topic.name, now)?;
            asked += 1;
            right += usize::from(first_try);
        }
        left = answered.left;
        if left {
            break;
        }
    }
    Ok(Answers { asked, right, left })
}

/// How a question was answered.
struct Answered {
    /// Whether the first try was right; `None` without a try.
    first_try: Option<bool>,
    /// Whether the learner left before it was done.
    left: bool,
}

/// Asks until the answer is right, or wrong twice, or the learner goes on.
fn ask(question: &Question, topic: &Topic, typed: Typed) -> Answered {
    show_question(question);
    let mut first_try = None;
    let left = loop {
        if io::stdin().is_terminal() && io::stdout().is_terminal() {
            print("> ");
        }
        let line = typed().unwrap_or_else(|| "quit".into());
        match line.trim() {
            "quit" | "q" | "exit" => break true,
            "skip" | "next" => {
                if first_try.is_none() {
                    say("Skipped: it stays due.");
                }
                break false;
            }
            "solution" => {
                first_try = Some(false);
                show_answer(question);
                break false;
            }
            "hint" => {
                let page = topic.chapter().page();
                say(&format!(
                    "It is in {page}. A first wrong answer is told why it is \
                     wrong, and may be mended."
                ));
                continue;
            }
            "help" => {
                say(HELP);
                continue;
            }
            _ => {}
        }
        match question.judge(&line) {
            Err(usage) => say(&format!("{usage} Or type help.")),
            Ok(Verdict::Right) => {
                say(&format!("{} {}", style("Right.").green(), question.why));
                first_try = first_try.or(Some(true));
                break false;
            }
            Ok(Verdict::Wrong(mistake)) => {
                let not = style("Not right.").yellow();
                say(&format!("{not} {}", mistake.unwrap_or_default()));
                if first_try.replace(false).is_some() {
                    show_answer(question);
                    break false;
                }
                say("Try once more.");
            }
        }
    };
    Answered { first_try, left }
}

fn show_question(question: &Question) {
    say(&question.text);
    match &question.form {
        Form::Choice { options } => {
            for (number, option) in (1..).zip(options) {
                item(&format!("{number}  "), &option.text);
            }
        }
        Form::Number { tolerance, .. } if *tolerance > 0.0 => {
            say(&format!("(A number, to within {}.)", show(*tolerance)));
        }
        Form::Number { .. } => say("(A whole number.)"),
        Form::Order { lines, .. } => {
            for (number, line) in (1..).zip(lines) {
                item(&format!("{number}  "), &line.code);
            }
            say("(The numbers in their order, for example 3 1 4 2.)");
        }
    }
}

fn show_answer(question: &Question) {
    match &question.form {
        Form::Order { lines, .. } => {
            say("This is the order:");
            for line in in_order(lines) {
                item("   ", &line.code);
            }
            say(&question.why);
        }
        _ => say(&format!(
            "The answer is: {}. {}",
            question.right().trim_end_matches('.'),
            question.why
        )),
    }
}

/// The day on which the first of these topics comes again or, if one of them
/// was never asked, the day of today, as far as it was asked about.
fn next_day(tutor: &Tutor, known: &[Topic]) -> Result<Option<u64>> {
    let progress = tutor.progress()?;
    let due = known
        .iter()
        .map(|topic| progress.asked(topic.name).map_or(0, |asked| asked.due()));
    Ok(due.min())
}

fn in_days(days: u64) -> String {
    match days {
        0 => "today, as soon as you like".into(),
        1 => "tomorrow".into(),
        _ => format!("in {days} days"),
    }
}

/// Days since 1 January 1970, by this machine's clock.
fn today() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs() / 86_400)
}
