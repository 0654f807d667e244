//! A penalty on large parameters, λ · |w|²: ridge regression, and weight decay
//! of networks. It is added to the loss of standardised columns, so that every
//! parameter is measured alike; the intercept and the biases are free.

use burn::tensor::Tensor;
use descent::curvature::Curvature;

use crate::network::Network;

/// λ · |w|² over all weights of a network, shape `[1]`. None without a layer.
// ANCHOR: penalty
pub fn of(network: &Network, lambda: f64) -> Option<Tensor<1>> {
    let weights = network.layers.iter().map(|layer| layer.weight.val());
    let squares = weights.map(|weight| weight.square().sum());
    squares.reduce(|a, b| a + b).map(|sum| sum * lambda)
}
// ANCHOR_END: penalty

/// The columns of a linear model, that of the intercept first, if it has one,
/// with a row more for each other parameter: √(n λ) in its column, 0 in the others. Where y is 0
/// in these rows, the sum of squared errors is n times the penalised mean
/// squared error (Hastie, Tibshirani and Friedman, The Elements of Statistical
/// Learning, exercise 3.12).
pub fn augmented(
    mut columns: Vec<Vec<f64>>,
    lambda: f64,
    intercept: bool,
) -> Vec<Vec<f64>> {
    if lambda == 0.0 {
        return columns;
    }
    let penalised = usize::from(intercept)..columns.len();
    let root = (columns[0].len() as f64 * lambda).sqrt();
    for (j, column) in columns.iter_mut().enumerate() {
        let entry = |k| if k == j { root } else { 0.0 };
        column.extend(penalised.clone().map(entry));
    }
    columns
}

/// The curvatures of the penalised mean squared error of a linear model with
/// these columns: those of the Hessian 2/n XᵀX, with 2λ more along every
/// parameter but the intercept.
pub fn curvature(
    columns: Vec<Vec<f64>>,
    lambda: f64,
    intercept: bool,
) -> Curvature {
    let rows = columns[0].len() as f64;
    let columns = augmented(columns, lambda, intercept);
    let all = columns[0].len() as f64;
    let mut bowl = Curvature::of_columns(&columns); // 2 over all rows
    bowl.eigenvalues.iter_mut().for_each(|l| *l *= all / rows);
    bowl
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For one standardised column the Hessian is diagonal: 2, and 2 + 2λ.
    #[test]
    fn a_penalty_curves_every_direction_but_the_intercepts() {
        let columns = vec![vec![1.0; 4], vec![-1.0, 1.0, -1.0, 1.0]];
        for lambda in [0.0, 0.5, 3.0] {
            let bowl = curvature(columns.clone(), lambda, true);
            let want = [2.0, 2.0 + 2.0 * lambda];
            for (got, want) in bowl.eigenvalues.iter().zip(want) {
                assert!((got - want).abs() < 1e-14, "{lambda}: {got} {want}");
            }
            let bowl = curvature(columns[1..].to_vec(), lambda, false);
            let got = bowl.eigenvalues[0];
            assert!((got - want[1]).abs() < 1e-14, "{lambda}: {got}");
        }
    }
}
