//! The device of a worker, through burn's `remote`, and its pulse.
//!
//! Over a line that broke, burn waits for an answer until the system gives the
//! connection up, and that takes a quarter of an hour. So each worker has a
//! pulse: a second session of its own that asks for nothing but an answer,
//! again and again. Who reads a tensor waits as long as the pulse beats.

use std::{
    future::Future,
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    task::{Context, Poll, Wake},
    thread::{self, Thread},
    time::{Duration, Instant},
};

use burn::{
    remote::{ConnectError, EndpointId, IrohHost, IrohRelays, RemoteHost},
    tensor::{Device, Tensor},
};

use super::Worker;
use crate::{Error, Result};

/// For so long each address is tried.
const PROBE: Duration = Duration::from_secs(2);

/// A worker that is there answers the first question much sooner.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// From one beat of the pulse to the next.
const BEAT: Duration = Duration::from_millis(500);

/// So often a reader looks whether the pulse still beats.
const GLANCE: Duration = Duration::from_millis(100);

/// The line to a worker.
#[derive(Debug)]
pub struct Line {
    device: Device,
    worker: Worker,
    heard: Mutex<Instant>,
    /// Whether its pulse has stopped, or a reader has given it up.
    over: AtomicBool,
}

/// The lines of this process.
static LINES: Mutex<Vec<Arc<Line>>> = Mutex::new(Vec::new());

/// The line that a device stands at the end of, if it is a worker's.
pub fn line_of(device: &Device) -> Option<Arc<Line>> {
    let lines = lock(&LINES);
    lines.iter().find(|line| line.device == *device).cloned()
}

/// Connects twice, for the tensors and for the pulse.
pub fn connect(worker: &Worker) -> Result<Device> {
    let (sender, receiver) = mpsc::channel();
    let asked = worker.clone();
    thread::spawn(move || {
        let _ = sender.send(open(&asked)); // who asked may have given up
    });
    let silent =
        |_| Err("is there, but does not answer: is it a worker?".into());
    let opened = receiver.recv_timeout(HANDSHAKE).unwrap_or_else(silent);
    let [device, pulse] = opened.map_err(|reason| fault(worker, reason))?;
    let line = Arc::new(Line {
        device: device.clone(),
        worker: worker.clone(),
        heard: Mutex::new(Instant::now()),
        over: AtomicBool::new(false),
    });
    let mut lines = lock(&LINES);
    lines.retain(|line| line.device != device);
    lines.push(line.clone());
    thread::spawn(move || line.listen(&pulse));
    Ok(device)
}

/// The two devices of a worker, or what is wrong with it.
fn open(worker: &Worker) -> Result<[Device; 2], String> {
    let host = match worker.address.split_once('@') {
        Some((id, place)) => encrypted(id, place)?,
        None => {
            probe(&worker.address)?;
            RemoteHost::websocket(&format!("ws://{}", worker.address))
        }
    };
    let host = match &worker.token {
        Some(token) => host.with_credential(token.as_str()),
        None => host,
    };
    let open = |index: usize| {
        let device = Device::remote_options(&host).device_index(index).init();
        device.map_err(|e| in_words(&e, worker.token.is_some()))
    };
    let devices = [open(0)?, open(1)?];
    // burn gives a line that broke out again.
    let lost = |_| "was lost before: start another, at another port".to_owned();
    devices[1].sync().map_err(lost)?;
    Ok(devices)
}

/// A worker whose line is encrypted, and which proves that it is the one of
/// this id. It is reached directly, through no relay.
fn encrypted(id: &str, place: &str) -> Result<RemoteHost, String> {
    let id: EndpointId = id
        .parse()
        .map_err(|e| format!("has no id that can be ({e}): copy it whole"))?;
    let host = IrohHost::new(id).with_relays(IrohRelays::Disabled);
    let places = addresses(place)?;
    Ok(RemoteHost::iroh(places.fold(host, IrohHost::with_address)))
}

fn addresses(
    place: &str,
) -> Result<impl Iterator<Item = SocketAddr> + use<>, String> {
    let wrong = |e| format!("cannot be found ({e}): give host:port");
    place.to_socket_addrs().map_err(wrong)
}

/// Asks the system for a connection: burn itself would try for a quarter of a
/// minute where nobody listens.
fn probe(address: &str) -> Result<(), String> {
    let mut reason = String::from("has no address: give host:port");
    for place in addresses(address)? {
        match TcpStream::connect_timeout(&place, PROBE) {
            Ok(_) => return Ok(()),
            Err(e) => {
                reason = format!(
                    "cannot be reached ({e}): is it running, and the address \
                     the one that it printed?"
                );
            }
        }
    }
    Err(reason)
}

/// What burn says of a connection that failed.
fn in_words(error: &ConnectError, token: bool) -> String {
    match error {
        ConnectError::Unauthorized if token => {
            "refuses this token: give it the one of its own file".into()
        }
        ConnectError::Unauthorized => "wants the token of its file".into(),
        ConnectError::IncompatibleProtocol { .. } => {
            format!("is another version ({error}): build both from the same")
        }
        _ => format!("does not answer as a worker does ({error})"),
    }
}

fn fault(worker: &Worker, reason: String) -> Error {
    Error::Worker {
        address: worker.address.clone(),
        reason,
    }
}

impl Line {
    /// For how long nothing was heard; `None` when nothing more is awaited.
    pub fn silence(&self) -> Option<Duration> {
        let over = self.over.load(Ordering::Relaxed);
        (!over).then(|| self.unheard())
    }

    fn unheard(&self) -> Duration {
        lock(&self.heard).elapsed()
    }

    /// Feels the pulse until the line breaks.
    fn listen(&self, pulse: &Device) {
        let rest = BEAT.min(self.worker.timeout / 4);
        while pulse.sync().is_ok() {
            *lock(&self.heard) = Instant::now();
            thread::sleep(rest);
        }
        self.over.store(true, Ordering::Relaxed);
    }

    /// A tensor's values, in float64.
    pub fn read<const D: usize>(&self, tensor: Tensor<D>) -> Result<Vec<f64>> {
        let timeout = self.worker.timeout;
        let silent = || self.unheard() > timeout;
        let data = wait(tensor.into_data_async(), silent).ok_or_else(|| {
            self.over.store(true, Ordering::Relaxed);
            let seconds = timeout.as_secs_f64();
            let reason = format!(
                "has been silent for {seconds} s: does it still run? If so, \
                 give it longer"
            );
            fault(&self.worker, reason)
        })?;
        let data = data.map_err(|e| self.broke(&e.to_string()))?;
        let values = data.try_cast_as::<f64>().map_err(|e| e.to_string());
        let values = values
            .and_then(|data| data.try_into_vec().map_err(|e| e.to_string()));
        values.map_err(Error::Device)
    }

    /// Why no answer came over this line.
    fn broke(&self, reason: &str) -> Error {
        let said = reason.lines().next().unwrap_or_default();
        let address = &self.worker.address;
        let reason = if address.contains('@') {
            format!("is gone, or gave this run up ({said})")
        } else if probe(address).is_err() {
            "is gone: it ended, or was ended".into()
        } else {
            format!("gave this run up ({said}): it says why")
        };
        fault(&self.worker, reason)
    }
}

/// Runs a future to its end on this thread, unless it is time to give up.
fn wait<T>(
    future: impl Future<Output = T>,
    give_up: impl Fn() -> bool,
) -> Option<T> {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(thread::current())).into();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
        if give_up() {
            return None;
        }
        thread::park_timeout(GLANCE);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
