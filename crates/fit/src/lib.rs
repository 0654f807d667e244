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
//! | [`split`] | rows held out, and rows that take turns |
//! | [`spans`] | long columns on all cores |
//! | [`network`], [`penalty`], [`problem`] | model and loss on the device |
//! | [`mod@few`] | few rows that stand for many |
//! | [`softmax`] | from scores to probabilities, on the host |
//! | [`rate`], [`stop`], [`plan`] | how to descend, and when to stop |
//! | [`mod@descend`] | the loop |
//! | [`quality`] | how good the model is |
//!
//! The program around it, in the order of a run:
//!
//! | module | holds |
//! |---|---|
//! | [`reading`], [`unseen`], [`variation`], [`args`] | the flags |
//! | [`together`] | which of them do not go together |
//! | [`sheet`] | a sheet of a spreadsheet as text |
//! | [`input`] | reads the columns of a file |
//! | [`rows`] | makes of its rows what is fitted |
//! | [`labels`] | whether classes suit |
//! | [`suits`] | whether a model suits the rows |
//! | [`data`] | the rows, and the model for them |
//! | [`bowl`] | how long the bowl of a linear model is |
//! | [`learn`] | from data to a descent that is ready to go |
//! | [`mod@folds`], [`compare`], [`choice`] | what is chosen on rows not learned from |
//! | [`linear`] | the parameters of a linear model, and the closed form |
//! | [`mod@certainty`] | how sure these are |
//! | [`mod@equation`] | its equation, with as many digits as it takes |
//! | [`saved`] | the model as a file |
//! | [`places`] | where a model is looked at |
//! | [`mod@bootstrap`] | how sure it is, from rows drawn anew |
//! | [`fitted`] | all that came of a run |
//! | [`band`] | the band of a curve, by formula or from draws |
//! | [`verdict`] | what of it cannot be trusted |
//! | [`doctor`] | a closer look at a run |
//! | [`mod@trace`] | every update as a row of a file |
//! | [`parting`], [`intervals`], [`own_units`], [`report`], [`ending`] | how it is told |
//! | [`document`], [`figures`] | the same as JSON, and drawn |
//! | [`mod@classes`] | all of this where y holds classes |
//! | [`mod@predict`] | predictions by a saved model |

pub mod args;
pub mod band;
pub mod bootstrap;
pub mod bowl;
pub mod certainty;
pub mod choice;
pub mod classes;
pub mod compare;
pub mod data;
pub mod descend;
pub mod doctor;
pub mod document;
pub mod ending;
pub mod equation;
pub mod few;
pub mod figures;
pub mod fitted;
pub mod folds;
pub mod input;
pub mod intervals;
pub mod labels;
pub mod learn;
pub mod linear;
pub mod log;
pub mod loss;
pub mod model;
pub mod network;
pub mod own_units;
pub mod parting;
pub mod penalty;
pub mod places;
pub mod plan;
pub mod predict;
pub mod problem;
pub mod quality;
pub mod rate;
pub mod reading;
pub mod report;
pub mod rows;
pub mod saved;
pub mod scale;
pub mod sheet;
pub mod softmax;
pub mod spans;
pub mod split;
pub mod stop;
pub mod suits;
pub mod together;
pub mod trace;
pub mod unseen;
pub mod variation;
pub mod verdict;
pub mod weights;

use std::{path::PathBuf, process::ExitCode, time::Instant};

use descent::{
    device::Precision,
    doctor::{Run, Validation},
};
use program::{Result, Story, args::Program, exit_code, output, rebuild};

use args::{Args, Command};
use bootstrap::Bootstrap;
use choice::Choice;
use data::Data;
use document::Facts;
use fitted::Fitted;
use learn::Ready;
use loss::Loss;
use plan::Plan;
use predict::predict;

