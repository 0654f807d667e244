//! Serves the live book: `cargo run --bin book -- --live` starts it.

use std::{io::Write, process::ExitCode};

use anyhow::{Context, Result};
use clap::Parser;
use live::{runs::Limits, server::Server, workspace::Workspace};

/// Serves the book in target/book on this machine, with a Run button at every
/// command
#[derive(Parser)]
#[command(bin_name = "live", version)]
struct Args {
    /// Show the book in the browser
    #[arg(long)]
    open: bool,
    /// The port on 127.0.0.1; 0 is any that is free. What a browser keeps of
    /// your answers belongs to a port
    #[arg(long, default_value_t = 4747)]
    port: u16,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let workspace = Workspace::here()?;
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    tokio.block_on(async {
        let server = Server::open(workspace, Limits::default(), args.port);
        let server = server.await.with_context(|| {
            format!(
                "cannot serve the book at port {}; --port 0 takes another",
                args.port
            )
        })?;
        let (address, runs) = (server.address(), server.runs());
        // Whoever reads this may have gone: the book is served all the same.
        let _ = writeln!(
            std::io::stdout(),
            "The live book: {address}\nCtrl-C ends it, and what runs in it."
        );
        if args.open
            && let Err(error) = opener::open_browser(&address)
        {
            let _ = writeln!(
                std::io::stderr(),
                "No browser opened ({error}): open that address in one"
            );
        }
        let result = tokio::select! {
            result = server.serve() => result,
            () = asked_to_end() => Ok(()),
        };
        runs.end();
        result
    })
}

/// Waits for Ctrl-C, or for what ends a program otherwise.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::terminate(), SignalKind::hangup()];
        if let [Ok(mut terminate), Ok(mut hangup)] = kinds.map(signal) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
