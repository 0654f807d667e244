//! A quadratic of the learner's own, and their own descent to the post's.

use crate::common::{assert_close_to_largest, at, numbers};
use crate::programs::{Kept, assert_one_line, files, kept, refused, run};
use serde_json::Value;
use tempfile::tempdir;

/// RMSE and the gradient that is descended, at (a, b, c), by their
/// definitions: errors from a truth whose c is smaller by `mistake`.
fn slope(
    [a, b, c]: [f64; 3],
    truth: [f64; 3],
    mistake: f64,
) -> (f64, [f64; 3]) {
    let at = |w: [f64; 3], x: f64| (w[0] * x + w[1]) * x + w[2];
    let (mut square, mut gradient) = (0.0, [0.0; 3]);
    for i in 0..100 {
        let x = -5.0 + f64::from(i) / 9.9;
        let error = at([a, b, c], x) - at(truth, x);
        square += error * error / 100.0;
        for (k, g) in gradient.iter_mut().enumerate() {
            *g += (error + mistake) * x.powi(2 - k as i32) / 100.0;
        }
    }
    let rmse = square.sqrt();
    (rmse, gradient.map(|g| g / rmse))
}

#[test]
fn the_descent_of_ones_own_quadratic_is_the_one_asked_for() {
    for (flags, truth, start, lr, updates) in [
        (
            &["--quadratic", "1,2,-1", "--quadratic-start", "0,0,0.5"][..],
            [1.0, 2.0, -1.0],
            [0.0, 0.0, 0.5],
            0.02,
            12,
        ),
        (
            &["--quadratic-start=-4,3,2"], // to the post's quadratic
            [5.0, -3.0, 3.0],
            [-4.0, 3.0, 2.0],
            0.05,
            7,
        ),
    ] {
        let (lr_flag, steps) = (lr.to_string(), updates.to_string());
        let descent = ["--quadratic-lr", &lr_flag, "--quadratic-steps", &steps];
        let flags = [&["--json"], flags, &descent].concat();
        let run = Kept::run(3, &flags);
        let quadratic = &run.document()["results"]["quadratic"];
        for (name, mistake) in [("printed", 1.0), ("corrected", 0.0)] {
            let (mut w, mut losses) = (start, Vec::new());
            for _ in 0..updates {
                let (_, gradient) = slope(w, truth, mistake);
                w = std::array::from_fn(|i| w[i] - lr * gradient[i]);
                losses.push(slope(w, truth, 0.0).0);
            }
            // Far from the tip an update enlarges no rounding.
            let got = at(quadratic, name);
            let (found, params) =
                (numbers(got, "losses"), numbers(got, "params"));
            assert_close_to_largest(name, &found, &losses, 1e-12);
            assert_close_to_largest(name, &params, &w, 1e-12);
        }
        let svg = String::from_utf8_lossy(run.file("quadratic.svg"));
        let title = format!("The quadratic after {updates} steps");
        assert!(svg.contains(&title), "no {title}");
        assert_eq!(numbers(quadratic, "own.truth"), truth);
        assert_eq!(numbers(quadratic, "own.start"), start);
    }
}

#[test]
fn story_and_labels_name_ones_own_quadratic() {
    let flags = ["--quadratic", "1,2,-1", "--quadratic-steps", "200"];
    let story = &kept(3, &flags).stdout;
    for part in ["y = x² + 2x − 1", "200 updates", "after   200 updates"] {
        assert!(story.contains(part), "no {part}: {story}");
    }
    for theirs in ["24 step", "25 epochs", "5x²"] {
        assert!(!story.contains(theirs), "{theirs}: {story}");
    }
    // With a line of one's own the post's quadratic is left out; one's own
    // is not.
    let line = ["--truth", "1,2"];
    assert!(!kept(3, &line).stdout.contains("quadratic"));
    let both = [&line[..], &flags[..2]].concat();
    assert!(kept(3, &both).stdout.contains("y = x² + 2x − 1"));
}

#[test]
fn lesson_4_checks_the_gradients_of_ones_own_quadratic() {
    for line in [&[][..], &["--truth", "1,2"]] {
        let own = ["--quadratic=-1,0.5,7", "--quadratic-start", "1,1,1"];
        let flags = [&["--precision", "f64"], line, &own].concat();
        let run = kept(4, &flags);
        assert_eq!(run.stdout.matches("\nquadratic ").count(), 4);
        let json = [&flags[..], &["--json", "--no-figures"]].concat();
        let results = &kept(4, &json).document()["results"];
        let key = "gradient_check.max_relative_difference";
        // Central differences in float64.
        assert!(numbers(results, key)[0] < 1e-8);
    }
    let own_line = kept(4, &["--truth", "1,2"]);
    assert!(!own_line.stdout.contains("\nquadratic "));
}

#[test]
fn a_quadratic_that_diverges_is_shown_as_a_line_is() {
    let folder = tempdir().unwrap();
    let flags = ["--quadratic-lr", "1e300", "--json"];
    let ended = run(3, folder.path(), &flags);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_one_line(&ended.stderr, "lesson3");
    assert!(ended.stderr.contains("at update 1; "), "{}", ended.stderr);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    for name in ["printed", "corrected"] {
        let key = format!("results.quadratic.{name}.diverged_at_update");
        assert_eq!(at(&document, &key).as_u64(), Some(1));
    }
    let left = files(folder.path());
    assert!(left.iter().any(|file| file.ends_with("quadratic.svg")));
}

#[test]
fn what_is_no_quadratic_is_refused() {
    for lesson in [3, 4] {
        for flag in ["--quadratic", "--quadratic-start"] {
            for bad in ["1,2", "1,2,3,4", "a,b,c", "nan,1,2", "1,1e10,1", ""] {
                let line = refused(lesson, &[flag, bad]);
                assert!(line.contains(flag), "{line}");
            }
        }
    }
    for (flag, bad) in
        [("--quadratic-lr", "0"), ("--quadratic-steps", "1000001")]
    {
        let line = refused(3, &[flag, bad]);
        assert!(line.contains(flag), "{line}");
    }
}

/// There RMSE is 0, and its gradient 0/0.
#[test]
fn a_start_at_the_minimum_is_refused() {
    for lesson in [3, 4] {
        for flags in [
            &["--quadratic", "2,3,4"][..],
            &["--quadratic-start", "5,-3,3"],
            &["--quadratic", "1,0,1", "--quadratic-start", "1,0,1"],
        ] {
            let line = refused(lesson, flags);
            assert!(line.contains("--quadratic-start"), "{line}");
        }
    }
}
