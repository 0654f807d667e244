//! The lessons as command-line programs: what they print, which files they
//! leave, which flags they have.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::common::{at, nulls, numbers, parse};
use crate::programs::{
    self, Kept, LESSONS, MANY, SPEED, TIMED, TRAINER, document, files, kept,
    refused, results, run, without_asides, without_times,
};
use serde_json::Value;
use tempfile::tempdir;

/// A lesson run with no flag but what makes a long one shorter.
fn story(lesson: usize) -> Ran {
    ran(lesson, programs::short(lesson))
}

/// A run that went well, and the files that it left: path and bytes, without
/// what shows times.
struct Ran {
    stdout: String,
    files: Vec<(PathBuf, Vec<u8>)>,
}

/// One run for all tests that ask for it.
fn ran(lesson: usize, flags: &[&str]) -> Ran {
    without_what_differs(kept(lesson, flags))
}

fn without_what_differs(run: &Kept) -> Ran {
    assert_eq!(without_asides(&run.stderr), "");
    let stdout = match serde_json::from_str(&run.stdout) {
        Ok(mut document) => {
            without_times(&mut document);
            format!("{document}\n")
        }
        Err(_) => run.stdout.clone(),
    };
    let mut files = run.files.clone();
    for (path, bytes) in &mut files {
        if TIMED.iter().any(|name| path.ends_with(name)) {
            bytes.clear();
        }
    }
    Ran { stdout, files }
}

#[test]
fn each_lesson_names_every_file_that_it_leaves_and_leaves_no_other() {
    for lesson in LESSONS {
        let Ran { stdout, files } = story(lesson);
        let figures = stdout.lines().filter_map(|l| l.strip_prefix("Wrote "));
        let mut named: Vec<PathBuf> = figures.map(Into::into).collect();
        named.sort();
        assert!(!named.is_empty());
        let left: Vec<_> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(named.iter().collect::<Vec<_>>(), left);
        let place = format!("target/lessons/lesson{lesson}");
        assert!(left.iter().all(|path| path.starts_with(&place)), "{left:?}");
    }
}

/// Flags that make a lesson shorter without leaving anything out.
fn short(lesson: usize) -> &'static [&'static str] {
    match lesson {
        3 | 4 | 6 | 7 => &["--steps", "20"],
        5 => &["--epochs", "2"],
        _ => programs::short(lesson),
    }
}

/// The lessons before this one take less than a second.
const LONG: usize = 4;

