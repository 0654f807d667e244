//! `--group` and `--ordered`: which rows may judge which.

use super::*;
use crate::common::{assert_close, numbers};

/// Three columns of the penguins, and the losses of a model on the folds that
/// scikit-learn makes: the same folds, and models standardised by the others.
fn losses(flags: &[&str]) -> Value {
    let mut all = vec!["--y", "body_mass_g"];
    for x in ["flipper_length_mm", "bill_length_mm", "bill_depth_mm"] {
        all.extend(["--x", x]);
    }
    penguins(&[&all[..], flags].concat())
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

#[test]
fn ordered_folds_are_scikit_learns_time_series_split() {
    for (flags, of) in [
        (&["--folds", "5", "--ordered"][..], "ordered"),
        (
            &["--folds", "5", "--ordered", "--l2", "0.1"],
            "ordered_ridge",
        ),
    ] {
        let got = losses(flags);
        assert_eq!(
            (&got["split"], &got["folds"]["by"]),
            (&"order".into(), &"order".into())
        );
        let got = numbers(&got, "folds.losses");
        assert_close(of, &got, &numbers(&UNSEEN[of], "losses"), 1e-8);
    }
}

/// As many folds as groups: one group at a time is left out, whatever the seed.
#[test]
fn folds_of_groups_are_scikit_learns_leave_one_group_out() {
    let group = ["--folds", "3", "--group", "species"];
    for (flags, of) in [
        (group.to_vec(), "grouped"),
        ([&group[..], &["--l2", "0.1"]].concat(), "grouped_ridge"),
    ] {
        let got = losses(&flags);
        assert_eq!(got["folds"]["by"], "group");
        let (folds, want) = (&got["folds"], &UNSEEN[of]);
        let (got, all) = (numbers(folds, "losses"), numbers(want, "losses"));
        assert_close(of, &sorted(got), &sorted(all), 1e-8);
        for (key, of) in [("mean", "mean"), ("standard_error", "error")] {
            let (got, want) = (numbers(folds, key), numbers(want, of));
            assert_close(key, &got, &want, 1e-8);
        }
    }
}

/// All 15 penalties on the same folds, standardised within each.
#[test]
fn the_grid_of_penalties_loses_what_scikit_learns_ridge_does() {
    for (flags, of) in [
        (&["--ordered"][..], "grid_ordered"),
        (&["--group", "species", "--folds", "3"], "grid_grouped"),
    ] {
        let got = losses(&[flags, &["--l2", "auto"]].concat());
        let tried = got["l2"]["tried"].as_array().unwrap();
        let column = |key: &str| -> Vec<f64> {
            tried.iter().map(|row| row[key].as_f64().unwrap()).collect()
        };
        assert_close(
            "grid",
            &column("lambda"),
            &numbers(&UNSEEN, "grid"),
            1e-12,
        );
        let want = UNSEEN[of].as_array().unwrap();
        let means: Vec<_> = want
            .iter()
            .map(|row| row["mean"].as_f64().unwrap())
            .collect();
        let errors: Vec<_> = want
            .iter()
            .map(|row| row["error"].as_f64().unwrap())
            .collect();
        assert_close(of, &column("mean"), &means, 1e-8);
        assert_close(of, &column("standard_error"), &errors, 1e-8);
        let least = means.iter().copied().fold(f64::INFINITY, f64::min);
        let at = means.iter().position(|mean| *mean == least).unwrap();
        assert_eq!(got["l2"]["lambda"], tried[at]["lambda"], "{of}");
    }
}

/// The last rows are the test, the ones before them stop the descent.
#[test]
fn in_order_the_model_of_the_first_rows_is_held_to_the_last() {
    let points = points(50);
    let flags = ["--ordered", "--holdout", "0.2"];
    let got = fitted(&table(&points), &flags);
    let want = fitted(&table(&points[..40]), &[]);
    for key in ["parameters", "scales", "loss", "r2"] {
        assert_eq!(got[key], want[key], "{key}");
    }
    let w = numbers(&got, "parameters");
    let errors = points[40..].iter().map(|[x, y]| w[0] + w[1] * x - y);
    let loss = errors.map(|e| e * e).sum::<f64>() / 10.0;
    assert_close("loss", &numbers(&got, "held_out.loss"), &[loss], 1e-9);
    let both = [&flags[..], &["--validate", "0.2"]].concat();
    let got = fitted(&table(&points), &both);
    let want = fitted(&table(&points[..30]), &[]);
    assert_eq!(got["scales"], want["scales"]);
    assert_eq!(got["validation"]["rows"], 10);
}

/// In each group y has a level of its own, which x tells: with rows of a group
/// on both sides a polynomial knows the group, with new groups it does not.
#[test]
fn a_group_is_on_one_side_only_and_need_not_be_a_number() {
    let mut text = String::from("who,x,y\n");
    for i in 0..120_u32 {
        let (group, place) = (i % 12, f64::from(i / 12));
        let x = f64::from(group) + place / 100.0;
        let level = f64::from(group * group * 37 % 11);
        writeln!(text, "\"p {group}\",{x},{level}").unwrap();
    }
    let flags = ["--model", "poly:9", "--holdout", "0.25"];
    let torn = fitted(&text, &flags);
    let together = fitted(&text, &[&flags[..], &["--group", "who"]].concat());
    // 3 of 12 groups of 10 rows; the column who is neither x nor y.
    assert_eq!(together["held_out"]["rows"], 30);
    assert_eq!(together["x"], serde_json::json!(["x"]));
    assert_eq!(together["split"], "group");
    let loss = |got: &Value| numbers(got, "held_out.loss")[0];
    assert!(loss(&together) > 2.0 * loss(&torn));
    // A number may name a group, too: then it is no column x by default.
    let numbered = text.replace("\"p ", "").replace("\",", ",");
    let got = fitted(&numbered, &[&flags[..], &["--group", "who"]].concat());
    assert_eq!(got["x"], serde_json::json!(["x"]));
    assert_eq!(got["held_out"], together["held_out"]);
    // A row whose group is missing belongs to nobody.
    let torn = text.replacen("\"p 3\"", "NA", 1);
    let (folder, data) = folder_with(&torn);
    let group = ["--group", "who", "--holdout", "0.25"];
    let flags = [&[data.as_str()], &group[..]].concat();
    let Ended(code, _, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(2));
    assert!(
        stderr.contains("line 5, column who: the value is"),
        "{stderr}"
    );
    let got = fitted(&torn, &[&group[..], &["--missing", "drop"]].concat());
    assert_eq!((&got["rows"], &got["dropped"]), (&119.into(), &1.into()));
}

#[test]
fn the_reason_is_said_and_flags_that_change_nothing_are_refused() {
    let text = "g,x,y\na,1,2\na,2,3\nb,3,5\nb,4,4\nc,5,7\nc,6,6\n";
    let (folder, data) = folder_with(text);
    let said = |flags: &[&str]| {
        let flags = [&[data.as_str(), "--no-figures"], flags].concat();
        story_of(folder.path(), &flags)
    };
    let story = said(&["--group", "g", "--holdout", "0.3"]);
    assert!(
        story.contains("All rows with one g stay together"),
        "{story}"
    );
    let story = said(&["--ordered", "--holdout", "0.3"]);
    assert!(story.contains("must not help to predict"), "{story}");
    let story = said(&["--ordered", "--folds", "2"]);
    assert!(
        story.contains("cut into 3 blocks, in their order"),
        "{story}"
    );
    for (flags, say) in [
        (&["--group", "g"][..], "give it with --holdout"),
        (&["--ordered"], "give it with --holdout"),
        (&["--ordered", "--group", "g", "--folds", "2"], "--group"),
        (&["--group", "h", "--folds", "2"], "h"),
        (&["--group", "g", "--folds", "4"], "at least 4 groups"),
        (&["--ordered", "--folds", "6"], "at least 7 rows"),
        (&["--group", "g", "--holdout", "0.9"], "6 of them held out"),
    ] {
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, _, stderr) = run(folder.path(), &flags);
        assert_eq!(code, Some(2), "{flags:?}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{flags:?}: {stderr}");
    }
    let one = "g,x,y\na,1,2\na,2,3\na,3,5\n";
    let (folder, data) = folder_with(one);
    let flags = [data.as_str(), "--group", "g", "--holdout", "0.3"];
    let Ended(code, _, stderr) = run(folder.path(), &flags);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("it is the same in all rows"), "{stderr}");
}
