//! The book: what its build does not check by itself.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use common::{assert_close, at, numbers, parse, swapped, two_at_a_time};
use mdbook_driver::{MDBook, book::Book};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use program::lesson::LESSONS;
use serde_json::Value;
use tempfile::TempDir;

/// The built book: the pages by their names.
static BUILT: LazyLock<(TempDir, BTreeMap<String, String>)> =
    LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        book::build(folder.path()).unwrap();
        let pages = files(folder.path(), "html").into_iter().map(|path| {
            let name = path.strip_prefix(folder.path()).unwrap();
            (
                name.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        });
        let pages = pages.collect();
        (folder, pages)
    });

/// The files with this ending in a folder, not below it.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .collect()
}

/// All pages as they are written.
fn sources() -> Vec<(PathBuf, String)> {
    let pages = files(&book::root().join("docs/src"), "md").into_iter();
    pages
        .map(|p| (p.clone(), fs::read_to_string(p).unwrap()))
        .collect()
}

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    let parts = html.split(&begin).skip(1);
    parts.map(|part| part.split('"').next().unwrap()).collect()
}

/// The tags that begin like this.
fn tags<'a>(html: &'a str, begin: &str) -> Vec<&'a str> {
    let parts = html.split(begin).skip(1);
    parts.map(|part| part.split('>').next().unwrap()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let (folder, pages) = &*BUILT;
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(name, html)| {
            let all = values(html, "id");
            let ids: BTreeSet<_> = all.iter().copied().collect();
            assert_eq!(all.len(), ids.len(), "{name}: an id stands twice");
            (name.as_str(), ids)
        })
        .collect();
    let mut checked = 0;
    for (name, html) in pages {
        for link in values(html, "href").into_iter().chain(values(html, "src"))
        {
            if link.contains("://") {
                assert!(link.starts_with("https://"), "{name}: {link}");
                continue;
            }
            let (path, id) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { name } else { path };
            let file = folder.path().join(path.trim_start_matches("./"));
            // 404.html stands for any page: its links begin at the root.
            let file = folder.path().join(file);
            assert!(file.exists(), "{name} links to {link}");
            // The state of an explorer may follow its id.
            let id = id.split('?').next().unwrap();
            let known = ids.get(path).is_some_and(|ids| ids.contains(id));
            assert!(id.is_empty() || known, "{name} links to {link}");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}");
}

/// The page about Rust is where readers look for it, and its parts are named
/// where an exercise takes them.
#[test]
fn the_introduction_and_every_chapter_lead_to_the_rust_they_need() {
    let pages = &BUILT.1;
    assert!(pages["introduction.html"].contains("href=\"rust.html\""));
    let lessons = LESSONS.iter().map(|(n, ..)| format!("lesson{n}.html"));
    for chapter in lessons.chain(["fit.html".into()]) {
        let html = &pages[&chapter];
        let exercises = html.split("id=\"exercises\"").nth(1).unwrap();
        assert!(exercises.contains("href=\"rust.html#"), "{chapter}");
    }
}

#[test]
fn no_page_asks_for_anything_from_elsewhere() {
    for (name, html) in &BUILT.1 {
        for tag in ["<script", "<link", "<img", "<iframe", "<source"] {
            for tag in tags(html, tag) {
                assert!(!tag.contains("//"), "{name}: {tag}");
            }
        }
    }
}

#[test]
fn every_figure_says_what_it_shows() {
    let mut alts = 0;
    for (name, html) in &BUILT.1 {
        for tag in tags(html, "<svg role=\"img\"") {
            let alt = values(tag, "aria-label").concat();
            assert!(alt.chars().count() >= 20, "{name}: {alt:?}");
            alts += 1;
        }
        for figure in ["<figure class=\"player", "<figure class=\"explorer"] {
            for tag in tags(html, figure) {
                assert!(values(tag, "data-alt").concat().len() >= 20, "{tag}");
            }
        }
        for tag in tags(html, "<img") {
            assert!(!values(tag, "alt").concat().is_empty(), "{name}: {tag}");
        }
    }
    assert!(alts > 15, "{alts}");
}

