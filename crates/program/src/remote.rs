//! `--backend remote`: the workers that compute, and an end for who waits for
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
    pub addresses: Vec<String>,
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
    /// Makes sure that these flags fit the backend, before any work. A program
    /// of `many` workers takes any number of them; all others take one.
    ///
    /// # Errors
    /// No worker for `--backend remote`, more than one, or one for another
    /// backend.
    pub fn check(&self, backend: Backend, many: bool) -> Result<()> {
        let wrong = match (backend, self.addresses.len()) {
            (Backend::Remote, 0) if !many => {
                "--backend remote needs --worker HOST:PORT: cargo run \
                 --release --bin worker starts a worker, and prints that"
            }
            (Backend::Remote, 2..) if !many => {
                "this program takes one --worker only"
            }
            (Backend::Remote, _) | (_, 0) => return Ok(()),
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
        let workers = self.addresses.iter().map(|address| Worker {
            token: token.clone(),
            timeout: Duration::from_secs_f64(self.worker_timeout),
            ..Worker::at(address)
        });
        Ok(workers.collect())
    }
}

/// The devices of workers, and a watch over each: what burn itself cannot tell
/// as an error becomes one line, too.
///
/// # Errors
/// A worker that is not there.
pub fn join(workers: &[Worker]) -> Result<Vec<Device>> {
    let devices = workers.iter().map(device::connect);
    let devices: Vec<Device> = devices.collect::<descent::Result<_>>()?;
    let names = workers.iter().map(|worker| worker.address.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    output::fail_on_panic(move |what| {
        format!("the run on the worker at {names} broke off: {what}")
    });
    for (device, worker) in devices.iter().zip(workers) {
        let (watched, worker) = (device.clone(), worker.clone());
        thread::spawn(move || watch(&watched, &worker));
    }
    Ok(devices)
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
