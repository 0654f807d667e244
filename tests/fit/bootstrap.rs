//! `--bootstrap`: intervals from rows drawn anew, and the band in the figure.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{
    common::{assert_close, numbers},
    fitted, folder_with, points,
    refused::refused,
    run, story_of, table,
};

/// Noise of mean 0 that no line knows, between −1/2 and 1/2.
fn noise(i: u32) -> f64 {
    let wild = f64::from(i.wrapping_mul(2_654_435_761) >> 8) / 16_777_216.0;
    wild - 0.5
}

/// Points whose errors are as large as this says.
fn noisy(n: u32, size: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let point = |i: u32| {
        let x = f64::from(i) / f64::from(n) - 0.5;
        [x, 2.0 + 3.0 * x + size(x) * noise(i)]
    };
    (0..n).map(point).collect()
}

/// Of the slope by least squares: its deviation if all errors are alike, and
/// White's (1980), which supposes nothing of their size; √n in place of
/// √(n − 2) in both.
fn deviations(points: &[[f64; 2]], line: &[f64]) -> [f64; 2] {
    let n = points.len() as f64;
    let mean = points.iter().map(|p| p[0]).sum::<f64>() / n;
    let error = |[x, y]: &[f64; 2]| line[0] + line[1] * x - y;
    let of = |f: &dyn Fn(&[f64; 2]) -> f64| points.iter().map(f).sum::<f64>();
    let spread = of(&|p| (p[0] - mean).powi(2));
    let alike = (of(&|p| error(p).powi(2)) / n / spread).sqrt();
    let white = of(&|p| ((p[0] - mean) * error(p)).powi(2)).sqrt() / spread;
    [alike, white]
}

/// How wide an interval is, in normal deviations.
fn deviation(interval: &[f64]) -> f64 {
    (interval[1] - interval[0]) / (2.0 * 1.959_964)
}

#[test]
fn intervals_of_a_slope_are_those_of_white() {
    for (size, differs) in [
        ((|_| 1.0) as fn(f64) -> f64, false),
        (|x| 4.0 * x.abs(), true), // the farther out, the wilder
    ] {
        let points = noisy(300, size);
        let got = fitted(&table(&points), &["--bootstrap", "3000"]);
        let line = numbers(&got, "parameters");
        let [alike, white] = deviations(&points, &line);
        let interval = numbers(&got, "bootstrap.parameters.x");
        // The ends are quantiles of 3000 draws, each known to 2.5 % of the
        // width; White's deviation is right for many rows.
        let found = deviation(&interval);
        assert!((found / white - 1.0).abs() < 0.08, "{found} {white}");
        assert_eq!(white / alike > 1.25, differs, "{white} {alike}");
        assert!(interval[0] < line[1] && line[1] < interval[1]);
        let about = &got["bootstrap"];
        assert_eq!(about["by"], "closed form");
        assert_eq!(
            (&about["draws"], &about["left_out"]),
            (&3000.into(), &0.into())
        );
    }
}

/// Of many draws of 100 numbers the means have the deviation σ/√100.
#[test]
fn intervals_of_a_mean_are_those_of_the_root_of_n() {
    let y: Vec<f64> = (0..100).map(noise).collect();
    let text = y
        .iter()
        .fold("one,y\n".to_owned(), |text, y| text + &format!("1,{y}\n"));
    let flags = ["--no-intercept", "--bootstrap", "4000"];
    let got = fitted(&text, &flags);
    let mean = y.iter().sum::<f64>() / 100.0;
    let variance = y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / 100.0;
    let interval = numbers(&got, "bootstrap.parameters.one");
    let found = deviation(&interval);
    // Quantiles of 4000 draws are known to 2 % of the width.
    assert_close("mean", &[found], &[variance.sqrt() / 10.0], 0.06);
    // The prediction is the mean, wherever x is.
    let at = got["bootstrap"]["at_quartiles"].as_array().unwrap();
    for at in at {
        assert_close("at", &numbers(at, "interval"), &interval, 1e-12);
    }
}

