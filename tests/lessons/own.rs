//! Points of the learner's own: a line of their choice, or a file.

use crate::programs::{Kept, command, drawn, kept, refused, run};
use serde_json::Value;
use std::{fs, io::Write, process::Stdio};
use tempfile::tempdir;

/// A falling line under normal noise.
const FALLING: [&str; 6] =
    ["--truth", "-2,5", "--n", "200", "--noise", "normal:0.3"];

fn numbers(document: &Value, path: &str) -> Vec<f64> {
    crate::common::numbers(&document["results"], path)
}

/// The least-squares line by the normal equations, centred.
fn least_squares(x: &[f64], y: &[f64]) -> [f64; 2] {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let (mx, my) = (mean(x), mean(y));
    let both = x.iter().zip(y);
    let sxy: f64 = both.map(|(x, y)| (x - mx) * (y - my)).sum();
    let sxx: f64 = x.iter().map(|x| (x - mx).powi(2)).sum();
    let a = sxy / sxx;
    [a, my - a * mx]
}

fn with(flags: &[&'static str]) -> Vec<&'static str> {
    [&FALLING[..], flags].concat()
}

#[test]
fn a_line_of_ones_own_is_drawn_as_asked() {
    let document = kept(1, &with(&["--json", "--no-figures"])).document();
    let [x, y] = ["line.x", "line.y"].map(|path| numbers(document, path));
    assert_eq!(x.len(), 200);
    let noise = x.iter().zip(&y).map(|(x, y)| y - (5.0 - 2.0 * x));
    let noise: Vec<f64> = noise.collect();
    // A mean of 200 draws of deviation 0.3 scatters by 0.021, a deviation by
    // 0.015: five times that. Their sum of squares is a chi-squared.
    let mean = noise.iter().sum::<f64>() / 200.0;
    let square = noise.iter().map(|e| e * e).sum::<f64>() / 200.0;
    assert!(mean.abs() < 0.106, "{mean}");
    assert!((square.sqrt() - 0.3).abs() < 0.075, "{square}");
    assert!(x.iter().all(|x| (0.0..1.0).contains(x)));
}

#[test]
fn lesson_3_ends_at_the_least_squares_line_of_ones_own_points() {
    let flags = with(&["--json", "--no-figures"]);
    let points = kept(1, &flags).document();
    let [x, y] = ["line.x", "line.y"].map(|path| numbers(points, path));
    let best = least_squares(&x, &y);
    let document = kept(3, &flags).document();
    // Half the largest stable rate shrinks the slowest distance by about
    // 1 - λmin/λmax = 0.96 an update: 400 of them leave 1e-7 of it.
    for (path, best) in [("line.a", best[0]), ("line.b", best[1])] {
        let found = numbers(document, path)[0];
        assert!((found - best).abs() < 1e-5, "{path}: {found}, {best}");
    }
    // The eigenvalues of the Hessian 2/n XᵀX of two columns, as the roots of
    // its characteristic polynomial.
    let n = x.len() as f64;
    let [p, q] = [x.iter().map(|x| x * x).sum(), x.iter().sum::<f64>()]
        .map(|sum: f64| 2.0 * sum / n);
    let largest = (p + 2.0 + ((p - 2.0).powi(2) + 4.0 * q * q).sqrt()) / 2.0;
    let lr = numbers(document, "own.lr")[0];
    assert!((lr * largest - 1.0).abs() < 1e-12, "{lr}, {largest}");
}

#[test]
fn lesson_6_finds_the_curvature_of_ones_own_points() {
    let flags = with(&["--json", "--no-figures"]);
    let points = kept(1, &flags).document();
    let [x, y] = ["line.x", "line.y"].map(|path| numbers(points, path));
    let n = x.len() as f64;
    let [p, q] = [x.iter().map(|x| x * x).sum(), x.iter().sum::<f64>()]
        .map(|sum: f64| 2.0 * sum / n);
    let root = ((p - 2.0) / 2.0).hypot(q);
    let eigenvalues = [(p + 2.0) / 2.0 - root, (p + 2.0) / 2.0 + root];
    let document = kept(6, &flags).document();
    let found = numbers(document, "line.eigenvalues");
    for (found, want) in found.iter().zip(eigenvalues) {
        assert!((found / want - 1.0).abs() < 1e-12, "{found}, {want}");
    }
    // The lowest loss of the range test and of the descents is that of least
    // squares at best.
    let [a, b] = least_squares(&x, &y);
    let errors = x.iter().zip(&y).map(|(x, y)| (a * x + b - y).powi(2));
    let floor = errors.sum::<f64>() / n;
    let tested = numbers(document, "range_test.losses");
    let lowest = tested.into_iter().fold(f64::INFINITY, f64::min);
    assert!(lowest > floor && lowest < 1.1 * floor, "{lowest}, {floor}");
    let loss = numbers(document, "stopping.loss")[0] - floor;
    let promised = numbers(document, "stopping.promised")[0];
    assert!((0.0..=promised).contains(&loss), "{loss}, {promised}");
    // Three rates: 0.01, half and 1.02 of the limit, in three digits.
    let limit = 2.0 / eigenvalues[1];
    let runs = document["results"]["rates"].as_array().unwrap();
    for (run, share) in runs.iter().zip([0.01, 0.5, 1.02]) {
        let lr = run["lr"].as_f64().unwrap();
        assert!((lr / (share * limit) - 1.0).abs() < 0.005, "{lr}");
    }
    assert_eq!(runs.len(), 3);
    // The quadratic is none of one's points.
    let theirs = &drawn(6).document()["results"];
    assert_eq!(document["results"]["quadratic"], theirs["quadratic"]);
}

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_runs_of_lesson_6_end_whatever_the_points() {
    let folder = tempdir().unwrap();
    // A ravine whose condition number is near 1e12; a bowl that is round; two
    // points; values near the farthest.
    for text in [
        "x,y\n1000000,1\n1000001,2\n1000002,4\n",
        "x,y\n-1,4\n1,7\n",
        "x,y\n0,0\n1,0\n",
        "x,y\n1e9,1e9\n-1e9,3\n5,5\n",
    ] {
        fs::write(folder.path().join("odd.csv"), text).unwrap();
        for flags in [&["--json"][..], &["--precision", "f32"]] {
            let flags = [&["--data", "odd.csv"], flags].concat();
            let ended = run(6, folder.path(), &flags);
            assert_eq!(ended.code, Some(0), "{text}: {}", ended.stderr);
            assert!(!ended.stdout.contains("NaN"), "{}", ended.stdout);
        }
    }
    // A start at the minimum has nothing to descend.
    let flags = ["--truth", "-1,1", "--start", "-1,1"];
    let ended = run(6, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(!ended.stdout.contains("NaN"), "{}", ended.stdout);
}

#[test]
fn a_rate_that_is_given_is_taken() {
    let flags = with(&["--lr", "0.01", "--steps", "1", "--json"]);
    let document = kept(3, &flags).document();
    assert!(document["results"]["own"]["lr"].is_null());
    let gradient = numbers(document, "line.gradients.mse");
    let [a, b] = ["line.a", "line.b"].map(|path| numbers(document, path)[0]);
    // From (-1, 1), to the last bits of float64.
    assert!((a - (-1.0 - 0.01 * gradient[0])).abs() < 1e-14, "{a}");
    assert!((b - (1.0 - 0.01 * gradient[1])).abs() < 1e-14, "{b}");
}

/// Without memory an update leaves |1 − ηλ| of the slower axis. With μ it
/// leaves √μ where both swing (Polyak, 1964): for 0.81 they do at a rate of
/// 0.3, since 0.01 < 0.3 · 0.0996 and 0.3 · 2.554 < 3.61.
#[test]
fn lesson_7_tells_of_a_descent_with_ones_own_memory() {
    let with = |memory: &'static str| {
        let flags = ["--lr", "0.3", "--momentum", memory];
        kept(7, &[&flags[..], &["--json", "--no-figures"]].concat())
    };
    let plain = with("0").document();
    let flat = plain["results"]["axes"]["flat"][0].as_f64().unwrap();
    let leaves = |document| numbers(document, "memory.yours")[2];
    assert!((leaves(plain) - (1.0 - 0.3 * flat)).abs() < 1e-12);
    let swinging = with("0.81").document();
    assert!((leaves(swinging) - 0.9).abs() < 1e-12);
    assert!(drawn(7).document()["results"]["memory"]["yours"].is_null());
}

/// x = 2 and y = 1 at a = 3 and b = −1: ŷ is 5 and the error e is 4. So the
/// loss is 16, and its slope 2ex by a, 2ea by x, 2e by b and −2e by y. Small
/// whole numbers are exact in every precision.
#[test]
fn lesson_4_follows_a_point_of_ones_own() {
    let flags = [
        "--guess",
        "3,-1",
        "--point",
        "2,1",
        "--json",
        "--no-figures",
    ];
    let document = kept(4, &flags).document();
    for (path, want) in [
        ("values.loss", 16.0),
        ("gradients.a", 16.0),
        ("gradients.x", 24.0),
        ("gradients.b", 8.0),
        ("gradients.y", -8.0),
    ] {
        let found = numbers(document, &format!("point.{path}"));
        assert_eq!(found, [want], "{path}");
    }
}

#[test]
fn story_and_figures_name_ones_own_line_and_not_the_sources() {
    for lesson in 1..=6 {
        let run = kept(lesson, &FALLING);
        assert!(run.stdout.contains("y = −2x + 5"), "{}", run.stdout);
        for theirs in ["3x", "+ 8", "notebook", "post", "PyTorch"] {
            assert!(!run.stdout.contains(theirs), "{lesson}: {theirs}");
            for (file, bytes) in &run.files {
                let drawn = String::from_utf8_lossy(bytes);
                let svg = file.extension().is_some_and(|end| end == "svg");
                assert!(!svg || !drawn.contains(theirs), "{file:?}: {theirs}");
            }
        }
    }
    let svg = |lesson, file| {
        String::from_utf8(kept(lesson, &FALLING).file(file).to_vec()).unwrap()
    };
    for (lesson, file) in [(1, "line.svg"), (2, "least_squares.svg")] {
        assert!(svg(lesson, file).contains("−2x + 5"), "{file}");
    }
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    for lesson in [1, 3, 5, 6] {
        let one = kept(lesson, &FALLING);
        let two = Kept::run(lesson, &FALLING);
        assert_eq!(one.stdout, two.stdout);
        assert!(one.files == two.files, "lesson{lesson}");
    }
}

#[test]
fn a_file_takes_the_place_of_the_points() {
    let folder = tempdir().unwrap();
    let text = "name,height,mass\nAda,-1,4\nBob,0,7\nEve,2,13.5\n";
    fs::write(folder.path().join("mine.csv"), text).unwrap();
    let best = least_squares(&[-1.0, 0.0, 2.0], &[4.0, 7.0, 13.5]);
    for lesson in 1..=6 {
        let flags = ["--data", "mine.csv", "--precision", "f64"];
        let ended = run(lesson, folder.path(), &flags);
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert!(ended.stdout.contains("mass by height"), "{}", ended.stdout);
        // The axes of what they draw are called so, too.
        let drawn = match lesson {
            1 => "line.svg",
            2 => "least_squares.svg",
            _ => continue,
        };
        let place = format!("target/lessons/lesson{lesson}/{drawn}");
        let drawn = fs::read_to_string(folder.path().join(place)).unwrap();
        assert!(drawn.contains("\nheight\n"), "{drawn}");
        assert!(drawn.contains("\nmass\n"), "{drawn}");
    }
    let flags = ["--data", "mine.csv", "--json", "--no-figures"];
    let ended = run(3, folder.path(), &flags);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    for (path, best) in [("line.a", best[0]), ("line.b", best[1])] {
        // 400 updates, each of which leaves 0.63 of the slowest distance.
        let found = numbers(&document, path)[0];
        assert!((found - best).abs() < 1e-9, "{path}: {found}");
    }
    // The columns the other way round, from standard input.
    let flags = ["--data", "-", "--x", "mass", "--y", "2", "--json"];
    let mut child = command(1, folder.path(), &flags);
    child.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let said = child.wait_with_output().unwrap().stdout;
    let document: Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(numbers(&document, "line.x"), [4.0, 7.0, 13.5]);
    assert_eq!(numbers(&document, "line.y"), [-1.0, 0.0, 2.0]);
}

#[test]
fn what_makes_no_line_is_refused() {
    for lesson in 1..=6 {
        for (flags, say) in [
            (&["--n", "1"][..], "2 to 10000"),
            (&["--n", "10001"], "2 to 10000"),
            (&["--truth", "1"], "two numbers"),
            (&["--truth", "nan,1"], "finite"),
            (&["--noise", "-1"], "between 0 and 1e9"),
            (&["--noise", "normal:inf"], "finite"),
            (&["--noise", "cauchy:1"], "normal:0.5"),
            (&["--data", "none.csv"], "none.csv"),
            (&["--data", "none.csv", "--truth", "1,2"], "--truth"),
            (&["--data", "none.csv", "--n", "5"], "--n"),
            (&["--x", "height"], "--data"),
        ] {
            let line = refused(lesson, flags);
            assert!(line.contains(say), "{line}");
        }
    }
    for lesson in 2..=6 {
        let line = refused(lesson, &["--n", "9", "--fresh-data"]);
        assert!(line.contains("--fresh-data"), "{line}");
    }
    let folder = tempdir().unwrap();
    let refuses = |text: &str, flags: &[&str], say: &str| {
        fs::write(folder.path().join("bad.csv"), text).unwrap();
        let flags = [&["--data", "bad.csv", "--no-figures"], flags].concat();
        let ended = run(5, folder.path(), &flags);
        crate::programs::assert_refused(&ended, 2, text);
        assert!(ended.stderr.contains("bad.csv"), "{}", ended.stderr);
        assert!(ended.stderr.contains(say), "{}", ended.stderr);
    };
    refuses("x,y\n1,2\n1,3\n", &[], "alike");
    refuses("x,y\n1,2\n", &[], "row");
    // Rounding alone would decide: in float32 all three x are one.
    refuses("x,y\n1e8,2\n100000001,3\n100000002,5\n", &[], "close");
    refuses("x,y\n1e-200,2\n2e-200,3\n", &[], "close");
    refuses("x,y\n1,2\n2,1e10\n", &[], "-1e9 to 1e9");
    refuses("x,y\n1,2\n2,3\n", &["--x", "size"], "size");
    // The second row lacks a value.
    refuses("x,y\n1,2\n2,\n", &[], "row");
}

#[test]
fn without_these_flags_a_lesson_knows_nothing_of_them() {
    for lesson in 1..=6 {
        assert!(drawn(lesson).document()["results"]["own"].is_null());
    }
}
