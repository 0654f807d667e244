use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::tempdir;

use super::{command, document, fitted, folder_with, numbers, story_of};

/// More than 100,000 rows about y = 2 + 3 x − z, with a column of ones.
fn many_rows() -> String {
    let mut text = String::from("x,z,y,one\n");
    for i in 0..100_500_u64 {
        let [x, z, noise] = [61_803, 41_421, 7919]
            .map(|step| (i * step % 100_003) as f64 / 1e5);
        let y = 2.0 + 3.0 * x - z + noise;
        writeln!(text, "{x:.5},{z:.5},{y:.5},1").unwrap();
    }
    text
}

/// Few rows stand for many, unless rows have weights, though these be all 1:
/// then every row is on the way of each step. Both are the same fit.
#[test]
fn few_rows_stand_for_many() {
    let (folder, data) = folder_with(&many_rows());
    let line = ["--x", "x", "--y", "y"];
    let plane = ["--x", "x", "--x", "z", "--y", "y"];
    for flags in [
        &line[..],
        &[&line[..], &["--no-intercept"]].concat(),
        &[&plane[..], &["--l2", "0.1"]].concat(),
    ] {
        let got = document(&data, flags);
        let want = document(&data, &[flags, &["--weights", "one"]].concat());
        for key in [
            "parameters",
            "loss",
            "r2",
            "residual_standard_deviation",
            "standardised_parameters",
            "condition_number",
            "certainty",
        ] {
            let [got, want] = [&got, &want].map(|of| leaves(&of[key]));
            assert_eq!(got.len(), want.len(), "{flags:?} {key}");
            for (got, want) in got.iter().zip(&want) {
                let room = 1e-9 * want.abs().max(1e-3);
                let apart = (got - want).abs();
                assert!(apart <= room, "{flags:?} {key}: {got} {want}");
            }
        }
        assert_eq!(got["converged"], true, "{flags:?}");
        assert_eq!(got["updates"], want["updates"], "{flags:?}");
        assert_eq!(got["batch_size"], 100_500);
    }
    let story = story_of(
        folder.path(),
        &[&data, "--x", "x", "--y", "y", "--no-figures"],
    );
    let said = "So the descent goes over 4 rows that have the same ones, and \
                takes the same steps.";
    assert!(story.contains(said), "{story}");
}

/// All numbers of a document, in its order.
fn leaves(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(all) => all.iter().flat_map(leaves).collect(),
        Value::Object(all) => all.values().flat_map(leaves).collect(),
        number => number.as_f64().into_iter().collect(),
    }
}

/// Two of a thousand columns are asked for.
#[test]
fn a_thousand_columns() {
    let entry = |i: usize, j: usize| (i * (j + 7) * 7919 % 1009) as f64 / 8.0;
    let mut text: Vec<String> = (0..1000).map(|j| format!("c{j}")).collect();
    let mut lines = vec![text.join(",")];
    for i in 0..300 {
        text = (0..1000).map(|j| entry(i, j).to_string()).collect();
        lines.push(text.join(","));
    }
    let text = lines.join("\n") + "\n";
    let got = fitted(&text, &["--x", "c998", "--y", "c3"]);
    let [x, y] = [998, 3].map(|j| (0..300).map(move |i| entry(i, j)));
    let mean = |v: &mut dyn Iterator<Item = f64>| v.sum::<f64>() / 300.0;
    let (mx, my) = (mean(&mut x.clone()), mean(&mut y.clone()));
    let both = x.clone().zip(y).map(|(x, y)| (x - mx) * (y - my));
    let slope = both.sum::<f64>() / x.map(|x| (x - mx).powi(2)).sum::<f64>();
    let found = numbers(&got, "parameters");
    for (got, want) in found.iter().zip([my - slope * mx, slope]) {
        assert!((got - want).abs() < 1e-9 * want.abs().max(1.0));
    }
}

/// A pipe that never closes is read until somebody stops it.
#[test]
#[cfg(unix)]
fn rows_without_end_can_be_stopped() {
    let folder = tempdir().unwrap();
    let mut child = command(folder.path(), &["-", "--json", "--no-figures"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // More than a pipe holds: when all is written, some of it is read.
    let rows = "1,2\n".repeat(1 << 18);
    input.write_all(rows.as_bytes()).unwrap();
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(input);
}
