//! Programs that nothing ails.

use descent::doctor::Bend;

use crate::{
    draw::Draw,
    problem::{Loss, Problem},
    program::{How, Program},
};

type Make = fn(u64) -> Program;

/// A linear model with `columns`, at a part of its limit.
fn linear(seed: u64, columns: usize, noise: f64, part: f64) -> Program {
    let mut draw = Draw::new(seed);
    let problem = draw.linear(100, columns, noise);
    let rate = part * problem.limit();
    let how = How {
        rate,
        updates: 300,
        ..How::default()
    };
    Program::train(problem, vec![0.0; columns + 1], how)
}

/// The same, trained another way.
fn plane(seed: u64, how: fn(f64) -> How) -> Program {
    let mut draw = Draw::new(seed);
    let problem = draw.linear(100, 2, 0.5);
    let how = How {
        seed,
        ..how(problem.limit())
    };
    Program::train(problem, vec![0.0; 3], how)
}

fn curve(seed: u64, hidden: &[usize], bend: Bend, how: How) -> Program {
    let mut draw = Draw::new(seed);
    let problem = draw.curve(40, hidden, bend);
    let start = draw.start(&problem, 1.0);
    Program::train(problem, start, How { seed, ..how })
}

fn adam(rate: f64, updates: usize) -> How {
    How {
        rate,
        updates,
        adam: true,
        ..How::default()
    }
}

fn plain(rate: f64, updates: usize) -> How {
    How {
        rate,
        updates,
        ..How::default()
    }
}

/// Each with its name.
pub fn programs() -> Vec<(&'static str, Make)> {
    vec![
        ("a line, a third of the limit", |s| linear(s, 1, 0.5, 0.33)),
        ("a line, half the limit", |s| linear(s, 1, 0.5, 0.5)),
        ("a line, nine tenths of the limit", |s| {
            linear(s, 1, 0.5, 0.9)
        }),
        ("a line without noise", |s| linear(s, 1, 0.0, 0.4)),
        ("five columns", |s| linear(s, 5, 1.0, 0.4)),
        ("twelve columns, much noise", |s| linear(s, 12, 5.0, 0.3)),
        ("a plane, momentum 0.9", |s| {
            plane(s, |limit| How {
                rate: 0.05 * limit,
                momentum: 0.9,
                ..How::default()
            })
        }),
        ("a plane, momentum 0.5", |s| {
            plane(s, |limit| How {
                rate: 0.3 * limit,
                momentum: 0.5,
                ..How::default()
            })
        }),
        ("a plane, Adam", |s| plane(s, |_| adam(0.1, 400))),
        ("a plane, float32", |s| {
            plane(s, |limit| How {
                rate: 0.3 * limit,
                float32: true,
                ..How::default()
            })
        }),
        ("a plane, batches of 20, rate small", |s| {
            plane(s, |limit| How {
                rate: 0.03 * limit,
                batch: 20,
                updates: 500,
                ..How::default()
            })
        }),
        ("a plane, batches of 10, their losses", |s| {
            plane(s, |limit| How {
                rate: 0.03 * limit,
                batch: 10,
                updates: 500,
                batch_losses: true,
                ..How::default()
            })
        }),
        ("a plane, batches of 5, rate decaying", |s| {
            plane(s, |limit| How {
                rate: 0.2 * limit,
                batch: 5,
                updates: 1000,
                decay: 20.0,
                ..How::default()
            })
        }),
        ("the root of the mean square, noisy", |s| {
            let mut program = Draw::new(s).linear(100, 2, 0.5);
            program.loss = Loss::Rmse;
            Program::train(program, vec![0.0; 3], plain(0.3, 300))
        }),
        ("absolute errors, noisy", |s| {
            let mut program = Draw::new(s).linear(100, 2, 0.5);
            program.loss = Loss::Mae;
            Program::train(program, vec![0.0; 3], plain(0.03, 500))
        }),
        ("two clouds, cross-entropy", |s| {
            let mut draw = Draw::new(s);
            let problem = draw.clouds(100, 1.0, Loss::CrossEntropy);
            Program::train(problem, vec![0.0; 3], plain(0.5, 300))
        }),
        ("two clouds, naive cross-entropy", |s| {
            let mut draw = Draw::new(s);
            let problem = draw.clouds(100, 1.0, Loss::NaiveCrossEntropy);
            let mut program =
                Program::train(problem, vec![0.0; 3], plain(0.5, 300));
            program.naive = Some(2.0_f64.ln());
            program
        }),
        ("a network of tanh", |s| {
            curve(s, &[8], Bend::Tanh, plain(0.1, 800))
        }),
        ("a network of ReLU", |s| {
            curve(s, &[16], Bend::Relu, plain(0.03, 800))
        }),
        ("a network of tanh, Adam", |s| {
            curve(s, &[8], Bend::Tanh, adam(0.02, 500))
        }),
        ("two hidden layers, Adam", |s| {
            curve(s, &[8, 8], Bend::Relu, adam(0.01, 400))
        }),
        ("a network of tanh, momentum", |s| {
            let how = plain(0.02, 500);
            curve(
                s,
                &[8],
                Bend::Tanh,
                How {
                    momentum: 0.9,
                    ..how
                },
            )
        }),
        ("four hidden layers of tanh", |s| {
            curve(s, &[8; 4], Bend::Tanh, plain(0.02, 300))
        }),
        ("a network with validation", |s| {
            let mut draw = Draw::new(s);
            let problem = draw.curve(80, &[6], Bend::Tanh);
            let unseen = Draw::new(s + 500).curve(60, &[6], Bend::Tanh);
            let start = draw.start(&problem, 1.0);
            Program::validated(problem, start, adam(0.02, 300), &unseen)
        }),
        ("a line on raw x, run to its end", |s| {
            let mut draw = Draw::new(s);
            let mut problem = draw.linear(60, 1, 0.5);
            for (row, y) in problem.x.iter_mut().zip(&mut problem.y) {
                row[0] = draw.uniform(0.0, 10.0);
                *y = 3.0 * row[0] + 8.0 + draw.normal();
            }
            let rate = 0.6 * problem.limit();
            Program::train(problem, vec![-1.0, 1.0], plain(rate, 2000))
        }),
        ("one row", |_| {
            let problem = Problem {
                x: vec![vec![2.0]],
                y: vec![3.0],
                hidden: Vec::new(),
                bend: Bend::None,
                loss: Loss::Mse,
            };
            Program::train(problem, vec![0.0; 2], plain(0.05, 100))
        }),
    ]
}
