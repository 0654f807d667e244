//! Workers: devices, each with parts of the rows.

use std::{fmt, ops::Range, thread};

use burn::tensor::{Device, Tensor};
use descent::{Error, Result, data::tensor, device::to_host};

use crate::{
    part::{Answer, Part},
    rows::Rows,
};

/// A worker that does not answer any more.
#[derive(Clone, Debug)]
pub struct Lost {
    /// Its place among the workers, from 0.
    pub worker: usize,
    /// What became of it: the rest of a sentence.
    pub reason: String,
}

impl Lost {
    pub fn new(worker: usize, reason: &str) -> Self {
        let reason = reason.into();
        Lost { worker, reason }
    }

    fn by(worker: usize, error: Error) -> Self {
        let reason = match error {
            Error::Worker { reason, .. } => reason,
            error => format!("failed: {error}"),
        };
        Lost { worker, reason }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Lost { worker, reason } = self;
        write!(f, "worker {} {reason}", worker + 1)
    }
}

/// Whether a worker still does.
pub fn answers(worker: &Device) -> bool {
    to_host(tensor(&[0.0], worker)).is_ok()
}

/// Workers, each with its parts.
pub struct Crew(Vec<Vec<Part>>);

impl Crew {
    // ANCHOR: send
    /// Sends each part to a worker, once: part i to worker i mod k.
    pub fn send(
        rows: &Rows,
        parts: &[Range<usize>],
        workers: &[Device],
    ) -> Self {
        let k = workers.len();
        let parts_of = |(worker, device): (usize, &Device)| {
            let own = parts.iter().enumerate().skip(worker).step_by(k);
            own.map(|(i, part)| Part::send(i, rows, part.clone(), device))
                .collect()
        };
        Crew(workers.iter().enumerate().map(parts_of).collect())
    }
    // ANCHOR_END: send

    // ANCHOR: ask
    /// Sends w to all workers at once, has them do a job on each of their
    /// parts, and waits for all. The answers come in the order of the parts.
    ///
    /// # Errors
    /// A worker that does not answer.
    pub fn ask(
        &self,
        w: &[f64],
        job: impl Fn(&Part, Tensor<1>) -> Tensor<1> + Sync,
    ) -> Result<Vec<Answer>, Lost> {
        let job = &job;
        let work = |parts: &[Part]| -> Result<Vec<_>> {
            parts.iter().map(|part| part.answer(w, job)).collect()
        };
        let mut answers = Vec::new();
        thread::scope(|scope| {
            let mut threads = Vec::new();
            for parts in &self.0 {
                threads.push(scope.spawn(|| work(parts)));
            }
            for (worker, thread) in threads.into_iter().enumerate() {
                let ended = thread.join();
                let of = ended.map_err(|_| Lost::new(worker, "broke off"))?;
                answers.extend(of.map_err(|e| Lost::by(worker, e))?);
            }
            Ok(())
        })?;
        answers.sort_by_key(|answer| answer.place);
        Ok(answers)
    }
    // ANCHOR_END: ask
}
