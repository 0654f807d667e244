//! Lesson 12: convolutions three ways, what is counted against what theory
//! says, and what two networks make of images that move.

use std::{fs, path::Path};

use crate::common::{assert_close_to_largest, numbers, parse};
use crate::programs::{drawn_short, results};
use descent::data;
use serde_json::Value;

/// Where both networks learn for one epoch.
fn lesson_12() -> &'static Value {
    results(12, "f64")
}

fn got(key: &str) -> Vec<f64> {
    numbers(lesson_12(), key)
}

/// What the book shows, which is held fresh: both learned for 30 epochs.
fn shown(lesson: usize, key: &str) -> Vec<f64> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = format!("../../docs/src/output/lesson{lesson}/results.json");
    let text = fs::read_to_string(package.join(path)).unwrap();
    numbers(&parse(&text)["results"], key)
}

/// A pixel of a digit, 0 outside of it.
fn pixel(pixels: &[f64], i: isize, j: isize) -> f64 {
    let inside = (0..8).contains(&i) && (0..8).contains(&j);
    if inside {
        pixels[(8 * i + j) as usize]
    } else {
        0.0
    }
}

/// Ink on the right less ink on the left, around the pixel (i, j).
fn edge(pixels: &[f64], i: isize, j: isize) -> f64 {
    let column = |j| (i - 1..=i + 1).map(|i| pixel(pixels, i, j)).sum::<f64>();
    column(j + 1) - column(j - 1)
}

#[test]
fn a_filter_finds_the_right_hand_ink() {
    let zero = &data::digits().unwrap().pixels[0];
    let places = (1..7).flat_map(|i| (1..7).map(move |j| (i, j)));
    let want = places.map(|(i, j)| edge(zero, i, j)).collect::<Vec<_>>();
    assert_eq!(got("filter.map"), want);
}

/// The player goes over all places for the right-hand ink, then for that below.
#[test]
fn the_recorded_filters_find_the_ink_at_each_place() {
    let zero = &data::digits().unwrap().pixels[0];
    let turned: Vec<f64> = (0..64).map(|k| zero[8 * (k % 8) + k / 8]).collect();
    let text = std::str::from_utf8(drawn_short(12).file("maps.json")).unwrap();
    let recording = parse(text);
    let steps = recording["runs"][0]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 2 * 6 * 6);
    for (i, step) in steps.iter().enumerate() {
        let of = |key: &str| step[key].as_u64().unwrap() as usize;
        assert_eq!(of("update"), i);
        assert_eq!(36 * of("filter") + 6 * of("row") + of("column"), i);
        let (row, column) = (of("row") as isize, of("column") as isize);
        let want = match of("filter") {
            0 => edge(zero, row + 1, column + 1),
            _ => edge(&turned, column + 1, row + 1),
        };
        assert_eq!(step["sum"].as_f64(), Some(want), "step {i}");
    }
}

#[test]
fn loops_a_product_and_burn_give_the_same_maps() {
    let of = |way: &str| got(&format!("three_ways.{way}"));
    let in_loops = of("in_loops");
    assert_eq!(in_loops.len(), 3 * 6 * 6);
    assert!(in_loops.iter().all(|z| *z != 0.0));
    // Eighteen products in another order: a few last digits.
    for way in ["by_product", "by_burn"] {
        assert_close_to_largest(way, &of(way), &in_loops, 1e-14);
    }
}

/// Differences are good to about the power ⅔ of the last digit, and there is
/// always something of them.
#[test]
fn gradients_by_hand_are_checked() {
    for key in ["gradient", "pooling"] {
        let difference = got(&format!("{key}.max_relative_difference"))[0];
        assert!(difference > 0.0 && difference < 1e-8, "{difference}");
    }
}

