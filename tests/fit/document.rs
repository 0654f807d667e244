//! The JSON document, and the files beside it.

use std::fs;

use serde_json::{Map, Value};
use tempfile::tempdir;

use crate::{Ended, common, file, penguins, run};

#[test]
fn the_document_has_these_keys() {
    let got = penguins(&["--model", "quadratic", "--holdout", "0.25"]);
    let keys: Vec<_> = got.as_object().unwrap().keys().collect();
    let want = "model x y intercept weights log parameters loss loss_function r2 \
        residual_standard_deviation converged updates rows split dropped assumed \
        standardised_parameters scales in_own_units least_squares certainty bootstrap \
        l2 folds compared validation held_out \
        verdicts condition_number optimiser learning_rate momentum batch_size stop \
        gradient backend precision seed seconds saved figures";
    assert_eq!(keys, want.split_whitespace().collect::<Vec<_>>());
    let names = ["intercept", "bill_length_mm", "bill_length_mm^2"];
    for key in ["parameters", "standardised_parameters"] {
        let keys: Vec<_> = got[key].as_object().unwrap().keys().collect();
        assert_eq!(keys, names);
    }
    assert_eq!(got["model"], "quadratic");
    assert_eq!(got["y"], "bill_depth_mm");
    assert_eq!(got["held_out"]["rows"], 86); // 85.5, rounded
    assert_eq!(got["rows"], 342);
    assert!(got["seconds"].as_f64().unwrap() > 0.0);
    // What was not asked for, and a velocity that plain descent has not.
    let absent = [
        ".weights",
        ".log",
        ".in_own_units",
        ".bootstrap",
        ".momentum",
        ".l2",
        ".folds",
        ".compared",
        ".validation",
    ];
    let nulls = common::nulls(&got);
    assert!(
        nulls.iter().all(|key| absent.contains(&&key[..])),
        "{nulls:?}"
    );
}

#[test]
fn a_network_has_no_residual_deviation() {
    let flags = ["--x", "5", "--y", "6", "--model", "mlp:4"];
    let got = penguins(&[&flags[..], &["--epochs", "5"]].concat());
    assert!(got["residual_standard_deviation"].is_null());
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let data = file("data/penguins.csv");
    for flags in [
        &["--json"][..],
        &["--json", "--model", "mlp:4", "--epochs", "20"],
        &["--batch-size", "50", "--epochs", "3", "--holdout", "0.2"],
    ] {
        let folder = tempdir().unwrap();
        let flags = [&[&data, "--missing", "drop"], flags].concat();
        let once = || {
            let Ended(code, stdout, stderr) = run(folder.path(), &flags);
            assert_eq!(code, Some(0), "{stderr}");
            let model = folder.path().join("target/fit/model.json");
            let fit = folder.path().join("target/fit/fit.svg");
            let stdout = match serde_json::from_str::<Map<_, _>>(&stdout) {
                Ok(mut document) => {
                    document.remove("seconds");
                    Value::Object(document).to_string()
                }
                Err(_) => stdout,
            };
            [
                stdout,
                fs::read_to_string(model).unwrap(),
                fs::read_to_string(fit).unwrap(),
            ]
        };
        assert_eq!(once(), once());
    }
}