#[test]
fn the_same_command_gives_the_same_bytes() {
    LESSONS
        .into_iter()
        .filter(|l| *l < LONG)
        .for_each(the_same_twice);
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_lessons_give_the_same_bytes() {
    LESSONS
        .into_iter()
        .filter(|l| *l >= LONG)
        .for_each(the_same_twice);
}

fn the_same_twice(lesson: usize) {
    let twice = |flags: &[&str]| {
        let flags = [flags, short(lesson)].concat();
        let first = ran(lesson, &flags);
        let again = without_what_differs(&Kept::run(lesson, &flags));
        assert_eq!(first.stdout, again.stdout);
        assert!(first.files == again.files, "lesson{lesson}: figures");
    };
    twice(&[]);
    twice(&["--json", "--no-figures"]);
}

#[test]
fn json_is_one_document_that_names_every_figure() {
    for lesson in LESSONS {
        let out = "a folder/för bilder";
        let flags = [short(lesson), &["--json", "--out", out]].concat();
        let json = ran(lesson, &flags);
        assert_eq!(json.stdout.lines().count(), 1);
        let document: Value = serde_json::from_str(&json.stdout).unwrap();
        let mut named: Vec<PathBuf> =
            serde_json::from_value(document["figures"].clone()).unwrap();
        named.sort();
        let left: Vec<_> = json.files.iter().map(|(path, _)| path).collect();
        assert_eq!(named.iter().collect::<Vec<_>>(), left);
        assert!(left.iter().all(|path| path.starts_with(out)), "{left:?}");
    }
}

#[test]
fn without_figures_no_file_is_left() {
    for lesson in LESSONS {
        let flags = [programs::short(lesson), &["--no-figures"]].concat();
        let ran = ran(lesson, &flags);
        assert!(ran.files.is_empty());
        let told = |story: &str| -> Vec<String> {
            let lines = story.lines().filter(|l| !l.starts_with("Wrote "));
            lines.map(Into::into).collect()
        };
        assert_eq!(told(&ran.stdout), told(&story(lesson).stdout));
        assert!(!ran.stdout.contains("Wrote "));
    }
}

#[test]
fn a_story_in_a_pipe_is_plain_text() {
    for lesson in LESSONS {
        let story = story(lesson).stdout;
        let braille = |c| ('\u{2800}'..='\u{28ff}').contains(&c);
        assert!(!story.contains('\x1b'), "lesson{lesson}");
        assert!(!story.contains('\r'), "lesson{lesson}");
        assert!(!story.contains(braille), "lesson{lesson}");
        assert!(!story.contains("NaN"), "lesson{lesson}");
    }
}

/// 80 columns, and no blanks at the ends of lines: the book prints it.
fn assert_fits(what: &str, story: &str) {
    for line in story.lines().filter(|l| !l.starts_with("Wrote ")) {
        assert!(line.chars().count() <= 80, "{what}: {line}");
        assert_eq!(line, line.trim_end(), "{what}");
    }
}

#[test]
fn a_story_fits_the_page() {
    for lesson in LESSONS {
        assert_fits(&format!("lesson{lesson}"), &story(lesson).stdout);
    }
}

/// Flags that take a lesson to its edges.
fn edges(lesson: usize) -> Vec<Vec<&'static str>> {
    let points: &[&str] = match lesson {
        1 | 8 | 9 | 10 | 11 | 12 | SPEED | MANY => &[],
        _ => &[
            "--fresh-data",
            "--start 1e9,1e9",
            "--start -1e9,1e9",
            "--start 3,8",
        ],
    };
    // These come with few updates; a learning rate that is too high needs all.
    let few: &[&str] = match lesson {
        4 | 7 => &["--steps", "60"],
        _ => short(lesson),
    };
    let cheap = points.iter();
    let cheap = cheap
        .map(|flags| flags.split(' ').chain(few.iter().copied()).collect());
    // As other tests run them.
    let whole = programs::PRECISIONS.map(|precision| {
        [&["--precision", precision], programs::short(lesson)].concat()
    });
    let own: &[&str] = match lesson {
        3 => &[
            "--steps 1",
            "--steps 3",
            "--quadratic-steps 1",
            "--quadratic-steps 20",
            "--quadratic=0,0,0 --quadratic-start=1e9,-1e9,1e9",
        ],
        4 => &["--steps 1", "--steps 3", "--quadratic=0,0,0"],
        5 => &[
            "--epochs 1",
            "--lr 0.8",
            "--lr 0.9",
            "--lr 1.2 --precision f64",
            "--batch-size 33",
        ],
        6 => &["--steps 1", "--lr 1 --lr 1", "--lr 5 --steps 200"],
        7 => &["--steps 1", "--lr 0.01", "--lr 5", "--lr 1000"],
        8 => &["--steps 1", "--steps 3 --lr 5"],
        9 => &["--epochs 2 --lr 3", "--epochs 1 --lr 1e-9"],
        10 => &["--noise 10 --draws 2", "--n 1000 --noise 0.001 --draws 2"],
        11 => &["--epochs 2 --lr 10", "--epochs 1 --lr 1e-9"],
        12 => &["--epochs 1 --lr 1", "--epochs 1 --lr 1e-9"],
        SPEED => &["--largest 30", "--largest 99"],
        MANY => &[
            "--rows 100 --workers 1 --lose 0",
            "--rows 101 --workers 16 --lose 15 --every 200",
        ],
        _ => &[],
    };
    let own = own.iter().map(|flags| flags.split(' ').collect());
    whole.into_iter().chain(cheap).chain(own).collect()
}

#[test]
fn stories_and_documents_stay_sound_at_the_edges() {
    LESSONS
        .into_iter()
        .filter(|l| *l < LONG)
        .for_each(sound_at_the_edges);
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_lessons_stay_sound_at_the_edges() {
    LESSONS
        .into_iter()
        .filter(|l| *l >= LONG)
        .for_each(sound_at_the_edges);
}

fn sound_at_the_edges(lesson: usize) {
    for flags in edges(lesson) {
        let what = format!("lesson{lesson} {}", flags.join(" "));
        let quiet = [&flags[..], &["--no-figures"]].concat();
        let story = ran(lesson, &quiet).stdout;
        assert_fits(&what, &story);
        let mut words = story.split(|c: char| !c.is_alphabetic());
        assert!(!words.any(|word| word == "inf"), "{what}: {story}");

        // No number: a threshold that was not reached, an update that did
        // not diverge, and the gradient of RMSE at a perfect fit. Only
        // of that the story says NaN, and why.
        let mut nulls = nulls(&document(lesson, &flags));
        nulls.retain(|path| {
            !path.ends_with(".updates_to_within_10_percent")
                && !path.ends_with(".diverged_at_update")
        });
        let perfect = story.contains("0/0: RMSE has no gradient");
        assert_eq!(perfect, story.contains("NaN"), "{what}: {story}");
        assert_eq!(perfect, !nulls.is_empty(), "{what}: {nulls:?}");
        let known = ".results.line.gradients.rmse.";
        assert!(nulls.iter().all(|path| path.starts_with(known)));
    }
}

#[test]
fn a_perfect_fit_is_told_as_one() {
    // 3x + 8 in float64 is the line of the points to the last bit.
    let story = ran(3, &["--start", "3,8", "--no-figures"]).stdout;
    assert!(story.contains("0/0: RMSE has no gradient"), "{story}");
}

/// The results of a lesson as the story tells them: in its own precision.
fn own_results(lesson: usize) -> &'static Value {
    results(lesson, if lesson == 3 { "f64" } else { "f32" })
}

