//! The check of the exercise of this name.

#[path = "../exercises/92_gradient.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use tutorials::check::{self, Failure, Verdict, list, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let z = [2.0, 1.0, -1.0, 0.5];
    let exp = z.map(f64::exp);
    let p = exp.map(|e| e / exp.iter().sum::<f64>());
    let known: [(&str, &[f64]); 1] = [("no_sum", &exp)];
    let shifted = z.map(|z| (z - 2.0).exp());
    let known = [known[0], ("no_sum", &shifted)];
    near(
        "softmax of 2, 1, −1, 0.5",
        &exercise::softmax(&z),
        &p,
        &known,
    )?;

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

    for label in 0..z.len() {
        // Central differences of −log p.
        let loss = |z: &[f64]| {
            let sum: f64 = z.iter().map(|z| z.exp()).sum();
            sum.ln() - z[label]
        };
        let slope = |k: usize| {
            let moved = |h: f64| {
                let mut z = z;
                z[k] += h;
                loss(&z)
            };
            (moved(1e-5) - moved(-1e-5)) / 2e-5
        };
        let want = [0, 1, 2, 3].map(slope);
        near(
            &format!("the gradient for label {label}"),
            &exercise::gradient(&z, label),
            &want,
            &[("forgotten", &p), ("uphill", &want.map(|g| -g))],
        )?;
    }
    Ok(
        "It agrees with central differences. p − label: the whole of what \
        goes back into a classifier, and a subtraction at that."
            .into(),
    )
}
