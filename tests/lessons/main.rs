//! The lessons as programs: one test program for all, so that what several
//! tests look at is run once ([`programs::kept`]).

#[path = "../common/mod.rs"]
mod common;
mod programs;

mod bad_input;
mod cli;
mod figures;
mod golden;
mod interrupted;
mod lesson10;
mod lesson6;
mod lesson7;
mod networks;
mod outputs;
mod parity;
