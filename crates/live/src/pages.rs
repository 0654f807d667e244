//! The files of the book. A page gets the script of the live book on the way;
//! on disk it stays as it is.

use std::path::Path;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::guard;

/// The scripts and colours of the live book.
const OWN: [(&str, &str); 5] = [
    ("cells.mjs", include_str!("page/cells.mjs")),
    ("cell.mjs", include_str!("page/cell.mjs")),
    ("compare.mjs", include_str!("page/compare.mjs")),
    ("flags.mjs", include_str!("page/flags.mjs")),
    ("live.css", include_str!("page/live.css")),
];

/// What stands before the end of each page's head.
const HEAD: &str = "<link rel=\"stylesheet\" href=\"/live/page/live.css\">\n\
     <script type=\"module\" src=\"/live/page/cells.mjs\"></script>\n</head>";

/// A script of the live book.
pub fn own(name: &str) -> Response {
    match OWN.iter().find(|(own, _)| *own == name) {
        Some((_, text)) => file(name, text.as_bytes().to_vec()),
        None => missing(),
    }
}

/// A file of the book.
pub async fn page(book: &Path, path: &str) -> Response {
    let path = match path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    // No name of a built book is other than this: none leads out of it.
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let is_name =
        |name: &str| !name.starts_with('.') && name.chars().all(plain);
    if !path
        .split('/')
        .all(|name| !name.is_empty() && is_name(name))
    {
        return missing();
    }
    let Ok(bytes) = tokio::fs::read(book.join(path)).await else {
        return missing();
    };
    if !path.ends_with(".html") {
        return file(path, bytes);
    }
    let Ok(nonce) = guard::random() else {
        return missing();
    };
    let html = String::from_utf8_lossy(&bytes);
    let html = html.replacen("</head>", HEAD, 1);
    // mdbook has scripts in its pages: these run, and none that comes later.
    let html = html.replace("<script", &format!("<script nonce=\"{nonce}\""));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; frame-src 'self'; \
         frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    (headers, html).into_response()
}

/// A file, with its kind by its name.
pub fn file(name: &str, bytes: Vec<u8>) -> Response {
    let (_, kind) = name.rsplit_once('.').unwrap_or_default();
    let kind = match kind {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        "csv" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// There is nothing at this address.
pub fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such page\n").into_response()
}
