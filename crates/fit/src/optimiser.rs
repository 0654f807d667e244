//! The seven optimisers of lesson 7.

use std::{fmt, str::FromStr};

use burn::optim::{
    AdaGradConfig, AdamConfig, LBFGS, LBFGSConfig, LineSearchFn,
    ModuleOptimizer, RmsPropConfig, SgdConfig, momentum::MomentumConfig,
};

/// The name of an optimiser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Name {
    /// Plain gradient descent.
    Sgd,
    /// With a velocity.
    Momentum,
    /// With a velocity, looking ahead.
    Nesterov,
    /// Steps measured by all gradients so far.
    Adagrad,
    /// Steps measured by the last gradients.
    Rmsprop,
    /// A velocity, and measured steps.
    Adam,
    /// Estimates the curvature, and looks along a line.
    Lbfgs,
}

const NAMES: [(&str, Name); 7] = [
    ("sgd", Name::Sgd),
    ("momentum", Name::Momentum),
    ("nesterov", Name::Nesterov),
    ("adagrad", Name::Adagrad),
    ("rmsprop", Name::Rmsprop),
    ("adam", Name::Adam),
    ("lbfgs", Name::Lbfgs),
];

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let named = NAMES.iter().find(|(_, name)| name == self);
        f.write_str(named.map_or("", |(text, _)| text))
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named = NAMES.iter().find(|(name, _)| *name == text);
        named.map(|(_, name)| *name).ok_or_else(|| {
            let names: Vec<_> = NAMES.iter().map(|(name, _)| *name).collect();
            format!("use one of {}", names.join(", "))
        })
    }
}

/// What an optimiser asks for in an update.
pub enum Optimiser {
    /// The gradient where it stands.
    OneGradient(ModuleOptimizer),
    /// Losses and gradients along a line, as many as it needs.
    Lbfgs(Box<LBFGS>),
}

impl Name {
    /// The optimiser before its first update. Where it has a velocity, this
    /// part of it stays from one update to the next. All else is as in
    /// lesson 7.
    pub fn init(self, momentum: f64) -> Optimiser {
        let heavy = MomentumConfig::new()
            .with_momentum(momentum)
            .with_dampening(0.0);
        let heavy = heavy.with_nesterov(self == Name::Nesterov);
        Optimiser::OneGradient(match self {
            Name::Sgd => SgdConfig::new().init(),
            Name::Momentum | Name::Nesterov => {
                SgdConfig::new().with_momentum(Some(heavy)).init()
            }
            Name::Adagrad => AdaGradConfig::new().with_epsilon(1e-8).init(),
            Name::Rmsprop => RmsPropConfig::new()
                .with_alpha(0.99)
                .with_momentum(0.0)
                .with_epsilon(1e-8)
                .init(),
            Name::Adam => AdamConfig::new()
                .with_beta_1(0.9)
                .with_beta_2(0.999)
                .with_epsilon(1e-8)
                .init(),
            Name::Lbfgs => return Optimiser::Lbfgs(Box::new(lbfgs())),
        })
    }
}

/// One update a step, and no end of its own: when to stop, `--stop` says.
fn lbfgs() -> LBFGS {
    LBFGSConfig::new()
        .with_max_iter(1)
        .with_history_size(20)
        .with_max_eval(Some(26))
        .with_tolerance_grad(0.0)
        .with_tolerance_change(0.0)
        .with_line_search_fn(LineSearchFn::StrongWolfe)
        .init()
}
