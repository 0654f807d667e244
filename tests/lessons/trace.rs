//! `--trace`: a row for every update, and the right numbers in it.

use crate::common::{
    assert_close, assert_close_to_largest, mse, mse_gradient, numbers,
    printed_line, torch_line,
};
use crate::programs::{Ended, assert_refused, files, refused, run, short};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::tempdir;

/// The rows of one run: its parameters, losses and gradient lengths.
#[derive(Default)]
struct Run {
    updates: Vec<usize>,
    params: Vec<Vec<f64>>,
    losses: Vec<f64>,
    lengths: Vec<f64>,
}

/// A trace: the names of its parameters, and its runs.
fn read(path: &Path) -> (Vec<String>, BTreeMap<String, Run>) {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let head: Vec<_> = lines.next().unwrap().split(',').collect();
    let [run, update, params @ .., loss, length] = &head[..] else {
        panic!("{head:?}")
    };
    assert_eq!([*run, *update], ["run", "update"]);
    assert_eq!([*loss, *length], ["loss", "gradient_length"]);
    let names = params.iter().map(|name| (*name).to_owned()).collect();
    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    for line in lines {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!(cells.len(), head.len(), "{line}");
        let number = |i: usize| cells[i].parse::<f64>().expect(line);
        let run = runs.entry(cells[0].to_owned()).or_default();
        run.updates.push(cells[1].parse().unwrap());
        // A run may have fewer parameters than another: empty cells.
        let params = (2..cells.len() - 2).filter(|i| !cells[*i].is_empty());
        run.params.push(params.map(number).collect());
        run.losses.push(number(cells.len() - 2));
        run.lengths.push(number(cells.len() - 1));
    }
    (names, runs)
}

/// Runs a lesson with a trace of it.
fn traced(
    lesson: usize,
    flags: &[&str],
) -> (Vec<String>, BTreeMap<String, Run>, Value) {
    let folder = tempdir().unwrap();
    let trace = ["--trace", "t.csv", "--no-figures", "--json"];
    let flags = [&trace[..], flags].concat();
    let ended = run(lesson, folder.path(), &flags);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let (names, runs) = read(&folder.path().join("t.csv"));
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(document["figures"], serde_json::json!(["t.csv"]));
    (names, runs, document)
}

/// Every row of a run holds what the mean squared error and its gradient are
/// at its parameters, by their definitions. Float64 in another order: 1e-12.
fn check_rows(run: &Run, [x, y]: [&[f64]; 2]) {
    assert_eq!(run.updates, Vec::from_iter(0..run.updates.len()));
    let (mut losses, mut lengths) = (Vec::new(), Vec::new());
    for params in &run.params {
        let line = [params[0], params[1]];
        losses.push(mse(line, x, y));
        let [by_a, by_b] = mse_gradient(line, x, y);
        lengths.push(by_a.hypot(by_b));
    }
    assert_close_to_largest("loss", &run.losses, &losses, 1e-12);
    assert_close_to_largest("length", &run.lengths, &lengths, 1e-12);
}

/// The parameters of a descent of the mean squared error, in plain float64.
fn descent(
    mut line: [f64; 2],
    lr: f64,
    updates: usize,
    [x, y]: [&[f64]; 2],
) -> Vec<f64> {
    let mut all = line.to_vec();
    for _ in 0..updates {
        let gradient = mse_gradient(line, x, y);
        line = [0, 1].map(|i| line[i] - lr * gradient[i]);
        all.extend(line);
    }
    all
}