/// What lesson 5 needed to come within 10 %: updates, gradients of points.
fn cost(size: usize) -> [f64; 2] {
    let run = &own_results(5)["batch_sizes"][size.to_string()];
    let updates = numbers(run, "updates_to_within_10_percent")[0];
    [updates, updates * size as f64]
}

/// The story has a line that begins so and goes on with these numbers, rounded
/// to four digits after the point. Further ones may follow.
fn assert_tells(lesson: usize, start: &str, want: &[f64]) {
    let story = story(lesson).stdout;
    let told = story.lines().filter_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let line = words.join(" ");
        let rest = line.strip_prefix(start)?.strip_prefix(' ')?;
        let words = rest.split([' ', ',', ':', '[', ']', '–']);
        Some(words.filter_map(|w| w.parse().ok()).collect::<Vec<f64>>())
    });
    let told: Vec<_> = told.collect();
    // Half of the last digit, and a little for the subtraction.
    let near = |(told, want): (&f64, &f64)| (told - want).abs() < 0.500_001e-4;
    let tells = told.iter().any(|told| {
        told.len() >= want.len() && told.iter().zip(want).all(near)
    });
    assert!(tells, "lesson {lesson}, `{start}`: {told:?}, not {want:?}");
}

#[test]
fn a_story_tells_the_numbers_of_the_json() {
    for (lesson, line, key) in [
        (1, "The noise is", "noisy_line.noise_mean"),
        (2, "mean_error", "mean_error"),
        (2, "mae", "mae"),
        (2, "sse", "sse"),
        (2, "mse", "mse"),
        (2, "rmse", "rmse"),
        (2, "mean_error", "losses.mean_error"),
        (2, "mae", "losses.mae"),
        (2, "sse", "losses.sse"),
        (2, "mse", "losses.mse"),
        (2, "rmse", "avg_loss"),
        (2, "its guess, `w_real` -5.0000 -3.0000 MSE", "mse_torch"),
        (2, "the true weights 2.0000 3.0000 MSE", "mse_true_weights"),
        (3, "sse", "line.gradients.sse"),
        (3, "mse", "line.gradients.mse"),
        (3, "rmse", "line.gradients.rmse"),
        (3, "after 400 updates: RMSE", "line.avg_loss"),
        (3, "a", "line.a"),
        (3, "b", "line.b"),
        (3, "distance to least squares:", "line.distance"),
        (4, "distance to least squares:", "torch.distance"),
    ] {
        assert_tells(lesson, line, &numbers(own_results(lesson), key));
    }
}

#[test]
fn lesson_4_tells_of_its_graph_and_its_long_run() {
    let all = own_results(4);
    for (node, key) in [
        ("a", "a"),
        ("x", "x"),
        ("a · x", "ax"),
        ("b", "b"),
        ("ŷ = ax + b", "y_pred"),
        ("y", "y"),
        ("e = ŷ − y", "error"),
        ("e²", "loss"),
    ] {
        let of = |what| at(&all["point"][what], key).as_f64().unwrap();
        assert_tells(4, node, &["values", "gradients"].map(of));
    }
    let [.., last, loss] = numbers(all, "torch.long.trace")[..] else {
        panic!("no trace")
    };
    assert_eq!(last, 7000.0);
    assert_tells(4, "after 7000 updates: MSE", &[loss]);
    let w = numbers(all, "torch.w_lr_0_001");
    let best = numbers(all, "torch.least_squares");
    for (i, name) in ["a", "b"].into_iter().enumerate() {
        assert_tells(4, name, &[w[i], best[i], w[i] - best[i]]);
    }
}

