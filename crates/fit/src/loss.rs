//! Which loss: `mse`, `rmse`, `mae` or `huber`.

use std::fmt;

use burn::tensor::Tensor;
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
}

impl Loss {
    /// The loss of standardised predictions, shape `[1]` for `[n]`. The
    /// deviation is that of y before it was standardised.
    pub fn of(
        self,
        y_pred: Tensor<1>,
        y: Tensor<1>,
        deviation: f64,
    ) -> Tensor<1> {
        match self {
            Loss::Mse => loss::mse(y_pred, y),
            Loss::Rmse => loss::rmse(y_pred, y),
            Loss::Mae => loss::mae(y_pred, y),
            Loss::Huber(delta) => {
                let delta = delta.map_or(1.0, |delta| delta / deviation);
                loss::huber(y_pred, y, delta)
            }
        }
    }

    /// The same where rows count by their weights: shape `[n]`, 1 in the mean.
    pub fn weighted(
        self,
        y_pred: Tensor<1>,
        y: Tensor<1>,
        weights: Tensor<1>,
        deviation: f64,
    ) -> Tensor<1> {
        let size = (y_pred - y).abs();
        let mean = |each: Tensor<1>| (each * weights).mean();
        match self {
            Loss::Mse => mean(size.square()),
            Loss::Rmse => mean(size.square()).sqrt(),
            Loss::Mae => mean(size),
            Loss::Huber(delta) => {
                let delta = delta.map_or(1.0, |delta| delta / deviation);
                let inner = size.clone().clamp_max(delta);
                mean(inner.clone() * (size - inner * 0.5))
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
        }
    }

    /// Whether least squares minimise it, too.
    pub fn is_squared(self) -> bool {
        matches!(self, Loss::Mse | Loss::Rmse)
    }

    /// Its name in the text and on the axes.
    pub fn title(self) -> &'static str {
        match self {
            Loss::Mse => "MSE",
            Loss::Rmse => "RMSE",
            Loss::Mae => "MAE",
            Loss::Huber(_) => "Huber loss",
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
            Loss::Huber(Some(delta)) => write!(f, "huber:{delta}"),
        }
    }
}
