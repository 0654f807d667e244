//! A worker that this program starts: itself once more, as a process.

use std::{
    env,
    io::{self, BufRead, BufReader, Read},
    process::{Child, Command, ExitCode, Stdio},
    thread,
};

use burn::tensor::Device;
use descent::device::{self, Backend, Precision};
use program::{
    Error, Result,
    remote::{self, Remote},
};

/// In its environment the process finds that it is a worker.
const IS_WORKER: &str = "DESCENT_WORKER";

/// Whether this process was started as a worker.
pub fn is_worker() -> bool {
    env::var_os(IS_WORKER).is_some()
}

/// Lends this process's device. Whoever started it holds the other end of its
/// standard input: when that is gone, however it went, the worker goes, too.
pub fn serve() -> ExitCode {
    thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0)
    });
    program::worker::run()
}

/// A worker of this machine. It ends with this value.
pub struct Process(Child);

impl Process {
    /// Starts one at a port that is free.
    ///
    /// # Errors
    /// A process that does not start.
    pub fn start() -> Result<Self> {
        let command = |program| {
            Command::new(program)
                .args(["--listen", "127.0.0.1:0"])
                .env(IS_WORKER, "1")
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
        };
        let started = env::current_exe().and_then(command);
        Ok(Process(started.map_err(|e| failed(&e.to_string()))?))
    }

    /// Where it listens: it says so when it does.
    ///
    /// # Errors
    /// A process that ended before.
    pub fn address(&mut self) -> Result<String> {
        let mut line = String::new();
        if let Some(stdout) = &mut self.0.stdout {
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        if line.ends_with('\n') {
            return Ok(line.trim_end().to_owned());
        }
        let mut why = String::new();
        if let Some(stderr) = &mut self.0.stderr {
            let _ = stderr.read_to_string(&mut why);
        }
        Err(failed(why.trim().trim_start_matches("error: ")))
    }

    /// Kills it: nothing is said, and nothing sent any more.
    pub fn kill(mut self) {
        // It may have ended before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The devices of workers, in this precision.
///
/// # Errors
/// A worker that is not there, or lacks the precision.
pub fn join(remote: &Remote, precision: Precision) -> Result<Vec<Device>> {
    let joined = remote::join(&remote.workers()?)?.into_iter();
    let precise = joined.map(|device| {
        Ok(device::in_precision(device, Backend::Remote, precision)?)
    });
    precise.collect()
}

fn failed(reason: &str) -> Error {
    Error::Failed(format!("cannot start a worker: {reason}"))
}
