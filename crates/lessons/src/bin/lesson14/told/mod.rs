//! The parts of the story.

pub mod epoch;
pub mod overhead;
pub mod precision;
pub mod steps;
