//! Numbers, functions, types, and values that may be missing.

use std::num::ParseFloatError;

pub fn numbers() {
    // ANCHOR: numbers
    let errors = [3.0, -1.0, -2.0];
    let n = errors.len();
    let mut sum = 0.0;
    for error in errors {
        sum += error * error;
    }
    let mse = sum / n as f64;
    println!("{n} errors: the MSE is {mse}, or {mse:.4}");
    // ANCHOR_END: numbers
}

pub fn float() {
    // ANCHOR: float
    let x: f64 = 0.5;
    println!("{:.4} {:.4}", x.sin(), 0.5_f64.sin());
    // ANCHOR_END: float
}

// ANCHOR: function
const TARGET: f64 = 0.1;

fn has_arrived(loss: f64) -> bool {
    loss < TARGET
}
// ANCHOR_END: function

pub fn functions() {
    // ANCHOR: call
    println!("{} {}", has_arrived(0.5), has_arrived(0.05));
    // ANCHOR_END: call
}

#[expect(dead_code, reason = "it stands here to be read")]
// ANCHOR: todo
fn slope_of_square(_w: f64) -> f64 {
    todo!("the derivative of w² by w")
}
// ANCHOR_END: todo

// ANCHOR: slope
fn slope(f: impl Fn(f64) -> f64, w: f64) -> f64 {
    let h = 1e-6;
    (f(w + h) - f(w - h)) / (2.0 * h)
}
// ANCHOR_END: slope

pub fn closures() {
    // ANCHOR: closure
    let target = 3.0;
    let loss = |w: f64| (w - target).powi(2);
    println!("loss {}, slope {:.4}", loss(5.0), slope(loss, 5.0));
    // ANCHOR_END: closure
}

// ANCHOR: struct
struct Line {
    a: f64,
    b: f64,
}

impl Line {
    fn at(&self, x: f64) -> f64 {
        self.a * x + self.b
    }
}
// ANCHOR_END: struct

pub fn types() {
    // ANCHOR: line
    let line = Line { a: 3.0, b: 8.0 };
    println!("{}", line.at(0.5));
    // ANCHOR_END: line
}

// ANCHOR: option
/// By how much the second loss differs from the first.
fn first_change(losses: &[f64]) -> Option<f64> {
    let first = losses.first()?;
    let second = losses.get(1)?;
    Some(second - first)
}
// ANCHOR_END: option

pub fn options() {
    // ANCHOR: some
    let change = first_change(&[9.0, 4.0]);
    println!("{change:?} {:?}", first_change(&[9.0]));
    match change {
        Some(change) if change < 0.0 => println!("the loss falls"),
        Some(_) => println!("the loss does not fall"),
        None => println!("there are not two losses"),
    }
    println!("{}", change.map_or(0.0, |change| change / 2.0));
    // ANCHOR_END: some
}

// ANCHOR: result
fn half(text: &str) -> Result<f64, ParseFloatError> {
    let number: f64 = text.parse()?;
    Ok(number / 2.0)
}
// ANCHOR_END: result

pub fn results() {
    // ANCHOR: ok
    println!("{:?}", half("3"));
    println!("{:?}", half("three"));
    // ANCHOR_END: ok
}