#[test]
fn lesson_3_is_traced_on_its_own_points_and_on_the_learners() {
    let folder = tempdir().unwrap();
    let data = folder.path().join("mine.csv");
    fs::write(&data, "x,y\n-1,4\n0,7\n2,13.5\n5,20\n").unwrap();
    let mine = [vec![-1.0, 0.0, 2.0, 5.0], vec![4.0, 7.0, 13.5, 20.0]];
    let [x, _] = printed_line();
    let y = x.iter().map(|x| 3.0 * x + 8.0).collect();
    let data = ["--data", data.to_str().unwrap()];
    for (points, flags) in [([x, y], &[][..]), (mine, &data)] {
        let points = [&points[0][..], &points[1]];
        let flags = [&["--lr", "0.1", "--steps", "50"], flags].concat();
        let (names, runs, document) = traced(3, &flags);
        assert_eq!(&names[..2], ["a", "b"]);
        let line = &runs["line"];
        check_rows(line, points);
        let want = descent([-1.0, 1.0], 0.1, 50, points);
        let got = line.params.concat();
        assert_close_to_largest("params", &got, &want, 1e-12);
        // An update is the learning rate times the gradient.
        let ways = line.params.windows(2).map(|pair| {
            (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])
        });
        let want: Vec<_> = line.lengths.iter().map(|g| 0.1 * g).collect();
        let ways: Vec<_> = ways.collect();
        assert_close_to_largest("way", &ways, &want[..50], 1e-12);
        let a = numbers(&document["results"], "line.a");
        assert_eq!(a[0], line.params[50][0]);
    }
}

#[test]
fn lesson_3_traces_both_runs_on_the_quadratic() {
    let (names, runs, document) = traced(3, &["--steps", "2"]);
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(runs["line"].params[0], [-1.0, 1.0]);
    let x: Vec<f64> = (0..100).map(|i| -5.0 + f64::from(i) / 9.9).collect();
    for (name, c) in [("printed", 2.0), ("corrected", 3.0)] {
        let run = &runs[&format!("quadratic {name}")];
        assert_eq!(run.updates, Vec::from_iter(0..=30));
        let losses =
            numbers(&document["results"], &format!("quadratic.{name}.losses"));
        // The reader of JSON rounds the last digit.
        assert_close(name, &run.losses[1..25], &losses, 1e-15);
        // The first gradient, by its definition: errors from a truth with
        // this c, over an RMSE from the one with c = 3.
        let error = |x: f64, c: f64| {
            (2.0 * x * x + 3.0 * x + 4.0) - (5.0 * x * x - 3.0 * x + c)
        };
        let mean = |of: &dyn Fn(f64) -> f64| {
            x.iter().map(|x| of(*x)).sum::<f64>() / 100.0
        };
        let rmse = mean(&|x| error(x, 3.0).powi(2)).sqrt();
        let by = [2, 1, 0].map(|k| mean(&|x| error(x, c) * x.powi(k)) / rmse);
        let length = by.iter().map(|g| g * g).sum::<f64>().sqrt();
        assert_close("first", &[run.losses[0]], &[rmse], 1e-12);
        assert_close("first", &[run.lengths[0]], &[length], 1e-12);
    }
}

#[test]
fn lesson_4_traces_its_three_runs() {
    let flags = ["--precision", "f64", "--steps", "300"];
    let (names, runs, _) = traced(4, &flags);
    assert_eq!(names, ["a", "b"]);
    let [x, y] = torch_line();
    let points = [&x[..], &y];
    let start = [-3.0, -2.0];
    for (name, lr, updates) in [("short", 0.01, 100), ("long", 1e-3, 300)] {
        check_rows(&runs[name], points);
        let want = descent(start, lr, updates, points);
        let got = runs[name].params.concat();
        assert_close_to_largest(name, &got, &want, 1e-12);
    }
    check_rows(&runs["not set to zero"], points);
    assert_eq!(runs["not set to zero"].updates.len(), 101);
    assert_eq!(runs.len(), 3);
}

