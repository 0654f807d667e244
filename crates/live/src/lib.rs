//! The live book: the pages of the book, served on the reader's own machine,
//! with a Run button at every command.
//!
//! | module | holds |
//! |---|---|
//! | [`workspace`] | where the programs lie, and whether they are up to date |
//! | [`command`] | which programs and flags a page may ask for |
//! | [`text`] | what a program printed, without colours and bars |
//! | [`runs`] | all runs: two at once, bounded in time and output |
//! | [`run`] | one of them: where it is, what it printed, how it ended |
//! | `process` | one process and its group, from its start to its end |
//! | [`guard`] | who may ask: nobody but the reader's own browser |
//! | `files` | the files that a run wrote |
//! | `pages` | the files of the book, with the script of the live one |
//! | [`server`] | the addresses, and what they answer |
//!
//! The scripts of the page lie in `src/page`: `cells.mjs` finds the commands,
//! `cell.mjs` is one of them, `flags.mjs` reads its flags, `compare.mjs` sets
//! two runs side by side.
//!
//! What protects the reader: the server listens on 127.0.0.1 only; it answers
//! those who have the token of this start; it runs the course's own programs,
//! without a shell, in folders of their own; and what they print stays text.
#![cfg(feature = "server")]

pub mod command;
mod files;
pub mod guard;
mod pages;
mod process;
pub mod run;
pub mod runs;
pub mod server;
pub mod text;
pub mod workspace;
