//! burn's seven optimisers behind one [`step`](Optimiser::step), with all
//! their settings: defaults differ from library to library.
//!
//! ```
//! use descent::optimiser::{Name, Optimiser};
//!
//! let name: Name = "adam".parse()?;
//! let optimiser = Optimiser::new(name, 0.875);
//! assert!(matches!(optimiser, Optimiser::OneGradient(_)));
//! # Ok::<(), descent::Error>(())
//! ```

use std::{fmt, str::FromStr};

use burn::{
    module::Module,
    optim::{
        AdaGradConfig, AdamConfig, GradientsParams, LBFGS, LBFGSConfig,
        LineSearchFn, ModuleOptimizer, RmsPropConfig, SgdConfig,
        momentum::MomentumConfig,
    },
};

use crate::Error;

/// The name of an optimiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Plain gradient descent.
    Sgd,
    /// With a velocity (Polyak, 1964).
    Momentum,
    /// With a velocity, looking ahead (Nesterov, 1983).
    Nesterov,
    /// Steps measured by all gradients so far (Duchi, Hazan, Singer, 2011).
    Adagrad,
    /// Steps measured by the last gradients (Tieleman, Hinton, 2012).
    Rmsprop,
    /// A velocity, and measured steps (Kingma, Ba, 2015).
    Adam,
    /// Estimates the curvature, and looks along a line (Liu, Nocedal, 1989).
    Lbfgs,
}

impl Name {
    /// All of them.
    pub const ALL: [Name; 7] = [
        Name::Sgd,
        Name::Momentum,
        Name::Nesterov,
        Name::Adagrad,
        Name::Rmsprop,
        Name::Adam,
        Name::Lbfgs,
    ];

    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Name::Sgd => "sgd",
            Name::Momentum => "momentum",
            Name::Nesterov => "nesterov",
            Name::Adagrad => "adagrad",
            Name::Rmsprop => "rmsprop",
            Name::Adam => "adam",
            Name::Lbfgs => "lbfgs",
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Name {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut names = Name::ALL.into_iter();
        let named = names.find(|name| name.as_str() == text);
        named.ok_or_else(|| Error::Unknown {
            what: "optimiser",
            got: text.into(),
            known: "sgd, momentum, nesterov, adagrad, rmsprop, adam or lbfgs",
        })
    }
}

/// What makes an update of a gradient, and what it asks for.
pub enum Optimiser {
    /// The gradient where it stands.
    OneGradient(ModuleOptimizer),
    /// Losses and gradients along a line, as many as it needs.
    Lbfgs(Box<LBFGS>),
}

impl Optimiser {
    /// The optimiser before its first update. Where it has a velocity, the
    /// part `momentum` of it stays from one update to the next.
    pub fn new(name: Name, momentum: f64) -> Self {
        Optimiser::OneGradient(match name {
            Name::Sgd => sgd(),
            Name::Momentum => heavy(momentum, false),
            Name::Nesterov => heavy(momentum, true),
            Name::Adagrad => adagrad(),
            Name::Rmsprop => rmsprop(),
            Name::Adam => adam(),
            Name::Lbfgs => return Optimiser::Lbfgs(Box::new(lbfgs())),
        })
    }

    /// One update of a module whose gradients are `grads`. L-BFGS finds out
    /// more by `at`, which gives loss and gradients at another place.
    // ANCHOR: step
    pub fn step<M: Module>(
        &mut self,
        lr: f64,
        module: M,
        grads: GradientsParams,
        at: impl FnMut(M) -> (f64, GradientsParams),
    ) -> M {
        match self {
            Optimiser::OneGradient(optimiser) => {
                optimiser.step(lr, module, grads)
            }
            Optimiser::Lbfgs(optimiser) => optimiser.step(lr, module, at).0,
        }
    }
    // ANCHOR_END: step
}

// ANCHOR: one_rate
fn sgd() -> ModuleOptimizer {
    SgdConfig::new().init()
}

/// burn's dampening is 0.1 unless one says otherwise, PyTorch's is 0.
fn heavy(momentum: f64, nesterov: bool) -> ModuleOptimizer {
    let velocity = MomentumConfig::new()
        .with_momentum(momentum)
        .with_dampening(0.0)
        .with_nesterov(nesterov);
    SgdConfig::new().with_momentum(Some(velocity)).init()
}
// ANCHOR_END: one_rate

// ANCHOR: own_rates
fn adagrad() -> ModuleOptimizer {
    AdaGradConfig::new().with_epsilon(1e-8).init()
}

fn rmsprop() -> ModuleOptimizer {
    RmsPropConfig::new()
        .with_alpha(0.99)
        .with_momentum(0.0)
        .with_epsilon(1e-8)
        .init()
}

fn adam() -> ModuleOptimizer {
    AdamConfig::new()
        .with_beta_1(0.9)
        .with_beta_2(0.999)
        .with_epsilon(1e-8)
        .init()
}
// ANCHOR_END: own_rates

// ANCHOR: lbfgs
/// One update a step, and no end of its own: when to stop, the caller says.
/// To find how far to go it may look 25 times.
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
// ANCHOR_END: lbfgs