#[test]
fn lesson_5_traces_each_batch_size_over_all_points() {
    let flags = ["--precision", "f64", "--epochs", "3"];
    let sizes = ["--batch-size", "7", "--batch-size", "100"];
    let (names, runs, _) = traced(5, &[&flags[..], &sizes].concat());
    assert_eq!(names, ["a", "b"]);
    let [x, y] = torch_line();
    for (name, rows) in [
        ("full batch", 101),
        ("batch size 7", 3 * 15 + 1),
        ("batch size 100", 3 + 1),
    ] {
        assert_eq!(runs[name].updates.len(), rows, "{name}");
        check_rows(&runs[name], [&x, &y]);
    }
    // All points in a batch: the same descent.
    let [few, many] = ["batch size 100", "full batch"].map(|run| &runs[run]);
    assert_eq!(few.params, many.params[..4]);
}

/// The points that lessons 6 and 7 descend on, whatever the update is.
#[test]
fn lessons_6_and_7_trace_their_runs_on_the_line() {
    let [x, _] = printed_line();
    let y: Vec<f64> = x.iter().map(|x| 3.0 * x + 8.0).collect();
    let points = [&x[..], &y];
    let rates = ["--lr", "0.5", "--lr", "0.01", "--steps", "20"];
    let (names, runs, _) = traced(6, &rates);
    assert_eq!((names, runs.len()), (vec!["a".into(), "b".into()], 2));
    for lr in [0.5, 0.01] {
        let run = &runs[&format!("learning rate {lr}")];
        check_rows(run, points);
        let want = descent([-2.0, 4.0], lr, 20, points);
        assert_close_to_largest("6", &run.params.concat(), &want, 1e-12);
    }
    let (names, runs, document) = traced(7, &[]);
    assert_eq!(names, ["a", "b"]);
    for (name, run) in &runs {
        check_rows(run, points);
        let key = format!("optimisers.{}.path", name.replace(' ', "_"));
        let path = numbers(&document["results"], &key);
        // The reader of JSON rounds the last digit.
        assert_close(name, &run.params.concat(), &path, 1e-15);
    }
    assert!(runs.contains_key("sgd") && runs.contains_key("lbfgs"));
    // One that diverges is there as far as it went: the row after the last
    // would hold no number.
    let (_, runs, document) = traced(6, &["--lr", "5", "--steps", "400"]);
    let run = &runs["learning rate 5"];
    check_rows(run, points);
    let rates = &document["results"]["rates"][0];
    assert_eq!(rates["diverged_at_update"], run.updates.len());
}

#[test]
fn lesson_6_traces_each_rate() {
    let flags = ["--lr", "0.5", "--lr", "0.8", "--steps", "20"];
    let (names, runs, _) = traced(6, &flags);
    assert_eq!(names, ["a", "b"]);
    let [x, _] = printed_line();
    let y: Vec<f64> = x.iter().map(|x| 3.0 * x + 8.0).collect();
    for lr in [0.5, 0.8] {
        let name = format!("learning rate {lr}");
        let run = &runs[&name];
        check_rows(run, [&x, &y]);
        let want = descent([-2.0, 4.0], lr, 20, [&x, &y]);
        assert_close_to_largest(&name, &run.params.concat(), &want, 1e-12);
    }
    assert_eq!(runs.len(), 2);
}

#[test]
fn of_networks_losses_and_gradients_are_traced() {
    let (names, runs, document) = traced(8, short(8));
    assert!(names.is_empty());
    for curve in ["quadratic", "sine", "step", "absolute"] {
        for width in [2, 4, 8, 16, 64] {
            let runs = (0..5).map(|start| {
                &runs[&format!("{curve} {width} units start {start}")]
            });
            let ends = runs.map(|run| {
                assert_eq!(run.updates, Vec::from_iter(0..=20));
                assert!(run.lengths.iter().all(|g| *g > 0.0));
                run.losses[20].sqrt()
            });
            // The lesson reports their mean.
            let mean = ends.sum::<f64>() / 5.0;
            let key = format!("approximation.{curve}.{width}");
            let want = numbers(&document["results"], &key);
            assert_close(&key, &[mean], &want, 1e-12);
        }
    }
    assert_eq!(runs["sine animated"].updates.len(), 21);
    assert_eq!(runs.len(), 4 * 5 * 5 + 1);

    let (names, runs, _) = traced(9, short(9));
    assert!(names.is_empty());
    // 1797 images less a fifth, and those of the first writers, by 32.
    let images: [(&str, usize); 2] =
        [("random split", 1797 - 1797 / 5), ("other writers", 1415)];
    for (name, images) in images {
        let run = &runs[name];
        let batches = images.div_ceil(32);
        assert_eq!(run.updates, Vec::from_iter(0..batches), "{name}");
        assert!(run.lengths.iter().all(|g| *g > 0.0 && g.is_finite()));
        // Ten classes, nothing learned yet: about log 10, and it falls.
        assert!((1.5..5.0).contains(&run.losses[0]), "{}", run.losses[0]);
        assert!(run.losses[batches - 1] < 1.0);
    }
}

