//! An empty page to write on: makes `tutorials/scratch.rs` on first use, then
//! compiles and runs it.

use std::{
    env, fs,
    path::Path,
    process::{Command, ExitCode},
};

use clap::{CommandFactory, Parser};
use program::{Error, Result, args, output, rebuild};

/// The page as it begins.
const SKELETON: &str = include_str!("../../scratch_skeleton.rs");

/// Makes tutorials/scratch.rs, a page of your own, and runs it. The page is
/// made once and never overwritten.
#[derive(Parser)]
#[command(name = "scratch", version, max_term_width = 80)]
struct Args {}

fn main() -> ExitCode {
    output::exit_code(run())
}

fn run() -> Result<ExitCode> {
    let Args {} = args::read(&Args::command())?;
    // `cargo run` says where the package lies; the program itself may have
    // moved since it was built.
    let package = env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| {
        Error::Input("run it with: cargo run --bin scratch".into())
    })?;
    let package = Path::new(&package);
    let page = package.join("scratch.rs");
    if !page.exists() {
        output::write(&page, SKELETON.as_bytes())?;
        output::complain(
            "Wrote tutorials/scratch.rs: change it, and run this again.",
        );
    }
    let root = package.join("..");
    let figures = root.join("target/scratch");
    fs::create_dir_all(&figures).map_err(|e| {
        Error::Failed(format!("cannot make {}: {e}", figures.display()))
    })?;
    // From the root, as every other build: so no library is built twice.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["run", "--quiet", "--features", "exercises"])
        .args(["--bin", "scratch_page", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .current_dir(root);
    let code = rebuild::run_cargo(&mut command)?;
    // cargo's own 101 stands for a page that does not compile or that panics.
    Ok(if code == ExitCode::from(101) {
        ExitCode::FAILURE
    } else {
        code
    })
}
