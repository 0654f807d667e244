//! Lesson 10: every way leads where the definition leads, and times go where
//! times belong.

mod common;
mod programs;

use common::{assert_close, mse_gradient, numbers};
use descent::{batch::Batches, data};
use programs::{PRECISIONS, refused, results, run};
use serde_json::Value;
use tempfile::tempdir;

const STAGES: [&str; 6] = [
    "by_hand", "autodiff", "matrix", "blocks", "fused", "one_call",
];

/// float64 rounds sums of a hundred terms by 1e-15, float32 by 1e-6, and a
/// descent keeps such differences or shrinks them.
fn tolerance(precision: &str) -> f64 {
    if precision == "f64" { 1e-12 } else { 1e-5 }
}

/// Descends by the definition of the gradient, with these points in each
/// update.
fn descend<'a>(
    points: &data::Points,
    updates: impl Iterator<Item = (&'a [usize], f64)>,
) -> [f64; 2] {
    updates.fold([-1.0, 1.0], |line, (some, lr)| {
        let of = |v: &[f64]| some.iter().map(|i| v[*i]).collect::<Vec<_>>();
        let by = mse_gradient(line, &of(&points.x), &of(&points.y));
        [line[0] - lr * by[0], line[1] - lr * by[1]]
    })
}

#[test]
fn every_way_takes_the_same_ten_steps() {
    let points = data::long_line(30, 42);
    let all: Vec<usize> = (0..30).collect();
    let want = descend(&points, (0..10).map(|_| (&all[..], 0.1)));
    for precision in PRECISIONS {
        for stage in STAGES {
            let key = format!("stages.{stage}.params");
            let got = numbers(results(10, precision), &key);
            assert_close(&key, &got, &want, tolerance(precision));
        }
    }
}

#[test]
fn every_way_goes_the_same_way_through_an_epoch() {
    let points = data::long_line(100, 42); // the size of a short run
    let mut batches = Batches::new(100, 64, 42).unwrap();
    let epoch: Vec<Vec<usize>> = batches
        .epoch()
        .iter()
        .map(|batch| batch.iter().map(|i| *i as usize).collect())
        .collect();
    assert_eq!(epoch.len(), 2);
    let weight = |batch: &Vec<usize>| 0.1 * batch.len() as f64 / 64.0;
    let updates = epoch.iter().map(|batch| (&batch[..], weight(batch)));
    let want = descend(&points, updates);
    for precision in PRECISIONS {
        for way in ["by_hand", "autodiff", "fused", "one_call"] {
            let key = format!("epoch.{way}.params");
            let got = numbers(results(10, precision), &key);
            assert_close(&key, &got, &want, tolerance(precision));
        }
    }
}

#[test]
fn fewer_bits_are_further_off() {
    let points = data::long_line(30, 42);
    let all: Vec<usize> = (0..30).collect();
    let want = descend(&points, (0..100).map(|_| (&all[..], 0.1)));
    // As many digits as a type has: 53, 24 and 8 bits, over 100 updates.
    for (name, room) in
        [("float64", 1e-13), ("float32", 1e-5), ("bfloat16", 0.1)]
    {
        let key = format!("numbers.{name}.params");
        assert_close(name, &numbers(results(10, "f32"), &key), &want, room);
    }
}

#[test]
fn the_document_holds_a_time_for_each_way_and_size() {
    let folder = tempdir().unwrap();
    let flags = ["--largest", "999", "--json", "--no-figures"];
    let ended = run(10, folder.path(), &flags);
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    let results = &document["results"];
    for stage in STAGES {
        let seconds = numbers(results, &format!("stages.{stage}.seconds"));
        let [30.0, few, 100.0, more] = seconds[..] else {
            panic!("{stage}: {seconds:?}")
        };
        // Nothing here takes a second, not even in a debug build.
        assert!(few > 0.0 && few < 1.0 && more > 0.0 && more < 1.0);
    }
    for key in ["operation.seconds", "limit.seconds", "epoch.fused.seconds"] {
        assert!(numbers(results, key).iter().all(|s| *s > 0.0), "{key}");
    }
}

#[test]
fn a_story_tells_no_time_and_every_way_is_timed() {
    for precision in PRECISIONS {
        let folder = tempdir().unwrap();
        let flags = ["--largest", "1000", "--precision", precision];
        let ended = run(10, folder.path(), &flags);
        let units = ["ns", "µs", "ms"];
        let timed = |text: &str| {
            text.split_whitespace().any(|word| units.contains(&word))
        };
        assert!(!timed(&ended.stdout), "{}", ended.stdout);
        assert!(timed(&ended.stderr), "{}", ended.stderr);
        assert!(!ended.stdout.contains("not timed"), "{}", ended.stdout);
        let warned = ended.stderr.contains("without --release");
        assert_eq!(warned, cfg!(debug_assertions), "{}", ended.stderr);
    }
}

#[test]
fn a_size_that_is_none_is_refused() {
    for largest in ["0", "29", "100000001", "1e6", "-5", "", "many"] {
        let line = refused(10, &["--largest", largest]);
        assert!(line.contains("--largest"), "{line}");
    }
}

/// The sentences around the tables of chapter 10's "Beside the peers", held
/// against the run that the tables show: tests/peers/results.json.
#[test]
fn the_chapter_tells_what_the_tables_of_the_peers_show() {
    let run: Value =
        serde_json::from_str(include_str!("peers/results.json")).unwrap();
    let of = |key: &str| numbers(&run, &format!("microseconds.{key}"));
    let step = |who: &str| of(&format!("step.{who}"));
    let faster = |ours: &[f64], theirs: &[f64]| {
        let mut columns = ours.iter().zip(theirs);
        assert!(columns.all(|(u, v)| u < v), "{ours:?} {theirs:?}");
    };
    // "burn's autodiff writes its graph in less time than PyTorch's"
    let graphs = ["descent_autodiff", "pytorch_autograd"].map(step);
    faster(&graphs[0][..2], &graphs[1][..2]);
    // "whoever fuses the step reads x and y once, and nobody can do with less"
    let pass = of("pass.descent_sums");
    for fused in [step("descent_fused"), of("loop.descent_one_call")] {
        let most: Vec<f64> = pass.iter().map(|pass| 1.3 * pass).collect();
        faster(&fused[4..], &most[4..]);
    }
    // "With the same operations it is ahead of NumPy in every column"
    faster(&step("descent_by_hand"), &step("numpy_by_hand"));
    // "on ten million points both become faster"
    for who in ["numpy_by_hand", "numpy_with_dot", "pytorch_autograd"] {
        let kept = step(&format!("{who}_pages_kept"));
        faster(&kept[5..], &step(who)[5..]);
    }
    // "about a thirtieth of NumPy's time by hand"
    let [ours, theirs] = ["descent_one_call", "numpy_by_hand"]
        .map(|w| of(&format!("epoch64.{w}"))[0]);
    assert!((25.0..36.0).contains(&(theirs / ours)), "{ours} {theirs}");
    // "less than a third of scikit-learn's"
    let [ours, theirs] = ["descent_one_call", "scikit-learn_sgdregressor"]
        .map(|w| of(&format!("epoch1.{w}"))[0]);
    assert!(3.0 * ours < theirs, "{ours} {theirs}");
}
