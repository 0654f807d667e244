//! The live book under attack: who may ask, what may run, and what is left.
//!
//! | module | asks |
//! |---|---|
//! | `command` | which words may a page give a program? |
//! | `text` | is what a program prints plain text? |
//! | `guard` | does it answer the reader's own browser alone? |
//! | `runs` | are runs bounded, and do they end with all that they began? |
//! | `flood` | does it go on under many requests, and beside dead sockets? |
//!
//! The programs here are scripts in a workspace of their own: what they do is
//! known, and nothing is built for them. tests/book/live.mjs runs the lessons
//! in a browser.
#![cfg(unix)]

mod command;
mod flood;
mod guard;
mod runs;
mod text;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use live::{
    runs::{Limits, Runs},
    server::Server,
    workspace::Workspace,
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Long on a busy machine, short for a test that hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The programs: what each does.
const PROGRAMS: [(&str, &str); 6] = [
    (
        "lesson1",
        "for word in \"$@\"; do printf '[%s]\\n' \"$word\"; done\n\
         mkdir -p target/lessons/lesson1\n\
         echo '<svg/>' > target/lessons/lesson1/fig.svg\n\
         ln -s /etc/passwd target/lessons/lesson1/link.svg",
    ),
    // With a child in the background that would outlive it.
    ("lesson2", "sleep 300 & echo $! $PWD; wait"),
    ("lesson3", "while :; do echo 0123456789 0123456789; done"),
    ("lesson4", "printf '\\033[1;31m<b>&\\033[0m\\n'; exit 3"),
    ("lesson5", "trap '' TERM; echo deaf; sleep 300; sleep 300"),
    ("fit", "cat \"$1\""),
];

/// A workspace of scripts.
fn workspace() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_owned();
    let write = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("Cargo.toml", "");
    write("Cargo.lock", "");
    write("data/a.csv", "x,y\n1,2\n");
    write("secret.csv", "a secret");
    write("target/secret.html", "a secret");
    write(
        "target/book/index.html",
        "<html><head><script>1</script></head><body>a page\
         <code>cargo run --bin fit -- data/a.csv --trace \
         t.csv</code></body></html>",
    );
    write("target/book/theme/a-1.js", "a script");
    for (program, script) in PROGRAMS {
        write(
            &format!("docs/src/output/help/{program}.txt"),
            "Options:\n  --lr <LR>  Rate, and\n             more\n  --trace <FILE.csv>  File\n  \
             --out <DIR>  Folder\n  --json  JSON\n",
        );
        let path = format!("target/debug/{program}");
        write(&format!("{path}.d"), &format!("{program}: "));
        write(&path, &format!("#!/bin/sh\n{script}\n"));
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(root.join(path), mode).unwrap();
    }
    let workspace = Workspace {
        target: root.join("target"),
        book: root.join("target/book"),
        root,
    };
    (folder, workspace)
}

/// A live book that is served, and a reader with the cookie.
struct Live {
    folder: TempDir,
    port: u16,
    cookie: String,
    /// The runs of a server in this process, to be ended with it.
    runs: Option<Arc<Runs>>,
}

impl Drop for Live {
    fn drop(&mut self) {
        if let Some(runs) = &self.runs {
            runs.end();
        }
    }
}

