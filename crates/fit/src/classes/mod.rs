//! Classes instead of numbers: the same descent, told otherwise.
//!
//! | module | holds |
//! |---|---|
//! | [`baseline`] | the balance of the classes, and the naive answer |
//! | [`judged`] | loss, accuracy, confusion matrix |
//! | [`optimum`] | whether there is a lowest loss, and how far away |
//! | [`fitted`] | all that came of a run |
//! | [`report`], [`document`], [`figures`] | how it is told |

pub mod baseline;
pub mod document;
pub mod figures;
pub mod fitted;
pub mod judged;
pub mod optimum;
pub mod report;
