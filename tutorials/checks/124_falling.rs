//! The check of the exercise of this name.

#[path = "../exercises/124_falling.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::{BIAS, FILTER};
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What an image shows: its name, and the pixels (row, column) of ink.
struct Shown {
    name: &'static str,
    ink: Vec<(i32, i32)>,
}

fn check() -> Verdict {
    let numbers = FILTER.iter().flatten().chain([&BIAS]);
    if let Some(bad) = numbers.clone().find(|value| !value.is_finite()) {
        return Err(Failure::told(format!(
            "{bad} is no weight: all ten must be finite numbers."
        )));
    }
    if numbers.clone().all(|value| *value == 0.0) {
        return Err(Failure::told(
            "All weights are 0 still: choose what the filter asks for.",
        ));
    }
    let all = images();
    let falls = |shown: &&Shown| shown.name == FALLING;
    let miss = |ink: f64| {
        let mut falling = all.iter().filter(falls);
        falling.find(move |shown| largest(shown, ink) <= 0.0)
    };
    let wrong = |name: &'static str| {
        let mut named = all.iter().filter(move |shown| shown.name == name);
        named.find(|shown| [0.5, 1.0].iter().any(|i| largest(shown, *i) > 0.0))
    };
    let [rising, square] = ["a rising line", "a filled square"].map(wrong);
    let others = ["a lying line", "a standing line"].map(wrong);
    let seen = |shown: &Shown, ink: f64| {
        format!(
            "{} of ink {ink}, at {:?} and on: the largest number of the map is \
             {}.",
            shown.name,
            shown.ink[0],
            number(largest(shown, ink))
        )
    };
    let shows = |shown: &Shown| {
        let dark = largest(shown, 1.0) > 0.0;
        seen(shown, if dark { 1.0 } else { 0.5 })
    };
    if let Some(shown) = miss(1.0) {
        let told = seen(shown, 1.0);
        return Err(match rising {
            Some(_) => Failure::known("turned", told),
            None => Failure::unknown(told),
        });
    }
    if let Some(shown) = miss(0.5) {
        return Err(Failure::known("pale", seen(shown, 0.5)));
    }
    if let Some(shown) = others.iter().flatten().next().or(rising.as_ref()) {
        return Err(Failure::known("any", shows(shown)));
    }
    if let Some(shown) = square {
        return Err(Failure::known("blot", shows(shown)));
    }
    Ok(format!(
        "Right for all {} images, wherever the thing stands, with ten numbers. \
         A layer that joins each pixel with each would have to learn every \
         place by itself.",
        2 * all.len()
    ))
}

const FALLING: &str = "a falling line";

/// Every thing at every place.
fn images() -> Vec<Shown> {
    let mut all = Vec::new();
    let inside = |(i, j): &(i32, i32)| (0..8).contains(i) && (0..8).contains(j);
    let mut add = |name, ink: Vec<(i32, i32)>| {
        if ink.iter().all(inside) {
            all.push(Shown { name, ink });
        }
    };
    for (i, j) in (0..64).map(|at| (at / 8, at % 8)) {
        for (name, down, right) in [
            ("a lying line", 0, 1),
            ("a standing line", 1, 0),
            (FALLING, 1, 1),
            ("a rising line", -1, 1),
        ] {
            for length in 4..=8 {
                let step = |k: i32| (i + down * k, j + right * k);
                add(name, (0..length).map(step).collect());
            }
        }
        for side in 3..=6 {
            let pixel = |k: i32| (i + k / side, j + k % side);
            add("a filled square", (0..side * side).map(pixel).collect());
        }
    }
    all
}

/// The largest number of the map.
fn largest(shown: &Shown, ink: f64) -> f64 {
    let z = |(i, j): (i32, i32)| {
        let mut sum = BIAS;
        for (u, row) in (-1..).zip(&FILTER) {
            for (v, weight) in (-1..).zip(row) {
                if shown.ink.contains(&(i + u, j + v)) {
                    sum += weight * ink;
                }
            }
        }
        sum
    };
    let places = (0..64).map(|at| (at / 8, at % 8));
    places.map(z).fold(f64::NEG_INFINITY, f64::max)
}
