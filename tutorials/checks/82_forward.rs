//! The check of the exercise of this name.

#[path = "../exercises/82_forward.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{self, Verdict, near};

const X: [[f64; 2]; 3] = [[1.0, 2.0], [-1.0, 0.5], [0.0, -2.0]];
const W1: [[f64; 3]; 2] = [[1.0, -1.0, 0.5], [0.5, 2.0, -1.0]];
const B1: [f64; 3] = [0.25, -0.5, 1.0];
const W2: [[f64; 2]; 3] = [[1.0, -2.0], [0.5, 1.0], [-1.0, 3.0]];
const B2: [f64; 2] = [-4.0, 0.1];

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let flat = |values: &[f64], shape: [usize; 2]| {
        tensor(values, &device).reshape(shape)
    };
    let yours = exercise::forward(
        flat(&X.concat(), [3, 2]),
        (flat(&W1.concat(), [2, 3]), flat(&B1, [1, 3])),
        (flat(&W2.concat(), [3, 2]), flat(&B2, [1, 2])),
    );
    let relu = |z: f64| z.max(0.0);
    let same = |z: f64| z;
    near(
        "the outputs for three rows",
        &to_host(yours)?,
        &network(1.0, relu, 0.0, same),
        &[
            ("no_relu", &network(1.0, same, 0.0, same)),
            ("no_bias", &network(0.0, relu, 0.0, same)),
            ("bias_after", &network(0.0, relu, 1.0, same)),
            ("relu_last", &network(1.0, relu, 0.0, relu)),
        ],
    )?;
    Ok(
        "The same four tensors that burn's module holds. That is all there \
        is to a hidden layer."
            .into(),
    )
}

/// The network on the host; the first bias before or after `hidden`.
fn network(
    before: f64,
    hidden: fn(f64) -> f64,
    after: f64,
    last: fn(f64) -> f64,
) -> Vec<f64> {
    let mut outputs = Vec::new();
    for x in X {
        let units = [0, 1, 2].map(|j| {
            let z = x[0] * W1[0][j] + x[1] * W1[1][j];
            hidden(z + before * B1[j]) + after * B1[j]
        });
        outputs.extend([0, 1].map(|k| {
            let sum: f64 = (0..3).map(|j| units[j] * W2[j][k]).sum();
            last(sum + B2[k])
        }));
    }
    outputs
}
