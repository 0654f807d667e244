//! The program `worker` as a process.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// Long on a busy machine, short for a test that hangs.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until it holds.
pub fn until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// A worker on a port of its own, which ends with its test.
pub struct Worker {
    /// What it prints first.
    pub address: String,
    process: Child,
    said: Arc<Mutex<String>>,
}

impl Worker {
    /// Starts it on flex, with these flags besides.
    pub fn start(program: &Path, flags: &[&str]) -> Worker {
        let mut process = Command::new(program)
            .args(["--listen", "127.0.0.1:0"])
            .args(flags)
            .env_remove("CARGO")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("cargo build --features lessons/remote --bin worker");
        let said = Arc::new(Mutex::new(String::new()));
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        keep(process.stderr.take().unwrap(), said.clone());
        let mut address = String::new();
        stdout.read_line(&mut address).unwrap();
        keep(stdout, said.clone());
        Worker {
            address: address.trim_end().to_owned(),
            process,
            said,
        }
    }

    /// What makes a program compute there.
    pub fn flags(&self) -> [&str; 4] {
        ["--backend", "remote", "--worker", &self.address]
    }

    /// What it said since, on either output.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Sends a signal by its name, such as `KILL`.
    pub fn signal(&self, name: &str) {
        signal(&self.process, name);
    }

    /// Its number among the processes.
    pub fn id(&self) -> String {
        self.process.id().to_string()
    }

    /// Its exit code, once it has ended.
    pub fn code(&mut self) -> Option<i32> {
        self.process.wait().unwrap().code()
    }

    /// The memory that it has, in bytes.
    pub fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kilobytes = line.unwrap().trim().strip_suffix(" kB").unwrap();
        1024 * kilobytes.parse::<u64>().unwrap()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a signal to a process by its name.
pub fn signal(process: &Child, name: &str) {
    let id = process.id().to_string();
    let sent = Command::new("kill").args(["-s", name, &id]).status();
    assert!(sent.unwrap().success());
}

/// Keeps all that is read, line by line.
fn keep(from: impl Read + Send + 'static, all: Arc<Mutex<String>>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut all = all.lock().unwrap();
            all.push_str(&line);
            all.push('\n');
        }
    });
}
