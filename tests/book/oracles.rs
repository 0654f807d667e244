//! NumPy, PyTorch and the errata beside the numbers that the lessons commit.

use std::{fs, process::Command};

use serde_json::Value;

use crate::common::{assert_close, at, numbers, parse, swapped};

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
