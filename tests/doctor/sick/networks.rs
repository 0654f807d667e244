//! Networks whose units or layers are ill.

use descent::doctor::{Bend, Illness as I};

use super::{Case, asked};
use crate::{
    draw::Draw,
    program::{How, Program},
};

pub fn cases() -> Vec<Case> {
    vec![
        asked(
            "ReLU, biases far below 0",
            I::DeadUnits,
            ("bias", &[-10.0, -100.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.curve(40, &[8], Bend::Relu);
                let mut start = draw.start(&problem, 1.0);
                (0..8).for_each(|unit| start[2 * unit + 1] = s);
                Program::train(problem, start, How::default())
            },
        ),
        asked(
            "tanh, weights far too large",
            I::Saturated,
            ("scale", &[50.0, 500.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.curve(40, &[10, 10], Bend::Tanh);
                let start = draw.start(&problem, s);
                let how = How {
                    rate: 0.01,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "all weights alike",
            I::UnitsAlike,
            ("weight", &[0.0, 0.1, 1.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let bend = if seed % 2 == 0 {
                    Bend::Relu
                } else {
                    Bend::Tanh
                };
                let problem = draw.curve(40, &[6], bend);
                let start = vec![s; problem.parameters()];
                let how = How {
                    rate: 0.02,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "sigmoids, layer after layer",
            I::Vanishing,
            ("hidden layers", &[5.0, 8.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let hidden = vec![6; s as usize];
                let problem = draw.curve(30, &hidden, Bend::Sigmoid);
                let start = draw.start(&problem, 1.0);
                Program::train(problem, start, How::default())
            },
        ),
        asked(
            "ReLU, weights too large, layer after layer",
            I::Exploding,
            ("scale", &[4.0, 8.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.curve(30, &[12; 8], Bend::Relu);
                let start = draw.start(&problem, s);
                let how = How {
                    rate: 1e-20,
                    updates: 20,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "a network that starts next to 0",
            I::Saddle,
            ("scale", &[1e-3, 1e-4]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.curve(40, &[4], Bend::Tanh);
                // So much of a line that the way down is worth going.
                for (y, row) in problem.y.iter_mut().zip(&problem.x) {
                    *y += row[0];
                }
                let mean = problem.y.iter().sum::<f64>() / 40.0;
                problem.y.iter_mut().for_each(|y| *y -= mean);
                let start = draw.start(&problem, s);
                let how = How {
                    rate: 0.02,
                    updates: 40,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "a network, y far from 0",
            I::TargetScale,
            ("mean of y", &[1e2, 1e4, 1e6]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.curve(40, &[8], Bend::Tanh);
                let spread = s / 50.0;
                problem.y.iter_mut().for_each(|y| *y = s + spread * *y);
                let start = draw.start(&problem, 1.0);
                let how = How {
                    rate: 0.01,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
    ]
}
