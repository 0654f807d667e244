//! Your own data: a model fitted to a table by gradient descent. Each file uses
//! files above it in this map, and none below.
//!
//! The algorithm, from numbers to numbers:
//!
//! | module | holds |
//! |---|---|
//! | [`model`], [`loss`] | what is fitted, and how wrong it is |
//! | [`weights`] | how much each row counts |
//! | [`scale`] | columns standardised, parameters in their own units |
//! | [`log`] | logarithms of columns, and the way back |
//! | [`split`] | rows held out |
//! | [`network`], [`problem`] | model and loss on the device |
//! | [`rate`], [`stop`], [`plan`] | how to descend, and when to stop |
//! | [`mod@descend`] | the loop |
//! | [`quality`] | how good the model is |
//!
//! The program around it, in the order of a run:
//!
//! | module | holds |
//! |---|---|
//! | [`variation`] | flags of fits that are a little different |
//! | [`args`] | all the flags |
//! | [`input`] | reads the columns of a CSV file |
//! | [`rows`] | makes of them what is fitted |
//! | [`data`] | whether the model suits them |
//! | [`bowl`] | how long the bowl of a linear model is |
//! | [`linear`] | the parameters of a linear model, and the closed form |
//! | [`mod@certainty`] | how sure these are |
//! | [`mod@equation`] | its equation, with as many digits as it takes |
//! | [`saved`] | the model as a file |
//! | [`places`] | where a model is looked at |
//! | [`mod@bootstrap`] | how sure it is, from rows drawn anew |
//! | [`fitted`] | all that came of a run |
//! | [`band`] | the band of a curve, by formula or from draws |
//! | [`verdict`] | what of it cannot be trusted |
//! | [`mod@trace`] | every update as a row of a file |
//! | [`report`], [`ending`], [`document`], [`figures`] | how it is told |
//! | [`mod@predict`] | predictions by a saved model |

pub mod args;
pub mod band;
pub mod bootstrap;
pub mod bowl;
pub mod certainty;
pub mod data;
pub mod descend;
pub mod document;
pub mod ending;
pub mod equation;
pub mod figures;
pub mod fitted;
pub mod input;
pub mod linear;
pub mod log;
pub mod loss;
pub mod model;
pub mod network;
pub mod places;
pub mod plan;
pub mod predict;
pub mod problem;
pub mod quality;
pub mod rate;
pub mod report;
pub mod rows;
pub mod saved;
pub mod scale;
pub mod split;
pub mod stop;
pub mod trace;
pub mod variation;
pub mod verdict;
pub mod weights;

use std::{path::PathBuf, process::ExitCode, time::Instant};

use descent::{batch::Batches, device::Precision};
use program::{Result, Story, args::Program, exit_code, output, rebuild};

use args::{Args, Command};
use bootstrap::Bootstrap;
use bowl::Bowls;
use data::Data;
use descend::descend;
use document::Facts;
use fitted::Fitted;
use loss::Loss;
use network::Network;
use plan::Plan;
use predict::predict;
use problem::Problem;

/// Reads the flags, fits or predicts, and turns every error into one line and
/// an exit code (1 for a failed run, 2 for bad input).
pub fn run() -> ExitCode {
    let program = Program {
        name: "fit".into(),
        about: "Fit a model to your own data by gradient descent".into(),
        precision: Precision::F64,
        folder: "target/fit".into(),
    };
    exit_code(Args::read(&program).and_then(|args| match &args.command {
        Some(Command::Predict {
            model,
            data,
            missing,
        }) => {
            output::print(&predict(model, data, *missing)?);
            Ok(ExitCode::SUCCESS)
        }
        None => fit(&program, args),
    }))
}

