//! `--backend remote`: what goes wrong between two machines ends a run in one
//! line, and the worker goes on for others.
//!
//! ```text
//! cargo test --features lessons/remote --test lessons remote:: -- --ignored
//! ```

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use descent::device;
use tempfile::tempdir;

use crate::{
    programs::{
        Ended, LESSONS, MANY, assert_one_line, assert_only_files, command,
        refused, run,
    },
    worker::{Worker, signal, until},
};

mod many;

/// A worker of this test's own.
pub fn worker(flags: &[&str]) -> Worker {
    Worker::start(Path::new(env!("CARGO_BIN_EXE_worker")), flags)
}

/// A descent that takes minutes on a worker: it asks at each update.
const LONG: (usize, [&str; 3]) = (5, ["--epochs", "10000", "--no-figures"]);

/// That descent on the worker, once it has begun its story: it is connected.
fn begin(worker: &Worker, besides: &[&str], folder: &Path) -> Child {
    let (lesson, long) = LONG;
    let flags = [&worker.flags(), &long[..], besides].concat();
    let mut child = command(lesson, folder, &flags)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut story = BufReader::new(child.stdout.take().unwrap());
    let mut title = String::new();
    story.read_line(&mut title).unwrap();
    assert!(title.contains("remote"), "{title}");
    thread::spawn(move || io::copy(&mut story, &mut io::sink()));
    child
}

/// How it ended: what it said on standard error.
fn ended(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A run that fails on this worker, in one line and within seconds.
fn fails(flags: &[&str]) -> String {
    let (folder, began) = (tempdir().unwrap(), Instant::now());
    let ended = run(3, folder.path(), flags);
    assert!(began.elapsed() < Duration::from_secs(60));
    assert_eq!(ended.code, Some(1), "{flags:?}: {ended:?}");
    assert_one_line(&ended.stderr, &flags.join(" "));
    assert_only_files(folder.path(), &[]);
    ended.stderr
}

#[test]
fn flags_of_workers_fit_the_backend_or_are_refused_before_any_build() {
    for (flags, says) in [
        (&["--backend", "remote"][..], "--worker HOST:PORT"),
        (&["--worker", "127.0.0.1:1"], "--backend remote"),
        (
            &["--backend", "remote", "--worker", "a:1", "--worker", "b:1"],
            "one --worker only",
        ),
        (&["--worker-timeout", "0"], "--worker-timeout"),
        (&["--worker-timeout", "1e9"], "86400"),
    ] {
        let of_one = flags.first() == Some(&"--backend");
        for lesson in LESSONS {
            if lesson == MANY && of_one {
                continue; // it starts its own, and takes several
            }
            let line = refused(lesson, flags);
            assert!(line.contains(says), "lesson {lesson} {flags:?}: {line}");
        }
    }
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn who_is_no_worker_is_named_in_one_line() {
    let remote = |address: &str| {
        fails(&["--no-figures", "--backend", "remote", "--worker", address])
    };
    // Bound and let go: nobody listens there.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap().to_string();
    drop(nobody);
    assert!(remote(&address).contains(&address));
    assert!(remote("127.0.0.1").contains("host:port"));
    assert!(remote("no.such.host.invalid:1").contains("cannot be found"));

    // It accepts, and says nothing; it answers, and is something else.
    for answer in ["", "HTTP/1.1 404 Not Found\r\n\r\n", "SSH-2.0-x\r\n"] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            let mut open = Vec::new();
            for mut stream in listener.incoming().flatten() {
                let _ = stream.write_all(answer.as_bytes());
                open.push(stream);
            }
        });
        let line = remote(&address);
        assert!(line.contains("as a worker") || line.contains("a worker?"));
    }
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_worker_of_another_version_is_named_in_one_line() {
    let worker = worker(&[]);
    let address = through(&worker.address, |answer| {
        // In the first answer, of four parts, the version comes first.
        let begin = b"Init\x94";
        let at = answer.windows(begin.len()).position(|w| w == begin);
        if let Some(at) = at {
            answer[at + begin.len()] += 1;
        }
    });
    let line = fails(&["--backend", "remote", "--worker", &address]);
    assert!(line.contains("another version"), "{line}");
    assert!(line.contains("build both"), "{line}");
}

