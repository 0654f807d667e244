//! The clinic: what the exercises of the kind `diagnose` share.
//!
//! A case is a program that trains, and is ill. Its check runs it as it came
//! in, shows the loss, and asks for a diagnosis, one of [`Illness`]. Then it
//! runs the learner's version on rows that nobody has seen before: the cure
//! must hold there, too.
//!
//! | file | holds |
//! |---|---|
//! | [`questions`] | the curve, and the answers to what a learner asks |
//! | `refuted` | what a wrong diagnosis would show, and what this run shows |
//! | [`models`] | the models of the cases, in plain numbers |

use std::env;

use descent::{data::Points, doctor::Illness};

use crate::check::{Failure, Verdict, fresh_seed, number};

pub mod models;
pub mod questions;
mod refuted;

/// With this variable set, a check answers the question that it holds.
pub const ASK: &str = "DESCENT_ASK";

/// What is written down of a run before each update.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The loss: on all rows, or on those to validate by, if there are some.
    pub losses: Vec<f64>,
    /// The parameters.
    pub params: Vec<Vec<f64>>,
    /// The gradient that the update takes.
    pub gradients: Vec<Vec<f64>>,
    /// The rows that it learns from, by their places; all, if there are none.
    pub training: Vec<usize>,
    /// The rows to validate by.
    pub validation: Vec<usize>,
}

impl Notes {
    /// Writes down which rows the program learns from, and by which it
    /// validates. The losses are those of the latter then.
    pub fn split(&mut self, training: &[usize], validation: &[usize]) {
        self.training = training.into();
        self.validation = validation.into();
    }

    /// Writes down the loss, the parameters, and the gradient that the next
    /// update takes.
    pub fn add(&mut self, loss: f64, params: &[f64], gradient: &[f64]) {
        self.losses.push(loss);
        self.params.push(params.into());
        self.gradients.push(gradient.into());
    }
}

/// A program that trains on these points, and writes down what it does.
pub type Program = fn(&Points, &mut Notes) -> descent::Result<()>;

/// A program that is ill, and what is known of it.
pub struct Case {
    /// What ails it.
    pub illness: Illness,
    /// What the learner says.
    pub told: Illness,
    /// The diagnoses that `exercises.toml` has a message for, by its names.
    pub known: &'static [(&'static str, Illness)],
    /// The program as it came in.
    pub ill: Program,
    /// The same as the learner has it now.
    pub yours: Program,
    /// The points of a seed: the learner's are those of seed 1, and unseen
    /// are those of an even seed and of an odd one.
    pub points: fn(u64) -> Points,
    /// The loss of these parameters.
    pub loss: fn(&Points, &[f64]) -> f64,
    /// The loss of the best answer that looks at no x.
    pub naive: fn(&Points) -> f64,
    /// What the last loss of a healthy run is below.
    pub goal: fn(&Points) -> f64,
    /// The parameters in their order: a name, and how many they are.
    pub parts: &'static [(&'static str, usize)],
    /// What the hidden units give at x; nothing where there are none.
    pub units: fn(&[f64], f64) -> Vec<f64>,
    /// What the model answers at x.
    pub answer: fn(&[f64], f64) -> f64,
    /// Whether the cure may begin from other parameters.
    pub other_start: bool,
    /// What else the cure must do.
    pub also: fn(&Points, &Notes) -> Result<(), String>,
    /// What there is to learn from it.
    pub lesson: &'static str,
}

