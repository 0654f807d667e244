//! `--doctor`: what ails a descent, and nothing where nothing does.

use super::*;

/// What the doctor finds first.
fn first(got: &Value) -> &str {
    got["doctor"][0]["illness"].as_str().expect("a finding")
}

/// y = 3x + 8 and a little noise, at x from 0 to 4.
fn line() -> String {
    let noise = |i: u32| f64::from(i * i * 7919 % 101) / 101.0 - 0.5;
    let point = |i: u32| {
        let x = f64::from(i) / 10.0;
        [x, 3.0 * x + 8.0 + noise(i)]
    };
    table(&(0..=40).map(point).collect::<Vec<_>>())
}

#[test]
fn a_healthy_descent_is_healthy_however_it_descends() {
    for flags in [
        &[][..],
        &["--optimiser", "momentum"],
        &["--optimiser", "nesterov"],
        &["--optimiser", "adam"],
        &["--loss", "rmse"],
        &["--model", "quadratic"],
    ] {
        let got = fitted(&line(), &[flags, &["--doctor"]].concat());
        assert_eq!(first(&got), "healthy", "{flags:?}: {}", got["doctor"]);
    }
    assert_eq!(fitted(&line(), &[])["doctor"], Value::Null);
}

/// Momentum of the best rate first overshoots. Of a healthy run, too, the loss
/// is told.
#[test]
fn what_is_by_design_is_no_illness() {
    let flags = ["--x", "5", "--y", "6", "--model", "poly:6"];
    let how = ["--optimiser", "momentum", "--epochs", "20", "--doctor"];
    let got = penguins(&[&flags[..], &how].concat());
    assert_eq!(first(&got), "healthy", "{}", got["doctor"]);
    let found = &got["doctor"][0];
    assert_eq!(found["words"], "Nothing speaks against this run.");
    assert!(found["numbers"]["loss"].as_f64().unwrap() > 0.0, "{found}");
}

#[test]
fn a_rate_that_is_too_small_creeps() {
    // A standardised line has the Hessian 2 in both directions: at rate 0.001
    // an update goes 0.002 of the way.
    let flags = ["--lr", "0.001", "--epochs", "100", "--doctor"];
    let got = fitted(&line(), &flags);
    assert_eq!(first(&got), "the descent creeps");
    let pull = got["doctor"][0]["numbers"]["pull"].as_f64().unwrap();
    assert!((pull - 0.002).abs() < 1e-6, "{pull}");
}

#[test]
fn a_rate_that_is_too_large_diverges_and_the_limit_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("line.csv"), line()).unwrap();
    let flags = ["line.csv", "--lr", "3", "--doctor"];
    let Ended(code, story, _) = run(folder.path(), &flags);
    assert_eq!(code, Some(1));
    let words: Vec<_> = story.split_whitespace().collect();
    let said = words.join(" ");
    assert!(said.contains("The doctor on the descent: The descent diverges."));
    // 2/λ = 1, and 1 − 3 · 2 = −5: the loss grows by 25.
    assert!(said.contains("grows by a factor of 25"), "{said}");
    assert!(said.contains("a rate of up to 1 converges"), "{said}");
}

#[test]
fn noise_of_batches_keeps_the_loss_up() {
    let flags = ["--batch-size", "2", "--lr", "0.3", "--optimiser", "sgd"];
    let more = ["--epochs", "60", "--stop", "gradient:1e-12", "--doctor"];
    let got = fitted(&line(), &[&flags[..], &more].concat());
    let want = "the noise of the batches keeps the loss up";
    assert_eq!(first(&got), want, "{}", got["doctor"]);
}
