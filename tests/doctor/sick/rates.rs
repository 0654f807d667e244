//! Rates too large, too small, or in the wrong valley.

use descent::doctor::{Bend, Illness as I};

use super::{Case, case, plane};
use crate::{
    draw::Draw,
    problem::Loss,
    program::{How, Program},
};

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "a plane, rate above the limit",
            I::Diverges,
            ("rate / limit", &[1.02, 1.2, 2.0, 10.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let rate = s * limit;
                let how = How {
                    rate,
                    updates: 300,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "a cubic in raw powers, rate above the limit",
            I::Diverges,
            ("rate / limit", &[1.05, 1.5, 5.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(80, 1, 0.3);
                for row in &mut problem.x {
                    let x = 2.0 * row[0];
                    *row = vec![x, x * x, x * x * x];
                }
                let rate = s * problem.limit();
                let how = How {
                    rate,
                    updates: 200,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 4], how)
            },
        ),
        case(
            "a plane, rate just below the limit",
            I::Swings,
            ("rate / limit", &[0.99, 0.995, 0.999]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let rate = s * limit;
                let how = How {
                    rate,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "a plane, rate far too small",
            I::Creeps,
            ("rate / limit", &[0.01, 1e-3, 1e-4]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 3);
                let rate = s * limit;
                let how = How {
                    rate,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "a network under Adam, rate far too small",
            I::Creeps,
            ("rate", &[1e-5, 1e-6]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.curve(40, &[8], Bend::Tanh);
                let start = draw.start(&problem, 1.0);
                let how = How {
                    rate: s,
                    adam: true,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "a line on raw x",
            I::Ravine,
            ("largest x", &[20.0, 100.0, 1000.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(60, 1, 0.5);
                for (row, y) in problem.x.iter_mut().zip(&mut problem.y) {
                    row[0] = draw.uniform(0.0, s);
                    *y = 2.0 * row[0] + 30.0 + draw.normal();
                }
                let rate = 0.6 * problem.limit();
                let how = How {
                    rate,
                    updates: 200,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 2], how)
            },
        ),
        case(
            "a plane, momentum near 1",
            I::MomentumTooLarge,
            ("momentum", &[0.98, 0.99, 0.999]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let rate = 0.1 * limit;
                let how = How {
                    rate,
                    momentum: s,
                    updates: 120,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "the root of the mean square, no noise",
            I::Cone,
            ("rate", &[0.1, 0.3, 1.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(50, 1, 0.0);
                problem.loss = Loss::Rmse;
                let how = How {
                    rate: s,
                    updates: 300,
                    ..How::default()
                };
                Program::train(problem, vec![-5.0, 12.0], how)
            },
        ),
    ]
}