#[test]
fn lesson_5_tells_what_each_batch_size_costs() {
    let best = numbers(own_results(5), "least_squares");
    for size in [1, 10, 25, 100] {
        let run = &own_results(5)["batch_sizes"][size.to_string()];
        let per_epoch = 100 / size;
        let [updates, gradients] = cost(size);
        let epochs = (updates / per_epoch as f64).ceil();
        let w = numbers(run, "w");
        let distance = (w[0] - best[0]).hypot(w[1] - best[1]);
        let losses = numbers(run, "losses_by_update");
        let last = &losses[losses.len() - per_epoch..];
        let low = last.iter().copied().fold(f64::MAX, f64::min);
        let high = last.iter().copied().fold(0.0, f64::max);
        let row = [epochs, updates, gradients, distance, low, high];
        assert_tells(5, &size.to_string(), &row);
    }
}

#[test]
fn the_numbers_of_the_readme_are_the_lessons_own() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(package.join("../../README.md")).unwrap();
    let of = |lesson, key| numbers(own_results(lesson), key);
    let last = |lesson, trace| {
        let trace = of(lesson, trace);
        [trace[trace.len() - 2], trace[trace.len() - 1]]
    };
    let ([updates_3, _], [updates_4, loss]) =
        (last(3, "line.trace"), last(4, "torch.long.trace"));
    let [a, b] = ["line.a", "line.b"].map(|key| of(3, key)[0]);
    let shares = |lesson: usize, key: &str| {
        let path = format!("../../docs/src/output/lesson{lesson}/results.json");
        let text = fs::read_to_string(package.join(path)).unwrap();
        numbers(&parse(&text)["results"], key)
    };
    let committed = |lesson: usize, key: &str| shares(lesson, key)[0];
    let gradients =
        |name: &str| committed(7, &format!("rosenbrock.{name}.gradients"));
    let percent = |split: &str| {
        100.0 * committed(9, &format!("ten_classes.test_accuracy_{split}"))
    };
    let lucky = |key| committed(10, key);
    let kept = |how| committed(11, &format!("checkpoints.{how}.memory"));
    let changed = |net: &str| shares(12, &format!("moved.{net}.changed"))[4];
    let from_memory =
        |stage| committed(SPEED, &format!("stages.{stage}.from_memory"));
    for (lesson, want) in [
        (1, vec![of(1, "noisy_line.noise_mean")[0], 0.0]),
        (2, of(2, "avg_loss")),
        (3, vec![a, b, updates_3]),
        (4, vec![loss, updates_4]),
        (5, vec![cost(1)[1], cost(100)[1]]),
        // Long runs: what the book shows of them, which is held fresh.
        (6, vec![committed(6, "line.largest_stable_lr")]),
        (7, ["lbfgs", "sgd"].map(gradients).to_vec()),
        (8, vec![64.0, committed(8, "approximation.quadratic.64")]),
        (9, vec![percent("random_split"), percent("other_writers")]),
        (
            10,
            ["luck.predicted", "luck.validation"].map(lucky).to_vec(),
        ),
        (11, ["least", "whole"].map(kept).to_vec()),
        (12, ["filters", "dense"].map(changed).to_vec()),
        (SPEED, ["fused", "autodiff"].map(from_memory).to_vec()),
        (MANY, vec![1.0 / committed(MANY, "straggler.by_speed")]),
    ] {
        let name = format!("--bin lesson{lesson}` |");
        let row = readme.lines().find(|line| line.contains(&name));
        let cell = row.unwrap().trim_end_matches([' ', '|']).rsplit('|');
        let words = cell.take(1).flat_map(|cell| cell.split([' ', ',', ':']));
        let shown: Vec<_> =
            words.filter(|word| word.parse::<f64>().is_ok()).collect();
        // To as many digits as are shown.
        let digits = |s: &&str| s.split_once('.').map_or(0, |(_, d)| d.len());
        let want = want.iter().zip(shown.iter().map(digits).chain([4; 3]));
        let want = want.map(|(want, digits)| format!("{want:.digits$}"));
        assert_eq!(shown, want.collect::<Vec<_>>(), "lesson {lesson}");
    }
    let exercises = package.join("../../tutorials/skeletons");
    let exercises = fs::read_dir(exercises).unwrap().count();
    let told = format!("write it yourself: {exercises} exercises check");
    assert!(readme.contains(&told), "{told}");
}

