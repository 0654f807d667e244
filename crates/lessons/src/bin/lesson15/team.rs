//! Who works: threads of this process, or processes here and elsewhere.

use std::{fmt, thread};

use burn::tensor::Device;
use descent::device::{Backend, Precision};
use program::{Result, Story, remote::Remote};

use crate::{
    crew::Lost,
    process::{Process, join},
};

/// Those who work.
pub struct Team {
    who: Who,
    /// Where they do.
    devices: Vec<Device>,
    remote: Remote,
    precision: Precision,
}

enum Who {
    /// Threads, as many as one likes.
    Threads,
    /// So many processes that this one starts; those that run.
    Processes(usize, Vec<Process>),
    Others, // which ran before
}

impl Team {
    /// As the flags say: with `--backend remote` processes, and k new ones
    /// where no `--worker` is named.
    ///
    /// # Errors
    /// A worker that is not there, or lacks the precision.
    pub fn new(story: &Story, k: usize) -> Result<Self> {
        let mut team = Team {
            who: Who::Threads,
            devices: vec![story.device.clone()],
            remote: story.remote.clone(),
            precision: story.precision,
        };
        if story.backend != Backend::Remote {
            return Ok(team);
        }
        if team.remote.addresses.is_empty() {
            team.devices = Vec::new();
            team.who = Who::Processes(k, Vec::new());
            team.refill()?;
        } else {
            team.devices = join(&team.remote, team.precision)?;
            team.who = Who::Others;
        }
        Ok(team)
    }

    /// The devices of k workers: those that there are, in turn.
    pub fn of(&self, k: usize) -> Vec<Device> {
        self.devices.iter().cycle().take(k).cloned().collect()
    }

    /// How many can compute side by side, cores or no cores.
    pub fn most(&self) -> usize {
        match self.who {
            Who::Threads => usize::MAX,
            _ => self.devices.len(),
        }
    }

    /// The cores that they share, if they do.
    pub fn cores(&self) -> Option<usize> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        (!matches!(self.who, Who::Others)).then_some(cores)
    }

    /// Stops all but the first so many: processes of its own are killed.
    ///
    /// # Errors
    /// The first of them, where they are not its own to kill.
    pub fn stop(&mut self, left: usize) -> Result<(), Lost> {
        let Who::Processes(_, processes) = &mut self.who else {
            return Err(Lost::new(left, "stopped"));
        };
        processes.drain(left..).for_each(Process::kill);
        self.devices.truncate(left);
        Ok(())
    }

    /// Starts a new process for each that was stopped.
    ///
    /// # Errors
    /// A process that does not start.
    pub fn refill(&mut self) -> Result<()> {
        let Who::Processes(all, processes) = &mut self.who else {
            return Ok(());
        };
        let gone = *all - processes.len();
        let new = (0..gone).map(|_| Process::start());
        let mut new = new.collect::<Result<Vec<_>>>()?;
        let workers: Result<_> = new.iter_mut().map(Process::address).collect();
        let remote = Remote {
            addresses: workers?,
            ..self.remote.clone()
        };
        self.devices.extend(join(&remote, self.precision)?);
        processes.extend(new);
        Ok(())
    }
}

impl fmt::Display for Team {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.who {
            Who::Threads => f.write_str("threads of this process"),
            Who::Processes(k, _) => write!(f, "{k} processes of this machine"),
            Who::Others => f.write_str("the processes that --worker names"),
        }
    }
}
