//! What is wrong with my run?
//!
//! Small programs that are ill, each by one mistake that people make, and what
//! the doctor says of them. The page `docs/src/doctor.md` shows their figures.
//!
//! | file | holds |
//! |---|---|
//! | `rows.rs` | rows to learn from, a linear model, its loss and its gradient |
//! | `walk.rs` | a descent whose step each case makes itself, so also wrongly |
//! | `network.rs` | a deep network that can be looked into |
//! | `told/` | the cases: the mistake, the symptom, the finding |
//!
//! Run it: `cargo run --bin doctor`

use std::process::ExitCode;

use program::{Result, Story, lesson, value::Parsed};

mod network;
mod rows;
mod walk;

/// The cases.
mod told {
    pub mod batches;
    pub mod diagnostics;
    pub mod gradients;
    pub mod layers;
    pub mod numbers;
    pub mod picture;
    pub mod rates;
    pub mod stuck;
    pub mod unseen;
}

use told::{batches, gradients, layers, numbers, rates, stuck, unseen};

/// A case's name, its symptom, and its story.
type Case = (&'static str, &'static str, fn(&mut Story) -> Result<()>);

const CASES: [Case; 22] = [
    (
        "diverges",
        "The loss grows, by one factor each update",
        rates::diverges,
    ),
    (
        "swings",
        "A parameter leaps from side to side",
        rates::swings,
    ),
    (
        "creeps",
        "The loss is nearly a straight line",
        rates::creeps,
    ),
    (
        "ravine",
        "The loss drops at once, then crawls",
        rates::ravine,
    ),
    (
        "momentum",
        "The loss rises and falls in waves",
        rates::momentum,
    ),
    (
        "not-cleared",
        "The waves do not fade",
        gradients::not_cleared,
    ),
    (
        "wrong-gradient",
        "It ends above the best, and stays",
        gradients::wrong,
    ),
    ("sum", "More rows, and it diverges", gradients::sum),
    ("log", "NaN out of nowhere", numbers::log_of_zero),
    (
        "float32",
        "Nothing moves, yet there is a slope",
        numbers::rounding,
    ),
    ("saddle", "Flat, but not at the bottom", stuck::saddle),
    ("labels", "No better than the mean", stuck::labels),
    ("dead", "Most units say 0 for every row", layers::dead),
    ("alike", "All units say the same", layers::alike),
    ("saturated", "Outputs only at −1 and 1", layers::saturated),
    (
        "vanishing",
        "The first layers get no gradient",
        layers::vanishing,
    ),
    (
        "exploding",
        "Numbers grow layer by layer",
        layers::exploding,
    ),
    ("noise", "It jitters, and falls no further", batches::noise),
    ("order", "It repeats itself every epoch", batches::order),
    (
        "overfits",
        "Validation turns while training falls",
        unseen::overfits,
    ),
    ("leak", "Validation is too good", unseen::leak),
    ("dropout", "Every look gives another loss", unseen::dropout),
];

/// What is looked at.
#[derive(clap::Args, Clone, Debug)]
struct CaseFlags {
    /// This case alone; give it again for more [default: all, and the three
    /// looks into a network]
    #[arg(long, value_name = "NAME", value_parser = known)]
    case: Vec<String>,
}

fn known(name: &str) -> Parsed<String> {
    let names = CASES.map(|(name, ..)| name);
    let found = names.contains(&name).then(|| name.to_owned());
    found.ok_or_else(|| format!("the cases are {}", names.join(", ")))
}

fn main() -> ExitCode {
    let title = "What is wrong with my run?";
    lesson::run_page(env!("CARGO_BIN_NAME"), title, look)
}

fn look(story: &mut Story, flags: CaseFlags) -> Result<()> {
    let all = flags.case.is_empty();
    for (name, symptom, tell) in CASES {
        if all || flags.case.iter().any(|case| case == name) {
            story.heading(symptom);
            tell(story)?;
        }
    }
    match all {
        true => told::diagnostics::tell(story),
        false => Ok(()),
    }
}
