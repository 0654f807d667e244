//! Exercise 73, repair: PyTorch's steps in burn. The solution.

use burn::optim::{Sgd, SgdConfig, momentum::MomentumConfig};

/// PyTorch's SGD with momentum 0.5.
pub fn optimiser() -> Sgd {
    // burn dampens new gradients by 0.1 unless it is told not to.
    let momentum = MomentumConfig::new().with_momentum(0.5).with_dampening(0.0);
    SgdConfig::new().with_momentum(Some(momentum)).build()
}