/// Reads the flags, fits or predicts, and turns every error into one line and
/// an exit code (1 for a failed run, 2 for bad input).
pub fn run() -> ExitCode {
    let program = Program {
        name: "fit".into(),
        about: "Fit a model to your own data by gradient descent".into(),
        precision: Precision::F64,
        folder: "target/fit".into(),
        many: false,
    };
    exit_code(Args::read(&program).and_then(|args| match &args.command {
        Some(Command::Predict {
            model,
            data,
            missing,
            keep,
            reading,
        }) => {
            let rows = (*missing, *keep);
            output::print(&predict(model, data, rows, reading)?);
            Ok(ExitCode::SUCCESS)
        }
        None => fit(&program, args),
    }))
}

fn fit(program: &Program, args: Args) -> Result<ExitCode> {
    args.common
        .remote
        .check(args.common.backend, program.many)?;
    if let Some(code) = rebuild::if_needed("fit", args.common.backend)? {
        return Ok(code);
    }
    let (flags, common) = (args.fit, args.common);
    let file = args.data.unwrap_or_else(|| PathBuf::from("-"));
    let data = Data::read(&file, &flags, common.seed)?;
    compare::check(&data, &flags, common.seed)?;
    let folds = folds::folds(&data, &flags, common.seed)?;
    output::prepare(&common.folder(program))?;
    output::finish_writing_on_interrupt()?;
    output::work_on_unread(); // to the model, which is what a fit is for

    let title = format!("Fit: {} by {}", data.y(), data.x().join(", "));
    let mut story = Story::open(&title, program, common)?;
    story.trace_to(flags.trace.as_deref())?;
    let (data, choice) = Choice::make(data, folds.as_ref(), (&flags, &story))?;
    report::data(&mut story, &file, &data);
    let loss = data.loss;
    let of_classes = loss == Loss::CrossEntropy;
    if of_classes {
        classes::report::balance(&mut story, &data);
    }
    choice.tell(&mut story, &data, loss);

    let began = Instant::now();
    let ready = Ready::new(&data, &flags, &story)?;
    let Ready {
        problem,
        plan,
        batch_size,
        batches,
        ..
    } = &ready;
    let (size, per_epoch) = (*batch_size, batches.per_epoch());
    let bowls = ready.bowls.as_ref();
    report::plan(&mut story, &data, plan, bowls, (loss, size));
    if of_classes {
        classes::report::what_is_lowered(&mut story, &data);
    }

    let bar = story.progress(plan.epochs * per_epoch, "descending");
    bar.tick();
    let mut record = doctor::Record::new(flags.doctor.doctor);
    let run = ready.descend(|update, network| {
        bar.set_position(update as u64);
        record.note(update, &ready, network)?;
        trace::step(&mut story, &data, problem, update, network)
    });
    bar.finish_and_clear();
    story.write_trace()?;
    let run = match run {
        Ok(run) => run,
        Err(error) => {
            let facts = (&data, plan, loss, size);
            return diverged(story, facts, (&ready, record), error);
        }
    };
    let seconds = began.elapsed().as_secs_f64();
    let device = story.device.clone();
    let saved = story.path("model.json");
    let facts = Facts {
        choice: &choice,
        plan,
        batch_size: size,
        bowls,
        seconds,
        saved: &saved,
    };
    if of_classes {
        let fitted = classes::fitted::Fitted::new(data, run, &device)?;
        return tell_classes(story, fitted, &facts, (&ready, record));
    }
    ending::tell(&mut story, plan, &run, ready.bowl(), seconds);
    ending::validated(&mut story, &run, loss, &data);

    let mut fitted = Fitted::new(data, run, loss, &device)?;
    let rows = (fitted.data.train[0].len(), size);
    let end = Run {
        answers: Some(verdict::answers(&fitted)),
        ..verdict::of_losses(fitted.run.losses.clone(), plan, rows)
    };
    fitted.findings = verdict::of_run(&end, plan);
    output::write(&saved, fitted.saved.to_json().as_bytes())?;
    if let Some(draws) = flags.variation.bootstrap {
        let bar = story.progress(draws, "drawing rows anew");
        let model = (&fitted.data, &fitted.saved);
        let (how, often) = ((plan, loss), (draws, story.seed));
        let found = Bootstrap::new(model, how, often, (&device, &bar));
        bar.finish_and_clear();
        fitted.bootstrap = Some(found?);
    }
    report::found(&mut story, &fitted)?;
    let run = (&fitted.data, &fitted.run);
    look(&mut story, &ready, record, run, end)?;
    figures::draw(&mut story, &fitted, per_epoch)?;
    if story.json {
        let document = document::document(&story, &fitted, &facts)?;
        output::print(&format!("{document}\n"));
    } else {
        report::close(story, &saved);
    }
    Ok(ExitCode::SUCCESS)
}

