//! The learner's files: read as they are, written whole or not at all.

use std::{
    env,
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use program::{Error, Result, output};
use tutorials::{course::Exercise, review::plan::Asked};

/// What the learner has done, one fact a line. Lines that this version does
/// not know are kept as they are, byte for byte.
///
/// Every change is made on what the file holds then, while no other tutor
/// changes it: several may run at once.
pub struct Progress {
    path: PathBuf,
    lines: Vec<Vec<u8>>,
}

impl Progress {
    /// Reads the file; without one, nothing is done yet.
    pub fn read(path: PathBuf) -> Result<Self> {
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(cannot("read", &path, e)),
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let lines = lines.map(|line| renumbered(line.trim_ascii_end()));
        let lines = lines.filter(|line| !line.is_empty()).collect();
        Ok(Progress { path, lines })
    }

    /// Whether the exercise has been solved.
    pub fn is_done(&self, name: &str) -> bool {
        self.has(&format!("done {name}"))
    }

    /// The exercise that was solved last.
    pub fn last_done<'a>(&self, all: &'a [Exercise]) -> Option<&'a Exercise> {
        let is = |line: &Vec<u8>, e: &Exercise| {
            *line == format!("done {}", e.name).into_bytes()
        };
        let mut lines = self.lines.iter().rev();
        lines.find_map(|line| all.iter().find(|e| is(line, e)))
    }

    /// Notes that the exercise is solved.
    pub fn mark_done(&self, name: &str) -> Result<()> {
        self.add(format!("done {name}"))
    }

    /// The number of the hint to give next, 1 to 3; the last one again.
    pub fn next_hint(&self, name: &str) -> usize {
        let given = |number: &usize| self.has_hint(name, *number);
        (1..3).find(|number| !given(number)).unwrap_or(3)
    }

    /// Whether this hint, 1 to 3, was given.
    pub fn has_hint(&self, name: &str, number: usize) -> bool {
        self.has(&format!("hint {number} {name}"))
    }

    /// Notes that a hint was given.
    pub fn mark_hint(&self, name: &str, number: usize) -> Result<()> {
        self.add(format!("hint {number} {name}"))
    }

    /// Notes a wrong prediction. Whether another one for the same constant
    /// was noted before.
    pub fn predict(
        &self,
        name: &str,
        constant: &str,
        said: &str,
    ) -> Result<bool> {
        let all = format!("said {name} {constant} ");
        let this = format!("{all}{said}").into_bytes();
        let mut lines = self.lines.iter();
        let again =
            lines.any(|line| line.starts_with(all.as_bytes()) && *line != this);
        self.add(format!("{all}{said}"))?;
        Ok(again)
    }

    /// How many questions were asked about a run of the clinic.
    pub fn questions(&self, name: &str) -> usize {
        let begin = format!("question {name} ");
        let asked = |line: &&Vec<u8>| line.starts_with(begin.as_bytes());
        self.lines.iter().filter(asked).count()
    }

    /// Notes a question about a run of the clinic.
    pub fn mark_question(&self, name: &str, question: &str) -> Result<()> {
        self.add(format!("question {name} {question}"))
    }

    /// What is known of a topic of review.
    pub fn asked(&self, topic: &str) -> Option<Asked> {
        let mut words = self.rest_of(&format!("review {topic} "))?.split(' ');
        Some(Asked {
            day: words.next()?.parse().ok()?,
            streak: words.next()?.parse().ok()?,
            times: words.next()?.parse().ok()?,
        })
    }

    /// Notes what is known of a topic now.
    pub fn mark_asked(&self, topic: &str, now: Asked) -> Result<()> {
        let begin = format!("review {topic} ");
        let Asked { day, streak, times } = now;
        self.change(|lines| {
            lines.retain(|line| !line.starts_with(begin.as_bytes()));
            lines.push(format!("{begin}{day} {streak} {times}").into_bytes());
        })
    }

    /// The exercise that the learner went to, if the course did not lead there.
    pub fn place(&self) -> Option<&str> {
        self.rest_of("at ")
    }

    /// The solved exercise that the learner stays with.
    pub fn stays(&self) -> Option<&str> {
        self.rest_of("stay ")
    }

    /// Notes where the learner went; `None`: where the course leads.
    pub fn go(&self, name: Option<&str>) -> Result<()> {
        self.place_is(name.map(|name| format!("at {name}")))
    }

    /// Notes that the learner stays with a solved exercise.
    pub fn stay(&self, name: &str) -> Result<()> {
        self.place_is(Some(format!("stay {name}")))
    }

    fn place_is(&self, fact: Option<String>) -> Result<()> {
        let is_place = |line: &[u8]| {
            line.starts_with(b"at ") || line.starts_with(b"stay ")
        };
        self.change(|lines| {
            lines.retain(|line| !is_place(line));
            lines.extend(fact.map(String::into_bytes));
        })
    }

    /// How many versions of an exercise were checked.
    pub fn tries(&self, name: &str) -> usize {
        let noted = self.rest_of(&format!("tried {name} "));
        let count = noted.and_then(|noted| noted.split(' ').next());
        count.and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    /// Notes that this version was checked: once, if it is again the last one.
    pub fn mark_try(&self, name: &str, version: &[u8]) -> Result<()> {
        let mut hash = DefaultHasher::new();
        version.hash(&mut hash);
        let version = format!(" {:016x}", hash.finish());
        let all = format!("tried {name} ");
        if self
            .rest_of(&all)
            .is_some_and(|last| last.ends_with(&version))
        {
            return Ok(());
        }
        let this = format!("{all}{}{version}", self.tries(name) + 1);
        self.change(|lines| {
            lines.retain(|line| !line.starts_with(all.as_bytes()));
            lines.push(this.into_bytes());
        })
    }

    /// Forgets everything about the exercise.
    pub fn forget(&self, name: &str) -> Result<()> {
        let facts = [
            format!("done {name}"),
            format!("hint 1 {name}"),
            format!("hint 2 {name}"),
            format!("hint 3 {name}"),
        ];
        let begin = ["said", "tried", "question"];
        let begin = begin.map(|fact| format!("{fact} {name} "));
        let known = |line: &[u8]| {
            facts.iter().any(|f| f.as_bytes() == line)
                || begin.iter().any(|b| line.starts_with(b.as_bytes()))
        };
        self.change(|lines| lines.retain(|line| !known(line)))
    }

    /// What stands behind `begin` in the line that begins with it.
    fn rest_of(&self, begin: &str) -> Option<&str> {
        let mut lines = self.lines.iter();
        let rest = lines.find_map(|line| line.strip_prefix(begin.as_bytes()));
        rest.and_then(|rest| str::from_utf8(rest).ok())
    }

    fn has(&self, fact: &str) -> bool {
        self.lines.iter().any(|line| line == fact.as_bytes())
    }

    fn add(&self, fact: String) -> Result<()> {
        self.change(|lines| {
            if !lines.iter().any(|line| line == fact.as_bytes()) {
                lines.push(fact.into_bytes());
            }
        })
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Result<()> {
        // The lock is on a file beside it: the progress itself is replaced.
        let beside = self.path.with_extension("lock");
        let lock = File::create(&beside);
        let lock = lock.map_err(|e| cannot("write", &beside, e))?;
        // Where files cannot be locked, one tutor at a time must do.
        let _ = lock.lock();
        let mut now = Progress::read(self.path.clone())?;
        let before = now.lines.clone();
        change(&mut now.lines);
        if now.lines == before {
            return Ok(());
        }
        let mut bytes = now.lines.join(&b'\n');
        bytes.push(b'\n');
        output::write(&now.path, &bytes)
    }
}

/// Exercises that had another number in an earlier version.
const RENUMBERED: [(&str, &str); 4] = [
    ("101_bytes", "141_bytes"),
    ("102_one_pass", "142_one_pass"),
    ("103_threads", "143_threads"),
    ("104_five_sums", "144_five_sums"),
];

/// A line of progress with the name that its exercise has now.
fn renumbered(line: &[u8]) -> Vec<u8> {
    let words = line.split(|byte| *byte == b' ');
    let words: Vec<_> = words
        .map(|word| {
            let mut pairs = RENUMBERED.into_iter();
            let found = pairs.find(|(old, _)| old.as_bytes() == word);
            found.map_or(word, |(_, new)| new.as_bytes())
        })
        .collect();
    words.join(&b' ')
}

/// Gives a learner's copies the names that their exercises have now. What the
/// learner wrote stays; the heading follows, so that an exercise as it began
/// is still known as one.
pub fn take_along(folder: &Path) -> Result<()> {
    for (old, new) in RENUMBERED {
        let [from, to] =
            [old, new].map(|name| folder.join(name.to_owned() + ".rs"));
        let (Ok(text), false) = (read(&from), is_there(&to)) else {
            continue;
        };
        let [was, is] =
            [old, new].map(|name| format!("Exercise {}", &name[..3]));
        let text = text.replacen(&was, &is, 1);
        let text =
            text.replacen("docs/src/lesson10.md", "docs/src/lesson14.md", 1);
        write(&to, text.as_bytes())?;
        fs::remove_file(&from).map_err(|e| cannot("remove", &from, e))?;
    }
    Ok(())
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| cannot("read", path, e))
}

/// Reads a file as it is.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|e| cannot("read", path, e))
}

/// Writes a file whole, and its folder first where there is none.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| cannot("make", folder, e))?;
    }
    output::write(path, bytes)
}

/// Whether anything is at this path, be it a link to nothing.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Copies a file to a free name beside it; `None` if there is no file.
pub fn set_aside(path: &Path) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|e| cannot("read", path, e))?;
    let free = (1..)
        .map(|n| path.with_extension(format!("{n}.bak")))
        .find(|backup| !backup.exists());
    if let Some(backup) = &free {
        output::write(backup, &bytes)?;
    }
    Ok(free)
}

/// A path as short as it is unambiguous here.
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(here).unwrap_or(path);
    short.display().to_string()
}

fn cannot(what: &str, path: &Path, error: std::io::Error) -> Error {
    let path = shown(path);
    Error::Input(format!(
        "cannot {what} {path}: {error}; check the rights to the file and its \
         folder"
    ))
}
