//! A trainer of our own, with callbacks.

use descent::{
    doctor::{Run, Validation},
    model::Mlp,
};
use program::{Result, Story, doctor::DoctorFlags};

use super::setting::Setting;
use crate::{
    callbacks::{Epoch, Record, early_stopping},
    classifier::{SIZES, momentum},
    trainer,
};

pub fn tell(
    story: &mut Story,
    setting: &Setting,
    doctor: DoctorFlags,
) -> Result<(Mlp, Record)> {
    let Setting {
        train, valid, plan, ..
    } = setting;
    let (n, m) = (train.labels.len(), valid.labels.len());
    let patience = plan.patience.unwrap_or(plan.epochs);
    let [pixels, hidden, classes] = SIZES;
    story.heading("A trainer of our own");
    story.say(format!(
        "Lesson 9's digits: {n} images to learn from, {m} to validate with. \
         {pixels} pixels, {hidden} hidden units, {classes} scores; \
         batches of {}, a velocity of 0.9. \
         The learning rate falls from {} to 0 over {} epochs, \
         and the run ends when {patience} in a row brought no lower \
         validation loss:\n",
        plan.batch, plan.lr, plan.epochs
    ));
    let [train, valid] = setting.sets();
    let (mut record, mut stop) = (Record::default(), early_stopping(patience));
    let start = (setting.network(), momentum());
    let mut note = |epoch: &Epoch| record.note(epoch);
    let ended = trainer::fit(
        start,
        1..=plan.epochs,
        [&train, &valid],
        plan,
        &mut [&mut note, &mut stop],
    );
    let per_epoch = n.div_ceil(plan.batch);
    let mut run = Run {
        losses: record.losses.clone(),
        losses_of_batches: true,
        momentum: 0.9,
        rows: n,
        batch: plan.batch,
        precision: Some(story.precision),
        naive_loss: Some(10_f64.ln()),
        validation: Some(validation(&record, per_epoch, m)),
        ..Run::default()
    };
    if ended.is_err() {
        run.losses.push(f64::NAN); // the epoch that was not recorded
        story.diagnose_if(doctor, "our trainer's run", &run);
    }
    let model = ended?;
    story.line("epoch   rate   training loss   validation loss");
    let ended = record.valid.len();
    for (k, losses) in record.losses.chunks(per_epoch).enumerate() {
        if k < 5 || (k + 1) % 5 == 0 || k + 3 >= ended {
            let rate = plan.rate(k * per_epoch, plan.updates(n));
            let mean = losses.iter().sum::<f64>() / losses.len() as f64;
            let (epoch, valid) = (k + 1, record.valid[k]);
            let (epoch, rate) = (format!("{epoch:5}"), format!("{rate:6.4}"));
            story.line(format!("{epoch} {rate} {mean:15.6} {valid:17.6}"));
        }
    }
    let lowest = record.valid.iter().copied().fold(f64::INFINITY, f64::min);
    let best = record.valid.iter().position(|loss| *loss == lowest);
    let best = best.map_or(0, |at| at + 1);
    let why = match ended < plan.epochs {
        true => "The callback ended the run",
        false => "The plan ended the run",
    };
    story.say(format!(
        "\n{why} after epoch {ended}. \
         The validation loss was lowest after epoch {best}."
    ));
    story.diagnose_if(doctor, "our trainer's run", &run);
    story.result("own.losses", &record.losses);
    story.result("own.valid", &record.valid);
    story.result("own.best_epoch", best);
    Ok((model, record))
}

/// The validation losses of m images beside the mean losses of the batches of
/// each epoch.
fn validation(record: &Record, per_epoch: usize, m: usize) -> Validation {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    Validation {
        losses: record.valid.clone(),
        learned: record.losses.chunks(per_epoch).map(mean).collect(),
        rows: m,
        ..Validation::default()
    }
}
