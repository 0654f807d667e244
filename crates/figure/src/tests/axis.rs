//! Ticks of logarithmic axes.

use crate::axis::Axis;

fn ticks(low: f64, high: f64, log: bool) -> Vec<(f64, String)> {
    Axis::new(std::iter::empty(), Some((low, high)), log).ticks(8.0)
}

fn labels(low: f64, high: f64, log: bool) -> Vec<String> {
    ticks(low, high, log)
        .into_iter()
        .map(|tick| tick.1)
        .collect()
}

/// A power of ten at the end of an axis has its tick, and a short axis has
/// ticks too.
#[test]
fn logarithmic_axes_have_ticks_at_their_ends() {
    assert_eq!(labels(1e-3, 1.0, true), ["0.001", "0.01", "0.1", "1"]);
    assert_eq!(labels(1e-6, 1e6, true)[0], "10⁻⁶");
    assert_eq!(
        labels(2.0, 9.0, true),
        ["2", "3", "4", "5", "6", "7", "8", "9"]
    );
    let ends = ticks(1e-3, 1.0, true);
    assert_eq!((ends[0].0, ends[3].0), (0.0, 1.0));
}

/// However small or large an axis is, it has ticks, all of them on it and in
/// order. A step is as long as an eighth of the axis, or up to 2.5 times that.
#[test]
fn axes_of_every_size_have_ticks() {
    for power in (-140..=140).step_by(7) {
        for (low, high) in [(0.0, 1.0), (-0.3, 0.3), (1.3, 9.1), (-7.0, -1.0)] {
            let size = 10f64.powi(power);
            let ticks = ticks(low * size, high * size, false);
            assert!((4..=9).contains(&ticks.len()), "{ticks:?}");
            assert!(ticks.is_sorted_by(|a, b| a.0 < b.0), "{ticks:?}");
            let ends = -1e-6..=1.0 + 1e-6;
            assert!(ticks.iter().all(|tick| ends.contains(&tick.0)));
        }
    }
}
