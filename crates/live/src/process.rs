//! One process and its group, from its start to its end.

use std::{io, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, Command},
    time::{Instant, sleep_until, timeout},
};

use crate::{
    run::{Ended, Run},
    text::{Plain, Said},
};

/// So long a program may take to put its things in order.
const FAREWELL: Duration = Duration::from_millis(500);

/// Runs a process until it ends, is stopped, or exceeds its bounds, and hands
/// on what it prints. Nothing of its group is left where it did not end by
/// itself.
pub async fn run(
    run: &Run,
    mut command: Command,
    most: Duration,
    said: impl Fn(Vec<Said>, bool) -> Result<(), Ended>,
) -> Ended {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Ended::NotStarted(error.to_string()),
    };
    let group = child.id();
    run.has_group(group);
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let work = async {
        let out = read(out, |text| said(text, false));
        let err = read(err, |text| said(text, true));
        tokio::try_join!(out, err, async { child.wait().await.map_err(failed) })
    };
    let ended = tokio::select! {
        done = work => match done {
            Ok((.., status)) => Ended::Itself(status.code()),
            Err(ended) => ended,
        },
        () = run.stopped() => Ended::Stopped,
        () = sleep_until(Instant::now() + most) => Ended::TooLong(most),
    };
    if !matches!(ended, Ended::Itself(_)) {
        end(&mut child, group).await;
    }
    run.has_group(None);
    ended
}

/// Hands on what a stream says, until it ends or says too much.
async fn read(
    stream: Option<impl AsyncRead + Unpin>,
    said: impl Fn(Vec<Said>) -> Result<(), Ended>,
) -> Result<(), Ended> {
    let Some(mut stream) = stream else {
        return Ok(());
    };
    let mut plain = Plain::default();
    let mut bytes = vec![0; 8 * 1024];
    loop {
        let count = stream.read(&mut bytes).await.map_err(failed)?;
        if count == 0 {
            return said(plain.end().into_iter().collect());
        }
        said(plain.read(&bytes[..count]))?;
    }
}

fn failed(error: io::Error) -> Ended {
    Ended::NotStarted(error.to_string())
}

/// Ends a process and all that it began: asks first, then kills.
async fn end(child: &mut Child, group: Option<u32>) {
    signal(group, Signal::Term);
    let _ = timeout(FAREWELL, child.wait()).await;
    signal(group, Signal::Kill);
    // Where there are no groups, it alone.
    let _ = child.kill().await;
}

/// How a group is told to end.
#[derive(Clone, Copy)]
pub enum Signal {
    /// It may put its things in order.
    Term,
    /// It ends at once.
    Kill,
}

/// Tells a group of processes to end. It may have ended by itself.
#[cfg(unix)]
pub fn signal(group: Option<u32>, how: Signal) {
    use nix::{
        sys::signal::{self, killpg},
        unistd::Pid,
    };
    let how = match how {
        Signal::Term => signal::Signal::SIGTERM,
        Signal::Kill => signal::Signal::SIGKILL,
    };
    if let Some(group) = group.and_then(|group| i32::try_from(group).ok()) {
        let _ = killpg(Pid::from_raw(group), how);
    }
}

/// There are no groups here.
#[cfg(not(unix))]
pub fn signal(_group: Option<u32>, _how: Signal) {}
