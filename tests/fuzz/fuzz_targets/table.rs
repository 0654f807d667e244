//! The table reader, given any bytes. From the folder `tests`:
//!
//! cargo +nightly fuzz run table seeds

#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
