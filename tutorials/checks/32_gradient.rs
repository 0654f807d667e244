//! The check of the exercise of this name.

#[path = "../exercises/32_gradient.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Line,
};
use tutorials::check::{
    self, Failure, Verdict, among, fresh_points, fresh_seed, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    derivatives(&data::line(), [-1.0, 1.0])?;
    // And another place over points that nobody has seen before.
    let digit = |i: u32| ((fresh_seed() >> i) % 8) as f64;
    derivatives(&fresh_points(), [4.0 + digit(3), 10.5 + digit(9)])?;
    let one = |value: f64| tensor(&[value], &device);
    near(
        "3, updated with gradient 2 and lr 0.1",
        &[value(exercise::update(one(3.0), one(2.0), 0.1))?],
        &[2.8],
        &[("uphill", &[3.2]), ("no_lr", &[1.0])],
    )?;
    let step = exercise::update(one(-1.0), one(-4.0), 0.25);
    near(
        "−1, updated with gradient −4 and lr 0.25",
        &[value(step)?],
        &[0.0],
        &[],
    )?;
    let (param, slope) = (digit(5) + 1.5, digit(11) - 2.25);
    let step = exercise::update(one(param), one(slope), 0.125);
    near(
        &format!("{param}, updated with gradient {slope} and lr 0.125"),
        &[value(step)?],
        &[param - slope / 8.0],
        &[],
    )?;
    Ok(
        "Moving a and b a little and measuring the loss gives the same two \
        numbers as your formulas. The chain rule needs no measuring, and no \
        second look at the data for each parameter."
            .into(),
    )
}

fn derivatives(points: &Points, [a, b]: [f64; 2]) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let n = points.len() as f64;
    let one = |value: f64| tensor(&[value], &device);

    // The oracle does not derive: it moves a and b a little and looks.
    let mse =
        |w: Tensor<1>| loss::mse(Line::from(w).forward(x.clone()), y.clone());
    let w = tensor(&[a, b], &device);
    let measured = to_host(gradient::by_differences(&w, mse)?)?;
    let yours = exercise::gradient([one(a), one(b)], x.clone(), y.clone());
    let [by_a, by_b] = yours.map(to_host);
    let (by_a, by_b) = (by_a?, by_b?);
    let both = [&by_b[..], &by_a].concat();
    if near("", &both, &measured, &[]).is_ok() {
        return Err(Failure::told(
            "The two derivatives are exchanged: the first of the answers is \
             that by a, the second that by b.",
        ));
    }
    for (name, got, expected) in
        [("a", by_a, measured[0]), ("b", by_b, measured[1])]
    {
        near(
            &format!("the derivative by {name}, at a = {a} and b = {b}"),
            &got,
            &[expected],
            &[
                ("no_two", &[expected / 2.0]),
                ("summed", &[expected * n]),
                ("no_x", &measured[1..]),
                ("flipped", &[-expected]),
            ],
        )
        .map_err(|failure| {
            let mean_x = points.x.iter().sum::<f64>() / n;
            failure.because(among(
                &got,
                &[(
                    "That is the mean of the errors times the mean of x. \
                     Multiply point by point, then take the mean.",
                    &[measured[1] * mean_x],
                )],
            ))
        })?;
    }
    Ok(())
}