#[test]
fn weights_and_products_are_counted() {
    assert_eq!(got("shared.filters"), [80.0, 4608.0]);
    assert_eq!(got("shared.dense"), [33_280.0, 32_768.0]);
    let uses = [49.0, 56.0, 49.0, 56.0, 64.0, 56.0, 49.0, 56.0, 49.0];
    assert_eq!(got("shared.uses"), uses);
    assert_eq!(uses.iter().sum::<f64>(), 22.0 * 22.0); // (3·8 − 2)²
}

#[test]
fn maps_move_along_but_for_the_border() {
    assert_eq!(got("border.columns"), [10.0, 8.0, 6.0, 4.0]);
}

#[test]
fn of_larger_squares_the_largest_minds_less() {
    let zero = &data::digits().unwrap().pixels[0];
    let squares = (0..4).flat_map(|i| (0..4).map(move |j| (2 * i, 2 * j)));
    let largest = squares.map(|(i, j)| {
        let places = [(i, j), (i, j + 1), (i + 1, j), (i + 1, j + 1)];
        let found = places.map(|(i, j)| edge(zero, i, j));
        found.into_iter().fold(0.0_f64, f64::max) // relu
    });
    assert_eq!(got("pooling.pooled"), largest.collect::<Vec<_>>());
    let change = got("pooling.change");
    assert!(change.is_sorted_by(|more, less| more > less), "{change:?}");
    assert!(change[3] < 0.1 * change[0], "{change:?}");
}

#[test]
fn a_unit_sees_what_the_formula_says() {
    let formula = got("sees.formula");
    assert_eq!(formula, [3.0, 5.0, 6.0, 10.0]);
    let squares = formula.iter().map(|side| side * side);
    assert_eq!(got("sees.pixels"), squares.collect::<Vec<_>>());
}

/// By the formulas, as burn counts, and no more than lesson 9's.
#[test]
fn the_network_of_filters_has_no_more_parameters() {
    let filters = got("digits.filters.costs");
    let dense = got("digits.dense.costs");
    assert_eq!(filters[0], filters[1]);
    assert_eq!(dense[..2], [4810.0, 4810.0]);
    assert!(filters[0] <= dense[0], "{filters:?}");
    assert!(filters[2] > 20.0 * dense[2], "{filters:?}");
}

/// The same first weights, the same batches: after one epoch, and in the book.
#[test]
fn the_other_network_is_lesson_9s() {
    let of_9 = results(9, "f64");
    let accuracies = numbers(of_9, "ten_classes.other_writers.accuracies");
    // In training and in testing: before the epoch, and after it.
    let want: Vec<_> = accuracies[2..].iter().map(|a| 100.0 * a).collect();
    assert_close_to_largest("right", &got("digits.dense.right"), &want, 1e-12);
    let key = "ten_classes.test_accuracy_other_writers";
    let want = 100.0 * shown(9, key)[0];
    let right = shown(12, "digits.dense.right");
    assert!((right[1] - want).abs() < 1e-9, "{right:?}, {want}");
}

/// The claim of the lesson: the whole interval lies above zero.
#[test]
fn fewer_answers_change_where_filters_look() {
    let [mean, half] = shown(12, "moved.fewer")[..] else {
        panic!("a mean and half an interval");
    };
    assert!(mean - half > 0.0, "{mean} ± {half}");
    let of = |net: &str| shown(12, &format!("moved.{net}.changed"));
    let (dense, filters) = (of("dense"), of("filters"));
    assert!((dense[4] - filters[4] - mean).abs() < 1e-9);
    // The page: more than half, and a third.
    assert!(dense[4] > 50.0 && (30.0..37.0).contains(&filters[4]));
    for shares in [dense, filters] {
        let all = shares[..4].iter().sum::<f64>() / 4.0;
        assert!((shares[4] - all).abs() < 1e-9, "{shares:?}");
    }
    // Images that stay where they are: what the table of accuracies says.
    for net in ["dense", "filters"] {
        let right = shown(12, &format!("moved.{net}.right"));
        let tested = shown(12, &format!("digits.{net}.right"))[1];
        assert_eq!((right.len(), right[3]), (7, tested));
    }
    // The page: two pixels to the left do less harm than one, where pooling is.
    let right = shown(12, "moved.filters.right");
    assert!(right[1] > right[2], "{right:?}");
    let right = |net: &str| shown(12, &format!("digits.{net}.right"))[1];
    let [more, half] = shown(12, "digits.difference")[..] else {
        panic!("a mean and half an interval");
    };
    assert!(more.abs() < half, "the page: no finding, {more} ± {half}");
    assert!((right("filters") - right("dense") - more).abs() < 1e-9);
}

