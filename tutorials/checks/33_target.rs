//! The check of the exercise of this name.

#[path = "../exercises/33_target.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::{self, Points, tensor},
    device::{self, Backend, Precision, to_host, value},
    gradient, loss,
    model::Quadratic,
};
use tutorials::check::{
    self, Failure, Verdict, fresh_points, list, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let lesson = data::quadratic();
    let mut other = lesson.clone();
    for (x, y) in other.x.iter().zip(&mut other.y) {
        *y = 2.0 * x * x + 7.0 * x - 6.0;
    }
    let fresh = fresh_points();
    let w = [-fresh.x[0], fresh.y[0], fresh.y[1]];
    for (points, w, truth) in [
        (lesson, [2.0, 3.0, 4.0], "the lesson's data"),
        (
            other,
            [2.0, 3.0, 4.0],
            "data from another truth, 2x² + 7x − 6",
        ),
        (fresh, w, "points that were drawn just now"),
    ] {
        on(&points, w, truth)?;
    }
    Ok(
        "The gradient is now that of the RMSE. The source's was about as long \
        and pointed about the same way, so its descent looked fine. Only a \
        gradient check finds such a mistake."
            .into(),
    )
}

fn on(points: &Points, w: [f64; 3], truth: &str) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let (x, y) = points.tensors(&device);
    let w = tensor(&w, &device);
    let rmse = |w: Tensor<1>, y: &Tensor<1>| {
        loss::rmse(Quadratic::from(w).forward(x.clone()), y.clone())
    };
    let measure = |y: &Tensor<1>| {
        gradient::by_differences(&w, |w| rmse(w, y)).and_then(to_host)
    };
    let measured = measure(&y)?;
    let yours = to_host(exercise::gradient(w.clone(), x.clone(), y.clone()))?;
    let size = value(rmse(w.clone(), &y))?;
    let times = |factor: f64| -> Vec<f64> {
        measured.iter().map(|g| g * factor).collect()
    };
    let what = format!(
        "the gradient by (a, b, c) at ({}), for {truth}",
        list(&to_host(w.clone())?)
    );
    let verdict = near(
        &what,
        &yours,
        &measured,
        &[
            ("no_chain", &times(size)),
            ("two", &times(2.0)),
            ("both_at_2", &measure(&(y.clone() - 1.0))?),
        ],
    );
    // As long as it should be, or a factor away: the direction says which.
    let factor = yours[0] / measured[0];
    let known = [1.0, 2.0, size].iter().any(|k| (factor - k).abs() < 1e-4);
    if !known && near("", &yours, &times(factor), &[]).is_ok() {
        return Err(Failure::told(format!(
            "Not right: {what}.\nexpected  {}\ngot       {}\nAll three are \
             {} times what they should be, so the error is the right one. Look \
             at what they are multiplied with and divided by.",
            list(&measured),
            list(&yours),
            number(factor)
        )));
    }
    verdict
}
