//! The addresses of the live book, and what they answer.
//!
//! | address | answers |
//! |---|---|
//! | `GET /lesson3.html` | a file of the book |
//! | `GET /live/page/NAME` | a script of the live book |
//! | `GET /live/programs` | the programs and their flags |
//! | `GET /live/events?page=lesson3.html` | the runs of a page, and what is new of them, as server-sent events |
//! | `POST /live/runs` | begins a run |
//! | `POST /live/runs/7/stop` | stops it |
//! | `GET /live/runs/7/files/NAME` | a file that it wrote |

use std::{
    collections::{BTreeMap, VecDeque},
    convert::Infallible,
    sync::Arc,
    time::Duration,
};

use anyhow::Result;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{StatusCode, Uri},
    middleware,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{get, post},
};
use futures_util::stream;
use serde::Deserialize;
use tokio::{
    net::TcpListener,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::sleep,
};

use crate::{
    command::Programs,
    guard::{self, Guard},
    pages,
    run::{Seen, Told},
    runs::{Limits, Runs},
    workspace::Workspace,
};

/// Pages that may listen at once.
const LISTENERS: usize = 64;

/// The most that a page may post, in bytes.
const LARGEST_POST: usize = 16 * 1024;

/// What is said within this time comes as one.
const TOGETHER: Duration = Duration::from_millis(25);

/// The live book, ready to be served.
pub struct Server {
    listener: TcpListener,
    guard: Guard,
    live: Live,
}

/// What answers share.
#[derive(Clone)]
struct Live {
    workspace: Arc<Workspace>,
    programs: Arc<Programs>,
    runs: Arc<Runs>,
    listeners: Arc<Semaphore>,
}

impl Server {
    /// Listens on 127.0.0.1, at this port; 0 is any that is free.
    ///
    /// # Errors
    /// A port that is taken; a book or a help that cannot be read.
    pub async fn open(
        workspace: Workspace,
        limits: Limits,
        port: u16,
    ) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let port = listener.local_addr()?.port();
        Ok(Server {
            listener,
            guard: Guard::new(port)?,
            live: Live {
                programs: Arc::new(Programs::load(&workspace)?),
                runs: Runs::new(workspace.clone(), limits),
                workspace: Arc::new(workspace),
                listeners: Arc::new(Semaphore::new(LISTENERS)),
            },
        })
    }

    /// The address to open first.
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// The runs, to end them.
    pub fn runs(&self) -> Arc<Runs> {
        Arc::clone(&self.live.runs)
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// A socket that fails.
    pub async fn serve(self) -> Result<()> {
        let guard = middleware::from_fn_with_state(self.guard, guard::check);
        let router = Router::new()
            .route("/live/page/{name}", get(own))
            .route("/live/programs", get(programs))
            .route("/live/events", get(events))
            .route("/live/runs", post(start))
            .route("/live/runs/{id}/stop", post(stop))
            .route("/live/runs/{id}/files/{*name}", get(file))
            .fallback(page)
            .layer(DefaultBodyLimit::max(LARGEST_POST))
            .layer(guard)
            .with_state(self.live);
        Ok(axum::serve(self.listener, router).await?)
    }
}

async fn page(State(live): State<Live>, uri: Uri) -> Response {
    pages::page(&live.workspace.book, uri.path()).await
}

async fn own(Path(name): Path<String>) -> Response {
    pages::own(&name)
}

async fn programs(State(live): State<Live>) -> Response {
    Json(&*live.programs).into_response()
}

/// What a page asks for.
#[derive(Deserialize)]
struct Asked {
    cell: String,
    program: String,
    flags: String,
}

async fn start(
    State(live): State<Live>,
    Json(asked): Json<Asked>,
) -> Result<Response, Response> {
    let Asked {
        cell,
        program,
        flags,
    } = asked;
    let refuse =
        |status: StatusCode| move |why: String| (status, why).into_response();
    if cell.len() > 200 {
        return Err(refuse(StatusCode::BAD_REQUEST)("Which cell?".into()));
    }
    let words = live
        .programs
        .check(&program, &flags)
        .map_err(refuse(StatusCode::UNPROCESSABLE_ENTITY))?;
    let run = live
        .runs
        .start(cell, &program, &flags, words)
        .map_err(refuse(StatusCode::TOO_MANY_REQUESTS))?;
    Ok(Json(serde_json::json!({ "run": run })).into_response())
}

async fn stop(State(live): State<Live>, Path(id): Path<u64>) -> Response {
    match live.runs.stop(id) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(why) => (StatusCode::NOT_FOUND, why).into_response(),
    }
}

async fn file(
    State(live): State<Live>,
    Path((id, name)): Path<(u64, String)>,
) -> Response {
    let Some(path) = live.runs.file(id, &name) else {
        return pages::missing();
    };
    match tokio::fs::read(path).await {
        Ok(bytes) => pages::file(&name, bytes),
        Err(_) => pages::missing(),
    }
}

/// Whose runs a page listens to.
#[derive(Deserialize)]
struct Listens {
    page: String,
}

/// A page that listens. What it has not taken yet stays with the runs: one
/// that never reads takes no memory.
struct Listener {
    runs: Arc<Runs>,
    page: String,
    seen: BTreeMap<u64, Seen>,
    news: VecDeque<Told>,
    /// Whether it knows all that has been so far.
    greeted: bool,
    changes: watch::Receiver<u64>,
    _place: OwnedSemaphorePermit,
}

async fn events(
    State(live): State<Live>,
    Query(Listens { page }): Query<Listens>,
) -> Response {
    let Ok(place) = live.listeners.try_acquire_owned() else {
        let why = "Too many pages listen: close some";
        return (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    };
    let listener = Listener {
        changes: live.runs.changes(),
        runs: live.runs,
        page,
        seen: BTreeMap::new(),
        news: VecDeque::new(),
        greeted: false,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

impl Listener {
    /// The next event; `None` if there will be none.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(told) = self.news.pop_front() {
                return Event::default().event("run").json_data(told).ok();
            }
            self.changes.borrow_and_update();
            self.news = self.runs.news(&self.page, &mut self.seen).into();
            if !self.news.is_empty() {
                continue;
            }
            if !self.greeted {
                self.greeted = true;
                return Some(Event::default().event("all").data("told"));
            }
            self.changes.changed().await.ok()?;
            sleep(TOGETHER).await;
        }
    }
}