/// The least absolute errors of a column of ones are at the median. Of 41 draws
/// from 1, …, 41 it lies at k or below with the probability that a binomial
/// variable of 41 tries at k/41 is 21 or above: 2.5 % near 14, 97.5 % near 28.
#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_intervals_of_a_median_are_those_of_a_binomial() {
    let below = |k: f64| {
        let p = k / 41.0;
        // The terms C(41, j) pʲ (1 − p)⁴¹⁻ʲ, one from the other.
        let mut term = (1.0 - p).powi(41);
        (1..=41).fold(0.0, |sum, j| {
            let j = f64::from(j);
            term *= (42.0 - j) / j * p / (1.0 - p);
            if j < 21.0 { sum } else { sum + term }
        })
    };
    let ends = [0.025, 0.975].map(|part| {
        let found = (1..41).map(f64::from).find(|k| below(*k) >= part);
        found.unwrap()
    });
    let text = (1..=41).fold("one,y\n".to_owned(), |text, i| {
        text + &format!("1,{}\n", i * 17 % 41 + 1)
    });
    let flags = ["--no-intercept", "--loss", "mae", "--bootstrap", "100"];
    let got = fitted(&text, &flags);
    let found = numbers(&got, "bootstrap.parameters.one");
    assert_eq!(got["bootstrap"]["by"], "descent");
    for (found, want) in found.iter().zip(ends) {
        // The ends of 100 draws are known to ± 1.1.
        assert!((found - want).abs() <= 3.0, "{found}, not {want}");
    }
}

#[test]
fn draws_are_seeded_and_go_with_their_weights() {
    let points = points(40);
    let of = |text: &str, flags: &[&str]| {
        let got = fitted(text, &[&["--bootstrap", "50"], flags].concat());
        got["bootstrap"].clone()
    };
    let plain = of(&table(&points), &[]);
    assert_eq!(plain, of(&table(&points), &["--seed", "42"]));
    assert_ne!(plain, of(&table(&points), &["--seed", "43"]));
    // Rows of weight 0 are not drawn; twice all weights change nothing.
    let mut text = String::from("x,y,w\n");
    for (i, [x, y]) in points.iter().enumerate() {
        writeln!(text, "{x},{y},2\n{i},7,0").unwrap();
    }
    let weighted = of(&text, &["--weights", "w"]);
    for key in ["parameters", "at_quartiles"] {
        let [got, want] = [&weighted, &plain].map(|found| numbers(found, key));
        assert_close(key, &got, &want, 1e-10);
    }
}

#[test]
fn of_a_network_predictions_are_told() {
    let (folder, data) = folder_with(&table(&points(40)));
    let flags = ["--model", "mlp:4", "--bootstrap", "20", "--log", "xy"];
    let text = table(&points(40))
        .replace("-", "")
        .replace("\n0,", "\n0.1,");
    std::fs::write(folder.path().join("data.csv"), &text).unwrap();
    let story = story_of(folder.path(), &[&[&data[..]], &flags[..]].concat());
    for part in [
        "x prediction 95 % interval, rows drawn anew",
        "From the rows 20 tables were drawn",
        "by a descent of at most 100 updates",
        "rather too narrow",
        "95 % band",
    ] {
        let svg = folder.path().join("target/fit/fit.svg");
        let svg = std::fs::read_to_string(svg).unwrap();
        assert!(
            story.contains(part) || svg.contains(part),
            "{part}: {story}"
        );
    }
    let got = fitted(&text, &flags);
    assert_eq!(
        got["bootstrap"]["parameters"],
        Value::Object(Default::default())
    );
    let at = got["bootstrap"]["at_quartiles"].as_array().unwrap();
    assert_eq!(at.len(), 3);
    for at in at {
        let [low, high] = numbers(at, "interval")[..] else {
            panic!("{at}")
        };
        let prediction = numbers(at, "prediction")[0];
        assert!(low < high && low > 0.0, "{at}");
        assert!(low * 0.8 < prediction && prediction < high * 1.2, "{at}");
    }
}