/// An answer.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Live {
    fn open() -> Self {
        Self::with(Limits::default())
    }

    fn with(limits: Limits) -> Self {
        let (folder, workspace) = workspace();
        let (told, address) = mpsc::channel();
        thread::spawn(move || {
            let tokio = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            tokio.block_on(async {
                let server = Server::open(workspace, limits, 0).await.unwrap();
                told.send((server.address(), server.runs())).unwrap();
                server.serve().await.unwrap();
            });
        });
        let (address, runs) = address.recv_timeout(PATIENCE).unwrap();
        let mut live = Self::at(folder, &address);
        live.runs = Some(runs);
        live
    }

    /// Opens `http://127.0.0.1:PORT/?token=TOKEN`, and keeps the cookie.
    fn at(folder: TempDir, address: &str) -> Self {
        let rest = address.strip_prefix("http://127.0.0.1:").unwrap();
        let (port, path) = rest.split_once('/').unwrap();
        let mut live = Live {
            folder,
            port: port.parse().unwrap(),
            cookie: String::new(),
            runs: None,
        };
        let first = live.ask("GET", &format!("/{path}"), &[], "");
        assert_eq!(first.status, 303, "{first:?}");
        let cookie = first.header("set-cookie").unwrap().to_owned();
        live.cookie = cookie.split(';').next().unwrap().into();
        live
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request with these headers and no others, and reads the answer.
    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        let host = self.host();
        let own = [("Host", host.as_str()), ("Connection", "close")];
        let replaced =
            |name: &str| headers.iter().any(|(given, _)| *given == name);
        let own = own.iter().filter(|(name, _)| !replaced(name));
        for (name, value) in own.chain(headers) {
            request += &format!("{name}: {value}\r\n");
        }
        request += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        // One that refuses may close before all is read.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Answer {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok())
                .unwrap_or(0),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// Asks as the reader's browser does.
    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("Cookie", &self.cookie)], "")
    }

    /// Posts as a page of the book does.
    fn post(&self, path: &str, body: &Value) -> Answer {
        let origin = format!("http://{}", self.host());
        let headers = [
            ("Cookie", self.cookie.as_str()),
            ("Origin", &origin),
            ("Sec-Fetch-Site", "same-origin"),
            ("Content-Type", "application/json"),
        ];
        self.ask("POST", path, &headers, &body.to_string())
    }

    fn try_start(&self, program: &str, flags: &str) -> Answer {
        let asked = json!({
            "cell": "a.html#1", "program": program, "flags": flags,
        });
        self.post("/live/runs", &asked)
    }

    /// Begins a run and gives its number.
    fn start(&self, program: &str, flags: &str) -> u64 {
        let answer = self.try_start(program, flags);
        assert_eq!(answer.status, 200, "{answer:?}");
        let answer: Value = serde_json::from_str(&answer.body).unwrap();
        answer["run"].as_u64().unwrap()
    }

    fn stop(&self, run: u64) {
        let answer = self.post(&format!("/live/runs/{run}/stop"), &json!({}));
        assert_eq!(answer.status, 204, "{answer:?}");
    }

    /// Listens to the runs of the page, as a page that is just loaded.
    fn listen(&self) -> Events {
        self.listen_to("a.html")
    }

    fn listen_to(&self, page: &str) -> Events {
        let mut stream = self.connect();
        let request = format!(
            "GET /live/events?page={page} HTTP/1.1\r\nHost: {}\r\nCookie: \
             {}\r\n\r\n",
            self.host(),
            self.cookie,
        );
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }

    /// Waits until a run is as asked, and gives what was told of it then, with
    /// all that it printed.
    fn until(&self, run: u64, fits: impl Fn(&Value, &str) -> bool) -> Value {
        let mut events = self.listen();
        let mut text = String::new();
        let begin = Instant::now();
        loop {
            let mut told = events.next_of(run);
            if told["whole"] == true {
                text.clear();
            }
            for piece in told["pieces"].as_array().unwrap() {
                text += piece["text"].as_str().unwrap();
            }
            if fits(&told, &text) {
                told["text"] = text.into();
                return told;
            }
            assert!(begin.elapsed() < PATIENCE, "{told}");
        }
    }

    fn until_stage(&self, run: u64, stage: &str) -> Value {
        self.until(run, |told, _| told["stage"] == stage)
    }
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (given, value) = line.split_once(": ")?;
            given.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// Server-sent events, as they come.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The data that comes next.
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "it closed");
            if let Some(data) = line.trim_end().strip_prefix("data: ") {
                return data.to_owned();
            }
        }
    }

    /// What is told of a run next.
    fn next_of(&mut self, run: u64) -> Value {
        loop {
            let data = self.next();
            if let Ok(told) = serde_json::from_str::<Value>(&data)
                && told["run"] == run
            {
                return told;
            }
        }
    }
}

/// Whether a process runs: not one that has ended and waits to be noticed.
fn runs(process: &str) -> bool {
    let stat =
        fs::read_to_string(Path::new("/proc").join(process).join("stat"));
    stat.is_ok_and(|stat| !stat.contains(") Z"))
}

/// Waits for what comes soon.
fn soon(what: &str, comes: impl Fn() -> bool) {
    let begin = Instant::now();
    while !comes() {
        assert!(begin.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}