/// The same for a classifier.
fn tell_classes(
    mut story: Story,
    mut fitted: classes::fitted::Fitted,
    facts: &Facts,
    (ready, record): (&Ready, doctor::Record),
) -> Result<ExitCode> {
    let (plan, seconds) = (facts.plan, facts.seconds);
    let rows = (fitted.data.train[0].len(), facts.batch_size);
    let end = Run {
        classes: Some(fitted.named()),
        ..verdict::of_losses(fitted.run.losses.clone(), plan, rows)
    };
    fitted.findings = verdict::of_run(&end, plan);
    let fitted = &fitted;
    match fitted.optimum.is_endless() {
        true => classes::report::endless(&mut story, fitted),
        false => ending::tell(&mut story, plan, &fitted.run, None, seconds),
    }
    ending::validated(&mut story, &fitted.run, fitted.data.loss, &fitted.data);
    classes::report::found(&mut story, fitted);
    let run = (&fitted.data, &fitted.run);
    look(&mut story, ready, record, run, end)?;
    output::write(facts.saved, fitted.saved.to_json().as_bytes())?;
    let per_epoch = ready.batches.per_epoch();
    classes::figures::draw(&mut story, fitted, per_epoch)?;
    if story.json {
        let document = classes::document::document(&story, fitted, facts);
        output::print(&format!("{document}\n"));
    } else {
        report::close(story, facts.saved);
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells what the doctor finds, if it shall look.
fn look(
    story: &mut Story,
    ready: &Ready,
    record: doctor::Record,
    (data, run): (&Data, &descend::Run),
    end: Run,
) -> Result<()> {
    let seen = run.validation.as_ref();
    let seen = Validation {
        losses: seen.map_or(Vec::new(), |seen| seen.losses.clone()),
        learned: run.losses.clone(),
        rows: data.validation[0].len(),
        ..Validation::default()
    };
    let (losses, ended) = (run.losses.clone(), Some((&run.network, seen)));
    record.tell(story, (data, ready), losses, ended, end)
}

/// Tells a descent that diverged, as far as it went; then comes the error.
fn diverged(
    mut story: Story,
    facts: (&Data, &Plan, Loss, usize),
    (ready, record): (&Ready, doctor::Record),
    error: descent::Error,
) -> Result<ExitCode> {
    let (data, plan, loss, batch) = facts;
    let unit = ready.problem.unit();
    let trace = ending::diverged(&mut story, loss, unit, error)?;
    let rows = (data.train[0].len(), batch);
    let mut losses = trace.losses();
    losses.push(f64::INFINITY); // where it ended
    let run = verdict::of_losses(losses, plan, rows);
    if record.is_asked() {
        let losses = run.losses.iter().map(|loss| loss / unit).collect();
        let end = Run::default();
        record.tell(&mut story, (data, ready), losses, None, end)?;
    } else {
        for finding in verdict::of_run(&run, plan) {
            story.say(format!("\n{} {}", finding.words, finding.cure));
        }
    }
    if story.json {
        let document = document::diverged(&story, &trace, facts);
        output::print(&format!("{document}\n"));
    } else {
        story.name_files();
    }
    let failure = story.failure.take();
    failure.map_or(Ok(ExitCode::FAILURE), Err)
}
