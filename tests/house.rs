//! The house keeps its rules: who may know whom, and an algorithm apart from
//! its story. Each rule is read off the sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A lesson file is read at one sitting.
const LONGEST: usize = 120;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{path:?}: {e}"))
}

/// All Rust files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The crates of this workspace that each may use: none is in a circle, and
/// `figure` and `table` stand apart.
#[test]
fn crates_know_only_whom_they_may() {
    let ours = [
        "descent",
        "figure",
        "fit",
        "fused",
        "program",
        "table",
        "tutorials",
    ];
    for (folder, may) in [
        ("core", &[][..]),
        ("figure", &[]),
        ("table", &[]),
        ("fused", &["descent"]),
        ("program", &["descent", "figure", "table"]),
        ("lessons", &["descent", "figure", "fused", "program"]),
        ("fit", &["descent", "figure", "program", "table"]),
        ("book", &["descent", "figure", "program", "tutorials"]),
        // Nor burn by one of them: its server is built in half a minute.
        ("live", &[]),
    ] {
        let manifest = root().join(format!("crates/{folder}/Cargo.toml"));
        let manifest: toml::Table = read(&manifest).parse().unwrap();
        let dependencies = manifest["dependencies"].as_table().unwrap();
        for name in dependencies.keys().filter(|n| ours.contains(&n.as_str())) {
            assert!(may.contains(&name.as_str()), "{folder} knows {name}");
        }
    }
}

/// A bare `cargo run` runs lesson 1. Were no program named for it, or more than
/// one, cargo would list all that there are instead.
#[test]
fn one_program_runs_by_default() {
    let workspace: toml::Table =
        read(&root().join("Cargo.toml")).parse().unwrap();
    let members = workspace["workspace"]["members"].as_array().unwrap();
    let named: Vec<_> = members
        .iter()
        .filter_map(|member| {
            let folder = root().join(member.as_str().unwrap());
            let manifest: toml::Table =
                read(&folder.join("Cargo.toml")).parse().unwrap();
            manifest["package"].get("default-run").cloned()
        })
        .collect();
    assert_eq!(named, [toml::Value::from("lesson1")]);
}

/// The modules that a file uses: `crate::a`, also within braces, and `super::a`
/// for the neighbours of a file.
fn used(
    text: &str,
    modules: &BTreeSet<String>,
    handed_on: &BTreeMap<String, String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("//") {
            continue;
        }
        for prefix in ["crate::", "super::"] {
            for (at, _) in line.match_indices(prefix) {
                let rest = &line[at + prefix.len()..];
                let name =
                    rest.split(|c: char| !c.is_alphanumeric() && c != '_');
                found.extend(name.take(1).map(str::to_owned));
            }
        }
    }
    // use crate::{a::b, c};
    for block in text.split("use crate::{").skip(1) {
        let block = block.split(';').next().unwrap_or_default();
        let mut depth = 0;
        let mut name = String::new();
        for c in block.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if depth == 0 && (c.is_alphanumeric() || c == '_') => {
                    name.push(c);
                    continue;
                }
                _ => {}
            }
            found.extend(Some(std::mem::take(&mut name)));
        }
    }
    let module = |name: String| match handed_on.get(&name) {
        Some(module) if !modules.contains(&name) => module.clone(),
        _ => name,
    };
    let found = found.into_iter().map(module);
    found.filter(|name| modules.contains(name)).collect()
}

/// What the root of a crate hands on under its own name: `pub use a::{B, c};`
/// makes a use of `crate::B` one of the module `a`.
fn handed_on(root: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in root.split("pub use ").skip(1) {
        let line = line.split(';').next().unwrap_or_default();
        let (module, names) = line.split_once("::").unwrap_or_default();
        let names = names.split(|c: char| !c.is_alphanumeric() && c != '_');
        for name in names.filter(|name| !name.is_empty()) {
            found.insert(name.to_owned(), module.to_owned());
        }
    }
    found
}

