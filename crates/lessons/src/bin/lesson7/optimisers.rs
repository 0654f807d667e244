//! The seven that race, with all their settings.

use burn::optim::{
    AdaGradConfig, AdamConfig, LBFGS, LBFGSConfig, LineSearchFn,
    ModuleOptimizer, RmsPropConfig, SgdConfig, momentum::MomentumConfig,
};

/// What an optimiser asks for in an update.
pub enum Optimiser {
    /// The gradient where it stands.
    OneGradient(ModuleOptimizer),
    /// Losses and gradients along a line, as many as it needs.
    Lbfgs(Box<LBFGS>),
}

/// A name, and the optimiser as it is before its first update.
type Named = (&'static str, fn() -> Optimiser);

/// All of them.
pub const ALL: [Named; 7] = [
    ("sgd", sgd),
    ("momentum", momentum),
    ("nesterov", nesterov),
    ("adagrad", adagrad),
    ("rmsprop", rmsprop),
    ("adam", adam),
    ("lbfgs", lbfgs),
];

// ANCHOR: one_rate
fn sgd() -> Optimiser {
    Optimiser::OneGradient(SgdConfig::new().init())
}

/// 0.875 is exact in float32.
fn heavy() -> MomentumConfig {
    MomentumConfig::new()
        .with_momentum(0.875)
        .with_dampening(0.0)
}

pub fn momentum() -> Optimiser {
    let sgd = SgdConfig::new().with_momentum(Some(heavy()));
    Optimiser::OneGradient(sgd.init())
}

fn nesterov() -> Optimiser {
    let looking_ahead = heavy().with_nesterov(true);
    let sgd = SgdConfig::new().with_momentum(Some(looking_ahead));
    Optimiser::OneGradient(sgd.init())
}
// ANCHOR_END: one_rate

// ANCHOR: own_rates
fn adagrad() -> Optimiser {
    let adagrad = AdaGradConfig::new().with_epsilon(1e-8);
    Optimiser::OneGradient(adagrad.init())
}

fn rmsprop() -> Optimiser {
    let rmsprop = RmsPropConfig::new()
        .with_alpha(0.99)
        .with_momentum(0.0)
        .with_epsilon(1e-8);
    Optimiser::OneGradient(rmsprop.init())
}

pub fn adam() -> Optimiser {
    let adam = AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-8);
    Optimiser::OneGradient(adam.init())
}
// ANCHOR_END: own_rates

// ANCHOR: lbfgs
/// One update a step. To find how far to go it may look 25 times.
fn lbfgs() -> Optimiser {
    let lbfgs = LBFGSConfig::new()
        .with_max_iter(1)
        .with_max_eval(Some(26))
        .with_line_search_fn(LineSearchFn::StrongWolfe);
    Optimiser::Lbfgs(Box::new(lbfgs.init()))
}
// ANCHOR_END: lbfgs
