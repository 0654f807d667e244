//! Numbers that are none, or have too few digits.

use descent::doctor::{Bend, Illness as I};

use super::{Case, asked, case, plane};
use crate::{
    draw::Draw,
    problem::{Loss, Problem},
    program::{How, Program},
};

pub fn cases() -> Vec<Case> {
    vec![
        asked(
            "NaN in x",
            I::NanInData,
            ("how many", &[1.0, 5.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let (mut problem, start, _) = plane(&mut draw, 3);
                for _ in 0..s as usize {
                    let (i, j) = (draw.below(100), draw.below(3));
                    problem.x[i][j] = f64::NAN;
                }
                Program::train(problem, start, How::default())
            },
        ),
        asked(
            "NaN in y, a network",
            I::NanInData,
            ("how many", &[1.0, 5.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.curve(40, &[8], Bend::Relu);
                for _ in 0..s as usize {
                    let row = draw.below(40);
                    problem.y[row] = f64::NAN;
                }
                let start = draw.start(&problem, 1.0);
                Program::train(problem, start, How::default())
            },
        ),
        case(
            "the root of the mean square, at a perfect fit",
            I::ZeroByZero,
            ("updates before", &[0.0, 1.0, 5.0]),
            |seed, s| {
                // y = w, all x 0: the loss is |b − w|, each update a step of
                // the rate, in numbers that hold all digits.
                let mut draw = Draw::new(seed);
                let w = draw.below(64) as f64 / 8.0;
                let problem = Problem {
                    x: vec![vec![0.0]; 4],
                    y: vec![w; 4],
                    hidden: Vec::new(),
                    bend: Bend::None,
                    loss: Loss::Rmse,
                };
                let how = How {
                    rate: 0.125,
                    ..How::default()
                };
                Program::train(problem, vec![0.0, w - 0.125 * s], how)
            },
        ),
        asked(
            "softmax by exp, x not standardised",
            I::ExpOverflow,
            ("size of x", &[1e3, 1e4]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let loss = Loss::OverflowingCrossEntropy;
                let problem = draw.clouds(60, s, loss);
                Program::train(problem, vec![0.0; 3], How::default())
            },
        ),
        asked(
            "ln p, x not standardised",
            I::LogOfZero,
            ("largest output", &[100.0, 200.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let loss = Loss::NaiveCrossEntropy;
                let problem = draw.clouds(60, 10.0, loss);
                let start = vec![s / 40.0, -s / 40.0, 0.0];
                let how = How {
                    rate: 0.01,
                    ..How::default()
                };
                Program::train(problem, start, how)
            },
        ),
        case(
            "float32 far from 0, rate small",
            I::Rounding,
            ("intercept", &[1e4, 1e5, 1e6]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(50, 1, 0.5);
                for (row, y) in problem.x.iter().zip(&mut problem.y) {
                    *y += s * (1.0 + row[0]);
                }
                let how = How {
                    rate: 1e-5,
                    float32: true,
                    updates: 60,
                    ..How::default()
                };
                Program::train(problem, vec![s, s], how)
            },
        ),
    ]
}
