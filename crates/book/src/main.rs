//! Builds the book: `cargo run --bin book`.

use std::process::ExitCode;

use anyhow::Result;
use book::Site;
use clap::{CommandFactory, Parser, Subcommand};
use program::{args, output};
use tracing_subscriber::filter::LevelFilter;

/// Builds the book into target/book
#[derive(Parser)]
#[command(bin_name = "book", version)]
struct Args {
    /// Show the book in the browser
    #[arg(long)]
    open: bool,
    /// Run all lessons first and keep what they print and draw in
    /// docs/src/output
    #[arg(long)]
    update: bool,
    /// Write the address of each page, its description and its picture into
    /// it, for a book that is published there
    #[arg(long, value_name = "URL")]
    site: Option<Site>,
    /// Print the whole book into target/book/descent.pdf, with Chromium
    #[arg(long)]
    pdf: bool,
    #[command(subcommand)]
    as_preprocessor: Option<Preprocess>,
}

#[derive(Subcommand)]
enum Preprocess {
    /// Replace the directives of a book on standard input, for mdbook
    Preprocess {
        /// `supports html` asks whether it can do so
        #[arg(hide = true)]
        question: Vec<String>,
    },
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .log_internal_errors(false) // it would panic where no one listens
        .init();
    let args = match args::read::<Args>(&Args::command()) {
        Ok(args) => args,
        Err(error) => return program::exit_code(Err(error)),
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Each mistake of a page has a line of its own.
            for line in format!("error: {error:#}").lines() {
                output::complain(&output::escaped(line));
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    if let Some(Preprocess::Preprocess { question }) = &args.as_preprocessor {
        return match question[..] {
            [] => book::preprocess(),
            _ => Ok(()), // it supports every renderer
        };
    }
    if args.update {
        book::update()?;
    }
    book::build(&book::folder(), args.site.as_ref(), args.pdf)?;
    let page = book::folder().join("index.html");
    output::print(&format!("The book begins at {}\n", page.display()));
    if args.pdf {
        let pdf = book::folder().join("descent.pdf");
        output::print(&format!("To print: {}\n", pdf.display()));
    }
    if args.open {
        opener::open(page)?;
    }
    Ok(())
}
