//! Builds the book: `cargo run --bin book`.

use std::{
    env,
    process::{Command, ExitCode},
};

use anyhow::Result;
use book::Site;
use clap::{CommandFactory, Parser, Subcommand};
use program::{args, output, rebuild};
use tracing_subscriber::filter::LevelFilter;

/// Builds the book into target/book
#[derive(Parser)]
#[command(bin_name = "book", version)]
struct Args {
    /// Show the book in the browser
    #[arg(long)]
    open: bool,
    /// Serve the book on this machine, with a Run button at every command
    #[arg(long)]
    live: bool,
    /// Where --live listens on 127.0.0.1; 0 is any port that is free
    #[arg(long, requires = "live", default_value_t = 4747)]
    port: u16,
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
        Ok(code) => code,
        Err(error) => {
            // Each mistake of a page has a line of its own.
            for line in format!("error: {error:#}").lines() {
                output::complain(&output::escaped(line));
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<ExitCode> {
    if let Some(Preprocess::Preprocess { question }) = &args.as_preprocessor {
        if question.is_empty() {
            book::preprocess()?;
        }
        return Ok(ExitCode::SUCCESS); // it supports every renderer
    }
    if args.update {
        book::update()?;
    }
    book::build(&book::folder(), args.site.as_ref(), args.pdf)?;
    if args.live {
        return serve(args);
    }
    let page = book::folder().join("index.html");
    output::print(&format!("The book begins at {}\n", page.display()));
    if args.pdf {
        let pdf = book::folder().join("descent.pdf");
        output::print(&format!("To print: {}\n", pdf.display()));
    }
    if args.open {
        opener::open(page)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the server of the live book, which nothing else needs, and runs it.
fn serve(args: &Args) -> Result<ExitCode> {
    let mut cargo =
        Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo
        .args([
            "run",
            "--quiet",
            "--features",
            "live/server",
            "--bin",
            "live",
        ])
        .arg("--manifest-path")
        .arg(book::root().join("Cargo.toml"))
        .args(["--", "--port", &args.port.to_string()])
        .args(args.open.then_some("--open"));
    Ok(rebuild::run_cargo(&mut cargo)?)
}
