//! What every test program here shares: the oracles and the comparison.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::{
    sync::{LazyLock, Mutex},
    thread,
};

use serde_json::Value;

/// What the source notebooks print, and NumPy's float64 for the same steps.
pub static SOURCES: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/sources.json")));

/// PyTorch's runs on `torch_line.csv` in float64.
pub static TORCH_F64: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/torch_line_float64.json")));

/// PyTorch's runs on `torch_line.csv` in float32.
pub static TORCH_F32: LazyLock<Value> =
    LazyLock::new(|| parse(include_str!("../oracles/torch_line_float32.json")));

/// The 30 points as the line-fit notebook prints them: x, y.
pub fn printed_line() -> [Vec<f64>; 2] {
    columns(include_str!("../oracles/fastai_line.csv"))
}

/// The 100 points that PyTorch drew: x, y.
pub fn torch_line() -> [Vec<f64>; 2] {
    columns(include_str!("../oracles/torch_line.csv"))
}

/// One document of JSON, and nothing besides.
pub fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Deals with the items two at a time, in their order: for runs that keep one
/// core busy each.
pub fn two_at_a_time<T>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    deal: impl Fn(T) + Sync,
) {
    let items = Mutex::new(items.into_iter());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = items.lock().unwrap().next();
                    let Some(item) = next else { break };
                    deal(item);
                }
            });
        }
    });
}

fn columns(csv: &str) -> [Vec<f64>; 2] {
    let number = |text: &str| text.parse::<f64>().expect(text);
    let rows = csv.lines().skip(1);
    let cells = rows.map(|row| row.split_once(',').expect(row));
    let (x, y) = cells.map(|(x, y)| (number(x), number(y))).unzip();
    [x, y]
}

/// The value at a path of keys with dots between.
pub fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(value, |value, key| {
        value
            .get(key)
            .unwrap_or_else(|| panic!("no `{key}` of `{path}`"))
    })
}

/// All numbers at a path, lists and objects in lists flattened.
pub fn numbers(value: &Value, path: &str) -> Vec<f64> {
    fn gather(value: &Value, path: &str, numbers: &mut Vec<f64>) {
        match value {
            Value::Array(list) => {
                list.iter().for_each(|v| gather(v, path, numbers))
            }
            Value::Object(map) => {
                map.values().for_each(|v| gather(v, path, numbers))
            }
            _ => numbers.push(value.as_f64().unwrap_or_else(|| {
                panic!("`{path}` holds {value}, which is no number")
            })),
        }
    }
    let mut found = Vec::new();
    gather(at(value, path), path, &mut found);
    found
}

/// The paths of all nulls in a document. JSON has no NaN and no infinity: they
/// become null.
pub fn nulls(value: &Value) -> Vec<String> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Null => return vec![String::new()],
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(list) => {
            let indexed = list.iter().enumerate();
            indexed.map(|(i, value)| (i.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let paths = inside.into_iter().flat_map(|(key, value)| {
        let below = nulls(value).into_iter();
        below.map(move |path| format!(".{key}{path}"))
    });
    paths.collect()
}

/// The losses of a PyTorch run, which are kept as pairs of step and loss.
pub fn torch_losses(torch: &Value, run: &str) -> Vec<f64> {
    let pairs = torch[run]["losses"].as_array().expect(run);
    pairs.iter().map(|pair| pair[1].as_f64().unwrap()).collect()
}

/// PyTorch names (w0, w1) what a line calls (b, a): its parameters as (a, b).
pub fn swapped(w: &[f64]) -> [f64; 2] {
    let [b, a] = w else {
        panic!("{w:?} is no line")
    };
    [*a, *b]
}

/// Each number is the expected one but for `tolerance` times it.
pub fn assert_close(what: &str, got: &[f64], want: &[f64], tolerance: f64) {
    assert_eq!(got.len(), want.len(), "{what}: how many");
    for (i, (got, want)) in got.iter().zip(want).enumerate() {
        // Written so that NaN fails.
        let close = (got - want).abs() <= tolerance * want.abs();
        assert!(close, "{what}[{i}]: {got}, expected {want} ± {tolerance:e}");
    }
}

/// Each number is the expected one but for `tolerance` times the largest of
/// the list: right where a number near zero is a difference of large ones.
pub fn assert_close_to_largest(
    what: &str,
    got: &[f64],
    want: &[f64],
    tolerance: f64,
) {
    assert_eq!(got.len(), want.len(), "{what}: how many");
    let largest = want.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    for (i, (got, want)) in got.iter().zip(want).enumerate() {
        let close = (got - want).abs() <= tolerance * largest;
        assert!(
            close,
            "{what}[{i}]: {got}, expected {want} ± {tolerance:e} × {largest}"
        );
    }
}

/// The mean squared error of the line a x + b on the host, by its definition.
pub fn mse([a, b]: [f64; 2], x: &[f64], y: &[f64]) -> f64 {
    let errors = x.iter().zip(y).map(|(x, y)| a * x + b - y);
    errors.map(|e| e * e).sum::<f64>() / x.len() as f64
}

/// The gradient (∂a, ∂b) of [`mse`] on the host, by its definition.
pub fn mse_gradient([a, b]: [f64; 2], x: &[f64], y: &[f64]) -> [f64; 2] {
    let n = x.len() as f64;
    let mut gradient = [0.0; 2];
    for (x, y) in x.iter().zip(y) {
        let e = a * x + b - y;
        gradient[0] += 2.0 * e * x / n;
        gradient[1] += 2.0 * e / n;
    }
    gradient
}

/// A text without its numbers and with single spaces, and the numbers.
pub fn take_apart(text: &str) -> (String, Vec<f64>) {
    let (mut words, mut numbers) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        words += before.trim_end_matches(['-', '−']);
        let negative = before.ends_with(['-', '−']);
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let mut end = number.find(|c| !digits(c)).unwrap_or(number.len());
        // An exponent: e, perhaps a sign, digits.
        if let Some(power) = number[end..].strip_prefix('e') {
            let sign = usize::from(power.starts_with(['-', '+']));
            let length = power[sign..].bytes();
            let length = length.take_while(u8::is_ascii_digit).count();
            end += if length > 0 { 1 + sign + length } else { 0 };
        }
        let value: f64 = number[..end].trim_end_matches('.').parse().unwrap();
        numbers.push(if negative { -value } else { value });
        words.push('#');
        rest = &number[end..];
    }
    words += rest;
    let words: Vec<&str> = words.split_whitespace().collect();
    (words.join(" "), numbers)
}

/// Whether a line of a story is words: no part of a chart, which is drawn from
/// numbers with the marks o and x, and not the largest of several differences
/// that are all rounding.
pub fn is_words(line: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() && c != 'o' && c != 'x';
    let worst = ["in ", "most in "];
    let worst = worst.iter().any(|w| line.trim_start().starts_with(w));
    !worst && line.contains(letter)
}
