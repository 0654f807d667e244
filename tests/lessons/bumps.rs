//! Lesson 8's networks built by hand: steps, bumps, and how near many of them
//! come to a curve, against what theory promises and against straight lines
//! without any relu.

use std::f64::consts::TAU;

use burn::tensor::Device;
use descent::{
    data::{linspace, tensor},
    device::{self, Backend, Precision, to_host},
};

use crate::common::{assert_close_to_largest, numbers};
use crate::programs::drawn_short;
use serde_json::Value;

// The lesson's algorithm, as it stands.
#[path = "../../crates/lessons/src/bin/lesson8/bumps.rs"]
mod by_hand;

use by_hand::{Unit, bump, distance, network, of_curve, places, says, step};

fn cpu() -> Device {
    device::open(Backend::Flex, Precision::F64).unwrap()
}

fn at(units: &[Unit], x: &[f64]) -> Vec<f64> {
    let x = tensor(x, &cpu()).unsqueeze_dim(1);
    to_host(says(network(units, &cpu()), x)).unwrap()
}

fn lesson_8() -> &'static Value {
    &drawn_short(8).document()["results"]
}

/// What bumps side by side are, without units: as high as the curve around the
/// points, and straight between two tops.
fn flat_and_straight(y: fn(f64) -> f64, n: usize, part: f64, x: f64) -> f64 {
    let d = 2.0 / (n - 1) as f64;
    let place = (x + 1.0) / d;
    let left = place.floor().clamp(0.0, (n - 2) as f64);
    let [low, high] = [left, left + 1.0].map(|i| y(-1.0 + d * i));
    // From 0 at the left point to 1 at the right one; the ramp in the middle.
    let along = ((place - left - 0.5) / part + 0.5).clamp(0.0, 1.0);
    low + along * (high - low)
}

/// Two units make a step of this width and height exactly, but for what a
/// product and a difference of numbers below 100 round in float64.
#[test]
fn a_step_is_as_wide_and_as_high_as_asked() {
    for (x, width, height) in
        [(0.0, 0.5, 1.0), (0.3, 0.01, -2.5), (-0.7, 1.3, 4.0)]
    {
        let units = step(x, width, height);
        let (begin, end) = (x - width / 2.0, x + width / 2.0);
        // Before its bend a unit is 0, without any rounding.
        let before = [begin - 3.0, begin - 0.1, begin];
        assert_eq!(at(&units, &before), [0.0; 3]);
        let behind = [end, end + 1e-9, end + 0.1, end + 3.0];
        assert_close_to_largest(
            "behind",
            &at(&units, &behind),
            &[height; 4],
            1e-11,
        );
        let ramp = [0.25, 0.5, 0.9];
        let want = ramp.map(|part| part * height);
        let on = ramp.map(|part| begin + part * width);
        assert_close_to_largest("ramp", &at(&units, &on), &want, 1e-11);
    }
}

#[test]
fn a_bump_is_four_units_and_nothing_beside_it() {
    let units = bump([-0.5, 0.25], 0.1, 3.0);
    assert_eq!(units.len(), 4);
    assert_eq!(at(&units, &[-1.0, -0.55]), [0.0; 2]);
    assert_close_to_largest(
        "top",
        &at(&units, &[-0.45, 0.0, 0.2]),
        &[3.0; 3],
        1e-11,
    );
    for y in at(&units, &[0.3, 1.0, 9.0]) {
        assert!(y.abs() < 1e-11, "behind: {y}");
    }
}

/// The lesson's curves and others: y, the largest slope and the largest second
/// derivative on −1 ≤ x ≤ 1. A kink has none of the second.
type Known = (fn(f64) -> f64, f64, Option<f64>);
const CURVES: [Known; 6] = [
    (|x| x * x, 2.0, Some(2.0)),
    (|x| (TAU * x).sin(), TAU, Some(TAU * TAU)),
    (f64::abs, 1.0, None),
    (|x| 3.0 * x - 1.0, 3.0, Some(0.0)),
    (f64::exp, std::f64::consts::E, Some(std::f64::consts::E)),
    (|x| (x - 0.37).abs() - (5.0 * x).cos(), 6.0, None),
];

fn largest_error(y: fn(f64) -> f64, n: usize, part: f64) -> f64 {
    // Sixteen places for each bump: tops, their edges and the ramps' middles
    // are among them.
    let x = linspace(-1.0, 1.0, 16 * (n - 1) + 1);
    let got = at(&of_curve(y, n, part), &x);
    let apart = x.iter().zip(got).map(|(x, got)| (got - y(*x)).abs());
    apart.fold(0.0, f64::max)
}

