//! What is said of classes, and refused.

use std::fs;

use ::fit::split::{By, Draw};

use super::{
    classes::{BILLS, IRIS, iris_without, verdicts},
    *,
};
use crate::common::{assert_close, numbers};

/// Two classes on either side of 5: the further the descent goes, the larger
/// the parameters.
#[test]
fn classes_that_separate_have_no_best_parameters() {
    let apart = (0..20).fold("x,y\n".to_owned(), |mut text, i| {
        let y = if i < 10 { "low" } else { "high" };
        writeln!(text, "{i},{y}").unwrap();
        text
    });
    let at =
        |stop: &str| fitted(&apart, &["--x", "x", "--y", "y", "--stop", stop]);
    let lengths =
        ["gradient:1e-2", "gradient:1e-4", "gradient:1e-8"].map(|stop| {
            let got = at(stop);
            assert_eq!(got["separated"], true, "{stop}");
            assert_eq!(got["converged"], false, "{stop}");
            assert_eq!(numbers(&got, "learned.accuracy"), [1.0], "{stop}");
            let said = verdicts(&got);
            assert!(said[0].contains("grow without end"), "{said:?}");
            assert!(said[0].contains("accuracy"), "{said:?}");
            numbers(&got, "standardised_parameters.low.x")[0].abs()
        });
    // Of the loss log(1 + exp(−margin)) a hundredth of the gradient is
    // ln 100 = 4.6 more margin.
    assert!(lengths[1] > 1.5 * lengths[0], "{lengths:?}");
    assert!(lengths[2] > 1.5 * lengths[1], "{lengths:?}");
    let (folder, data) = folder_with(&apart);
    let story = story_of(folder.path(), &[&data, "--x", "x", "--y", "y"]);
    assert!(story.contains("this descent has no end"), "{story}");
    assert!(!story.contains("Converged"), "{story}");
}

/// Of iris setosa separates by its petals, and the two others do not: their
/// difference is the one that they have without setosa.
#[test]
fn one_class_may_separate_where_others_do_not() {
    let petals = ["--x", "petal_length", "--x", "petal_width"];
    let flags = [&petals[..], &["--y", "species"]].concat();
    let all = fitted(&iris_without("nothing"), &flags);
    assert_eq!(
        (&all["separated"], &all["converged"]),
        (&true.into(), &false.into())
    );
    let said = verdicts(&all);
    assert!(said[0].starts_with("setosa separates"), "{said:?}");
    assert!(numbers(&all, "learned.accuracy")[0] < 1.0);
    let two = fitted(&iris_without("setosa"), &flags);
    assert_eq!(two["separated"], false);
    let of = |class| numbers(&all, &format!("parameters.{class}"));
    let (virginica, versicolor) = (of("virginica"), of("versicolor"));
    let apart: Vec<f64> = virginica
        .iter()
        .zip(&versicolor)
        .map(|(a, b)| a - b)
        .collect();
    // What is left of setosa in it is as small as the gradient.
    let want = numbers(&two, "parameters.virginica");
    assert_close("difference", &apart, &want, 1e-3);
}

/// What a column of classes has to be, and what does not go with it.
#[test]
fn classes_that_cannot_be_learned_are_refused_in_words() {
    let refused = |text: &str, flags: &[&str]| {
        let (folder, data) = folder_with(text);
        let flags = [&[data.as_str()], flags].concat();
        let Ended(code, stdout, stderr) = run(folder.path(), &flags);
        assert_eq!(
            (code, stdout.as_str()),
            (Some(2), ""),
            "{flags:?} {stderr}"
        );
        assert_one_line(&stderr);
        stderr
    };
    let good = "x,y,n\n1,a,3\n2,b,4\n3,a,5\n4,b,6\n5,a,7\n";
    let ids = (0..60).fold("x,y\n".to_owned(), |mut text, i| {
        writeln!(text, "{},id{i}", i % 7).unwrap();
        text
    });
    let numbers = (0..180).fold("x,y\n".to_owned(), |mut text, i| {
        writeln!(text, "{},{}", i % 7, i % 60).unwrap();
        text
    });
    // Of b are two rows, both among the ten that are held out.
    let [_, rare] = By::Chance.take(20, 10, (42, Draw::HeldOut));
    let held_out = (0..20).fold("x,y\n".to_owned(), |mut text, i| {
        let is_b = rare[..2].contains(&i);
        writeln!(text, "{i},{}", if is_b { "b" } else { ["a", "c"][i % 2] })
            .unwrap();
        text
    });
    let xy = &["--x", "x", "--y", "y"][..];
    for (text, more, say) in [
        (good, &["--loss", "mse"][..], "y holds classes"),
        (
            good,
            &["--loss", "huber:2"],
            "--loss huber:2 is a loss of numbers",
        ),
        (
            "x,y\n1,a\n2,a\n3,a\n",
            &[],
            "one class, and nothing to tell",
        ),
        (
            "x,y\n1,a\n2,b\n3,a\n",
            &[],
            "class `b` of column y has one row",
        ),
        (&ids, &[], "60 different values in 60 rows"),
        (&ids, &[], "looks like an id"),
        (
            &numbers,
            &["--classes"],
            "without --classes it is fitted as",
        ),
        (
            "x,y\n1,u\n2,7\n3,8\n4,7\n5,8\n6,u\n",
            &[],
            "line 2, column y: `u` is not a number",
        ),
        (
            &held_out,
            &["--holdout", "0.5"],
            "all rows of class `b` are held out",
        ),
        // A number first, and then text: a damaged number.
        ("x,y\n1,3\n2,x\n3,4\n", &[], "line 3, column y: `x`"),
    ] {
        let line = refused(text, &[xy, more].concat());
        assert!(line.contains(say), "{more:?}: {line}");
    }
    let line =
        refused(good, &["--x", "x", "--y", "n", "--loss", "cross-entropy"]);
    assert!(line.contains("say --classes"), "{line}");
    let line = refused(good, &["--classes"]);
    assert!(line.contains("as in --y 3"), "{line}");
}

