//! The runs: two at once, others wait; each is bounded in time and output. A
//! run lives here, not in a page: a page that is loaded again finds it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use tempfile::TempDir;
use tokio::{
    process::Command,
    sync::{Semaphore, watch},
};

use crate::{
    files::{copy_beside, files},
    process::{self, Signal},
    run::{Ended, Now, Run, Seen, Stage, Told, lock},
    text::Said,
    workspace::Workspace,
};

/// What a run may take, and how many there may be.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Runs at once.
    pub at_once: usize,
    /// Runs that wait for those.
    pub waiting: usize,
    /// Runs that have ended and can still be looked at.
    pub kept: usize,
    /// Time to build a program.
    pub build: Duration,
    /// Time of a run.
    pub time: Duration,
    /// Letters that a run may print, in bytes.
    pub output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            at_once: 2,
            waiting: 20,
            kept: 100,
            // burn's first build takes minutes, that of wgpu more.
            build: Duration::from_secs(3600),
            time: Duration::from_secs(1800),
            output: 1 << 20,
        }
    }
}

/// All runs.
#[derive(Debug)]
pub struct Runs {
    workspace: Workspace,
    limits: Limits,
    slots: Semaphore,
    next: AtomicU64,
    all: Mutex<BTreeMap<u64, Arc<Run>>>,
    changed: watch::Sender<u64>,
    /// When cargo was asked last for a program that it then had built.
    asked: Mutex<BTreeMap<String, SystemTime>>,
}

impl Runs {
    /// No runs yet.
    pub fn new(workspace: Workspace, limits: Limits) -> Arc<Self> {
        Arc::new(Runs {
            slots: Semaphore::new(limits.at_once),
            workspace,
            limits,
            next: AtomicU64::new(1),
            all: Mutex::default(),
            changed: watch::Sender::new(0),
            asked: Mutex::default(),
        })
    }

