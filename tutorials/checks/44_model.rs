//! The check of the exercise of this name.

#[path = "../exercises/44_model.rs"]
#[rustfmt::skip]
mod exercise;

use std::{process::ExitCode, time::Duration};

use burn::{
    module::list_param_ids,
    optim::{GradientsParams, SgdConfig},
};
use descent::{
    data::{Points, linspace, tensor},
    device::{self, Backend, Precision, to_host, value},
    loss,
    model::Line,
};
use exercise::Model;
use tutorials::check::{self, Failure, Verdict, fresh_seed, number};

/// Runs the check.
pub fn main() -> ExitCode {
    // Two trainings of a second at most, and a machine that has more to do.
    check::run_within(Duration::from_secs(30), file!(), check)
}

fn check() -> Verdict {
    // A parabola of this moment, as high as the assignment's or higher.
    let digit = |i: u32| ((fresh_seed() >> i) % 8) as f64;
    // With a tilt, or no slope would show at the start.
    let (bend, tilt) = (1.0 + digit(3) / 8.0, (1.0 + digit(9)) / 8.0);
    train(|x| x * tilt - bend * x * x, "another parabola")?;
    train(|x| x * x - x / 2.0, "y = x² − x/2")
}

fn train(curve: impl Fn(f64) -> f64, name: &str) -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let x = linspace(-1.0, 1.0, 41);
    let y = x.iter().map(|x| curve(*x)).collect();
    let points = Points { x, y };
    let (x, y) = points.tensors(&device);
    let [a, b] = Line::least_squares(&points);
    let line = Line::from(tensor(&[a, b], &device)).forward(x.clone());
    let line = value(loss::mse(line, y.clone()))?;

    let mut model = Model::new(&device.autodiff());
    let ids = list_param_ids(&model);
    let params = ids.len();
    let (mut moved, mut flat) = (0, false);
    let mut optimizer = SgdConfig::new().init();
    for update in 0..1000 {
        let loss = loss::mse(model.forward(x.clone()), y.clone());
        let high = value(loss.clone().inner())?;
        if update == 0 && !high.is_finite() {
            let y_pred = to_host(model.forward(x.clone()).inner())?;
            let bad = y_pred.iter().position(|guess| !guess.is_finite());
            let bad = bad.unwrap_or_default();
            return Err(Failure::told(format!(
                "Before any update your model predicts {} at x = {}. NaN is \
                 what 0/0, 0 · ∞ and the root or the logarithm of a negative \
                 number give, inf what is too large to hold; and x goes from \
                 −1 to 1.",
                y_pred[bad],
                number(points.x[bad])
            )));
        }
        // The start has a loss of a few units.
        if high.is_nan() || high > 1e6 {
            return Err(Failure::told(format!(
                "After {update} updates the loss is beyond a million or no \
                 number: with lr = 0.3 your model diverges. What multiplies a \
                 parameter decides how steep the loss is; make it smaller, for \
                 example x² and not 5x²."
            )));
        }
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        moved = grads.len();
        if update == 0 {
            for id in &ids {
                if let Some(gradient) = grads.get::<1>(*id) {
                    flat |= to_host(gradient)?.iter().all(|g| *g == 0.0);
                }
            }
        }
        model = optimizer.step(0.3, model, grads);
    }
    let y_pred = to_host(model.forward(x).inner())?;
    let errors = y_pred.iter().zip(&points.y).map(|(guess, y)| guess - y);
    let errors: Vec<f64> = errors.collect();
    let mse = errors.iter().map(|e| e * e).sum::<f64>() / 41.0;
    let seen = format!(
        "On {name} your model has {params} parameters and the MSE {} after \
         training; the best line has {}.",
        number(mse),
        number(line)
    );
    if mse < line / 10.0 {
        return Ok(format!("{seen} Autodiff found every gradient by itself."));
    }
    if moved < params {
        return Err(Failure::known("no_gradient", seen));
    }
    let x = points.x;
    let largest = y_pred.iter().fold(0.0_f64, |m, guess| m.max(guess.abs()));
    let is_even =
        (0..20).all(|i| (y_pred[i] - y_pred[40 - i]).abs() < 1e-6 * largest);
    if is_even && largest > 0.0 && can_bend()? {
        return Err(Failure::told(format!(
            "{seen} It predicts the same at −x as at x, so its lowest or \
             highest place is always at x = 0. That of the points is not: \
             keep the slope, a · x, beside what bends."
        )));
    }
    if flat {
        return Err(Failure::told(format!(
            "{seen} At the start, where all parameters are 0, one of them has \
             the gradient 0, and so it never moves: what it is multiplied with \
             is 0 there. (So is c in c · c.) Multiply x² by c and by nothing \
             that is 0, or start it elsewhere."
        )));
    }
    let bends = can_bend()?;
    if params > 2 && !bends {
        return Err(Failure::known("line", seen));
    }
    if bends {
        let worst = (0..41)
            .max_by(|i, j| errors[*i].abs().total_cmp(&errors[*j].abs()));
        let worst = worst.unwrap_or_default();
        return Err(Failure::told(format!(
            "{seen} It bends, but not as the points do: at x = {} it misses by \
             {}. The points lie on a parabola, alike on both sides of its \
             lowest or highest place.",
            number(x[worst]),
            number(errors[worst])
        )));
    }
    Err(Failure::unknown(seen))
}

/// Whether a few updates towards a curve that is neither even nor odd make the
/// model predict more than a line.
fn can_bend() -> Result<bool, Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let x = linspace(-1.0, 1.0, 41);
    let y: Vec<f64> = x.iter().map(|x| (2.0 * x).exp()).collect();
    let [inputs, y] = [&x, &y].map(|v| tensor(v, &device));
    let mut model = Model::new(&device.autodiff());
    let mut optimizer = SgdConfig::new().init();
    for _ in 0..5 {
        let loss = loss::mse(model.forward(inputs.clone()), y.clone());
        let grads = GradientsParams::from_grads(loss.backward(), &model);
        model = optimizer.step(0.01, model, grads);
    }
    let y = to_host(model.forward(inputs).inner())?;
    let (tilt, middle) = ((y[40] - y[0]) / 2.0, (y[40] + y[0]) / 2.0);
    let mut off = x.iter().zip(&y).map(|(x, y)| y - middle - tilt * x);
    Ok(off.any(|off| off.abs() > 1e-6))
}
