//! Why rows are parted as they are, in words.

use crate::split::By;

impl By {
    /// Its name in the document.
    pub fn name(&self) -> &'static str {
        match self {
            By::Chance => "chance",
            By::Groups { .. } => "group",
            By::Order => "order",
        }
    }

    /// What is parted.
    pub fn things(&self) -> &'static str {
        match self {
            By::Chance | By::Order => "rows",
            By::Groups { .. } => "groups",
        }
    }

    /// How rows are held out, behind their counts.
    pub fn how(&self) -> String {
        match self {
            By::Chance => " at random.".into(),
            By::Groups { column, .. } => format!(
                ". All rows with one {column} stay together: they resemble \
                 each other, and a model that has seen some of them knows more \
                 of the others than it will know of a new {column}."
            ),
            By::Order => ". The last rows are held out, as the future is: \
                          what comes later must not help to predict what came \
                          before."
                .into(),
        }
    }

    /// How rows take turns, of numbers or of classes.
    pub fn turns(&self, folds: usize, of_classes: bool) -> String {
        let blocks = folds + 1;
        match self {
            By::Chance if of_classes => format!(
                "The rows are dealt into {folds} folds at random, class by \
                 class, so that each fold has its share of every class \
                 (stratified folds). Each fold is judged once, by a model that \
                 learned from the others."
            ),
            By::Chance => format!(
                "The rows are dealt into {folds} folds at random. Each fold is \
                 judged once, by a model that learned from the others."
            ),
            By::Groups { column, .. } => format!(
                "The rows are dealt into {folds} folds, and all rows with one \
                 {column} stay together: they resemble each other. Each fold \
                 is judged once, by a model that learned from the others."
            ),
            By::Order => format!(
                "The rows are cut into {blocks} blocks, in their order. Each \
                 block but the first is a fold, and is judged by a model that \
                 learned from all blocks before it: so it is with the future."
            ),
        }
    }
}
