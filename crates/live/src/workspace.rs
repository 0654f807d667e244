//! Where the programs of the course lie, and whether they are up to date.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result};

/// The programs that a page may run, each with the folder of its package.
const PROGRAMS: [(&str, &[&str]); 3] = [
    (
        "crates/lessons",
        &[
            "lesson1", "lesson2", "lesson3", "lesson4", "lesson5", "lesson6",
            "lesson7", "lesson8", "lesson9", "lesson10", "lesson11",
            "lesson12", "lesson13", "lesson14", "lesson15", "doctor",
        ],
    ),
    ("crates/fit", &["fit"]),
    ("tutorials", &["rust"]),
];

/// The repository, and where cargo puts what it builds.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The root of the repository.
    pub root: PathBuf,
    /// cargo's target folder.
    pub target: PathBuf,
    /// The folder of the built book.
    pub book: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built in.
    ///
    /// # Errors
    /// A program that cargo did not start and that lies elsewhere.
    pub fn here() -> Result<Self> {
        let package = env::var("CARGO_MANIFEST_DIR");
        let package =
            package.unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package).ancestors().nth(2);
        let root = root.context("the repository has no root")?.to_owned();
        // target/debug/live
        let own = env::current_exe().context("where is this program?")?;
        let target = own.ancestors().nth(2).context("it lies in no folder")?;
        Ok(Workspace {
            book: root.join("target/book"),
            target: target.into(),
            root,
        })
    }

    /// The names of the programs that a page may run.
    pub fn programs() -> impl Iterator<Item = &'static str> {
        PROGRAMS.iter().flat_map(|(_, names)| names.iter().copied())
    }

    /// The folder of a program's package.
    pub fn package(&self, program: &str) -> PathBuf {
        let package =
            PROGRAMS.iter().find(|(_, names)| names.contains(&program));
        self.root.join(package.map_or("", |(folder, _)| folder))
    }

    /// Where cargo puts a program.
    pub fn built(&self, program: &str) -> PathBuf {
        let profile = if is_release(program) {
            "release"
        } else {
            "debug"
        };
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        self.target.join(profile).join(name)
    }

    /// Whether a program is newer than all that it was built from, or cargo
    /// found it so after all had changed: at `asked`. Where that is unknown it
    /// is not: cargo, who is asked then, knows.
    pub fn is_up_to_date(
        &self,
        program: &str,
        asked: Option<SystemTime>,
    ) -> bool {
        self.sources_are_older(program, asked).unwrap_or(false)
    }

    fn sources_are_older(
        &self,
        program: &str,
        asked: Option<SystemTime>,
    ) -> Option<bool> {
        let path = self.built(program);
        let built = Some(changed(&path)?).max(asked)?;
        // Beside a program, cargo lists what it was built from.
        let list = fs::read_to_string(path.with_extension("d")).ok()?;
        let (_, sources) = list.lines().next()?.split_once(": ")?;
        let manifests = ["Cargo.toml", "Cargo.lock"].map(|m| self.root.join(m));
        let sources = names(sources).into_iter().map(PathBuf::from);
        let mut all = sources.chain(manifests);
        Some(all.all(|source| changed(&source).is_some_and(|at| at <= built)))
    }

    /// What cargo is told to build a program.
    pub fn build(&self, program: &str) -> Vec<String> {
        let manifest = self.root.join("Cargo.toml").display().to_string();
        let target = self.target.display().to_string();
        let mut words = vec!["build", "--manifest-path", &manifest];
        words.extend(["--target-dir", &target, "--bin", program]);
        if is_release(program) {
            words.push("--release");
        }
        words.into_iter().map(str::to_owned).collect()
    }
}

/// They measure: without `--release` they would mislead.
fn is_release(program: &str) -> bool {
    ["lesson14", "lesson15"].contains(&program)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// The names in a line of a makefile, where a space in a name is `\ `.
fn names(line: &str) -> Vec<String> {
    let line = line.replace("\\ ", "\0");
    let names = line.split(' ').filter(|name| !name.is_empty());
    names.map(|name| name.replace('\0', " ")).collect()
}
