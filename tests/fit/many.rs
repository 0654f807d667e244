use std::{
    fmt::Write as _,
    io::Write as _,
    process::{Command, Stdio},
};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
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

/// All of a thousand columns are x. Of least squares the errors have no
/// correlation with any of them: no oracle is needed. With 2,000 rows it takes
/// 40 s of processor time in debug, where it once took more than two minutes.
#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_table_across_is_fitted_by_a_thousand_parameters() {
    const ROWS: usize = 2000;
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut draw = || f64::from(random.next_u32() % 10_000) / 1e4 - 0.5;
    let mut header: Vec<String> = (0..1000).map(|j| format!("c{j}")).collect();
    header.push("y".into());
    let mut lines = vec![header.join(",")];
    let mut rows = Vec::new();
    for _ in 0..ROWS {
        let mut row: Vec<f64> = (0..1000).map(|_| draw()).collect();
        row.push(row.iter().sum::<f64>() + draw());
        let fields: Vec<_> = row.iter().map(f64::to_string).collect();
        lines.push(fields.join(","));
        rows.push(row);
    }
    let x = header[..1000].iter().flat_map(|name| ["--x", name]);
    let flags: Vec<&str> = x.chain(["--y", "y"]).collect();
    let got = fitted(&(lines.join("\n") + "\n"), &flags);
    assert_eq!(got["converged"], true);
    let w = numbers(&got, "parameters");
    assert_eq!(w.len(), 1001);
    let errors = rows.iter().map(|row| {
        let terms = w[1..].iter().zip(row).map(|(w, x)| w * x);
        w[0] + terms.sum::<f64>() - row[1000]
    });
    let errors: Vec<f64> = errors.collect();
    let size = errors.iter().map(|e| e * e).sum::<f64>().sqrt();
    // They are not 0 themselves: 999 rows are more than there are parameters.
    assert!(size > 0.5, "{size}");
    assert!(errors.iter().sum::<f64>().abs() < 1e-6 * size);
    for j in 0..1000 {
        let along = errors.iter().zip(&rows).map(|(e, row)| e * row[j]);
        let along = along.sum::<f64>();
        assert!(along.abs() < 1e-6 * size, "{j}: {along} {size}");
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
