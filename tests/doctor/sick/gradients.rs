//! Gradients that are wrong, summed, or not cleared.

use descent::doctor::{Bend, Illness as I};

use super::{Case, asked, case, plane};
use crate::{
    draw::Draw,
    problem::Loss,
    program::{How, Program},
};

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "a plane, gradients not cleared",
            I::NotCleared,
            ("rate / limit", &[0.02, 0.1, 0.3]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let how = How {
                    rate: s * limit,
                    cleared: false,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "batches of ten, gradients not cleared",
            I::NotCleared,
            ("rate / limit", &[0.01, 0.05]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let how = How {
                    rate: s * limit,
                    batch: 10,
                    cleared: false,
                    seed,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "a plane, one component wrong",
            I::WrongGradient,
            ("factor", &[-1.0, 0.0, 0.5, 2.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 3);
                let how = How {
                    rate: 0.2 * limit,
                    wrong: Some((draw.below(4), s)),
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "a network, one component wrong",
            I::WrongGradient,
            ("factor", &[-1.0, 0.0, 0.5, 2.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.curve(40, &[6, 6], Bend::Tanh);
                let start = draw.start(&problem, 1.0);
                let i = draw.below(problem.parameters());
                let how = How {
                    wrong: Some((i, s)),
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "a plane, the updates added",
            I::Uphill,
            ("rate / limit", &[0.01, 0.1, 0.5]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (problem, start, limit) = plane(&mut draw, 2);
                let how = How {
                    rate: s * limit,
                    uphill: true,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        asked(
            "the sum of squares, rate good for the mean",
            I::SumForMean,
            ("rows", &[30.0, 100.0, 400.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(s as usize, 2, 0.5);
                problem.loss = Loss::SumOfSquares;
                let rate = 0.3 * problem.limit();
                let how = How {
                    rate,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 3], how)
            },
        ),
        case(
            "the gradient of the sum, the loss a mean",
            I::SumForMean,
            ("rows", &[30.0, 100.0, 400.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.linear(s as usize, 2, 0.5);
                let how = How {
                    rate: 0.3 * problem.limit(),
                    times: s,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 3], how)
            },
        ),
    ]
}