/// Checks the learner's version of a case, or answers a question about it.
///
/// # Errors
/// The diagnosis is wrong, or the program is still ill.
pub fn check(case: &Case) -> Verdict {
    let points = (case.points)(1);
    if let Ok(question) = env::var(ASK) {
        let notes = run(case.yours, &points)?;
        if notes.losses.is_empty() {
            return Err(Failure::told(
                "It writes down no update: leave `notes.add` as it was.",
            ));
        }
        return Ok(questions::answer(case, &points, &notes, &question));
    }
    let ill = run(case.ill, &points)?;
    if case.told == Illness::Healthy {
        let first = questions::first_look(case, &points, &ill);
        return Err(Failure::told(first));
    }
    if case.told != case.illness {
        let seen = refuted::refuted(case, &points, &ill);
        let mut known = case.known.iter();
        let found = known.find(|(_, illness)| *illness == case.told);
        return Err(match found {
            Some((name, _)) => Failure::known(name, seen),
            None => Failure::told(seen),
        });
    }
    let fresh = fresh_seed();
    let holds = |points: &Points, which: &str| {
        cured(case, points).map_err(|why| {
            Failure::unknown(format!(
                "The diagnosis is right: {}. The cure does not hold yet, \
                 {which}. {why}",
                case.illness
            ))
        })
    };
    let cured = holds(&points, "on its own points")?;
    for seed in [fresh & !1, fresh | 1] {
        let which = "on other points of the same kind, drawn anew";
        holds(&(case.points)(seed), which)?;
    }
    let last = |notes: &Notes| number(*notes.losses.last().unwrap_or(&0.0));
    Ok(format!(
        "{}\nThe last loss was {}, and is {} now: {}. {}",
        questions::curve(&cured),
        last(&ill),
        last(&cured),
        case.illness,
        case.lesson
    ))
}

fn run(program: Program, points: &Points) -> descent::Result<Notes> {
    let mut notes = Notes::default();
    program(points, &mut notes)?;
    Ok(notes)
}

/// These rows of the points; all, if there are none.
fn chosen(points: &Points, rows: &[usize]) -> Points {
    if rows.is_empty() {
        return points.clone();
    }
    let of = |values: &[f64]| rows.iter().map(|row| values[*row]).collect();
    Points {
        x: of(&points.x),
        y: of(&points.y),
    }
}

/// Whether the gradients that are written down are the slope of this loss, on
/// the rows that the program learns from.
///
/// # Errors
/// One is another.
pub fn takes_the_slope(
    loss: fn(&Points, &[f64]) -> f64,
    points: &Points,
    notes: &Notes,
) -> Result<(), String> {
    let learned = chosen(points, &notes.training);
    for k in [0, 1, 5, notes.losses.len() / 2] {
        let own = questions::slope(loss, &learned, &notes.params[k]);
        let square: f64 = own.iter().map(|own| own * own).sum();
        let pairs = notes.gradients[k].iter().zip(&own);
        let away: f64 = pairs.map(|(taken, own)| (taken - own).powi(2)).sum();
        // Differences are exact to about eight digits; the rest is for those
        // who take them themselves.
        let away = away.sqrt();
        if away.is_nan() || away > 1e-3 * square.sqrt() + 1e-6 {
            return Err(format!(
                "Before update {k} the gradient that it takes is another than \
                 the slope of the loss on the rows that it learns from, by \
                 {} of its length.",
                number(away / square.sqrt())
            ));
        }
    }
    Ok(())
}

/// The run of the learner's version on these points, if it is healthy; if not,
/// why.
fn cured(case: &Case, points: &Points) -> Result<Notes, String> {
    let ended = |e| format!("The run ended early: {e}.");
    let before = run(case.ill, points).map_err(ended)?;
    let now = run(case.yours, points).map_err(ended)?;
    let (was, is) = (before.losses.len(), now.losses.len());
    if is < was {
        return Err(format!(
            "It wrote down {is} updates, and {was} as it came in: leave the \
             number of updates and `notes.add` as they were."
        ));
    }
    let shown = chosen(points, &now.validation);
    if now.params[0] != before.params[0] && !case.other_start {
        return Err("It begins from other parameters than it did: that \
                    hides the symptom. Leave the start as it was."
            .into());
    }
    for (k, (loss, params)) in now.losses.iter().zip(&now.params).enumerate() {
        let own = (case.loss)(&shown, params);
        if !loss.is_finite() {
            return Err(format!("The loss before update {k} is {loss}."));
        }
        // The loss is a number; that of its parameters may be none.
        if own.is_nan() || (loss - own).abs() > 1e-6 * own.abs() + 1e-9 {
            return Err(format!(
                "Before update {k} it writes down the loss {}, and that of \
                 the parameters beside it is {}. Show the loss as it is.",
                number(*loss),
                number(own)
            ));
        }
    }
    let (last, goal) = (now.losses[is - 1], (case.goal)(points));
    if last > goal {
        return Err(format!(
            "The last loss is {}, and a healthy run comes below {}.",
            number(last),
            number(goal)
        ));
    }
    (case.also)(points, &now)?;
    Ok(now)
}
