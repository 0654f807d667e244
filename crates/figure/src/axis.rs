//! Axes: the values they show, and their ticks.

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
        range: Option<(f64, f64)>,
        log: bool,
    ) -> Self {
        let scale = |value| scaled(value, log);
        let fixed = range
            .and_then(|(low, high)| Some((scale(low)?, scale(high)?)))
            .filter(|(low, high)| low < high);
        let (low, high) = fixed.unwrap_or_else(|| {
            let (low, high) = values
                .filter_map(scale)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                    (low.min(v), high.max(v))
                });
            with_margin(low, high, log)
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
            value if plain(value) => short_number(value),
            value => scientific(value, 1),
        }
    }

    /// About `count` round values with their labels.
    pub fn ticks(&self, count: f64) -> Vec<(f64, String)> {
        let span = self.high - self.low;
        if self.log && span >= 1.5 {
            let step = (span / count).ceil();
            let powers = multiples(self.low, self.high, step);
            let plain = powers.iter().all(|p| (-4.0..=4.0).contains(p));
            return powers
                .into_iter()
                .map(|p| (10f64.powf(p), power_label(p as i32, plain)))
                .collect();
        }
        let (low, high) = if self.log {
            (10f64.powf(self.low), 10f64.powf(self.high))
        } else {
            (self.low, self.high)
        };
        let step = round_step((high - low) / count);
        let largest = low.abs().max(high.abs());
        multiples(low, high, step)
            .into_iter()
            .map(|value| (value, tick_label(value, step, largest)))
            .collect()
    }
}

/// The value as the axis counts it, if the axis can show it.
fn scaled(value: f64, log: bool) -> Option<f64> {
    let value = if log { value.log10() } else { value };
    (value.abs() < 1e150).then_some(value)
}

/// The range of the data and 5 % more; something sensible for flat data.
fn with_margin(low: f64, high: f64, log: bool) -> (f64, f64) {
    if low > high {
        return (0.0, 1.0);
    }
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
    if (1e-3..1e6).contains(&largest) {
        let decimals = (-last_place).max(0.0) as usize;
        return signed(format!("{value:.decimals$}"));
    }
    let first_place = value.abs().log10().floor();
    let decimals = (first_place - last_place).clamp(0.0, 15.0) as usize;
    // Many digits are shorter without a power of ten.
    if decimals > 4 && largest < 1e15 {
        let decimals = (-last_place).max(0.0) as usize;
        return signed(format!("{value:.decimals$}"));
    }
    scientific(value, decimals)
}

fn power_label(power: i32, plain: bool) -> String {
    if plain {
        let decimals = (-power).max(0) as usize;
        return format!("{:.decimals$}", 10f64.powi(power));
    }
    format!("10{}", superscript(power))
}

fn superscript(power: i32) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |d| digits[d as usize]);
    power.to_string().chars().map(raised).collect()
}

/// Whether a number needs no power of ten.
fn plain(value: f64) -> bool {
    value == 0.0 || (1e-3..1e6).contains(&value.abs())
}

/// A number with about three digits: 0.042, 1.5, 230, 4.2·10⁶.
pub(crate) fn short_number(value: f64) -> String {
    if !plain(value) {
        return scientific(value, 2);
    }
    let power = value.abs().max(1e-3).log10().floor();
    let decimals = (2.0 - power).max(0.0) as usize;
    signed(trimmed(&format!("{value:.decimals$}")))
}

/// A number as a few digits times a power of ten.
fn scientific(value: f64, decimals: usize) -> String {
    let number = format!("{value:.decimals$e}");
    match number.split_once('e') {
        Some((_, power)) if value == 0.0 || power == "0" => {
            signed(trimmed(&format!("{value:.decimals$}")))
        }
        Some((digits, power)) => {
            let power = power.parse().map_or(String::new(), superscript);
            signed(format!("{}·10{power}", trimmed(digits)))
        }
        None => number,
    }
}

/// The number without zeros at its end.
fn trimmed(number: &str) -> String {
    if !number.contains('.') {
        return number.into();
    }
    number.trim_end_matches('0').trim_end_matches('.').into()
}

/// The number with a true minus sign, and none before zero.
fn signed(number: String) -> String {
    match number.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => {
            rest.into()
        }
        Some(rest) => format!("−{rest}"),
        None => number,
    }
}
