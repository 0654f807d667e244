//! What cannot be trusted is said, with what to try; and nothing else is.

use super::*;

fn verdicts(text: &str, flags: &[&str]) -> Vec<String> {
    let got = fitted(text, flags)["verdicts"].clone();
    serde_json::from_value(got).unwrap()
}

/// y = x² from −2 to 2.
fn parabola() -> String {
    let point = |i: i32| {
        let x = f64::from(i) / 10.0;
        [x, x * x]
    };
    table(&(-20..=20).map(point).collect::<Vec<_>>())
}

#[test]
fn a_network_that_gives_the_mean_learned_nothing() {
    // Its one unit is dead: the best constant is the mean, where R² is 0.
    let said = verdicts(&parabola(), &["--model", "mlp:1"]);
    assert!(said[0].contains("learned nothing"), "{said:?}");
    let said = verdicts(&parabola(), &["--model", "mlp:16"]);
    assert!(said.is_empty(), "{said:?}");
    // A line through a parabola has R² 0, too, and is right.
    let line = fitted(&parabola(), &[]);
    assert!(line["r2"].as_f64().unwrap().abs() < 1e-9);
    assert_eq!(line["verdicts"], Value::Array(Vec::new()));
}

#[test]
fn noise_learnt_by_heart_is_named() {
    // 40 draws of 0, 1, … by a rule that no smooth curve knows.
    let noise = |i: u32| [f64::from(i), f64::from(i * i * 7919 % 101)];
    let text = table(&(0..40).map(noise).collect::<Vec<_>>());
    let flags = ["--model", "poly:12", "--holdout", "0.3"];
    let got = fitted(&text, &flags);
    let r2 = [&got["r2"], &got["held_out"]["r2"]].map(|v| v.as_f64().unwrap());
    assert!(r2[1] < r2[0] - 0.2, "{r2:?}");
    let said = verdicts(&text, &flags);
    assert!(said[0].contains("by heart"), "{said:?}");
    // Few rows held out, and errors a hundred times as large.
    let text = table(&(0..14).map(noise).collect::<Vec<_>>());
    let flags = ["--model", "poly:6", "--holdout", "0.3"];
    let said = verdicts(&text, &flags);
    assert!(said[0].contains("by heart"), "{said:?}");
    let said = verdicts(&text, &["--model", "poly:13"]);
    assert!(said[0].contains("14 parameters and 14 rows"), "{said:?}");
    let line: Vec<_> = points(40);
    let said = verdicts(&table(&line), &["--holdout", "0.3"]);
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_target_of_two_values_looks_like_classes() {
    let text = |y: fn(u32) -> f64| {
        let point = |i| [f64::from(i), y(i)];
        table(&(0..20).map(point).collect::<Vec<_>>())
    };
    let said = verdicts(&text(|i| f64::from(u8::from(i > 9))), &[]);
    assert!(
        said[0].contains("y takes two values only, 0 and 1"),
        "{said:?}"
    );
    let said = verdicts(&text(|i| f64::from(i % 3)), &[]);
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_learning_rate_of_ones_own_is_told_its_limits() {
    let text = table(
        &(0..100)
            .map(f64::from)
            .map(|x| [x, 0.3 + x / 10.0])
            .collect::<Vec<_>>(),
    );
    let (folder, data) = folder_with(&text);
    let said = |flags: &[&str]| {
        let flags = [&[data.as_str(), "--no-figures"], flags].concat();
        story_of(folder.path(), &flags)
    };
    let told = said(&["--lr", "0.5"]);
    assert!(told.contains("one for standardised columns"), "{told}");
    // The Hessian of the MSE is 2 XᵀX/n: for standardised columns twice the
    // unit matrix, so the limit is 2/2; for columns 1 and 0 … 99 its trace and
    // determinant give 2/λ.
    let (n, sum, squares) = (100.0_f64, 4950.0, 328_350.0);
    let (trace, det) = (
        2.0 * (1.0 + squares / n),
        4.0 * (squares / n - (sum / n).powi(2)),
    );
    let largest = f64::midpoint(trace, (trace * trace - 4.0 * det).sqrt());
    assert!(told.contains("a rate above 1 diverges"), "{told}");
    let own = told.split("own units one above ").nth(1).unwrap();
    let own: f64 = own.split(' ').next().unwrap().parse().unwrap();
    let want = 2.0 / largest;
    assert!((own / want - 1.0).abs() < 1e-5, "{own}, not {want}");
    // Without one, and for rules that rescale, there is no such limit to name.
    assert!(!said(&[]).contains("own units one above"));
    let adam = said(&["--lr", "0.5", "--optimiser", "adam"]);
    assert!(adam.contains("standardised columns"), "{adam}");
    assert!(!adam.contains("own units one above"), "{adam}");
}
