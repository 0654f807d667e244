//! The check of the exercise of this name.

#[path = "../exercises/92_gradient.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, list, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let z = [2.0, 1.0, -1.0, 0.5];
    // As many classes as come, with other scores each time.
    let classes = 5 + (fresh_seed() % 4) as usize;
    let fresh = fresh_numbers(classes, -3.0..3.0);
    probabilities(&z)?;
    probabilities(&fresh)?;
    // Large and small, the largest first and last: what must come depends on
    // the difference alone.
    for z in [
        [1000.0, 999.0],
        [999.0, 1000.0],
        [0.0, 1000.0],
        [-1000.0, -999.0],
        [2000.0, 0.0],
    ] {
        let p = exercise::softmax(&z);
        let what = format!("softmax of {}", list(&z));
        if p.iter().any(|p| !p.is_finite()) {
            let seen = format!("{what} gives {}.", list(&p));
            return Err(Failure::known("overflow", seen));
        }
        let of = |difference: f64| 1.0 / (1.0 + difference.exp());
        near(&what, &p, &[of(z[1] - z[0]), of(z[0] - z[1])], &[])?;
    }

    gradients(&z)?;
    gradients(&fresh)?;
    let large = exercise::gradient(&[1000.0, 999.0], 1);
    let p = 1.0 / (1.0 + f64::exp(-1.0));
    near("the gradient for scores 1000, 999", &large, &[p, -p], &[])?;
    Ok(
        "It agrees with central differences. p − label: the whole of what \
        goes back into a classifier, and a subtraction at that."
            .into(),
    )
}

/// The quotients themselves.
fn quotients(z: &[f64]) -> Vec<f64> {
    let sum: f64 = z.iter().map(|z| z.exp()).sum();
    z.iter().map(|z| z.exp() / sum).collect()
}

fn probabilities(z: &[f64]) -> Result<(), Failure> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exp: Vec<f64> = z.iter().map(|z| z.exp()).collect();
    let shifted: Vec<f64> = z.iter().map(|z| (z - largest).exp()).collect();
    near(
        &format!("softmax of {}", list(z)),
        &exercise::softmax(z),
        &quotients(z),
        &[("no_sum", &exp), ("no_sum", &shifted)],
    )
}

fn gradients(z: &[f64]) -> Result<(), Failure> {
    let p = quotients(z);
    for label in 0..z.len() {
        // Central differences of −log p.
        let loss = |z: &[f64]| {
            let sum: f64 = z.iter().map(|z| z.exp()).sum();
            sum.ln() - z[label]
        };
        let slope = |k: usize| {
            let moved = |h: f64| {
                let mut z = z.to_vec();
                z[k] += h;
                loss(&z)
            };
            (moved(1e-5) - moved(-1e-5)) / 2e-5
        };
        let want: Vec<f64> = (0..z.len()).map(slope).collect();
        let uphill: Vec<f64> = want.iter().map(|g| -g).collect();
        near(
            &format!("the gradient for label {label}"),
            &exercise::gradient(z, label),
            &want,
            &[("forgotten", &p), ("uphill", &uphill)],
        )?;
    }
    Ok(())
}
