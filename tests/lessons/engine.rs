//! Lesson 11: gradients of our tape against burn's, differences and formulas,
//! and what is counted against what theory says.

use std::{fs, path::Path};

use crate::common::{assert_close_to_largest, numbers};
use crate::programs::{drawn, results};
use serde_json::{Value, json};

fn lesson_11() -> &'static Value {
    &drawn(11).document()["results"]
}

/// The rows of a table.
fn rows(key: &str, width: usize) -> Vec<Vec<f64>> {
    let numbers = numbers(lesson_11(), key);
    numbers.chunks(width).map(<[f64]>::to_vec).collect()
}

#[test]
fn the_tape_is_read_at_one_sitting() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin");
    let tape = fs::read_to_string(lessons.join("lesson11/tape.rs")).unwrap();
    assert!(tape.lines().count() < 100);
}

/// Lesson 4 has burn go back through the same graph.
#[test]
fn one_point_has_the_gradients_of_lesson_4() {
    let other = &results(4, "f64")["point"];
    // a, x, b, y, ax, ŷ, the error and its square, as they are recorded.
    let names = ["a", "x", "b", "y", "ax", "y_pred", "error", "loss"];
    for kind in ["values", "gradients"] {
        let want = names.map(|name| other[kind][name].as_f64().unwrap());
        let got = numbers(lesson_11(), &format!("point.{kind}"));
        assert_close_to_largest(kind, &got, &want, 1e-14);
    }
}

/// burn rounds as we do, but for a few last digits; differences are good to
/// about the power ⅔ of those.
#[test]
fn expressions_have_the_gradients_of_burn_and_of_differences() {
    for name in ["one_point", "twice", "neuron", "nested"] {
        let of = |way: &str| {
            numbers(lesson_11(), &format!("expressions.{name}.{way}"))
        };
        let tape = of("by_tape");
        assert!(tape.iter().any(|gradient| *gradient != 0.0), "{name}");
        assert_close_to_largest(name, &tape, &of("by_burn"), 1e-14);
        assert_close_to_largest(name, &tape, &of("by_differences"), 1e-8);
    }
    // u tanh(w x + b) by w, x, b and u, written out.
    let (w, x, b, u) = (0.7_f64, -1.2, 0.4, 2.5);
    let t = (w * x + b).tanh();
    let back = u * (1.0 - t * t);
    let want = [back * x, back * w, back, t];
    let got = numbers(lesson_11(), "expressions.neuron.by_tape");
    assert_close_to_largest("neuron", &got, &want, 1e-14);
}

/// At a = 3: the sums over the arrows, worked out on paper.
#[test]
fn mistakes_give_what_the_page_says() {
    let of = |key: &str| numbers(lesson_11(), &format!("twice.{key}"));
    assert_eq!(of("tape"), [5.0, 30.0]); // 10a
    assert_eq!(of("hand_on_again"), [5.0, 42.0]); // 14a
    assert_eq!(of("overwrite"), [2.0, 6.0]); // of 2b, and of a·a, one share
    for row in rows("paths", 5) {
        let two = |k: f64| 2_f64.powf(k);
        let want = [2.0 * row[0], two(row[0] + 1.0) - 2.0];
        assert_eq!(row[1..3], want, "edges and paths of {} sums", row[0]);
        assert_eq!(row[3..], [two(row[0]); 2], "the derivative");
    }
}

#[test]
fn a_kept_graph_grows_and_descends_alike() {
    let of = |key: &str| numbers(lesson_11(), &format!("kept.{key}"));
    let updates = of("one_tape").len();
    assert_eq!(of("fresh_tapes"), vec![4.0; updates]);
    let grows = (1..=updates).map(|k| 1.0 + 5.0 * k as f64);
    assert_eq!(of("one_tape"), grows.collect::<Vec<_>>());
    let w = of("w");
    assert_eq!(w[0], w[1]);
    // (w − 8)² with rate 0.1: the distance shrinks by 0.8 an update.
    let left = 7.0 * 0.8_f64.powi(updates as i32);
    assert!((8.0 - w[0] - left).abs() < 1e-12, "{w:?}");
}

#[test]
fn passes_cost_what_is_predicted() {
    for row in rows("passes", 4) {
        let (n, m) = (row[0], row[1]);
        let edges = 2.0 * n + 2.0 * (n - 1.0) + 2.0 * m;
        assert_eq!(row[2..], [n * edges, m * edges], "{n} to {m}");
    }
}

/// By hand, by the tape and by burn to 1e-12.
#[test]
fn a_hidden_layer_has_one_gradient() {
    let of = |way: &str| numbers(lesson_11(), &format!("backprop.{way}"));
    let hand = of("by_hand");
    assert_eq!(hand.len(), 8 + 8 + 8 + 1);
    assert!(hand.iter().any(|gradient| gradient.abs() > 0.1));
    assert_close_to_largest("tape", &of("by_tape"), &hand, 1e-12);
    assert_close_to_largest("burn", &of("by_burn"), &hand, 1e-12);
}