/// The stylesheet recolours what figures draw in colours of the page, by their
/// exact values; the scripts name no colour and get them with each recording.
#[test]
fn the_pages_know_the_colours_of_the_figures() {
    use figure::palette::{BANDS, FAINT, GRID, INK, PAPER, SERIES, hex};
    let theme = book::root().join("docs/theme");
    let css = fs::read_to_string(theme.join("descent.css")).unwrap();
    let named: BTreeSet<_> = css
        .split(['[', ']'])
        .filter_map(|part| part.split_once("=\"#"))
        .map(|(_, colour)| format!("#{}", colour.trim_end_matches('"')))
        .collect();
    let violet = SERIES[SERIES.len() - 1];
    let known = [PAPER, INK, GRID, FAINT, violet].map(hex);
    assert_eq!(named, BTreeSet::from(known));

    for script in files(&theme, "js") {
        let text = fs::read_to_string(&script).unwrap();
        for part in text.split('#').skip(1) {
            let digits = part.bytes().take(6);
            let colour = digits.filter(u8::is_ascii_hexdigit).count() == 6;
            assert!(!colour, "{script:?} names #{}", &part[..6]);
        }
    }

    let mut palettes = 0;
    for (name, html) in &BUILT.1 {
        let of = |class: &str| -> Vec<&str> {
            let begin = format!("class=\"{class}\">");
            let scripts = html.split(&begin).skip(1);
            scripts
                .map(|s| s.split("</script>").next().unwrap())
                .collect()
        };
        assert_eq!(of("palette").len(), of("recording").len(), "{name}");
        for palette in of("palette") {
            let palette: Value = serde_json::from_str(palette).unwrap();
            assert_eq!(
                palette["series"],
                Value::from(SERIES.map(hex).to_vec())
            );
            assert_eq!(palette["bands"], Value::from(BANDS.map(hex).to_vec()));
            palettes += 1;
        }
    }
    assert!(palettes > 10, "{palettes}");
}

#[test]
fn mdbook_calls_this_program_and_gets_the_same_pages() {
    let docs = book::root().join("docs");
    let book = MDBook::load(&docs).unwrap();
    let command: Option<String> =
        book.config.get("preprocessor.descent.command").unwrap();
    assert_eq!(
        command.as_deref(),
        Some("cargo run --quiet --bin book -- preprocess")
    );
    let program = env!("CARGO_BIN_EXE_book");
    let asked = ["preprocess", "supports", "html"];
    assert!(
        Command::new(program)
            .args(asked)
            .status()
            .unwrap()
            .success()
    );

    let context = || {
        PreprocessorContext::new(
            docs.clone(),
            book.config.clone(),
            "html".into(),
        )
    };
    let input = serde_json::to_vec(&(context(), &book.book)).unwrap();
    let mut child = Command::new(program)
        .arg("preprocess")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let by_command: Book = serde_json::from_slice(&output.stdout).unwrap();
    let by_library = book::Descent.run(&context(), book.book.clone()).unwrap();
    assert_eq!(by_command, by_library);
    assert_ne!(by_library, book.book);
}

