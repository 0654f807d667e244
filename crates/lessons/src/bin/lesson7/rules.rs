//! The updates of six optimisers in plain numbers, one parameter at a time.

use descent::optimiser::Name;

/// What the velocity keeps of itself. 7/8 is exact in float32, in which burn
/// holds it.
pub const MOMENTUM: f64 = 0.875;

/// Prevents a division by 0, and does nothing else.
const EPSILON: f64 = 1e-8;

/// How to make an update of gradients. Those with a velocity say what it keeps
/// of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    Sgd,
    Momentum(f64),
    Nesterov(f64),
    Adagrad,
    Rmsprop,
    Adam,
}

/// What a rule remembers of one parameter: a velocity or a mean of its
/// gradients, and a sum or a mean of their squares.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    v: f64,
    s: f64,
}

impl Rule {
    /// All of them.
    pub const ALL: [Rule; 6] = [
        Rule::Sgd,
        Rule::Momentum(MOMENTUM),
        Rule::Nesterov(MOMENTUM),
        Rule::Adagrad,
        Rule::Rmsprop,
        Rule::Adam,
    ];

    // ANCHOR: rules
    /// What to take from a parameter whose gradient is g, but for the learning
    /// rate. This is update t, from 1 on.
    pub fn step(self, Memory { v, s }: &mut Memory, g: f64, t: i32) -> f64 {
        match self {
            Rule::Sgd => g,
            Rule::Momentum(mu) => {
                *v = mu * *v + g;
                *v
            }
            Rule::Nesterov(mu) => {
                *v = mu * *v + g;
                g + mu * *v
            }
            Rule::Adagrad => {
                *s += g * g;
                g / (s.sqrt() + EPSILON)
            }
            Rule::Rmsprop => {
                *s = 0.99 * *s + 0.01 * g * g;
                g / (s.sqrt() + EPSILON)
            }
            Rule::Adam => {
                *v = 0.9 * *v + 0.1 * g;
                *s = 0.999 * *s + 0.001 * g * g;
                let v_hat = *v / (1.0 - 0.9_f64.powi(t));
                let s_hat = *s / (1.0 - 0.999_f64.powi(t));
                v_hat / (s_hat.sqrt() + EPSILON)
            }
        }
    }
    // ANCHOR_END: rules

    /// burn's optimiser with this rule, and what its velocity keeps.
    pub fn burns(self) -> (Name, f64) {
        match self {
            Rule::Sgd => (Name::Sgd, 0.0),
            Rule::Momentum(mu) => (Name::Momentum, mu),
            Rule::Nesterov(mu) => (Name::Nesterov, mu),
            Rule::Adagrad => (Name::Adagrad, 0.0),
            Rule::Rmsprop => (Name::Rmsprop, 0.0),
            Rule::Adam => (Name::Adam, 0.0),
        }
    }
}
