//! Your own data: fits a model to a table by gradient descent.
//!
//! Run it: `cargo run --bin fit -- data.csv`

use std::process::ExitCode;

fn main() -> ExitCode {
    fit::run()
}
