//! `--backend remote`: the worker that computes, and an end for who waits for
//! one that is gone.

use std::{path::PathBuf, thread, time::Duration};

use burn::tensor::Device;
use descent::device::{self, Backend, Worker};

use crate::{Error, Result, output, token, value::positive};

/// The flags for workers.
#[derive(clap::Args, Clone, Debug)]
pub struct Remote {
    /// The worker that computes, with --backend remote: the address that it
    /// prints
    #[arg(long = "worker", value_name = "HOST:PORT")]
    pub workers: Vec<String>,
    /// The file of the worker's token
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// Give up a worker that has been silent for so long
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0)]
    #[arg(value_parser = seconds)]
    pub worker_timeout: f64,
}

fn seconds(text: &str) -> Result<f64, String> {
    let inside = positive(text)?;
    let day = 86_400.0;
    (inside <= day).then_some(inside).ok_or_else(|| {
        format!("it must be a number of seconds, no more than {day}")
    })
}

impl Remote {
    /// Makes sure that these flags fit the backend, before any work.
    ///
    /// # Errors
    /// No worker for `--backend remote`, more than one, or one for another
    /// backend.
    pub fn check(&self, backend: Backend) -> Result<()> {
        let wrong = match (backend, self.workers.len()) {
            (Backend::Remote, 0) => {
                "--backend remote needs --worker HOST:PORT: cargo run \
                 --release --bin worker starts a worker, and prints that"
            }
            (Backend::Remote, 1) | (_, 0) => return Ok(()),
            (Backend::Remote, _) => "this program takes one --worker only",
            (_, _) => "--worker needs --backend remote, too",
        };
        Err(Error::Input(wrong.into()))
    }

    /// The workers that the flags name.
    ///
    /// # Errors
    /// A file of a token that cannot be read.
    pub fn workers(&self) -> Result<Vec<Worker>> {
        let token = self.token_file.as_deref().map(token::read).transpose()?;
        let workers = self.workers.iter().map(|address| Worker {
            token: token.clone(),
            timeout: Duration::from_secs_f64(self.worker_timeout),
            ..Worker::at(address)
        });
        Ok(workers.collect())
    }
}

/// The device of the backend: on this machine, or that of the first worker.
///
/// # Errors
/// A device that is not there.
pub fn open(backend: Backend, workers: &[Worker]) -> Result<Device> {
    match (backend, workers) {
        (Backend::Remote, [worker, ..]) => join(worker),
        _ => Ok(device::find(backend)?),
    }
}

/// The device of a worker, and a watch over it: what burn itself cannot tell
/// as an error becomes one line, too.
fn join(worker: &Worker) -> Result<Device> {
    let device = device::connect(worker)?;
    let address = worker.address.clone();
    output::fail_on_panic(move |what| {
        format!("the run on the worker at {address} broke off: {what}")
    });
    let (watched, worker) = (device.clone(), worker.clone());
    thread::spawn(move || watch(&watched, &worker));
    Ok(device)
}

/// Who reads is told by the reading itself. But who sends more than the line
/// takes stands still.
fn watch(device: &Device, worker: &Worker) {
    let (soon, late) = (Duration::from_secs(5), Duration::from_secs(2));
    let mut told = false;
    while let Some(silence) = device::silence(device) {
        let (address, most) = (&worker.address, worker.timeout);
        if silence > most + late {
            output::fail(&format!(
                "the worker at {address} has been silent for {} s: does it \
                 still run? If so, give it longer (--worker-timeout)",
                most.as_secs_f64()
            ));
        }
        let waits = silence > soon;
        if waits && !told {
            output::complain(&format!(
                "Waiting for the worker at {address}, for {} s at most.",
                most.as_secs_f64()
            ));
        }
        told = waits;
        thread::sleep(soon / 10);
    }
}