/// The program in a copy of the repository, whose folder `docs` has this page
/// as its only one; its outputs go where a shell sends them.
#[cfg(target_os = "linux")]
fn built_apart(page: &str, outputs: &str) -> (Option<i32>, String, String) {
    let (root, real) = (tempfile::tempdir().unwrap(), book::root());
    let src = root.path().join("docs/src");
    fs::create_dir_all(&src).unwrap();
    let link = |from: &str| {
        let to = root.path().join(from);
        std::os::unix::fs::symlink(real.join(from), to).unwrap();
    };
    for kept in ["crates", "tests", "docs/theme", "docs/src/output"] {
        link(kept);
    }
    for kept in ["docs/book.toml", "docs/src/glossary.md"] {
        link(kept);
    }
    fs::write(src.join("SUMMARY.md"), "[A page](page.md)\n").unwrap();
    fs::write(src.join("page.md"), page).unwrap();
    let output = Command::new("bash")
        .args(["-c", &format!("set -o pipefail; \"$0\" {outputs}")])
        .arg(env!("CARGO_BIN_EXE_book"))
        .env("CARGO_MANIFEST_DIR", root.path().join("crates/book"))
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(text);
    (output.status.code(), stdout, stderr)
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_who_reads_ends_the_program_without_a_panic() {
    let good = "# A page\n\nA line.\n";
    let bad = "# A page\n\n{{n lesson3 line.distance 70000}}\n{{nothing}}\n";
    let warned = "# A page\n\n<div>\n\nA line.\n";
    let full = "cannot write to standard output";
    for (page, outputs, code, say) in [
        (good, "", 0, ""),
        (good, "| true", 0, ""),
        (good, ">/dev/full", 1, full),
        (good, "preprocess supports html >&-", 0, ""),
        (bad, "", 1, "page.md"),
        (bad, "| true", 1, "page.md"),
        (bad, "2>/dev/full", 1, ""),
        (bad, "2>&-", 1, ""),
        (bad, ">/dev/full 2>&1", 1, ""),
        (good, "--nothing 2>/dev/full", 2, ""),
        (good, "--help >/dev/full", 1, full),
        (
            good,
            "--nothing",
            2,
            "error: unexpected argument '--nothing'",
        ),
        (warned, "", 0, "unclosed"),
        (warned, "2>/dev/full", 0, ""),
    ] {
        let (ended, stdout, stderr) = built_apart(page, outputs);
        let what = format!("{outputs}: {stdout}{stderr}");
        assert_eq!(ended, Some(code), "{what}");
        assert!(stderr.contains(say) && !what.contains("panicked"), "{what}");
    }
    // A reader of the book of mdbook's own command, too.
    let docs = book::root().join("docs");
    let book = MDBook::load(&docs).unwrap();
    let config = book.config.clone();
    let context = PreprocessorContext::new(docs, config, "html".into());
    let input = serde_json::to_vec(&(context, &book.book)).unwrap();
    for (outputs, code) in [("| true", 0), (">/dev/full", 1)] {
        let mut child = Command::new("bash")
            .args([
                "-c",
                &format!("set -o pipefail; \"$0\" preprocess {outputs}"),
            ])
            .arg(env!("CARGO_BIN_EXE_book"))
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&input).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{outputs}: {stderr}");
        assert_eq!(stderr.lines().count(), code as usize, "{stderr}");
    }
}

#[test]
fn the_help_of_this_program_is_fresh() {
    let program = env!("CARGO_BIN_EXE_book");
    let output = Command::new(program).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let committed = book::root().join("docs/src/output/help/book.txt");
    let committed = fs::read_to_string(committed).unwrap();
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(words(&help), words(&committed), "see --update");
}

/// Versions of a library in the text, such as 0.22 in "burn 0.22".
fn versions(text: &str, library: &str) -> Vec<String> {
    let name = format!("{library} ");
    let parts = text.split(&name).skip(1);
    let version = |part: &str| -> String {
        let is_version = |c: &char| c.is_ascii_digit() || *c == '.';
        part.chars().take_while(is_version).collect()
    };
    let all = parts.map(version);
    let all = all.map(|v| v.trim_end_matches('.').to_owned());
    all.filter(|v| v.contains('.')).collect()
}

#[test]
fn the_versions_in_the_text_are_those_of_the_lock_file() {
    let root = book::root();
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap();
    for (library, package) in [("burn", "burn"), ("mdbook", "mdbook-driver")] {
        let entry = format!("name = \"{package}\"\nversion = \"");
        let locked = lock.split_once(&entry).unwrap().1;
        let locked = locked.split('"').next().unwrap();
        let mut mentioned = 0;
        for (path, text) in sources() {
            for version in versions(&text, library) {
                let fits =
                    format!("{locked}.").starts_with(&format!("{version}."));
                assert!(fits, "{path:?}: {library} {version}, but {locked}");
                mentioned += 1;
            }
        }
        assert!(mentioned > 0, "no page says which {library} it means");
    }
    // The Rust that the set-up page asks for is the one that cargo asks for.
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let asked = manifest.split_once("rust-version = \"").unwrap().1;
    let asked = asked.split('"').next().unwrap();
    let setup = fs::read_to_string(root.join("docs/src/setup.md")).unwrap();
    assert_eq!(versions(&setup, "Rust"), [asked]);
}

fn json(path: &str) -> Value {
    parse(&fs::read_to_string(book::root().join(path)).unwrap())
}