/// The address of a relay to a worker, which may change what that answers, or
/// hold it up.
fn through(
    worker: &str,
    change: impl Fn(&mut [u8]) + Clone + Send + 'static,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let worker = worker.to_owned();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = TcpStream::connect(&worker).unwrap();
            let (to_server, to_client) =
                (server.try_clone().unwrap(), client.try_clone().unwrap());
            let change = change.clone();
            thread::spawn(move || pass_on(client, to_server, |_| {}));
            thread::spawn(move || pass_on(server, to_client, change));
        }
    });
    address
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, change: impl Fn(&mut [u8])) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        change(&mut bytes[..n]);
        if to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn only_who_has_the_token_computes() {
    let folder = tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (token, other) = (file("token"), file("other"));
    std::fs::write(&other, "0123456789abcdef\n").unwrap();
    let guarded = worker(&["--token-file", &token]);
    until("it tells the token", || {
        guarded.said().contains("a new token")
    });
    let bits = std::fs::read_to_string(&token).unwrap();
    assert_eq!(bits.trim_end().len(), 32, "128 bits");
    let rights = std::fs::metadata(&token).unwrap();
    let rights = std::os::unix::fs::PermissionsExt::mode(&rights.permissions());
    assert_eq!(rights & 0o777, 0o600, "its owner's alone");

    let flags = [&["--no-figures"][..], &guarded.flags()].concat();
    assert!(fails(&flags).contains("wants the token"));
    let wrong = fails(&[&flags[..], &["--token-file", &other]].concat());
    assert!(wrong.contains("refuses this token"), "{wrong}");
    let right = [&flags[..], &["--token-file", &token]].concat();
    assert_eq!(run(3, folder.path(), &right).code, Some(0));
    let missing = [&flags[..], &["--token-file", "nowhere"]].concat();
    let line = refused(3, &missing);
    assert!(line.contains("nowhere"), "{line}");
    assert!(
        !guarded.said().contains(bits.trim_end()),
        "it keeps it secret"
    );

    // The next worker takes the file that is there.
    let next = worker(&["--token-file", &token]);
    until("it tells the token", || next.said().contains("its token"));
    assert_eq!(std::fs::read_to_string(&token).unwrap(), bits);
}

#[test]
fn a_worker_for_other_machines_needs_a_token() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_worker"))
            .args(["--listen", address])
            .env_remove("CARGO")
            .output()
            .unwrap();
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert_one_line(&line, address);
        assert!(line.contains("--token-file FILE"), "{line}");
    }
}

/// Encrypted, and by its key: the same worker after a restart, and no other.
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn an_encrypted_line_leads_to_the_worker_of_its_key_alone() {
    let folder = tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (token, key, other) = (file("token"), file("key"), file("other"));
    let start = |key: &str| worker(&["--token-file", &token, "--iroh", key]);
    let first = start(&key);
    let (id, place) = first.address.split_once('@').unwrap();
    let with_token = ["--no-figures", "--token-file", &token];
    let flags = [&first.flags()[..], &with_token].concat();
    let far = run(3, folder.path(), &flags);
    let here = run(3, folder.path(), &["--no-figures"]);
    let story = |ended: &Ended| {
        let (_, story) = ended.stdout.split_once('\n').unwrap();
        story.to_owned()
    };
    assert_eq!(far.code, Some(0), "{}", far.stderr);
    assert_eq!(story(&far), story(&here));
    assert!(fails(&flags[..5]).contains("wants the token"));

    let second = start(&other);
    let (other_id, _) = second.address.split_once('@').unwrap();
    assert_ne!(id, other_id);
    for address in [format!("{other_id}@{place}"), format!("x@{place}")] {
        let flags = ["--backend", "remote", "--worker", &address];
        let line = fails(&[&flags[..], &with_token].concat());
        assert!(line.contains(&address), "{line}");
    }
    let id = id.to_owned();
    drop(first);
    assert!(start(&key).address.starts_with(&id));
}

