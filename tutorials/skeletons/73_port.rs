//! Exercise 73, repair: PyTorch's steps in burn.
//!
//! Chapter: docs/src/lesson7.md
//! Check it: cargo run --bin tutor
//!
//! A program was moved from PyTorch to burn. It says torch.optim.SGD(params,
//! lr=0.1, momentum=0.5) there. Here is what stands for it. It trains, and the
//! steps are others.
//!
//! Repair it.

use burn::optim::{Sgd, SgdConfig, momentum::MomentumConfig};

/// PyTorch's SGD with momentum 0.5.
pub fn optimiser() -> Sgd {
    let momentum = MomentumConfig::new().with_momentum(0.5);
    SgdConfig::new().with_momentum(Some(momentum)).build()
}
