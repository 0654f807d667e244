//! The cases, in the order of the page.

use program::{Result, Story, value::Parsed};

use crate::told::{
    batches, dropout, gradients, layers, numbers, rates, stuck, units, unseen,
};

/// A case's name, its symptom, and its story.
pub type Case = (&'static str, &'static str, fn(&mut Story) -> Result<()>);

pub const CASES: [Case; 22] = [
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
    ("dead", "Most units say 0 for every row", units::dead),
    ("alike", "All units say the same", units::alike),
    ("saturated", "Outputs only at −1 and 1", units::saturated),
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
    ("dropout", "Every look gives another loss", dropout::dropout),
];

/// The name of a case.
pub fn known(name: &str) -> Parsed<String> {
    let names = CASES.map(|(name, ..)| name);
    let found = names.contains(&name).then(|| name.to_owned());
    found.ok_or_else(|| format!("the cases are {}", names.join(", ")))
}