#[test]
fn numpy_and_pytorch_took_the_same_steps() {
    let lesson = |n| json(&format!("docs/src/output/lesson{n}/results.json"));
    let lessons: Vec<Value> = (1..=5).map(lesson).collect();
    for (of, sgd) in [("numpy", 1e-9), ("torch", 1e-9)] {
        let theirs = json(&format!("tests/oracles/steps_{of}.json"));
        for (lesson, ours, key) in [
            (1, "notebook_line.y", "y"),
            (1, "noisy_line.noise_mean", "noise_mean"),
            (2, "losses.mean_error", "mean_error"),
            (2, "losses.mae", "mae"),
            (2, "losses.sse", "sse"),
            (2, "losses.mse", "mse"),
            (2, "losses.rmse", "rmse"),
            (3, "line.a", "a"),
            (3, "line.b", "b"),
            (3, "line.avg_loss", "avg_loss"),
            (4, "torch.losses_lr_0_01", "losses"),
            (4, "torch.w_lr_0_01", "w"),
            (5, "batch_sizes.10.w", "w"),
            (5, "batch_sizes.10.updates", "updates"),
        ] {
            let results = at(&lessons[lesson - 1], "results");
            let key = format!("lesson{lesson}.{key}");
            let (got, want) = (numbers(results, ours), numbers(&theirs, &key));
            let want = match key.ends_with(".w") {
                true => swapped(&want).into(),
                false => want,
            };
            assert_close(&format!("{of} {key}"), &got, &want, sgd);
        }
    }
    let torch = json("tests/oracles/steps_torch.json");
    let ours = |key| numbers(at(&lessons[3], "results"), key);
    let key = "lesson4.losses_not_zeroed";
    let want = numbers(&torch, key);
    assert_close(key, &ours("torch.losses_not_zeroed"), &want, 1e-9);
    let key = "lesson4.w_7000";
    let want = swapped(&numbers(&torch, key));
    assert_close(key, &ours("torch.w_lr_0_001"), &want, 1e-9);
    let numpy = json("tests/oracles/steps_numpy.json");
    let key = "lesson3.rmse_gradient_by_differences";
    let got = numbers(at(&lessons[2], "results"), "line.gradients.rmse");
    assert_close(key, &got, &numbers(&numpy, key), 1e-8);
}

#[test]
fn the_errata_agree_with_lessons_and_sources() {
    let errata = json("tests/oracles/errata.json");
    let sources = json("tests/oracles/sources.json");
    for (ours, theirs) in [
        ("line.condition", "fastai_line.condition_number"),
        ("line.largest_lr", "fastai_line.largest_stable_lr"),
        (
            "quadratic.largest_mse_lr",
            "quadratic.mse_largest_stable_lr",
        ),
        (
            "quadratic.mean_of_the_hundred",
            "quadratic.mean_signed_error",
        ),
    ] {
        let want = numbers(&sources, theirs);
        assert_close(ours, &numbers(&errata, ours), &want, 1e-9);
    }
    for (ours, lesson, theirs) in [
        ("line.rmse_after_400", 3, "line.avg_loss"),
        ("quadratic.printed_c", 3, "quadratic.printed.params"),
        ("quadratic.corrected_c", 3, "quadratic.corrected.params"),
        ("torch.mse_truth", 2, "mse_true_weights"),
        ("torch.mse_least_squares", 2, "mse_least_squares"),
        ("torch.least_squares", 4, "torch.least_squares"),
        ("torch.slope_after_100", 4, "torch.w_lr_0_01"),
        ("torch.loss_of_step_100", 4, "torch.losses_lr_0_01"),
    ] {
        let results = format!("docs/src/output/lesson{lesson}/results.json");
        let got = numbers(&errata, ours);
        let want = numbers(&json(&results), &format!("results.{theirs}"));
        let want = match want[..] {
            [_, _] => swapped(&want).into(), // as PyTorch orders a line
            _ => want,
        };
        // A single number is compared with the last of a list.
        let want = &want[want.len() - got.len()..];
        assert_close(ours, &got, want, 1e-6);
    }
}

