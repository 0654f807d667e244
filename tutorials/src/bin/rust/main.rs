//! What the page "The Rust you need" shows: its code stands here, and this
//! program prints what stands below it. Change it, and run it again.
//!
//! Run it: `cargo run --bin rust`

use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use descent::device::{self, Backend, Precision};
use program::{Result, args, output};

/// As std's, but a reader who has seen enough (`| head`) is no failure.
macro_rules! println {
    ($($text:tt)*) => {
        program::output::print(&format!("{}\n", format_args!($($text)*)))
    };
}

mod language;
mod lists;
mod shapes;
mod tensors;

/// Prints what the book's page "The Rust you need" shows.
#[derive(Parser)]
#[command(name = "rust", version, max_term_width = 80)]
struct Args {}

fn main() -> ExitCode {
    output::exit_code(run())
}

fn run() -> Result<ExitCode> {
    let Args {} = args::read(&Args::command())?;
    println!("The Rust you need");
    for (title, tell) in [
        ("Numbers and names", language::numbers as fn()),
        ("A float without a type", language::float),
        ("Functions", language::functions),
        ("Arrays, lists and slices", lists::slices),
        ("Ranges", lists::ranges),
        ("A function as an argument", language::closures),
        ("Iterators", lists::iterators),
        ("The smallest of many", lists::smallest),
        ("A value or none", language::options),
        ("A value or an error", language::results),
        ("A type with functions", language::types),
        ("Random numbers", lists::random),
        ("Threads", lists::threads),
    ] {
        heading(title);
        tell();
    }
    let device = device::open(Backend::Flex, Precision::F64)?;
    heading("Print a tensor");
    tensors::print(&device)?;
    heading("Take numbers out");
    tensors::take_out(&device)?;
    heading("Shapes");
    shapes::print(&device);
    Ok(ExitCode::SUCCESS)
}

fn heading(title: &str) {
    println!("\n{title}\n{}", "─".repeat(title.chars().count()));
}