    /// Begins a run, or lets it wait for others, and gives its number.
    ///
    /// # Errors
    /// A line for the reader where too many wait.
    pub fn start(
        self: &Arc<Self>,
        cell: String,
        program: &str,
        line: &str,
        words: Vec<String>,
    ) -> Result<u64, String> {
        let mut all = lock(&self.all);
        let waits = |run: &&Arc<Run>| lock(&run.now).stage != Stage::Ended;
        let most = self.limits.at_once + self.limits.waiting;
        if all.values().filter(waits).count() >= most {
            return Err(format!(
                "{most} runs wait already: stop some, or wait for them"
            ));
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let run = Arc::new(Run {
            id,
            cell,
            program: program.to_owned(),
            line: line.to_owned(),
            words,
            stop: watch::Sender::new(false),
            now: Mutex::new(Now {
                version: 1,
                stage: Stage::Waiting,
                end: None,
                began: None,
                seconds: 0.0,
                progress: None,
                pieces: Vec::new(),
                length: 0,
                files: Vec::new(),
                folder: None,
                group: None,
            }),
        });
        all.insert(id, Arc::clone(&run));
        // The oldest that have ended make room, and their files with them.
        let ended = |run: &&Arc<Run>| lock(&run.now).stage == Stage::Ended;
        let ended: Vec<u64> =
            all.values().filter(ended).map(|run| run.id).collect();
        let spare = ended.len().saturating_sub(self.limits.kept);
        for old in &ended[..spare] {
            all.remove(old);
        }
        drop(all);
        self.changed.send_modify(|version| *version += 1);
        let runs = Arc::clone(self);
        tokio::spawn(async move {
            let end = runs.to_its_end(&run).await;
            runs.change(&run, |now| {
                if let Some(began) = now.began {
                    now.seconds = began.elapsed().as_secs_f64();
                }
                let folder = now.folder.as_ref().map(TempDir::path);
                now.files = folder.map(files).unwrap_or_default();
                now.progress = None;
                now.end = Some(end);
                now.stage = Stage::Ended;
            });
        });
        Ok(id)
    }

    async fn to_its_end(&self, run: &Run) -> Ended {
        let _slot = tokio::select! {
            biased;
            () = run.stopped() => return Ended::Stopped,
            slot = self.slots.acquire() => slot,
        };
        let program = run.program.as_str();
        let said = |text, error| self.said(run, text, error);
        let asked = lock(&self.asked).get(program).copied();
        if !self.workspace.is_up_to_date(program, asked) {
            let begin = SystemTime::now();
            self.change(run, |now| now.stage = Stage::Building);
            let cargo = std::env::var_os("CARGO");
            let mut build = Command::new(cargo.unwrap_or("cargo".into()));
            build
                .args(self.workspace.build(program))
                // It draws its bar as if in a terminal.
                .env("CARGO_TERM_PROGRESS_WHEN", "always")
                .env("CARGO_TERM_PROGRESS_WIDTH", "72")
                .env_remove("CARGO_MANIFEST_DIR")
                .current_dir(&self.workspace.root);
            let built = process::run(run, build, self.limits.build, said);
            match built.await {
                Ended::Itself(Some(0)) => {
                    lock(&self.asked).insert(program.to_owned(), begin);
                }
                Ended::Itself(_) => return Ended::NotBuilt,
                other => return other,
            }
        }
        let folder = match self.folder(run) {
            Ok(folder) => folder,
            Err(error) => return Ended::NotStarted(error.to_string()),
        };
        let mut command = Command::new(self.workspace.built(program));
        command
            .args(&run.words)
            .current_dir(folder.path())
            // For those that build themselves anew, with another backend.
            .env("CARGO_MANIFEST_DIR", self.workspace.package(program))
            .env("CARGO_TARGET_DIR", &self.workspace.target)
            .env("CARGO_TERM_PROGRESS_WHEN", "always")
            .env("CARGO_TERM_PROGRESS_WIDTH", "72");
        self.change(run, |now| {
            now.folder = Some(folder);
            now.stage = Stage::Running;
            now.began = Some(Instant::now());
            now.progress = None;
        });
        process::run(run, command, self.limits.time, said).await
    }

    /// A folder for a run, with the tables of the course, and with what it
    /// asks for from an earlier run.
    fn folder(&self, run: &Run) -> io::Result<TempDir> {
        let folder = tempfile::Builder::new().prefix("descent-").tempdir()?;
        let data = folder.path().join("data");
        fs::create_dir(&data)?;
        for entry in fs::read_dir(self.workspace.root.join("data"))? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), data.join(entry.file_name()))?;
            }
        }
        // Only words that the book names come here with a file's name in them.
        for word in &run.words {
            let all: Vec<_> = lock(&self.all).values().cloned().collect();
            let of_earlier = all.iter().rev().find_map(|earlier| {
                let now = lock(&earlier.now);
                let name = now.files.iter().find(|file| *file == word)?;
                Some(now.folder.as_ref()?.path().join(name))
            });
            if let Some(file) = of_earlier {
                let place = folder.path().join(word);
                copy_beside(&file, &place)?;
            }
        }
        Ok(folder)
    }

    /// Stops a run. One that has ended stays as it is.
    ///
    /// # Errors
    /// A run that is not there.
    pub fn stop(&self, id: u64) -> Result<(), String> {
        let run = lock(&self.all).get(&id).cloned();
        let run = run.ok_or("There is no such run any more")?;
        run.stop.send_replace(true);
        Ok(())
    }

    /// Ends all processes at once, and removes the folders of the runs.
    pub fn end(&self) {
        for run in std::mem::take(&mut *lock(&self.all)).into_values() {
            run.stop.send_replace(true);
            let mut now = lock(&run.now);
            process::signal(now.group, Signal::Kill);
            drop(now.folder.take());
        }
    }

    /// A file that a run wrote.
    pub fn file(&self, id: u64, name: &str) -> Option<PathBuf> {
        let run = lock(&self.all).get(&id).cloned()?;
        let now = lock(&run.now);
        // Only names that the server has found itself.
        let name = now.files.iter().find(|file| *file == name)?;
        Some(now.folder.as_ref()?.path().join(name))
    }

    /// Changes whenever a run does.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// What is new of the runs of a page.
    pub fn news(
        &self,
        page: &str,
        seen: &mut BTreeMap<u64, Seen>,
    ) -> Vec<Told> {
        let all: Vec<_> = lock(&self.all).values().cloned().collect();
        let of_page = all.into_iter().filter(|run| {
            let page_of = run.cell.split_once('#').map(|(page, _)| page);
            page_of == Some(page)
        });
        let mut news = Vec::new();
        for run in of_page {
            let so_far = seen.entry(run.id).or_default();
            let now = lock(&run.now);
            if so_far.version == now.version {
                continue;
            }
            news.push(run.told(&now, so_far.length));
            *so_far = Seen {
                version: now.version,
                length: now.length,
            };
        }
        news
    }

    /// Notes what a run said.
    fn said(
        &self,
        run: &Run,
        said: Vec<Said>,
        error: bool,
    ) -> Result<(), Ended> {
        if said.is_empty() {
            return Ok(());
        }
        let most = self.limits.output;
        self.change(run, |now| {
            let mut text = String::new();
            for said in said {
                match said {
                    Said::Line(line) => text += &line,
                    Said::Progress(progress) => now.progress = Some(progress),
                }
            }
            let room = most.saturating_sub(now.length);
            let too_much = text.len() > room;
            text.truncate(text.floor_char_boundary(room));
            now.append(error, text);
            match too_much {
                true => Err(Ended::TooMuch(most)),
                false => Ok(()),
            }
        })
    }

    fn change<T>(&self, run: &Run, change: impl FnOnce(&mut Now) -> T) -> T {
        let mut now = lock(&run.now);
        let result = change(&mut now);
        now.version += 1;
        drop(now);
        self.changed.send_modify(|version| *version += 1);
        result
    }
}
