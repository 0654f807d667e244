//! The table reader, given any bytes. `.ci/run` runs it with a fixed seed; to
//! search further, from the root of the repository:
//!
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz --sanitizer none table \
//!     "$(mktemp -d)" tests/fuzz/seeds

#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