/// The first circle among these edges, if there is one.
fn circle(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        at: &str,
        edges: &BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> bool {
        if let Some(first) = path.iter().position(|name| name == at) {
            path.drain(..first);
            return true;
        }
        if done.contains(at) {
            return false;
        }
        path.push(at.into());
        for next in edges.get(at).into_iter().flatten() {
            if visit(next, edges, path, done) {
                return true;
            }
        }
        path.pop();
        done.insert(at.into());
        false
    }
    let (mut path, mut done) = (Vec::new(), BTreeSet::new());
    let found = edges
        .keys()
        .any(|at| visit(at, edges, &mut path, &mut done));
    found.then_some(path)
}

#[test]
fn circles_are_found() {
    let edges = |pairs: &[(&str, &str)]| {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            edges
                .entry((*from).into())
                .or_default()
                .insert((*to).into());
        }
        edges
    };
    assert_eq!(circle(&edges(&[("a", "b"), ("a", "c"), ("b", "c")])), None);
    let found = circle(&edges(&[("a", "b"), ("b", "c"), ("c", "b")]));
    assert_eq!(found.unwrap(), ["b", "c"]);
    let modules = ["a", "b", "c", "d"].map(str::to_owned).into();
    let text = "use crate::{\n    a::{x, d},\n    b,\n};\nuse super::c;\n";
    let want = ["a", "b", "c"].map(str::to_owned).into();
    assert_eq!(used(text, &modules, &BTreeMap::new()), want);
    let handed_on = handed_on("pub use d::{E, f};\npub use a::G;\n");
    let want = ["d"].map(str::to_owned).into();
    assert_eq!(used("use crate::{E, h};", &modules, &handed_on), want);
}

/// A module is a file, or a folder with its files, below the root of a crate
/// or of a program.
#[test]
fn no_modules_use_each_other_in_a_circle() {
    let mut crates: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        crates.push(entry.unwrap().path().join("src"));
    }
    crates.push(root().join("tutorials/src"));
    for bins in ["crates/lessons/src/bin", "tutorials/src/bin"] {
        for entry in fs::read_dir(root().join(bins)).unwrap() {
            crates.push(entry.unwrap().path());
        }
    }
    for folder in crates.iter().filter(|folder| folder.is_dir()) {
        let in_bin = folder.join("bin");
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for path in sources(folder) {
            if path.starts_with(&in_bin) {
                continue;
            }
            let first = path.strip_prefix(folder).unwrap().iter().next();
            let module = Path::new(first.unwrap()).file_stem().unwrap();
            let module = module.to_str().unwrap().to_owned();
            if !["main", "lib", "tests"].contains(&module.as_str()) {
                *texts.entry(module).or_default() += &read(&path);
            }
        }
        let modules: BTreeSet<String> = texts.keys().cloned().collect();
        let root = fs::read_to_string(folder.join("lib.rs"));
        let handed_on = handed_on(&root.unwrap_or_default());
        let edges = texts.into_iter().map(|(name, text)| {
            let mut used = used(&text, &modules, &handed_on);
            used.remove(&name); // within a folder
            (name, used)
        });
        let found = circle(&edges.collect());
        assert_eq!(found, None, "{folder:?}");
    }
}

/// Lesson files are short. Those with listings hold the algorithm: they tell
/// nothing, draw nothing, and know only std, burn, the library and each other.
#[test]
fn an_algorithm_stands_apart_from_its_story() {
    let folder = root().join("crates/lessons/src/bin");
    let mut algorithms = 0;
    for path in sources(&folder) {
        let text = read(&path);
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{path:?} has {lines} lines");
        assert!(!text.contains("story\n"), "{path:?}: a broken call");
        if !text.contains("// ANCHOR: ") {
            continue;
        }
        algorithms += 1;
        let code = text.lines().filter(|line| !line.trim().starts_with("//"));
        for line in code {
            for word in ["Story", "program::", "figure::", "json!", "println"] {
                assert!(!line.contains(word), "{path:?}: {line}");
            }
        }
    }
    assert!(algorithms >= 10, "{algorithms} files with listings");
}