#[test]
fn the_repository_stays_small() {
    fn size(folder: &Path) -> u64 {
        let skip = ["target", ".git", "node_modules"];
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        entries
            .filter(|e| !skip.iter().any(|name| e.file_name() == *name))
            .map(|entry| match entry.file_type().unwrap().is_dir() {
                true => size(&entry.path()),
                false => entry.metadata().unwrap().len(),
            })
            .sum()
    }
    let megabytes = size(&book::root()) as f64 / 1e6;
    assert!(megabytes < 25.0, "{megabytes} MB");
}

/// The commands of lessons in the pages, by their programs: each once, in the
/// order of a reader.
fn commands() -> BTreeMap<String, Vec<String>> {
    let mut commands = BTreeMap::<_, Vec<String>>::new();
    for (name, html) in &BUILT.1 {
        if name == "print.html" {
            continue;
        }
        for part in html.split("<code").skip(1) {
            let code = part.split_once('>').unwrap().1;
            let code = code.split("</code>").next().unwrap();
            let lines = code.lines().map(str::trim);
            for line in lines.filter(|l| l.starts_with("cargo run")) {
                let mut words = line.split_whitespace();
                let program = words.find(|word| *word == "--bin");
                let program = program.and_then(|_| words.next()).unwrap();
                let of_it = commands.entry(program.to_owned()).or_default();
                if !of_it.iter().any(|known| known == line) {
                    of_it.push(line.to_owned());
                }
            }
        }
    }
    commands
}

/// Two programs at a time, each with one command after the other: the next one
/// may need what one has left, and some leave a spoilt model.
#[test]
#[ignore = "runs every command of the pages: minutes"]
fn every_command_of_the_pages_runs() {
    // From a folder of its own.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    for name in ["penguins.csv", "kitchen.csv"] {
        let data = Path::new("data").join(name);
        fs::copy(book::root().join(&data), folder.path().join(data)).unwrap();
    }
    let run = |command: &str| {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--manifest-path"])
            .arg(book::root().join("Cargo.toml"))
            .args(command.split_whitespace().skip(2))
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // Some pages let a descent diverge on purpose.
        let diverged = said.contains("error: the descent diverged");
        assert!(output.status.success() || diverged, "{command}: {said}");
    };
    let other = ["--bin book", "--bin tutor", "--live", "--tui"];
    let slow = ["--release", "--backend wgpu", "--backend ndarray"];
    let runs = |command: &String| {
        let mut left_out = other.iter().chain(&slow);
        !left_out.any(|part| command.contains(part))
    };
    let ran = AtomicUsize::new(0);
    // The last lessons take longest, so they begin.
    two_at_a_time(commands().into_values().rev(), |commands| {
        for command in commands.iter().filter(|command| runs(command)) {
            run(command);
            ran.fetch_add(1, Ordering::Relaxed);
        }
    });
    let ran = ran.into_inner();
    assert!(ran > 20, "{ran}");
}

/// All numbers of a document, but for those named.
fn all_numbers(value: &Value, but: &[&str]) -> Vec<f64> {
    match value {
        Value::Array(list) => {
            list.iter().flat_map(|v| all_numbers(v, but)).collect()
        }
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| !but.contains(&key.as_str()))
            .flat_map(|(_, v)| all_numbers(v, but))
            .collect(),
        _ => value.as_f64().into_iter().collect(),
    }
}

#[test]
#[ignore = "needs python3 with NumPy"]
fn numpy_gives_the_committed_numbers() {
    let (oracles, folder) = ("tests/oracles", tempfile::tempdir().unwrap());
    for name in ["steps_numpy", "errata"] {
        let output = Command::new("python3")
            .arg(book::root().join(oracles).join(format!("{name}.py")))
            .arg(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        let file = folder.path().join(format!("{name}.json"));
        let fresh = parse(&fs::read_to_string(file).unwrap());
        let committed = json(&format!("{oracles}/{name}.json"));
        // A descent that never settles, and a difference that is rounding.
        let but = ["printed_last_100", "cycle_moves"];
        let [fresh, committed] = [fresh, committed].map(|document| {
            let numbers = all_numbers(&document, &but);
            numbers
                .into_iter()
                .filter(|n| n.abs() > 1e-9)
                .collect::<Vec<_>>()
        });
        assert_close(name, &fresh, &committed, 1e-6);
    }
}