#[test]
fn a_run_that_diverged_is_traced_as_far_as_it_went() {
    for (lesson, name) in [(3, "line"), (4, "long"), (5, "full batch")] {
        let folder = tempdir().unwrap();
        let flags = ["--lr", "5", "--trace", "t.csv", "--no-figures"];
        let ended = run(lesson, folder.path(), &flags);
        assert_eq!(ended.code, Some(1), "{}", ended.stderr);
        let (_, runs) = read(&folder.path().join("t.csv"));
        let run = &runs[name];
        let update = ended.stderr.split_once("at update ").unwrap().1;
        let update: usize = update.split_once(';').unwrap().0.parse().unwrap();
        assert_eq!(run.updates, Vec::from_iter(0..update), "{name}");
        assert!(run.losses.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn the_file_is_written_whole_where_it_may_be_and_nowhere_else() {
    let folder = tempdir().unwrap();
    let at = folder.path();
    let quick = ["--steps", "1", "--no-figures", "--trace"];
    let ended =
        |trace: &str| -> Ended { run(3, at, &[&quick[..], &[trace]].concat()) };
    fs::write(at.join("mine.csv"), "x,y\n1,2\n").unwrap();
    fs::write(at.join("empty.csv"), "").unwrap();
    fs::create_dir(at.join("folder")).unwrap();
    for (trace, say) in [
        ("none/t.csv", "there is no folder none"),
        ("mine.csv/t.csv", "there is no folder mine.csv"),
        ("folder", "it is a folder"),
        ("mine.csv", "a file of another kind is there"),
        ("/dev/null", "it is a pipe or a device"),
    ] {
        let refused = ended(trace);
        assert_refused(&refused, 2, trace);
        let line = &refused.stderr;
        for part in [trace, say, "--trace"] {
            assert!(line.contains(part), "no `{part}`: {line}");
        }
    }
    assert_eq!(files(at).len(), 2);
    assert_eq!(fs::read(at.join("mine.csv")).unwrap(), b"x,y\n1,2\n");
    // An older trace makes room for the next, in a folder or not.
    for trace in ["t.csv", "t.csv", "empty.csv", "folder/t.csv"] {
        let ended = ended(trace);
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert!(ended.stdout.contains(&format!("Wrote {trace}\n")));
        let (_, runs) = read(&at.join(trace));
        assert_eq!(runs["line"].updates, [0, 1]);
    }
    assert_eq!(files(at).len(), 4);
}

#[test]
fn the_same_command_gives_the_same_trace() {
    let [one, two] = [(); 2].map(|()| {
        let folder = tempdir().unwrap();
        let flags = ["--trace", "t.csv", "--no-figures", "--epochs", "2"];
        run(5, folder.path(), &flags);
        fs::read(folder.path().join("t.csv")).unwrap()
    });
    assert!(one == two);
}

#[test]
fn what_descends_nothing_has_no_trace() {
    for lesson in [1, 2] {
        let line = refused(lesson, &["--trace", "t.csv"]);
        assert!(line.contains("--trace"), "{line}");
    }
}