/// A thousand that guess: each is refused, none leaves a thing behind, and
/// whoever has the token computes as before.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_thousand_wrong_tokens_leave_nothing_behind() {
    let folder = tempdir().unwrap();
    let token = folder.path().join("token").display().to_string();
    let guarded = worker(&["--token-file", &token]);
    let guess = device::Worker {
        token: Some("a guess".into()),
        ..device::Worker::at(&guarded.address)
    };
    let guess_often = |times: usize| {
        for _ in 0..times {
            let refused = device::connect(&guess).unwrap_err().to_string();
            assert!(refused.contains("refuses this token"), "{refused}");
        }
    };
    guess_often(100);
    let before = guarded.memory();
    guess_often(900);
    // Far below 900 connections with a buffer of 4 KiB each.
    let grown = guarded.memory().saturating_sub(before);
    assert!(grown < 2 << 20, "{grown} bytes more");
    let flags = [&guarded.flags()[..], &["--token-file", &token]].concat();
    assert_eq!(run(3, folder.path(), &flags).code, Some(0));
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_worker_that_is_killed_ends_its_run_in_one_line() {
    let folder = tempdir().unwrap();
    let worker = worker(&[]);
    let child = begin(&worker, &[], folder.path());
    worker.signal("KILL");
    let ended = ended(child);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert_one_line(&ended.stderr, "killed");
    assert!(ended.stderr.contains("is gone"), "{}", ended.stderr);
    assert_only_files(folder.path(), &[]);
}

/// As behind a cut cable: the connection stays, and nothing comes.
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_worker_that_falls_silent_is_waited_for_and_given_up() {
    let folder = tempdir().unwrap();
    let worker = worker(&[]);
    let patient = ["--worker-timeout", "8"];
    let child = begin(&worker, &patient, folder.path());
    worker.signal("STOP");
    let ended = ended(child);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    let (waits, line) = ended.stderr.split_once('\n').unwrap();
    assert!(waits.starts_with("Waiting for the worker at"), "{waits}");
    assert_one_line(line, "silent");
    assert!(line.contains("silent for 8 s"), "{line}");
    assert_only_files(folder.path(), &[]);
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn who_neither_reads_nor_leaves_does_not_stop_others() {
    let folder = tempdir().unwrap();
    let worker = worker(&[]);
    let mut first = begin(&worker, &[], folder.path());
    signal(&first, "STOP");
    let flags = [&worker.flags()[..], &["--no-figures"]].concat();
    assert_eq!(run(3, folder.path(), &flags).code, Some(0));
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(run(3, folder.path(), &flags).code, Some(0));
}

/// A client with large tensors is killed: the worker frees them by itself.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn a_worker_frees_what_a_dead_client_left() {
    const LARGE: u64 = 64 << 20;
    let folder = tempdir().unwrap();
    let worker = worker(&[]);
    let before = worker.memory();
    let flags = ["--largest", "10000000", "--no-figures"];
    let flags = [&worker.flags()[..], &flags].concat();
    let mut client = command(14, folder.path(), &flags)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    until("it took no memory", || worker.memory() > before + LARGE);
    client.kill().unwrap();
    client.wait().unwrap();
    until("it kept the memory", || {
        worker.memory() < before + LARGE / 2
    });
}

#[test]
#[ignore = "needs --features remote; .ci/run runs it"]
fn ctrl_c_ends_a_worker_and_its_runs() {
    for name in ["INT", "TERM"] {
        let folder = tempdir().unwrap();
        let mut worker = worker(&[]);
        let child = begin(&worker, &[], folder.path());
        worker.signal(name);
        assert_eq!(worker.code(), Some(0), "{name}: {}", worker.said());
        assert!(!worker.said().contains("panicked"), "{}", worker.said());
        let ended = ended(child);
        assert_eq!(ended.code, Some(1), "{}", ended.stderr);
        assert_one_line(&ended.stderr, name);
    }
}
