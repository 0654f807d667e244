//! Lends this machine's device to programs here or elsewhere: they run with
//! `--backend remote --worker ADDRESS`, and send it their tensors.
//!
//! Run it: `cargo run --release --bin worker`. The first time it builds burn's
//! server, the feature `remote`. It lies among the lessons so that both build
//! burn once, and does all in `program::worker`.

use std::process::ExitCode;

fn main() -> ExitCode {
    program::worker::run()
}
