//! Who may ask: nobody but the reader's own browser.
//!
//! A page of another site cannot ask: it lacks the cookie, which is sent from
//! our own pages alone (SameSite=Strict), and its browser names its origin.
//! A name that another site lets point at 127.0.0.1 (DNS rebinding) is not our
//! host. Another user of this machine lacks the token.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What tells the reader's browser from all others.
#[derive(Clone, Debug)]
pub struct Guard {
    /// `127.0.0.1:4747`
    host: String,
    cookie: String,
    token: String,
}

/// What a page may do that is not one of ours: a figure, a text.
const NOTHING: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

impl Guard {
    /// A guard of this port, with a new token.
    ///
    /// # Errors
    /// A system without randomness.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Guard {
            host: format!("127.0.0.1:{port}"),
            // The cookies of a host are those of all its ports.
            cookie: format!("descent_{port}"),
            token: random()?,
        })
    }

    /// The first address: with it comes the cookie.
    pub fn address(&self) -> String {
        format!("http://{}/?token={}", self.host, self.token)
    }

    fn refusal(&self, method: &Method, headers: &HeaderMap) -> Option<String> {
        let own = format!("http://{}", self.host);
        let text = |name: HeaderName| {
            headers.get(name).map(|value| value.to_str().unwrap_or("?"))
        };
        if text(header::HOST) != Some(&self.host) {
            return Some(format!("This book is at {own} only"));
        }
        // Without an origin comes what a reader opens, never what a page posts.
        let origin = match text(header::ORIGIN) {
            Some(origin) => origin == own,
            None => method == Method::GET || method == Method::HEAD,
        };
        let site = text(HeaderName::from_static("sec-fetch-site"));
        let site = site.is_none_or(|s| ["same-origin", "none"].contains(&s));
        if !origin || !site {
            return Some("Only the pages of this book may ask".into());
        }
        None
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let all = headers.get_all(header::COOKIE).into_iter();
        let all = all.filter_map(|value| value.to_str().ok());
        all.flat_map(|line| line.split(';')).any(|pair| {
            pair.trim().split_once('=').is_some_and(|(name, value)| {
                name == self.cookie && same(value, &self.token)
            })
        })
    }
}

/// 32 hexadecimal digits that nobody can guess.
///
/// # Errors
/// A system without randomness.
pub fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compares in a time that does not tell where two texts differ.
fn same(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).fold(0, |d, (a, b)| d | (a ^ b));
    a.len() == b.len() && differ == 0
}

/// Lets a request pass, or refuses it.
pub async fn check(
    State(guard): State<Guard>,
    request: Request,
    next: Next,
) -> Response {
    let (method, headers) = (request.method(), request.headers());
    let token = request.uri().query().unwrap_or_default();
    let token = token.strip_prefix("token=").unwrap_or_default();
    let first = request.uri().path() == "/" && same(token, &guard.token);
    let mut response = if let Some(why) = guard.refusal(method, headers) {
        (StatusCode::FORBIDDEN, why + "\n").into_response()
    } else if first {
        let cookie = format!(
            "{}={}; HttpOnly; SameSite=Strict; Path=/",
            guard.cookie, guard.token
        );
        let to = [(header::SET_COOKIE, cookie), (header::LOCATION, "/".into())];
        (StatusCode::SEE_OTHER, to).into_response()
    } else if guard.has_cookie(headers) {
        next.run(request).await
    } else {
        let why = "This book is its reader's alone. Open the address that \
                   `cargo run --bin book -- --live` printed.\n";
        (StatusCode::FORBIDDEN, why).into_response()
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
