//! The exercises of the course, as a course that checks itself:
//!
//! | folder or file | holds |
//! |---|---|
//! | `exercises/` | what a learner edits: the tutor makes it, git ignores it |
//! | `solutions/` | one answer to each, explained |
//! | `checks/` | a program for each: it runs the learner's code and explains |
//! | `skeletons/` | the exercises as they begin |
//! | `orders/` | lines to put in order, as they are right |
//! | `exercises.toml` | their order, titles, hints and known mistakes |
//! | `goals.toml` | what each chapter promises, and what exercises it |
//!
//! A file has the same name in every folder. Its number is that of the lesson
//! and a digit that counts within the lesson: 23 is the third of lesson 2. F1
//! and on belong to `fit`, C1 and on are the cases of the clinic. The program
//! `tutor` leads through them; this library is what it shares with the checks: [`course`] reads
//! `exercises.toml`, [`check`] compares and explains, [`clinic`] runs
//! programs that are ill, [`network`] is what it
//! compares networks with, [`penguins`] holds the data of the capstone,
//! [`review`] the questions of `tutor review` and of the book.

pub mod check;
pub mod clinic;
pub mod course;
pub mod network;
pub mod penguins;
pub mod review;