fn fit(program: &Program, args: Args) -> Result<ExitCode> {
    if let Some(code) = rebuild::if_needed("fit", args.common.backend)? {
        return Ok(code);
    }
    let (flags, common) = (args.fit, args.common);
    let file = args.data.unwrap_or_else(|| PathBuf::from("-"));
    let data = Data::read(&file, &flags, common.seed)?;
    output::prepare(&common.folder(program))?;
    output::finish_writing_on_interrupt()?;
    output::work_on_unread(); // to the model, which is what a fit is for

    let title = format!("Fit: {} by {}", data.y(), data.x().join(", "));
    let mut story = Story::open(&title, program, common)?;
    story.trace_to(flags.trace.as_deref())?;
    report::data(&mut story, &file, &data);

    let began = Instant::now();
    let (device, seed) = (story.device.clone(), story.seed);
    let rows = (&data.train[..], &data.weights);
    let problem = Problem::new(rows, &data.scales, flags.loss, &device);
    let size = flags.batch_size.unwrap_or(problem.size());
    let batches = Batches::new(problem.size(), size, seed)?;
    let hidden = data.model.hidden();
    let start = Network::start(&data.scales, hidden, seed, &device);
    let bowls = Bowls::of(&data);
    // Batches have bowls of their own.
    let one_bowl = flags.loss == Loss::Mse && batches.per_epoch() == 1;
    let bowl = bowls.as_ref().filter(|_| one_bowl);
    let bowl = bowl.map(|bowls| &bowls.standardised);
    let parts = (&problem, &start, &batches);
    let drawn = (story.precision, seed);
    let plan = Plan::new(flags.chosen(), parts, bowl, drawn)?;
    report::plan(&mut story, &data, &plan, bowls.as_ref(), (flags.loss, size));

    let per_epoch = batches.per_epoch();
    let bar = story.progress(plan.epochs * per_epoch, "descending");
    bar.tick();
    let run = descend(&problem, start, batches, &plan, |update, network| {
        bar.set_position(update as u64);
        trace::step(&mut story, &data, &problem, update, network)
    });
    bar.finish_and_clear();
    story.write_trace()?;
    let run = match run {
        Ok(run) => run,
        Err(error) => {
            let facts = (&data, &plan, flags.loss, size);
            return diverged(story, facts, problem.unit(), error);
        }
    };
    let seconds = began.elapsed().as_secs_f64();
    ending::tell(&mut story, &plan, &run, bowl, seconds);

    let mut fitted = Fitted::new(data, run, flags.loss, &device)?;
    let saved = story.path("model.json");
    output::write(&saved, fitted.saved.to_json().as_bytes())?;
    if let Some(draws) = flags.variation.bootstrap {
        let bar = story.progress(draws, "drawing rows anew");
        let model = (&fitted.data, &fitted.saved);
        let (how, often) = ((&plan, flags.loss), (draws, seed));
        let found = Bootstrap::new(model, how, often, (&device, &bar));
        bar.finish_and_clear();
        fitted.bootstrap = Some(found?);
    }
    report::found(&mut story, &fitted)?;
    figures::draw(&mut story, &fitted, per_epoch)?;
    if story.json {
        let facts = Facts {
            plan: &plan,
            batch_size: size,
            bowls: bowls.as_ref(),
            seconds,
            saved: &saved,
        };
        let document = document::document(&story, &fitted, &facts)?;
        output::print(&format!("{document}\n"));
    } else {
        report::close(story, &saved);
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells a descent that diverged, as far as it went; then comes the error.
fn diverged(
    mut story: Story,
    facts: (&Data, &Plan, Loss, usize),
    unit: f64,
    error: descent::Error,
) -> Result<ExitCode> {
    let (_, _, loss, _) = facts;
    let trace = ending::diverged(&mut story, loss, unit, error)?;
    if story.json {
        let document = document::diverged(&story, &trace, facts);
        output::print(&format!("{document}\n"));
    } else {
        story.name_files();
    }
    let failure = story.failure.take();
    failure.map_or(Ok(ExitCode::FAILURE), Err)
}
