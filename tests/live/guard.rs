//! It answers the reader's own browser alone.

use std::{net::TcpStream, time::Duration};

use serde_json::json;

use crate::Live;

/// What only the reader may see or do.
const PLACES: [(&str, &str); 7] = [
    ("GET", "/"),
    ("GET", "/index.html"),
    ("GET", "/live/programs"),
    ("GET", "/live/page/cells.mjs"),
    ("GET", "/live/events?page=a.html"),
    ("POST", "/live/runs"),
    ("POST", "/live/runs/1/stop"),
];

#[test]
fn nobody_is_answered_without_the_token() {
    let live = Live::open();
    let origin = format!("http://{}", live.host());
    let (name, token) = live.cookie.split_once('=').unwrap();
    let almost = format!("{name}={}0", &token[..token.len() - 1]);
    let other = if almost == live.cookie {
        format!("{name}={}1", &token[..token.len() - 1])
    } else {
        almost
    };
    let none = format!("{name}=");
    let elsewhere = format!("other={token}");
    for (method, path) in PLACES {
        for cookie in ["", &other, &none, &elsewhere, token] {
            let headers = [("Cookie", cookie), ("Origin", &origin)];
            let answer = live.ask(method, path, &headers, "{}");
            assert_eq!(answer.status, 403, "{method} {path} {cookie}");
            assert!(!answer.body.contains("a page"));
            assert!(!answer.head.contains(token) && answer.body.len() < 200);
        }
    }
    for path in ["/?token=", "/?token=0", "/index.html?token="] {
        let path = match path.ends_with("l?token=") {
            true => format!("{path}{token}"), // the first address alone
            false => path.to_owned(),
        };
        assert_eq!(live.ask("GET", &path, &[], "").status, 403, "{path}");
    }
}

#[test]
fn the_token_becomes_a_cookie_that_scripts_do_not_see() {
    let live = Live::open();
    let (_, token) = live.cookie.split_once('=').unwrap();
    assert_eq!(token.len(), 32);
    let first = live.ask("GET", &format!("/?token={token}"), &[], "");
    let cookie = first.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // The address with the token does not stay in the browser's history.
    assert_eq!((first.status, first.header("location")), (303, Some("/")));
    assert!(live.get("/").body.contains("a page"));
    // Each start has a token of its own.
    assert_ne!(Live::open().cookie.split_once('=').unwrap().1, token);
}

#[test]
fn another_host_is_refused() {
    let live = Live::open();
    let port = live.port;
    for host in [
        format!("evil.example:{port}"),
        format!("localhost:{port}"),
        "127.0.0.1".into(),
        "127.0.0.1:1".into(),
        format!("127.0.0.1.evil.example:{port}"),
        String::new(),
    ] {
        for (method, path) in PLACES {
            let headers = [
                ("Host", host.as_str()),
                ("Cookie", &live.cookie),
                ("Origin", &format!("http://{host}")),
            ];
            let answer = live.ask(method, path, &headers, "{}");
            assert_eq!(answer.status, 403, "{host} {path}");
        }
    }
}

#[test]
fn another_origin_is_refused() {
    let live = Live::open();
    let own = format!("http://{}", live.host());
    let body = json!({"cell": "a.html#1", "program": "lesson1", "flags": ""});
    let body = body.to_string();
    let cookie = ("Cookie", live.cookie.as_str());
    let json = ("Content-Type", "application/json");
    for origin in [
        "http://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        &own.replace("http", "https"),
        &format!("{own}.evil.example"),
    ] {
        let headers = [cookie, json, ("Origin", origin)];
        for (method, path) in PLACES {
            let answer = live.ask(method, path, &headers, &body);
            assert_eq!(answer.status, 403, "{origin} {path}");
        }
    }
    // A post that names no origin is no post of ours.
    let answer = live.ask("POST", "/live/runs", &[cookie, json], &body);
    assert_eq!(answer.status, 403);
    // Another port of this machine is another site, whatever cookies say.
    for site in ["cross-site", "same-site"] {
        let headers = [cookie, ("Sec-Fetch-Site", site)];
        assert_eq!(live.ask("GET", "/", &headers, "").status, 403);
    }
    // A form cannot post JSON.
    let own = ("Origin", own.as_str());
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        let headers = [cookie, own, ("Content-Type", kind)];
        let answer = live.ask("POST", "/live/runs", &headers, &body);
        assert_eq!(answer.status, 415, "{answer:?}");
    }
    let headers = [cookie, own, json];
    let answer = live.ask("POST", "/live/runs", &headers, &body);
    assert_eq!(answer.status, 200);
    // And no other site is ever told that it may read.
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn only_this_machine_reaches_it() {
    let live = Live::open();
    let other = format!("127.0.0.2:{}", live.port).parse().unwrap();
    let second = Duration::from_secs(1);
    assert!(TcpStream::connect_timeout(&other, second).is_err());
}

#[test]
fn no_path_leads_out_of_the_book() {
    let live = Live::open();
    assert_eq!(live.get("/theme/a-1.js").body, "a script");
    let run = live.start("lesson1", "");
    live.until_stage(run, "ended");
    for path in [
        "/../secret.html",
        "/theme/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/.%2e/.%2e/secret.csv",
        "//etc/passwd",
        "/%00",
        "/theme/a-1.js%00.html",
        "/theme",
        "/.files",
        "/live/page/../../secret.html",
        "/live/page/..%2f..%2fCargo.toml",
        "/live/runs/1/files/../../../secret.csv",
        "/live/runs/1/files/..%2f..%2fsecret.csv",
        "/live/runs/1/files/%2fetc%2fpasswd",
        "/live/runs/1/files/target/lessons/lesson1/link.svg",
        "/live/runs/1/files/data/a.csv",
        "/live/runs/9/files/target/lessons/lesson1/fig.svg",
    ] {
        let answer = live.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(!answer.body.contains("secret"), "{path}: {answer:?}");
        assert!(!answer.body.contains("root:"), "{path}: {answer:?}");
    }
    let figure = "/live/runs/1/files/target/lessons/lesson1/fig.svg";
    let answer = live.get(figure);
    assert_eq!(answer.body, "<svg/>\n");
    assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.contains("sandbox"), "{policy}");
}

#[test]
fn only_the_scripts_of_the_book_run_in_a_page() {
    let live = Live::open();
    let [one, two] = [live.get("/"), live.get("/index.html")];
    let mut nonces = Vec::new();
    for page in [one, two] {
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        let nonce = rest.split('\'').next().unwrap().to_owned();
        let with_nonce = format!("<script nonce=\"{nonce}\"");
        assert_eq!(page.body.matches(&with_nonce).count(), 2);
        assert_eq!(page.body.matches("<script").count(), 2);
        assert!(page.body.contains("/live/page/cells.mjs"));
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
    // The book on disk stays as it is.
    let page = live.folder.path().join("target/book/index.html");
    assert!(!std::fs::read_to_string(page).unwrap().contains("/live/"));
}
