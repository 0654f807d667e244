//! The lessons as programs: one test program for all, so that what several
//! tests look at is run once ([`programs::kept`]).

#[path = "../common/mod.rs"]
mod common;
mod programs;

mod bad_input;
mod bumps;
mod cli;
mod doctor;
mod engine;
mod figures;
mod generalisation;
mod golden;
mod interrupted;
mod many;
mod networks;
mod optimisers;
mod outputs;
mod own;
mod parity;
mod quadratic;
mod rates;
#[cfg(unix)]
mod remote;
mod shapes;
mod speed;
mod trace;
mod trainer;
#[cfg(unix)]
#[path = "../common/worker.rs"]
mod worker;
