//! The check of the exercise of this name.

#[path = "../exercises/82_forward.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let data = Data {
        x: vec![vec![1.0, 2.0], vec![-1.0, 0.5], vec![0.0, -2.0]],
        w1: vec![vec![1.0, -1.0, 0.5], vec![0.5, 2.0, -1.0]],
        b1: vec![0.25, -0.5, 1.0],
        w2: vec![vec![1.0, -2.0], vec![0.5, 1.0], vec![-1.0, 3.0]],
        b2: vec![-4.0, 0.1],
    };
    compare(&data)?;
    // And of other sizes, drawn anew.
    let size = |i: u32| 1 + ((fresh_seed() >> i) % 4) as usize;
    let (n, inputs, hidden, outputs) =
        (3 + size(0), size(2), 3 + size(4), size(6));
    let table = |rows: usize, columns: usize| -> Vec<Vec<f64>> {
        (0..rows)
            .map(|_| fresh_numbers(columns, -2.0..2.0))
            .collect()
    };
    compare(&Data {
        x: table(n, inputs),
        w1: table(inputs, hidden),
        b1: fresh_numbers(hidden, -2.0..2.0),
        w2: table(hidden, outputs),
        b2: fresh_numbers(outputs, -2.0..2.0),
    })?;
    Ok(
        "The same four tensors that burn's module holds. That is all there \
        is to a hidden layer."
            .into(),
    )
}

/// Some rows, and the numbers of a network.
struct Data {
    x: Vec<Vec<f64>>,
    w1: Vec<Vec<f64>>,
    b1: Vec<f64>,
    w2: Vec<Vec<f64>>,
    b2: Vec<f64>,
}

fn compare(data: &Data) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let table = |rows: &[Vec<f64>]| {
        tensor(&rows.concat(), &device).reshape([rows.len(), rows[0].len()])
    };
    let row = |values: &[f64]| table(&[values.to_vec()]);
    let yours = exercise::forward(
        table(&data.x),
        (table(&data.w1), row(&data.b1)),
        (table(&data.w2), row(&data.b2)),
    );
    let shape = [data.x.len(), data.b2.len()];
    if yours.dims() != shape {
        return Err(Failure::unknown(format!(
            "For {} rows and {} outputs the shape is {:?}; it should be \
             {shape:?}.",
            shape[0],
            shape[1],
            yours.dims()
        )));
    }
    let relu = |z: f64| z.max(0.0);
    let same = |z: f64| z;
    near(
        &format!("the outputs for {} rows", shape[0]),
        &to_host(yours)?,
        &network(data, 1.0, relu, 0.0, same),
        &[
            ("no_relu", &network(data, 1.0, same, 0.0, same)),
            ("no_bias", &network(data, 0.0, relu, 0.0, same)),
            ("bias_after", &network(data, 0.0, relu, 1.0, same)),
            ("relu_last", &network(data, 1.0, relu, 0.0, relu)),
        ],
    )
}

/// The network on the host; the first bias before or after `hidden`.
fn network(
    data: &Data,
    before: f64,
    hidden: fn(f64) -> f64,
    after: f64,
    last: fn(f64) -> f64,
) -> Vec<f64> {
    let sum = |inputs: &[f64], w: &[Vec<f64>], j: usize| -> f64 {
        inputs.iter().zip(w).map(|(x, w)| x * w[j]).sum()
    };
    let mut outputs = Vec::new();
    for x in &data.x {
        let unit = |(j, b): (usize, &f64)| {
            hidden(sum(x, &data.w1, j) + before * b) + after * b
        };
        let units: Vec<f64> = data.b1.iter().enumerate().map(unit).collect();
        let output = |(k, b)| last(sum(&units, &data.w2, k) + b);
        outputs.extend(data.b2.iter().enumerate().map(output));
    }
    outputs
}