#[test]
fn what_a_classifier_did_not_learn_is_said() {
    // y goes round by threes, whatever x is.
    let noise = (0..90_u32).fold("x,y\n".to_owned(), |mut text, i| {
        let class = ["a", "a", "b"][(i % 3) as usize];
        writeln!(text, "{},{class}", i * i % 89).unwrap();
        text
    });
    let flags = ["--x", "x", "--y", "y"];
    let said = verdicts(&fitted(&noise, &flags));
    assert!(said[0].contains("It learned nothing"), "{said:?}");
    assert!(said[0].contains("always naming a"), "{said:?}");
    // A network with hundreds of parameters learns 40 coins by heart.
    let coins = (0..60_u32).fold("u,v,w,y\n".to_owned(), |mut text, i| {
        let draw = |k: u32| i.wrapping_mul(k) % 97;
        let class = if i * i * 7919 % 101 < 50 { "a" } else { "b" };
        writeln!(text, "{},{},{},{class}", draw(37), draw(59), draw(71))
            .unwrap();
        text
    });
    let three = ["--x", "u", "--x", "v", "--x", "w", "--y", "y"];
    let more = ["--model", "mlp:64", "--holdout", "0.33"];
    let got = fitted(&coins, &[&three[..], &more].concat());
    let said = verdicts(&got);
    assert!(said.iter().any(|v| v.contains("by heart")), "{got}");
    // Penguins are no such case.
    let got = penguins(&[&BILLS[..], &["--holdout", "0.2"]].concat());
    assert!(verdicts(&got).is_empty(), "{:?}", verdicts(&got));
}

#[test]
fn a_number_of_two_values_is_told_of_classes() {
    let text = (0..20).fold("x,y\n".to_owned(), |mut text, i| {
        writeln!(text, "{i},{}", i % 2).unwrap();
        text
    });
    let said = verdicts(&fitted(&text, &[]));
    assert!(said[0].contains("--classes --y y"), "{said:?}");
}

#[test]
fn odd_names_of_classes_are_told_and_predicted() {
    let text =
        "x,y\n1,\"a, b\"\n2,\"<&>\"\n3,\"a, b\"\n4,\"<&>\"\n2.5,\"a, b\"\n";
    let (folder, data) = folder_with(text);
    let Ended(code, _, stderr) =
        run(folder.path(), &[&data, "--x", "x", "--y", "y"]);
    assert_eq!(code, Some(0), "{stderr}");
    let flags = ["predict", "target/fit/model.json", &data];
    let Ended(code, stdout, _) = run(folder.path(), &flags);
    assert_eq!(code, Some(0));
    let header = stdout.lines().next().unwrap();
    assert_eq!(header, "x,y_predicted,p_<&>,\"p_a, b\"");
    let svg = folder.path().join("target/fit/confusion.svg");
    let svg = fs::read_to_string(svg).unwrap();
    assert!(svg.contains("&lt;&amp;&gt;") && !svg.contains("<&>"));
}

#[test]
fn a_classifier_that_contradicts_itself_is_refused() {
    let (folder, data) = folder_with(&iris_without("setosa"));
    let flags = [&[data.as_str()], &IRIS[..]].concat();
    run(folder.path(), &flags);
    let path = folder.path().join("target/fit/model.json");
    let good = parse(&fs::read_to_string(&path).unwrap());
    let predict = |model: &Value| {
        fs::write(&path, model.to_string()).unwrap();
        run(folder.path(), &["predict", "target/fit/model.json", &data])
    };
    assert_eq!(predict(&good).0, Some(0));
    let other = serde_json::json!(7);
    for (place, value, say) in [
        (
            "/parameters/virginica/intercept",
            other.clone(),
            "by its layers",
        ),
        ("/parameters/virginica", other.clone(), "are not those of"),
        ("/parameters", serde_json::json!({}), "are not those of"),
        ("/classes", serde_json::json!(["a"]), "one class only"),
        (
            "/classes",
            serde_json::json!(["a", "b", "c"]),
            "its layers are not those",
        ),
        (
            "/layers/0/biases/1",
            other.clone(),
            "by its layers intercept",
        ),
    ] {
        let mut edited = good.clone();
        *edited.pointer_mut(place).unwrap() = value;
        let Ended(code, stdout, stderr) = predict(&edited);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{place}");
        assert_one_line(&stderr);
        assert!(stderr.contains(say), "{place}: {stderr}");
    }
}