/// What the page says of `--seed 7`: still fewer, and 0 just outside of the
/// interval of the accuracies.
#[test]
#[ignore = "half a minute: cargo test --release -- --ignored longest"]
fn the_longest_run_finds_the_same_from_another_seed() {
    let other = crate::programs::document(12, &["--seed", "7"]);
    for key in ["moved.fewer", "digits.difference"] {
        let both = numbers(&other["results"], key);
        assert!(both[0] - both[1] > 0.0, "{key}: {both:?}");
    }
}

/// As lesson 8's test says, what 128 random units add to the logarithm of a
/// mean square has, layer by layer, a variance of at most 5/128. Behind l
/// layers the mean of 20 draws scatters by √((e^(5l/128) − 1)/20) of its size.
/// Normalising takes 2 of 128 directions from the gradient each time.
#[test]
fn residual_sums_and_normalisation_do_what_is_predicted() {
    for (kind, behind) in [
        ("plain", (|c: f64, l: i32| c.powi(l)) as fn(f64, i32) -> f64),
        ("residual", |c, l| (1.0 + c).powi(l)),
        ("normalised", |c, _| c),
        ("both", |c, l| 1.0 + c * f64::from(l)),
    ] {
        for c in [0.5, 1.0, 2.0] {
            let key = format!("deep.{kind}.c{}", 10.0 * c);
            let formula = got(&format!("{key}.formula"));
            let measured = got(&format!("{key}.measured"));
            assert_eq!(formula.len(), 11, "ten layers and the gradient");
            for l in 1..=10 {
                let want = behind(c, l);
                let given = formula[l as usize - 1];
                assert!((given / want - 1.0).abs() < 1e-12, "{key}, {l}");
            }
            for (i, (m, p)) in measured.iter().zip(&formula).enumerate() {
                let layers = if i < 10 { i + 1 } else { 10 };
                let layers = layers as f64;
                let scatter = ((5.0 * layers / 128.0).exp_m1() / 20.0).sqrt();
                let lost = if i < 10 { 0.0 } else { 2.0 * layers / 128.0 };
                let room = 4.0 * scatter + lost;
                assert!((m / p - 1.0).abs() < room, "{key}[{i}]: {m}, {p}");
            }
        }
    }
}

#[test]
fn a_rate_and_epochs_act_on_the_network_of_filters() {
    let flags = ["--epochs", "1", "--lr", "0.01"];
    let other = crate::programs::document(12, &flags);
    let other = |key: &str| numbers(&other["results"], key);
    let key = "digits.filters.losses";
    let (usual, slower) = (got(key), other(key));
    // 1,415 images in batches of 32.
    assert_eq!((usual.len(), slower.len()), (45, 45));
    assert_eq!(usual[0], slower[0]);
    assert_ne!(usual[1], slower[1]);
    let key = "digits.dense.losses";
    assert_eq!(got(key), other(key));
}

/// The figure of the fields says what the formula says.
#[test]
fn the_fields_are_named_in_their_figure() {
    let svg = drawn_short(12).file("sees.svg");
    let svg = String::from_utf8(svg.to_vec()).unwrap();
    for side in [3, 5, 6, 10] {
        assert!(svg.contains(&format!("{side}×{side}")), "{side}");
    }
}
