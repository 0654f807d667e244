//! Lesson 6: the learning rate.
//!
//! The curvature of the loss says which learning rates converge, and how
//! fast. Where nobody knows the curvature, a short run finds it out.
//!
//! Run it: `cargo run --bin lesson6`

use std::process::ExitCode;

use descent::{
    data::{self, tensor},
    model::{Line, Quadratic},
};
use lessons::args;
use problem::Problem;

mod cycle;
mod limits;
mod minima;
mod problem;
mod range_test;
mod rates;
mod schedules;
mod stopping;

fn main() -> ExitCode {
    lessons::run(6, |lesson, flags: args::RateFlags| {
        let line = data::line();
        let best = Line::least_squares(&line).to_vec();
        let (x, y) = line.tensors(&lesson.device);
        let start = tensor(&[-1.0, 1.0], &lesson.device);
        let line = Problem::new(Line::columns(x), y, start, best)?;

        let quadratic = data::quadratic();
        let best = Quadratic::least_squares(&quadratic).to_vec();
        let (x, y) = quadratic.tensors(&lesson.device);
        let start = tensor(&[2.0, 3.0, 4.0], &lesson.device);
        let quadratic = Problem::new(Quadratic::columns(x), y, start, best)?;

        limits::predict_and_run(lesson, &line, &quadratic)?;
        rates::compare(lesson, &flags)?;
        range_test::run(lesson, &line)?;
        let cycle = cycle::run(lesson, &quadratic)?;
        schedules::run(lesson, &quadratic)?;
        stopping::run(lesson, &line, &cycle)?;
        minima::run(lesson)
    })
}
