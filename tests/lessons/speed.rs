//! The lesson on speed: every way leads where the definition leads, and times go where
//! times belong.

use std::{fs, path::Path};

use crate::common::{assert_close, mse_gradient, numbers};
use crate::programs::{PRECISIONS, SPEED, refused, results, run};
use descent::{batch::Batches, data};
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
            let got = numbers(results(SPEED, precision), &key);
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
            let got = numbers(results(SPEED, precision), &key);
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
        assert_close(name, &numbers(results(SPEED, "f32"), &key), &want, room);
    }
}

#[test]
fn the_document_holds_a_time_for_each_way_and_size() {
    let folder = tempdir().unwrap();
    let flags = ["--largest", "999", "--json", "--no-figures"];
    let ended = run(SPEED, folder.path(), &flags);
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
        let ended = run(SPEED, folder.path(), &flags);
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
        let line = refused(SPEED, &["--largest", largest]);
        assert!(line.contains("--largest"), "{line}");
    }
}

/// The sentences of chapter 10 on the times of its own run, whose figures it
/// shows: docs/src/output/lesson14/results.json.
#[test]
fn the_chapter_tells_what_its_figures_show() {
    let output = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../docs/src/output/lesson{SPEED}/results.json"));
    let text = fs::read_to_string(output).unwrap();
    let run: Value = serde_json::from_str(&text).unwrap();
    let run = &run["results"];
    let of = |key: &str| numbers(run, key);
    // "Some hundred nanoseconds"
    assert!((1e-7..1e-6).contains(&of("operation.seconds")[0]));
    // Pairs of n and seconds, n from 30 to ten million.
    let times = |key: &str| -> Vec<f64> {
        of(key).chunks(2).map(|pair| pair[1]).collect()
    };
    let pass = times("limit.seconds.pass");
    let [hand, autodiff, matrix, blocks, fused, one_call] =
        STAGES.map(|stage| times(&format!("stages.{stage}.seconds")));
    // "As matrices": the fastest of the three, and "from a thousand to a
    // hundred thousand" points slower than by hand.
    assert!(matrix[0] < hand[0] && matrix[0] < autodiff[0]);
    assert!((2..5).all(|i| matrix[i] > hand[i]), "{matrix:?} {hand:?}");
    // "In blocks": it pays where the points fit no cache, and only there.
    assert!(blocks[0] > hand[0] && blocks[6] < hand[6]);
    for all in [&hand, &autodiff, &matrix, &blocks, &fused] {
        // "On the left each line but the last way's is flat"
        assert!(all[1] < 1.5 * all[0], "{all:?}");
    }
    // "from ten thousand points on", "at a million". In the figure 1.4 times is
    // a seventieth of its height of ten decades: the lines touch.
    assert!((3..7).all(|i| one_call[i] < 1.4 * pass[i]), "{one_call:?}");
    assert!((5..7).all(|i| fused[i] < 1.4 * pass[i]), "{fused:?}");
    // "All six lie on the slope or under it", within the noise of a pass.
    for (stage, all) in STAGES
        .iter()
        .zip([hand, autodiff, matrix, blocks, fused, one_call])
    {
        let moved = of(&format!("stages.{stage}.from_memory"))[0];
        assert!(all[6] > 0.9 * pass[6] * moved / 2.0, "{stage}");
    }
    // "less time than autodiff and more than the operations by hand"
    let epoch = |way: &str| of(&format!("epoch.{way}.seconds"))[0];
    assert!(epoch("one_call") < epoch("by_hand"));
    assert!(epoch("by_hand") < epoch("fused"));
    assert!(epoch("fused") < epoch("autodiff"));
    // "float32 takes about half the time of float64": other programs on the
    // machine move this much. bfloat16 costs more.
    let [double, single, brain] = ["float64", "float32", "bfloat16"]
        .map(|name| of(&format!("numbers.{name}.seconds"))[0]);
    assert!((1.3..3.0).contains(&(double / single)), "{double} {single}");
    assert!(brain > double);
}

/// The sentences around the tables of chapter 10's "Beside the peers", held
/// against the run that the tables show: tests/peers/results.json.
#[test]
fn the_chapter_tells_what_the_tables_of_the_peers_show() {
    let run: Value =
        serde_json::from_str(include_str!("../peers/results.json")).unwrap();
    let of = |key: &str| numbers(&run, &format!("microseconds.{key}"));
    let step = |who: &str| of(&format!("step.{who}"));
    let faster = |ours: &[f64], theirs: &[f64]| {
        let mut columns = ours.iter().zip(theirs);
        assert!(columns.all(|(u, v)| u < v), "{ours:?} {theirs:?}");
    };
    // "burn's autodiff writes its graph in less time than PyTorch's"
    let graphs = ["descent_autodiff", "pytorch_autograd"].map(step);
    faster(&graphs[0][..2], &graphs[1][..2]);
    // "our fused step takes about as long as reading x and y once", JAX's more
    let pass = of("pass.descent_sums");
    let most: Vec<f64> = pass.iter().map(|pass| 1.3 * pass).collect();
    for fused in [step("descent_fused"), of("loop.descent_one_call")] {
        faster(&fused[4..], &most[4..]);
    }
    for jax in [step("jax_grad"), of("loop.jax_loop")] {
        faster(&most[4..], &jax[4..]);
    }
    // "With the same operations it is ahead of NumPy in every column, and of
    // PyTorch in all but that of a million points"
    let (burn, pytorch) = (step("descent_by_hand"), step("pytorch_by_hand"));
    faster(&burn, &step("numpy_by_hand"));
    faster(&burn[..4], &pytorch[..4]);
    faster(&pytorch[4..5], &burn[4..5]);
    faster(&burn[5..], &pytorch[5..]);
    // "PyTorch, on both cores, then overtakes burn's plain operations, not the
    // fused step"
    for (theirs, ours) in [("by_hand", "by_hand"), ("autograd", "autodiff")] {
        let kept = step(&format!("pytorch_{theirs}_pages_kept"));
        faster(&kept[5..], &step(&format!("descent_{ours}"))[5..]);
        faster(&step("descent_fused")[5..], &kept[5..]);
    }
    // "on ten million points both become faster"
    for who in [
        "numpy_by_hand",
        "numpy_with_dot",
        "pytorch_by_hand",
        "pytorch_autograd",
    ] {
        let kept = step(&format!("{who}_pages_kept"));
        faster(&kept[5..], &step(who)[5..]);
    }
    // "about a thirtieth of NumPy's time by hand, a fourteenth of its time
    // with `dot`"
    let [ours, by_hand, with_dot] =
        ["descent_one_call", "numpy_by_hand", "numpy_with_dot"]
            .map(|w| of(&format!("epoch64.{w}"))[0]);
    assert!((25.0..36.0).contains(&(by_hand / ours)), "{ours} {by_hand}");
    assert!(
        (12.0..16.0).contains(&(with_dot / ours)),
        "{ours} {with_dot}"
    );
    // "less than a third of scikit-learn's"
    let [ours, theirs] = ["descent_one_call", "scikit-learn_sgdregressor"]
        .map(|w| of(&format!("epoch1.{w}"))[0]);
    assert!(3.0 * ours < theirs, "{ours} {theirs}");
    // "both name about 92 % of the images of other writers right"
    let rows = run["rows"].as_array().unwrap();
    let digits = rows.iter().filter(|row| row["work"] == "digits");
    let right: Vec<f64> = digits.map(|row| numbers(row, "result")[0]).collect();
    assert!(right.len() == 2 && right.iter().all(|r| (r - 0.92).abs() < 0.015));
}
