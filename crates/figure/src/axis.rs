//! Axes: the values they show, and their ticks.

use crate::number::*;

/// The values that one axis shows. Logarithmic axes keep powers of ten.
#[derive(Clone, PartialEq)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    log: bool,
}

impl Axis {
    /// An axis over the given range, or over all values and a small margin.
    pub fn new(
        values: impl Iterator<Item = f64>,
        fixed: Option<(f64, f64)>,
        log: bool,
    ) -> Self {
        let scale = |value| scaled(value, log);
        let fixed = fixed
            .and_then(|(low, high)| Some((scale(low)?, scale(high)?)))
            .filter(|(low, high)| low < high);
        let (low, high) =
            fixed.unwrap_or_else(|| match range(values.filter_map(scale)) {
                Some((low, high)) => with_margin(low, high, log),
                None => (0.0, 1.0),
            });
        Self { low, high, log }
    }

    /// Where a value lies: 0 at the low end, 1 at the high end.
    pub fn fraction(&self, value: f64) -> Option<f64> {
        let value = scaled(value, self.log)?;
        Some((value - self.low) / (self.high - self.low))
    }

    /// The ends of the axis: values, or powers of ten if it is logarithmic.
    pub fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The label of a place between the [`ends`](Self::ends).
    pub fn label(&self, place: f64) -> String {
        let size = self.low.abs().max(self.high.abs());
        let span = self.high - self.low;
        if !self.log && span < 1e-2 * size {
            return tick_label(place, span / 10.0, size);
        }
        // Powers of ten with a digit less: the terminal has nine columns.
        match if self.log { 10f64.powf(place) } else { place } {
            value if is_plain(value) => short(value),
            value => scientific(value, 1),
        }
    }

    /// About `count` round values: where each lies, as a
    /// [`fraction`](Self::fraction), and its label.
    pub fn ticks(&self, count: f64) -> Vec<(f64, String)> {
        let at = |value: f64, label| Some((self.fraction(value)?, label));
        let span = self.high - self.low;
        if self.log && span >= 1.5 {
            let powers = multiples(self.low, self.high, (span / count).ceil());
            let plain = powers.iter().all(|p| (-4.0..=4.0).contains(p));
            let tick = |p| at(10f64.powf(p), power_label(p as i32, plain));
            return powers.into_iter().filter_map(tick).collect();
        }
        let (low, high) = if self.log {
            (10f64.powf(self.low), 10f64.powf(self.high))
        } else {
            (self.low, self.high)
        };
        let step = round_step((high - low) / count);
        let largest = low.abs().max(high.abs());
        let tick = |value| at(value, tick_label(value, step, largest));
        let values = multiples(low, high, step).into_iter();
        values.filter_map(tick).collect()
    }
}

/// The value as the axis counts it, if the axis can show it.
fn scaled(value: f64, log: bool) -> Option<f64> {
    let value = if log { value.log10() } else { value };
    finite(value).then_some(value)
}

/// The range of the data and 5 % more; something sensible for flat data.
fn with_margin(low: f64, high: f64, log: bool) -> (f64, f64) {
    let span = high - low;
    let size = low.abs().max(high.abs());
    let margin = if span > 1e-12 * size {
        0.05 * span
    } else if size > 1e-100 {
        0.5 * size
    } else {
        1.0
    };
    // Counts and losses do not go below zero: neither does their axis.
    let below = if low >= 0.0 && !log {
        (low - margin).max(0.0)
    } else {
        low - margin
    };
    (below, high + margin)
}

/// The smallest of 1, 2, 5, 10, 20, 50, … (or 0.5, 0.2, …) from `least` on.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step >= least * 0.999)
        .unwrap_or(10.0 * power)
}

/// The multiples of `step` between `low` and `high`.
fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let slack = 1e-9 * (high - low) / step;
    let first = (low / step - slack).ceil();
    let count = ((high / step + slack).floor() - first).clamp(0.0, 50.0);
    (0..=count as usize)
        .map(|index| (first + index as f64) * step)
        .collect()
}

fn tick_label(value: f64, step: f64, largest: f64) -> String {
    let last_place = (step * 1.001).log10().floor();
    let first_place = value.abs().log10().floor();
    let digits = (first_place - last_place).clamp(0.0, 15.0) as usize;
    // Many digits are shorter without a power of ten.
    if (1e-3..1e6).contains(&largest) || digits > 4 && largest < 1e15 {
        return fixed(value, (-last_place).max(0.0) as usize);
    }
    scientific(value, digits)
}

fn power_label(power: i32, plain: bool) -> String {
    if plain {
        fixed(10f64.powi(power), (-power).max(0) as usize)
    } else {
        format!("10{}", superscript(power))
    }
}