/// One row alone tells the columns apart: about every third draw lacks it.
#[test]
fn draws_that_cannot_be_fitted_are_left_out_and_counted() {
    let row = |i: u32| format!("{i},{},{}\n", u32::from(i == 9), noise(i));
    let text = (0..20).fold("a,b,y\n".to_owned(), |text, i| text + &row(i));
    let flags = ["--x", "a", "--x", "b", "--y", "y", "--bootstrap", "200"];
    let got = fitted(&text, &flags);
    let about = &got["bootstrap"];
    let [draws, left_out] =
        ["draws", "left_out"].map(|key| about[key].as_u64().unwrap());
    // (1 − 1/20)²⁰ = 0.36 of 200 draws: 72 ± 4 deviations of 6.8.
    assert_eq!(draws + left_out, 200);
    assert!((45..=99).contains(&left_out), "{left_out}");
    let (folder, data) = folder_with(&text);
    let story = story_of(folder.path(), &[&[&data[..]], &flags[..]].concat());
    assert!(story.contains("draws could not be fitted"), "{story}");
    for bad in ["0", "19", "many", "-5"] {
        let line = refused(&text, &["--bootstrap", bad]);
        assert!(line.contains("20 to 100000"), "{line}");
    }
}

/// Without draws the band of least squares is Student's: at x it reaches
/// t s √(1/n + (x − x̄)²/Σ(xᵢ − x̄)²) to either side of the line.
#[test]
fn the_band_of_a_line_is_students() {
    let points = points(30);
    let (folder, data) = folder_with(&table(&points));
    run(folder.path(), &[&data]);
    let svg = folder.path().join("target/fit/fit.svg");
    let svg = std::fs::read_to_string(svg).unwrap();
    let places = |from: &str| -> Vec<[f64; 2]> {
        let text = svg.rsplit(from).next().unwrap();
        let text = text.split("points=\"").nth(1).unwrap();
        let text = text.split('"').next().unwrap();
        text.split_whitespace()
            .map(|pair| {
                let (x, y) = pair.split_once(',').unwrap();
                [x.parse().unwrap(), y.parse().unwrap()]
            })
            .collect()
    };
    let band = places("<polygon opacity=\"0.2\"");
    assert_eq!(band.len(), 400);
    let got = fitted(&table(&points), &[]);
    let line = numbers(&got, "parameters");
    let s = numbers(&got, "residual_standard_deviation")[0];
    let n = 30.0;
    let mean = points.iter().map(|p| p[0]).sum::<f64>() / n;
    let spread = points.iter().map(|p| (p[0] - mean).powi(2)).sum::<f64>();
    let (low, high) = (0.0, 4.0); // of i² mod 17, a quarter
    // The middle of the band is the line: it gives pixels for a unit of y.
    let middle = |i: usize| (band[i][1] + band[399 - i][1]) / 2.0;
    let unit = (middle(199) - middle(0)) / (line[1] * (high - low));
    for i in (0..200).step_by(9) {
        let x = low + (high - low) * i as f64 / 199.0;
        let width = (1.0 / n + (x - mean).powi(2) / spread).sqrt();
        // Student's 0.975 quantile for 28 degrees of freedom.
        let want = 2.048_407_142 * s * width;
        let got = (band[399 - i][1] - band[i][1]) / 2.0 / unit;
        // The places are whole tenths of a pixel.
        let room = 1.5 / unit.abs();
        assert!((got.abs() - want).abs() < room, "{x}: {got}, not {want}");
    }
    // No band where nothing is known of it.
    run(folder.path(), &[&data, "--loss", "mae"]);
    let svg = folder.path().join("target/fit/fit.svg");
    assert!(!std::fs::read_to_string(svg).unwrap().contains("95 % band"));
}
