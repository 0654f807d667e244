//! Numbers as labels.

use crate::number::*;

/// The number that a label stands for.
fn value(label: &str) -> f64 {
    let plain: String = label
        .chars()
        .map(|c| {
            match "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c)
            {
                Some(0) | None => c,
                Some(digit) => char::from_digit(digit as u32 - 1, 10).unwrap(),
            }
        })
        .collect();
    let plain = plain.replace("·10", "e").replace(['−', '⁻'], "-");
    plain.parse().unwrap_or_else(|_| panic!("{label:?}"))
}

#[test]
fn labels_are_short_and_near() {
    for power in -300..=300 {
        for digits in [1.0, 1.2345, 9.994, 9.996, -5.5, -7.0] {
            let number = digits * 10f64.powi(power);
            let label = short(number);
            // Three digits: half a unit of the third, of 100 at least.
            let near = (value(&label) - number).abs() <= 5.1e-3 * number.abs();
            assert!(near, "{number:e} as {label}");
            // −1.23·10⁻¹²³, or −0.00123.
            assert!(label.chars().count() <= 12, "{label}");
            let more = value(&scientific(number, 9));
            assert!((more - number).abs() <= 1e-9 * number.abs(), "{label}");
        }
    }
}

#[test]
fn labels_read_as_people_write() {
    for (number, label) in [
        (0.0, "0"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (-1.0, "−1"),
        (38.94, "38.9"),
        (999_999.0, "999999"),
        (1e6, "1·10⁶"),
        (-4.2e-5, "−4.2·10⁻⁵"),
        (f64::NAN, "NaN"),
    ] {
        assert_eq!(short(number), label);
    }
    assert_eq!(scientific(3.0, 2), "3");
    assert_eq!(scientific(0.0, 2), "0");
    assert_eq!(superscript(0), "⁰");
    assert_eq!(superscript(-1_234_567_890), "⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
}

#[test]
fn a_range_holds_what_is_finite() {
    let none: [f64; 0] = [];
    assert_eq!(range(none), None);
    assert_eq!(range([f64::NAN, f64::INFINITY, 1e150, -1e200]), None);
    assert_eq!(
        range([f64::NAN, 2.0, -3.0, f64::NEG_INFINITY]),
        Some((-3.0, 2.0))
    );
    assert_eq!(range(vec![7.0]), Some((7.0, 7.0)));
}
