//! Your own data: a model fitted to a table by gradient descent, in the order
//! of a run:
//!
//! | module | holds |
//! |---|---|
//! | [`args`] | the flags |
//! | [`table`] | reads the columns of a CSV file |
//! | [`model`], [`loss`] | what is fitted, and how wrong it is |
//! | [`scale`] | columns standardised, parameters in their own units |
//! | [`split`], [`data`] | rows held out, and whether the model suits the rest |
//! | [`network`], [`problem`] | model and loss on the device |
//! | [`rate`], [`stop`], [`plan`] | how to descend |
//! | [`mod@descend`] | the loop |
//! | [`quality`], [`fitted`] | what came of it |
//! | [`report`], [`ending`], [`document`], [`figures`] | and how it is told |
//! | [`saved`] | the model as a file, and predictions by it |

pub mod args;
pub mod data;
pub mod descend;
pub mod document;
pub mod ending;
pub mod figures;
pub mod fitted;
pub mod loss;
pub mod model;
pub mod network;
pub mod plan;
pub mod problem;
pub mod quality;
pub mod rate;
pub mod report;
pub mod saved;
pub mod scale;
pub mod split;
pub mod stop;
pub mod table;

use std::{path::PathBuf, process::ExitCode, time::Instant};

use descent::{batch::Batches, curvature::Curvature, device::Precision};
use program::{Result, Story, args::Program, exit_code, output, rebuild};

use args::{Args, Predict};
use data::Data;
use descend::descend;
use document::Facts;
use fitted::Fitted;
use loss::Loss;
use network::Network;
use problem::{Problem, columns};

/// Reads the flags, fits or predicts, and turns every error into one line and
/// an exit code (1 for a failed run, 2 for bad input).
pub fn run() -> ExitCode {
    let program = Program {
        name: "fit".into(),
        about: "Fit a model to your own data by gradient descent".into(),
        precision: Precision::F64,
        folder: "target/fit".into(),
    };
    exit_code(Args::read(&program).and_then(|args| match &args.predict {
        Some(Predict::Predict {
            model,
            data,
            missing,
        }) => {
            output::print(&saved::predict(model, data, *missing)?);
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
    flags.loss.check(data.y(), data.scales.y.deviation)?;
    output::prepare(&common.folder(program))?;
    output::finish_writing_on_interrupt()?;

    let title = format!("Fit: {} by {}", data.y(), data.x().join(", "));
    let seed = common.seed;
    let mut story = Story::open(&title, program, common)?;
    report::data(&mut story, &file, &data);

    let began = Instant::now();
    let device = story.device.clone();
    let problem = Problem::new(&data.train, &data.scales, flags.loss, &device);
    let size = flags.batch_size.unwrap_or(problem.size());
    let batches = Batches::new(problem.size(), size, seed)?;
    let (inputs, hidden) = (data.scales.inputs(), data.model.hidden());
    let start = Network::start(inputs, hidden, seed, &device);
    let bowls = bowls(&data);
    // Batches have bowls of their own.
    let one_bowl = flags.loss == Loss::Mse && batches.per_epoch() == 1;
    let bowl = bowls.as_ref().filter(|_| one_bowl);
    let bowl = bowl.map(|[standardised, _]| standardised);
    let parts = (&problem, &start, &batches);
    let plan = plan::plan(&flags, &data, bowl, parts, &story)?;
    report::plan(&mut story, &data, &plan, bowls.as_ref(), (flags.loss, size));

    let per_epoch = batches.per_epoch();
    let bar = story.progress(plan.epochs * per_epoch, "descending");
    bar.tick();
    let run = descend(&problem, start, batches, &plan, || bar.inc(1))?;
    bar.finish_and_clear();
    let seconds = began.elapsed().as_secs_f64();
    ending::tell(&mut story, &plan, &run, bowl, seconds);

    let fitted = Fitted::new(data, run, flags.loss, &device)?;
    report::found(&mut story, &fitted);
    let saved = story.path("model.json");
    output::write(&saved, fitted.saved.to_json().as_bytes())?;
    figures::draw(&mut story, &fitted, per_epoch)?;
    if story.json {
        let facts = Facts {
            plan: &plan,
            batch_size: size,
            bowls: &bowls,
            seconds,
            saved: &saved,
        };
        let document = document::document(&story, &fitted, &facts);
        output::print(&format!("{document}\n"));
    } else {
        report::close(story, &saved);
    }
    Ok(ExitCode::SUCCESS)
}

/// The bowl of the mean squared error of a linear model: for standardised
/// columns, and for columns in their own units.
fn bowls(data: &Data) -> Option<[Curvature; 2]> {
    if !data.model.is_linear() {
        return None;
    }
    let (x, inputs) = (&data.train[..data.x().len()], data.scales.inputs());
    let degree = data.model.degree() as i32;
    let power = |column: &Vec<f64>, k| -> Vec<f64> {
        column.iter().map(|v| v.powi(k)).collect()
    };
    let own = x
        .iter()
        .flat_map(|x| (1..=degree).map(move |k| power(x, k)));
    let ones = vec![1.0; x[0].len()];
    let own: Vec<_> = [ones].into_iter().chain(own).collect();
    let standardised = columns(&data.scales.rows(x), inputs);
    Some([&standardised, &own].map(|c| Curvature::of_columns(c)))
}
