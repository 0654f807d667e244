//! Programs whose rows are ill: overfitting, leaks, labels, dropout.

use descent::doctor::{Illness as I, Validation};

use super::{Case, asked};
use crate::{
    draw::Draw,
    problem::{Loss, Problem},
    program::{How, Program},
};

/// A line's powers up to 9, each standardised.
fn powers(problem: &mut Problem) {
    let x: Vec<f64> = problem.x.iter().map(|row| row[0]).collect();
    for (row, x) in problem.x.iter_mut().zip(&x) {
        *row = (1..10).map(|p| (x / 2.0).powi(p)).collect();
    }
}

pub fn cases() -> Vec<Case> {
    vec![
        asked(
            "almost as many columns as noisy rows",
            I::Overfits,
            ("columns of 40 rows", &[30.0, 36.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let columns = s as usize;
                let mut all = draw.linear(100, columns, 10.0);
                let mut problem = all.clone();
                problem.x.truncate(40);
                problem.y.truncate(40);
                let unseen = Problem {
                    x: all.x.split_off(40),
                    y: all.y.split_off(40),
                    ..all
                };
                let rate = 0.8 * problem.limit();
                let start = vec![0.0; columns + 1];
                let how = How {
                    rate,
                    updates: 600,
                    ..How::default()
                };
                Program::validated(problem, start, how, &unseen)
            },
        ),
        asked(
            "validation rows that it learned from",
            I::Leak,
            ("part shared", &[0.2, 0.5, 1.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let problem = draw.linear(100, 2, 0.5);
                let rate = 0.3 * problem.limit();
                let how = How {
                    rate,
                    ..How::default()
                };
                let mut program = Program::train(problem, vec![0.0; 3], how);
                let losses = program.losses.clone();
                program.validation = Some(Validation {
                    learned: losses.clone(),
                    losses,
                    rows: 40,
                    shared: (40.0 * s) as usize,
                    ..Validation::default()
                });
                program
            },
        ),
        asked(
            "labels shifted against the rows",
            I::Labels,
            ("by rows", &[1.0, 2.0, 3.0]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(100, 1, 0.5);
                problem.y.rotate_right(s as usize);
                let rate = 0.3 * problem.limit();
                let how = How {
                    rate,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 2], how)
            },
        ),
        asked(
            "labels shuffled, a classifier",
            I::Labels,
            ("columns", &[2.0]),
            |seed, _| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.clouds(400, 1.0, Loss::CrossEntropy);
                draw.shuffle(&mut problem.y);
                let how = How {
                    rate: 0.5,
                    ..How::default()
                };
                let mut program = Program::train(problem, vec![0.0; 3], how);
                program.naive = Some(2.0_f64.ln());
                program
            },
        ),
        asked(
            "dropout in the evaluation",
            I::RandomEvaluation,
            ("noise", &[0.02, 0.2]),
            |seed, s| {
                let mut draw = Draw::new(seed);
                let mut problem = draw.linear(60, 1, 0.5);
                powers(&mut problem);
                let how = How {
                    dropout: s,
                    seed,
                    ..How::default()
                };
                Program::train(problem, vec![0.0; 10], how)
            },
        ),
    ]
}
