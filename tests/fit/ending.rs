//! How a descent ended is said as it is.

use std::{fmt::Write as _, fs};

use tempfile::tempdir;

use crate::{
    Ended, NIST, assert_one_line,
    common::{assert_close, numbers},
    document, file, folder_with, nist, penguins, points, run, story_of, table,
};

#[test]
#[ignore = "the gate runs it: cargo test --release -- --ignored longest"]
fn the_longest_descent_is_not_done_and_says_how_far_it_is() {
    let folder = tempdir().unwrap();
    let data = file("tests/data/nist_filip.csv");
    let flags = ["--model", "poly:10", "--optimiser", "momentum"];
    let flags_of_filip = [&flags[..], &["--epochs", "500"]].concat();
    let story = story_of(
        folder.path(),
        &[&[data.as_str()], &flags_of_filip[..]].concat(),
    );
    for part in ["NOT CONVERGED after 500 updates", "needs about", "--epochs"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    // At a learning rate of one's own that formula says nothing.
    let data = file("data/penguins.csv");
    let flags = ["--missing", "drop", "--x", "5", "--y", "6", "--lr", "1e-4"];
    let story =
        story_of(folder.path(), &[&[data.as_str()], &flags[..]].concat());
    let advice = "is the best learning rate, not 0.0001: try --lr auto";
    assert!(story.contains("NOT CONVERGED") && story.contains(advice));
    assert!(!story.contains("needs about"), "{story}");
    // Neither does it for batches, and a range test has been made already.
    let flags = ["--missing", "drop", "--x", "5", "--y", "6"];
    let more = ["--batch-size", "10", "--epochs", "5", "--optimiser", "sgd"];
    let story = story_of(
        folder.path(),
        &[&[data.as_str()], &flags[..], &more].concat(),
    );
    assert!(story.contains("by a range test"), "{story}");
    assert!(story.contains("NOT CONVERGED"), "{story}");
    assert!(!story.contains("--lr auto"), "{story}");
    let got = nist("filip", &flags_of_filip);
    assert_eq!(got["converged"], false);
    // The closed form beside it is NIST's, and the distance is large.
    let best = numbers(&got, "least_squares.parameters");
    assert_close("filip", &best, &numbers(&NIST, "filip.parameters"), 1e-9);
    let distance = &got["least_squares"]["relative_distance"];
    assert!(distance.as_f64().unwrap() > 1e-6, "{distance}");
}

/// b is a, but for a ten-thousandth: momentum may need a million updates.
#[test]
fn columns_that_are_nearly_one_are_fitted_by_lbfgs() {
    let noise = |i: u32| f64::from(i * i * 37 % 101) / 101.0 - 0.5;
    let rows = (1..=60_u32).fold("a,b,y\n".to_owned(), |mut text, i| {
        let a = f64::from(i) / 20.0 - 1.5;
        let (b, y) = (a + 1e-4 * noise(i), 2.0 * a + noise(i + 7));
        writeln!(text, "{a},{b},{y}").unwrap();
        text
    });
    let (folder, data) = folder_with(&rows);
    let flags = [data.as_str(), "--x", "a", "--x", "b", "--y", "y"];
    let story = story_of(folder.path(), &flags);
    for part in ["Converged", "Momentum may need", "so L-BFGS."] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    let got = document(&data, &flags[1..]);
    assert_eq!(got["converged"], true);
    // A gradient of 1e-8 over the smallest curvature, 1.2e-9, is 8: beside
    // parameters 275 long.
    let distance = numbers(&got, "least_squares.relative_distance")[0];
    assert!(distance < 0.03, "{distance}");
    // By momentum it does not arrive, but it is no worse than the mean.
    let more = ["--optimiser", "momentum", "--epochs", "300"];
    let got = document(&data, &[&flags[1..], &more].concat());
    assert_eq!(got["converged"], false);
    assert!(numbers(&got, "r2")[0] > -1e-12, "{}", got["r2"]);
}

/// At these rates the loss only rises: what is kept is the start.
#[test]
fn a_descent_that_only_rises_has_not_converged() {
    let mass = ["--x", "5", "--y", "6"];
    for flags in [
        &["--model", "mlp:16,16", "--lr", "1000"][..],
        &["--lr", "1.02", "--stop", "patience:20"],
        &["--lr", "1", "--stop", "patience:20"],
        &["--lr", "1.02", "--stop", "patience:20", "--epochs", "10"],
    ] {
        let got = penguins(&[&mass[..], flags].concat());
        assert_eq!(got["converged"], false, "{flags:?}");
    }
    let folder = tempdir().unwrap();
    let data = file("data/penguins.csv");
    let flags = [&data, "--missing", "drop", "--x", "5", "--y", "6"];
    let more = ["--lr", "1.02", "--stop", "patience:20", "--epochs", "20"];
    let story = story_of(folder.path(), &[&flags[..], &more].concat());
    assert!(!story.contains("still falling"), "{story}");
    for part in ["NOT CONVERGED after 20 updates", "try a smaller --lr"] {
        assert!(story.contains(part), "no `{part}`: {story}");
    }
    // Standardised, the start is the mean of y: its R² is 0.
    let got = penguins(&[&mass[..], &more].concat());
    assert!(numbers(&got, "r2")[0].abs() < 1e-12, "{}", got["r2"]);
}

#[test]
fn line_searches_that_end_are_named() {
    let folder = tempdir().unwrap();
    let data = file("data/penguins.csv");
    let flags = [&data, "--missing", "drop", "--x", "5", "--y", "6"];
    let flags = [&flags[..], &["--loss", "mae"]].concat();
    let story = story_of(folder.path(), &flags);
    assert!(story.contains("the line searches find no lower"), "{story}");
    assert!(!story.contains("in 50 epochs"), "{story}");
}

#[test]
fn a_descent_that_diverges_says_where_and_leaves_nothing() {
    let (folder, data) = folder_with(&table(&points(20)));
    for (flags, update) in
        [(&["--lr", "1e300"][..], 1), (&["--lr", "1e200"], 1)]
    {
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, _, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(1), "{stderr}");
        assert_one_line(&stderr);
        let say = format!("at update {update}; ");
        assert!(stderr.contains(&say), "{stderr}");
        let left = fs::read_dir(folder.path().join("target/fit")).unwrap();
        assert_eq!(left.count(), 0);
    }
    // Too large, though not yet infinite.
    let flags = [data.as_str(), "--lr", "1.01", "--epochs", "50"];
    let story = story_of(folder.path(), &flags);
    assert!(story.contains("learning rate 1.01 is too large"), "{story}");
}
