//! The program `worker`: this machine's device for programs elsewhere.

#[cfg(feature = "remote")]
mod server;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{CommandFactory, Parser};
use descent::device::Backend;

use crate::{Error, Result, args, exit_code, rebuild};

/// Lend this machine's device to programs here or elsewhere, which run with
/// --backend remote
#[derive(Parser, Debug)]
#[command(version)]
struct Args {
    /// What computes: flex or ndarray on the CPU, wgpu on the GPU
    #[arg(long, default_value_t = Backend::Flex)]
    backend: Backend,
    /// Where it listens; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS:PORT")]
    #[arg(default_value = "127.0.0.1:4748")]
    listen: SocketAddr,
    /// The file of the token that it asks for; made if it is not there
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Encrypt the line, and prove to be this worker by the key in this file;
    /// made if it is not there. It listens at all addresses of this machine
    #[arg(long, value_name = "FILE")]
    iroh: Option<PathBuf>,
}

impl Args {
    /// Whether other machines can reach it.
    fn is_reached(&self) -> bool {
        self.iroh.is_some() || !self.listen.ip().is_loopback()
    }
}

/// Runs the program `worker` with the command line of this process, until
/// Ctrl-C: its first line on standard output is the address to give.
pub fn run() -> ExitCode {
    exit_code(begin())
}

fn begin() -> Result<ExitCode> {
    let args: Args = args::read(&Args::command().bin_name("worker"))?;
    let wrong = if args.backend == Backend::Remote {
        "a worker computes on its own machine: --backend flex, ndarray or wgpu"
    } else if args.is_reached() && args.token_file.is_none() {
        "a worker that other machines reach needs a token: add --token-file \
         FILE, which it makes if it is not there"
    } else {
        return match rebuild::if_needed("worker", args.backend)? {
            Some(code) => Ok(code),
            None => serve(&args),
        };
    };
    Err(Error::Input(wrong.into()))
}

#[cfg(feature = "remote")]
fn serve(args: &Args) -> Result<ExitCode> {
    server::serve(args).map(|()| ExitCode::SUCCESS)
}

/// Never called: such a build has itself built anew.
#[cfg(not(feature = "remote"))]
fn serve(_: &Args) -> Result<ExitCode> {
    Err(descent::Error::NotBuilt("remote").into())
}