#[test]
fn the_error_of_bumps_keeps_below_its_bound() {
    for (i, (y, steepest, bent)) in CURVES.into_iter().enumerate() {
        for n in [2, 3, 4, 5, 16, 33, 64] {
            let d = distance(n);
            assert!((d * (n - 1) as f64 - 2.0).abs() < 1e-15);
            // The steepest units reach some 1e5 and are subtracted from one
            // another, in float64.
            let room = 1e-8;
            for part in [1e-3, 0.1, 0.25, 0.5, 1.0] {
                let error = largest_error(y, n, part);
                let bound = steepest * d / 2.0;
                assert!(error <= bound + room, "curve {i}, {n}, {part}");
            }
            if let Some(bent) = bent {
                let error = largest_error(y, n, 1.0);
                let bound = bent * d * d / 8.0;
                assert!(error <= bound + room, "curve {i}, {n}: {error}");
            }
        }
    }
}

/// No smaller bound would do: |x| has its kink between two bumps of an even
/// number, a line is steep everywhere, and x² is bent everywhere alike.
#[test]
fn the_bounds_are_met() {
    for n in [2, 4, 16, 64] {
        let d = distance(n);
        for part in [0.25, 1.0] {
            let kink = largest_error(f64::abs, n, part);
            assert!((kink - d / 2.0).abs() < 1e-11, "{n}: {kink}");
        }
        let parabola = largest_error(|x| x * x, n, 1.0);
        assert!((parabola - d * d / 4.0).abs() < 1e-11, "{n}: {parabola}");
        // The edges of its tops are what is farthest off.
        let line = largest_error(|x| 3.0 * x - 1.0, n, 0.25);
        assert!((line - 3.0 * 0.75 * d / 2.0).abs() < 1e-11, "{n}: {line}");
    }
    // A jump has no bound: one half, however many bumps.
    let jump = |x: f64| f64::from(x >= 0.0);
    for n in [4, 16, 64] {
        assert!((largest_error(jump, n, 0.25) - 0.5).abs() < 1e-11);
    }
}

#[test]
fn bumps_are_flat_tops_and_straight_ramps() {
    for (y, _, _) in CURVES {
        for (n, part) in [(2, 0.5), (7, 0.25), (16, 1.0), (64, 0.25)] {
            let x = linspace(-1.0, 1.0, 501);
            let want: Vec<f64> = x
                .iter()
                .map(|x| flat_and_straight(y, n, part, *x))
                .collect();
            let units = of_curve(y, n, part);
            assert_eq!(units.len(), 4 * n);
            assert_close_to_largest("bumps", &at(&units, &x), &want, 1e-10);
        }
    }
}

/// The step down of a bump and the step up of the next lie on one another. If
/// they are as wide as bumps, each begins where another ends, too.
#[test]
fn joined_steps_bend_at_few_places() {
    for n in [2, 3, 16, 100] {
        assert_eq!(places(&of_curve(f64::sin, n, 1.0)), n + 2);
        assert_eq!(places(&of_curve(f64::sin, n, 0.25)), 2 * (n + 1));
    }
}

#[test]
fn the_lesson_tells_what_its_bumps_do() {
    let step = numbers(lesson_8(), "by_hand.two_units");
    assert_close_to_largest("step", &step, &[0.0, 0.0, 0.5, 1.0, 1.0], 1e-12);
    let names = ["quadratic", "sine", "absolute"];
    for (name, (y, steepest, bent)) in names.into_iter().zip(CURVES) {
        for n in [4, 16, 64] {
            let of = |kind: &str| {
                let key = format!("by_hand.{name}.{n}.{kind}");
                numbers(lesson_8(), &key)
            };
            let d = 2.0 / (n - 1) as f64;
            let mut bounds = vec![steepest * d / 2.0];
            bounds.extend(bent.map(|bent| bent * d * d / 8.0));
            assert_close_to_largest("bounds", &of("bounds"), &bounds, 1e-15);
            let errors = [0.25, 1.0].map(|part| {
                let x = linspace(-1.0, 1.0, 16 * (n - 1) + 1);
                let apart = x
                    .iter()
                    .map(|x| (flat_and_straight(y, n, part, *x) - y(*x)).abs());
                apart.fold(0.0, f64::max)
            });
            assert_close_to_largest(name, &of("errors"), &errors, 1e-10);
        }
    }
    for n in [4, 16, 64] {
        let errors = numbers(lesson_8(), &format!("by_hand.step.{n}.errors"));
        assert_close_to_largest("jump", &errors, &[0.5, 0.5], 1e-10);
    }
    assert_eq!(numbers(lesson_8(), "by_hand.places"), [18.0]);
    let sine = CURVES[1].0;
    let x = linspace(-1.0, 1.0, 100);
    let squares = x
        .iter()
        .map(|x| (flat_and_straight(sine, 16, 1.0, *x) - sine(*x)).powi(2));
    let rmse = (squares.sum::<f64>() / 100.0).sqrt();
    assert_close_to_largest(
        "rmse",
        &numbers(lesson_8(), "by_hand.rmse"),
        &[rmse],
        1e-10,
    );
}
