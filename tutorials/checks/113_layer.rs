//! The check of the exercise of this name.

#[path = "../exercises/113_layer.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_numbers, fresh_seed, near,
    number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let seed = fresh_seed();
    // As many rows as columns everywhere, then other shapes each time.
    let [n, inputs, outputs] = [0, 8, 16].map(|i| (seed >> i) as usize % 3);
    let other = [n + 5, inputs + 2, outputs + 8];
    for [n, inputs, outputs] in [[3, 3, 3], other] {
        let draw = |rows: usize, columns: usize| -> Tensor<2> {
            let numbers = fresh_numbers(rows * columns, -2.0..2.0);
            tensor(&numbers, &device).reshape([rows, columns])
        };
        let (x, w) = (draw(n, inputs), draw(inputs, outputs));
        let (b, g) = (draw(1, outputs), draw(n, outputs));
        let leaf = |t: &Tensor<2>| t.clone().autodiff().require_grad();
        let (leaf_x, leaf_w, leaf_b) = (leaf(&x), leaf(&w), leaf(&b));
        let z = leaf_x.clone().matmul(leaf_w.clone()) + leaf_b.clone();
        // The gradient of this by z is g.
        let loss = (z * g.clone().autodiff()).sum();
        let grads = loss.backward();
        let got = exercise::back(x.clone(), w.clone(), g.clone());
        let transposed = g.clone().transpose().matmul(x.clone()).dims();
        for (i, leaf) in [leaf_x, leaf_w, leaf_b].into_iter().enumerate() {
            let want = leaf
                .grad(&grads)
                .ok_or_else(|| Failure::told("burn kept no gradient"))?;
            let name = ["x", "W", "b"][i];
            let what = format!(
                "the gradient by {name}, for x of shape [{n}, {inputs}] and W \
                 of shape [{inputs}, {outputs}]"
            );
            let (dims, right) = (got[i].dims(), want.dims());
            if dims != right {
                let still = i == 1 && dims == transposed;
                let hint = if still { " It lies on its side." } else { "" };
                return Err(Failure::unknown(format!(
                    "Not right: {what}. Its shape is {dims:?}, and should be \
                     {right:?}, that of {name}.{hint}"
                )));
            }
            let mean = to_host(g.clone().mean_dim(0))?;
            let n = n as f64;
            let over_n = to_host(want.clone() / n)?;
            let known: &[(&'static str, &[f64])] = match i {
                0 => &[],
                1 => &[("mean", &over_n)],
                _ => &[("mean", &mean)],
            };
            let both = [got[i].clone(), want];
            let [got, want] = both.map(to_host);
            let (got, want) = (got?, want?);
            let explain = |failure: Failure| {
                let by_rows = to_host(g.clone().sum_dim(1));
                let by_rows = by_rows.unwrap_or_default();
                let reason = among(
                    &got,
                    &[(
                        "Each sum goes over a row of g. b is added to every row: \
                        its gradient is the sum over the rows.",
                        &by_rows,
                    )],
                );
                let times = factor(&got, &want).map(|times| {
                    let times = number(times);
                    format!("Every number is {times} times what it should be.")
                });
                failure.because(reason.or(times.as_deref()))
            };
            if i == 0 {
                let plain = match outputs == inputs {
                    true => to_host(g.clone().matmul(w.clone()))?,
                    false => Vec::new(),
                };
                near(&what, &got, &want, &[("not_transposed", &plain)])?;
            }
            near(&what, &got, &want, known).map_err(explain)?;
        }
    }
    Ok(
        "It agrees with burn for every shape. Where all sides are equal, a \
        wrong order fits and is not seen: try a layer that is not square."
            .into(),
    )
}
