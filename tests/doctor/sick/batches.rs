//! Batches: their noise, their order.

use descent::doctor::Illness as I;

use super::{Case, case};
use crate::{
    draw::Draw,
    program::{How, Program},
};

pub fn cases() -> Vec<Case> {
    vec![
        case(
            "batches of two, rate large",
            I::BatchNoise,
            ("rate / limit", &[0.15, 0.3]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.linear(100, 2, 1.0);
                let how = How {
                    rate: s * problem.limit(),
                    batch: 2,
                    updates: 600,
                    seed,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 3], how)
            },
        ),
        case(
            "batches in the order of y",
            I::NotShuffled,
            ("rate / limit", &[0.05, 0.2]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(100, 1, 0.5);
                problem.x.sort_by(|a, b| a[0].total_cmp(&b[0]));
                let row = |x: &Vec<f64>| 2.0 * x[0] + 0.5 * x[0] * x[0];
                problem.y = problem.x.iter().map(row).collect();
                let how = How {
                    rate: s * problem.limit(),
                    batch: 10,
                    updates: 200,
                    shuffled: false,
                    batch_losses: true,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 2], how)
            },
        ),
    ]
}
