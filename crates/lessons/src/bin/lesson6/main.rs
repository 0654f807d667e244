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
    train::descend,
};
use lessons::{Lesson, Result, args, number, scene, scene::Run};
use problem::Problem;

mod cycle;
mod limits;
mod minima;
mod problem;
mod range_test;
mod schedules;
mod stopping;

fn main() -> ExitCode {
    lessons::run(6, |lesson, flags: args::Rates| {
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
        compare_rates(lesson, &flags)?;
        range_test::run(lesson, &line)?;
        let cycle = cycle::run(lesson, &quadratic)?;
        schedules::run(lesson, &quadratic)?;
        stopping::run(lesson, &line, &cycle)?;
        minima::run(lesson)
    })
}

fn compare_rates(lesson: &mut Lesson, flags: &args::Rates) -> Result<()> {
    lesson.heading("Too small, good, too large");
    let points = flags.points.line(lesson.seed);
    let best = Line::least_squares(&points);
    // Off both axes of the bowl, so that each learning rate shows on both.
    let start = flags.points.start.unwrap_or([-2.0, 4.0]);
    let (x, y) = points.tensors(&lesson.device);
    let w = tensor(&start, &lesson.device);
    let columns = Line::columns(x);
    let line = Problem::new(columns.clone(), y.clone(), w, best.to_vec())?;
    let descent = scene::Descent {
        points,
        names: Line::PARAMS,
        slope: 0,
        start,
        lr: None,
    };
    let (limit, updates) = (line.curvature.largest_stable_lr(), flags.steps);
    let [a, b] = start;
    lesson.say(format!(
        "A line, from ({a}, {b}). The limit is {limit:.4}.\n"
    ));
    lesson.say("learning rate   largest |1 − lr λ|   loss");
    let mut runs = Vec::new();
    for lr in flags.rates() {
        let recorder = lesson.recorder(flags.live, updates, 40, &descent);
        // ANCHOR: rates
        let factor = line.curvature.factor(lr);
        let trace = descend(line.start.clone(), lr, updates, recorder, |w| {
            line.mse(w)
        })?;
        // ANCHOR_END: rates
        let losses = [&trace.steps[0], &trace.last()].map(|step| step.loss);
        let [first, last] = losses.map(number);
        lesson.say(format!("{lr:13} {factor:20.4}   {first} → {last}"));
        runs.push((lr, trace));
    }
    lesson.say(format!(
        "\nThe loss is that before and after {updates} updates."
    ));
    lesson.say("A factor below 1 shrinks what is left, one above 1 grows it.");
    let results: Vec<_> = runs
        .iter()
        .map(|(lr, trace)| {
            serde_json::json!({
                "lr": lr,
                "factor": line.curvature.factor(*lr),
                "losses": trace.losses(),
            })
        })
        .collect();
    lesson.result("rates", results);

    let name = |lr: &f64| format!("learning rate {lr}");
    let named: Vec<_> = runs.iter().map(|(lr, t)| (name(lr), t)).collect();
    let losses: Vec<_> = named
        .iter()
        .map(|(name, t)| (name.as_str(), t.losses()))
        .collect();
    let chart = scene::losses("One line, several rates", "MSE", &losses);
    lesson.chart("rates", chart.log_y())?;
    let bowl = scene::bowl(Line::PARAMS, columns, y, start, best)?;
    lesson.animation("paths", 100, scene::paths(&bowl, &named, 30))?;
    let recordings: Vec<_> = named
        .iter()
        .map(|(name, t)| Run::new(name, t, 30))
        .collect();
    lesson.recording("paths", &descent, &recordings)
}