#[test]
fn a_story_ends_with_the_chapter_the_exercise_and_the_next_lesson() {
    for lesson in LESSONS {
        let story = story(lesson).stdout;
        assert!(story.starts_with(&format!("Lesson {lesson}: ")), "{story}");
        let chapter = format!("Chapter:   docs/src/lesson{lesson}.md");
        assert!(story.contains(&chapter), "{story}");
        let exercises = format!("Exercises: {lesson}1 and on in tutorials/");
        assert!(story.contains(&exercises), "{story}");
        let all = LESSONS.into_iter().chain([TRAINER]);
        let next = all.filter(|other| *other > lesson).min();
        let next = next.map(|next| format!("cargo run --bin lesson{next} ("));
        let told = story.lines().find_map(|l| l.strip_prefix("Next:      "));
        assert_eq!(told.is_some(), next.is_some(), "{story}");
        let begins = told.zip(next).is_none_or(|(t, n)| t.starts_with(&n));
        assert!(begins, "{story}");
    }
}

/// The flags of a lesson, without `--help` and `--version`, which every
/// program has.
fn flags(lesson: usize) -> Vec<&'static str> {
    let problem: &[&str] = match lesson {
        1..=7 => &["--truth", "--n", "--noise", "--data", "--x", "--y"],
        _ => &[],
    };
    let quadratic: &[&str] = match lesson {
        3 | 4 => &["--quadratic", "--quadratic-start"],
        _ => &[],
    };
    let descent: &[&str] = match lesson {
        3 => &["--quadratic-lr", "--quadratic-steps"],
        _ => &[],
    };
    let trace: &[&str] = match lesson {
        3..=9 => &["--trace"],
        _ => &[],
    };
    let doctor: &[&str] = match lesson {
        3..=13 => &["--doctor"],
        _ => &[],
    };
    let part: &[&str] = match lesson {
        4 => &["--guess", "--point"],
        7 => &["--momentum"],
        _ => &[],
    };
    let own: &[&str] = match lesson {
        1 => &[],
        2 => &["--start", "--fresh-data"],
        3 | 4 | 6 | 7 => {
            &["--start", "--fresh-data", "--lr", "--steps", "--live"]
        }
        8 => &["--steps", "--lr"],
        9 => &["--epochs", "--lr", "--predict"],
        10 => &["--n", "--noise", "--draws", "--writers"],
        11 | 12 => &["--epochs", "--lr"],
        SPEED => &["--largest"],
        MANY => &["--workers", "--lose", "--checkpoint", "--every", "--rows"],
        _ => &[
            "--start",
            "--fresh-data",
            "--lr",
            "--epochs",
            "--batch-size",
            "--live",
        ],
    };
    let common = [
        "--backend",
        "--worker",
        "--token-file",
        "--worker-timeout",
        "--precision",
        "--seed",
        "--out",
        "--no-figures",
        "--json",
    ];
    [
        own, part, problem, quadratic, descent, trace, doctor, &common,
    ]
    .concat()
}

#[test]
fn help_names_every_flag_of_a_lesson_and_no_other() {
    for lesson in LESSONS {
        let folder = tempdir().unwrap();
        let ended = run(lesson, folder.path(), &["--help"]);
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        let mut named = Vec::new();
        let mut lines = ended.stdout.lines().peekable();
        while let Some(line) = lines.next() {
            let line = line.trim_start();
            if !line.starts_with('-') {
                continue;
            }
            let mut words = line.split([' ', ',']);
            let flag = words.find(|word| word.starts_with("--")).unwrap();
            // Its purpose stands behind it, or on the next line.
            let purpose = line.split_once("  ").map(|(_, text)| text.trim());
            let purpose = purpose.or(lines.peek().map(|line| line.trim()));
            let purpose = purpose.unwrap_or_default();
            assert!(purpose.contains(' '), "{flag}: no purpose\n{line}");
            named.push(flag);
        }
        named.sort();
        let mut want = [flags(lesson), vec!["--help", "--version"]].concat();
        want.sort();
        assert_eq!(named, want, "lesson{lesson}");
        assert!(files(folder.path()).is_empty());
    }
}

#[test]
fn flags_of_other_lessons_are_refused() {
    for lesson in LESSONS {
        for (flag, value) in [
            ("--start", Some("1,1")),
            ("--fresh-data", None),
            ("--lr", Some("0.01")),
            ("--steps", Some("3")),
            ("--epochs", Some("3")),
            ("--batch-size", Some("10")),
            ("--live", None),
            ("--predict", Some("digit.pgm")),
            ("--largest", Some("100")),
        ] {
            if !flags(lesson).contains(&flag) {
                let flags = [Some(flag), value];
                let flags: Vec<_> = flags.into_iter().flatten().collect();
                let line = refused(lesson, &flags);
                assert!(line.contains(flag), "{line}");
            }
        }
    }
}