#[test]
fn checkpoints_keep_two_roots_of_n_for_one_more_pass() {
    let n = 10_000.0;
    let whole = numbers(lesson_11(), "checkpoints.whole.memory");
    assert_eq!(whole, [n + 1.0]);
    let rows = rows("checkpoints.segments", 3);
    for row in &rows {
        let segment = row[0];
        assert_eq!(row[1], n / segment + segment, "memory, {segment}");
        assert_eq!(row[2], 2.0 * n, "steps, {segment}");
    }
    let least = rows.iter().min_by(|a, b| a[1].total_cmp(&b[1])).unwrap();
    assert_eq!(least[..2], [100.0, 200.0]);
    // The derivative is the product of 1 − t², the chain rule as it is.
    let (mut x, mut want) = (1.0_f64, 1.0);
    for _ in 0..10_000 {
        x = x.tanh();
        want *= 1.0 - x * x;
    }
    let got = numbers(lesson_11(), "checkpoints.whole.derivative");
    // Ten thousand products, each right to half a last digit.
    assert!((got[0] / want - 1.0).abs() < 1e-11, "{got:?}, {want}");
}

#[test]
fn our_engine_learns_as_burn_does() {
    let of = |key: &str| numbers(lesson_11(), &format!("three_or_seven.{key}"));
    let (ours, burns) = (of("our_losses"), of("burns_losses"));
    // 290 images in batches of 32, ten epochs.
    assert_eq!(ours.len(), 100);
    // The same operations in another order: last digits, which a descent on a
    // loss without wild curvature keeps small.
    assert_close_to_largest("losses", &ours, &burns, 1e-10);
    for key in ["train_accuracy", "test_accuracy"] {
        let both = of(key);
        assert_eq!(both[0], both[1], "{key}");
        assert!(both[0] > 0.95, "{key}: {both:?}");
    }
    // Two classes at chance: log 2, more while the scores are random.
    assert!(ours[0] > 0.3 && ours[0] < 3.0, "{}", ours[0]);
    // Another start and another order: other losses, and alike again.
    let other = crate::programs::document(11, &["--seed", "7"]);
    let key = |key: &str| {
        numbers(&other["results"], &format!("three_or_seven.{key}"))
    };
    assert_ne!(key("our_losses"), ours);
    let want = key("burns_losses");
    assert_close_to_largest("losses", &key("our_losses"), &want, 1e-10);
}

#[test]
fn a_rate_and_epochs_act_on_the_engine() {
    let flags = ["--epochs", "2", "--lr", "0.5"];
    let document = crate::programs::document(11, &flags);
    let key = "three_or_seven.our_losses";
    let losses = numbers(&document["results"], key);
    let usual = numbers(lesson_11(), key);
    assert_eq!((losses.len(), losses[0]), (20, usual[0]));
    assert_ne!(losses[1], usual[1]);
}

/// The figure of the tape holds its numbers.
#[test]
fn the_graph_shows_the_gradient_of_a() {
    let svg = String::from_utf8(drawn(11).file("graph.svg").to_vec()).unwrap();
    let gradient = numbers(lesson_11(), "point.gradients")[0];
    assert!(svg.contains(&format!("grad {gradient:.4}")));
}

/// The player goes over the tape of one point: first all is recorded, then
/// each share is handed on once, as the chain rule says.
#[test]
fn the_recorded_tape_goes_back_share_by_share() {
    let text = std::str::from_utf8(drawn(11).file("graph.json")).unwrap();
    let recording: Value = serde_json::from_str(text).unwrap();
    let tape = recording["tape"]["numbers"].as_array().unwrap();
    let steps = recording["runs"][0]["steps"].as_array().unwrap();
    // Eight numbers, the gradient of the last by itself, and eight edges.
    assert_eq!((tape.len(), steps.len()), (8, 8 + 1 + 8));
    let values: Vec<_> =
        tape.iter().map(|n| n["value"].as_f64().unwrap()).collect();
    assert_eq!(values, numbers(lesson_11(), "point.values"));
    for (i, step) in steps.iter().enumerate() {
        assert_eq!(step["update"], i);
        if i < 8 {
            assert_eq!(
                (&step["place"], &step["grads"]),
                (&i.into(), &json!([]))
            );
        }
    }
    // The line's squared error at (x, y), written out: its derivatives by
    // e·e, e, ŷ, a·x, b, y, x and a.
    let [a, x, b, y] = [0, 1, 2, 3].map(|place| values[place]);
    let e = a * x + b - y;
    // From which place to which, the share, and the sum there afterwards.
    let want = [
        (7, 6, e, e),
        (7, 6, e, 2.0 * e),
        (6, 5, 2.0 * e, 2.0 * e),
        (6, 3, -2.0 * e, -2.0 * e),
        (5, 4, 2.0 * e, 2.0 * e),
        (5, 2, 2.0 * e, 2.0 * e),
        (4, 0, 2.0 * e * x, 2.0 * e * x),
        (4, 1, 2.0 * e * a, 2.0 * e * a),
    ];
    let mut sums = [0.0; 8];
    sums[7] = 1.0;
    assert_close_to_largest("begun", &numbers(&steps[8], "grads"), &sums, 0.0);
    for (step, (place, parent, share, sum)) in steps[9..].iter().zip(want) {
        assert_eq!(step["place"], place);
        assert_eq!(step["parent"], parent);
        let [gradient, derivative] =
            ["gradient", "derivative"].map(|key| step[key].as_f64().unwrap());
        // What it hands on is what it has by then, all of it.
        assert_eq!(gradient, sums[place], "{step}");
        let product = gradient * derivative;
        assert!((product - share).abs() <= 1e-13 * share.abs(), "{step}");
        sums[parent] = sum;
        let grads = numbers(step, "grads");
        assert_close_to_largest("grads", &grads, &sums, 1e-14);
        sums.copy_from_slice(&grads);
    }
    assert_eq!(sums[..], numbers(lesson_11(), "point.gradients"));
}
