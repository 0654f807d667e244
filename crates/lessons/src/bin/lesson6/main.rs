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
    program::lesson::run(env!("CARGO_BIN_NAME"), |story, flags: args::RateFlags| {
        let line = data::line();
        let best = Line::least_squares(&line).to_vec();
        let (x, y) = line.tensors(&story.device);
        let start = tensor(&[-1.0, 1.0], &story.device);
        let line = Problem::new(Line::columns(x), y, start, best)?;

        let quadratic = data::quadratic();
        let best = Quadratic::least_squares(&quadratic).to_vec();
        let (x, y) = quadratic.tensors(&story.device);
        let start = tensor(&[2.0, 3.0, 4.0], &story.device);
        let quadratic = Problem::new(Quadratic::columns(x), y, start, best)?;

        limits::predict_and_run(story, &line, &quadratic)?;
        rates::compare(story, &flags)?;
        range_test::run(story, &line)?;
        let cycle = cycle::run(story, &quadratic)?;
        schedules::run(story, &quadratic)?;
        stopping::run(story, &line, &cycle)?;
        minima::run(story)
    })
}
