//! Which loss: `mse`, `rmse`, `mae`, `huber`, or `cross-entropy` of classes.

use std::fmt;

use burn::tensor::{Tensor, activation::log_softmax};
use descent::loss;

/// A loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// Mean squared error.
    Mse,
    /// Its root.
    Rmse,
    /// Mean absolute error.
    Mae,
    /// Huber's loss. δ is in the units of y; by default it is one standard
    /// deviation of y.
    Huber(Option<f64>),
    /// Of classes: the mean of −log p, where p is the probability of a row's
    /// own class.
    CrossEntropy,
}

impl Loss {
    /// The loss, shape `[1]`, of the outputs of a model, shape `[n, outputs]`:
    /// of standardised predictions, one a row, or of the scores of classes.
    /// The deviation is that of y before it was standardised.
    pub fn of(
        self,
        outputs: Tensor<2>,
        y: Tensor<1>,
        deviation: f64,
    ) -> Tensor<1> {
        let numbers = || outputs.clone().squeeze_dim(1);
        match self {
            Loss::Mse => loss::mse(numbers(), y),
            Loss::Rmse => loss::rmse(numbers(), y),
            Loss::Mae => loss::mae(numbers(), y),
            Loss::Huber(delta) => {
                let delta = delta.map_or(1.0, |delta| delta / deviation);
                loss::huber(numbers(), y, delta)
            }
            Loss::CrossEntropy => loss::cross_entropy(outputs, y.int()),
        }
    }

    /// The same where rows count by their weights: shape `[n]`, 1 in the mean.
    pub fn weighted(
        self,
        outputs: Tensor<2>,
        y: Tensor<1>,
        weights: Tensor<1>,
        deviation: f64,
    ) -> Tensor<1> {
        let mean = |each: Tensor<1>| (each * weights).mean();
        let size = || (outputs.clone().squeeze_dim(1) - y.clone()).abs();
        match self {
            Loss::Mse => mean(size().square()),
            Loss::Rmse => mean(size().square()).sqrt(),
            Loss::Mae => mean(size()),
            Loss::Huber(delta) => {
                let delta = delta.map_or(1.0, |delta| delta / deviation);
                let (size, inner) = (size(), size().clamp_max(delta));
                mean(inner.clone() * (size - inner * 0.5))
            }
            Loss::CrossEntropy => {
                let class = y.int().unsqueeze_dim(1);
                let log_p = log_softmax(outputs, 1).gather(1, class);
                mean(-log_p.squeeze_dim(1))
            }
        }
    }

    /// How steep it is at most, beside the other losses: a gradient so many
    /// times as long says as much.
    pub fn steepness(self, deviation: f64) -> f64 {
        match self {
            Loss::Huber(Some(delta)) => (delta / deviation).min(1.0),
            _ => 1.0,
        }
    }

    /// What makes a loss of standardised numbers one of the data's own units.
    pub fn unit(self, deviation: f64) -> f64 {
        match self {
            Loss::Mse | Loss::Huber(_) => deviation * deviation,
            Loss::Rmse | Loss::Mae => deviation,
            Loss::CrossEntropy => 1.0,
        }
    }

    /// Whether least squares minimise it, too, with a penalty of this λ: the
    /// root of the squares has another minimum beside one.
    pub fn is_squared(self, l2: f64) -> bool {
        match self {
            Loss::Mse => true,
            Loss::Rmse => l2 == 0.0,
            _ => false,
        }
    }

    /// Its name in the text and on the axes.
    pub fn title(self) -> &'static str {
        match self {
            Loss::Mse => "MSE",
            Loss::Rmse => "RMSE",
            Loss::Mae => "MAE",
            Loss::Huber(_) => "Huber loss",
            Loss::CrossEntropy => "cross-entropy",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Loss::Mse => f.write_str("mse"),
            Loss::Rmse => f.write_str("rmse"),
            Loss::Mae => f.write_str("mae"),
            Loss::Huber(None) => f.write_str("huber"),
            Loss::CrossEntropy => f.write_str("cross-entropy"),
            Loss::Huber(Some(delta)) => write!(f, "huber:{delta}"),
        }
    }
}
