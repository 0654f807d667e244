//! It goes on under many requests, and beside sockets that are dead.

use std::{
    io::Write,
    thread,
    time::{Duration, Instant},
};

use live::runs::Limits;

use crate::Live;

#[test]
fn a_thousand_requests_begin_no_more_runs_than_may_wait() {
    let live = Live::with(Limits {
        waiting: 5,
        kept: 3,
        ..Limits::default()
    });
    // From ten threads: runs that go on, so that the others must wait.
    let started: Vec<u64> = thread::scope(|scope| {
        let thread = |_| {
            scope.spawn(|| {
                let mut started = Vec::new();
                for _ in 0..100 {
                    let answer = live.try_start("lesson2", "");
                    match answer.status {
                        200 => started.push(()),
                        429 => assert!(answer.body.contains("7 runs wait")),
                        _ => panic!("{answer:?}"),
                    }
                }
                started.len() as u64
            })
        };
        let threads: Vec<_> = (0..10).map(thread).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(started.iter().sum::<u64>(), 7);
    for run in 1..=7 {
        live.stop(run);
    }
    for run in 5..=7 {
        live.until_stage(run, "ended");
    }
    // Those that have ended make room: only the last are kept.
    for _ in 0..6 {
        let run = live.start("lesson1", "");
        live.until_stage(run, "ended");
    }
    let answer = live.post("/live/runs/1/stop", &serde_json::json!({}));
    assert_eq!(answer.status, 404);
}

#[test]
fn a_socket_that_never_reads_holds_up_nobody() {
    let live = Live::with(Limits {
        output: 4 << 20,
        ..Limits::default()
    });
    // Listeners that never read, beside requests that never end.
    let deaf: Vec<_> = (0..4).map(|_| live.listen()).collect();
    let half: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = live.connect();
            stream
                .write_all(b"POST /live/runs HTTP/1.1\r\nHost:")
                .unwrap();
            stream
        })
        .collect();
    let run = live.start("lesson3", "");
    let told = live.until_stage(run, "ended");
    assert_eq!(told["text"].as_str().unwrap().len(), 4 << 20);
    let begin = Instant::now();
    assert!(live.get("/").body.contains("a page"));
    assert!(begin.elapsed() < Duration::from_secs(5));
    // More listeners than there are places are told so; a page is still shown.
    let listener = |_| live.listen_to("b.html");
    let more: Vec<_> = (0..64).map(listener).collect();
    let answer = live.get("/live/events?page=a.html");
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(live.get("/").body.contains("a page"));
    // They leave, and others take their places.
    drop((deaf, half, more));
    crate::soon("a listener leaves its place", || {
        let headers = [("Cookie", live.cookie.as_str())];
        let path = "/live/events?page=a.html";
        live.ask("HEAD", path, &headers, "").status == 200
    });
}

#[test]
fn a_request_is_bounded() {
    let live = Live::open();
    let long = "1".repeat(100_000);
    assert_eq!(live.try_start("lesson1", &long).status, 413);
    let long = "1".repeat(3000);
    assert_eq!(live.try_start("lesson1", &long).status, 422);
    for path in ["/live/events?page=", "/live/events", "/live/runs/x/stop"] {
        let answer = live.ask("HEAD", path, &[("Cookie", &live.cookie)], "");
        assert!(answer.status < 500, "{path}: {answer:?}");
    }
}
