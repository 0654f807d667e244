//! burn's trainer beside ours.

use std::{fs, path::Path};

use descent::model::Mlp;
use figure::Chart;
use program::{Error, Result, Story, output};

use super::{
    apart::{apart, largest_difference, power},
    setting::{Setting, whole},
};
use crate::{
    callbacks::Record,
    data::{Shuffled, images, in_order},
    supervised::Run,
};

pub fn tell(
    story: &mut Story,
    setting: &Setting,
    (model, record): (&Mlp, &Record),
) -> Result<()> {
    story.heading("The same in burn's words");
    let folder = output::temporary()?;
    let (plan, place) = (&setting.plan, folder.path());
    let ordered = Shuffled::new(images(&setting.train), plan.seed, 1);
    let loader = in_order(ordered, plan.batch);
    let run = whole(setting.train(plan, loader, place, None)?)?;
    compare(story, (model, record), &run)?;
    let kept = checkpoints(place)?;
    let listed = kept
        .iter()
        .map(usize::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    story.say(format!(
        "It left a log of each metric for each epoch, \
         and the checkpoints of the epochs {listed}: \
         the last two, and the best."
    ));
    story.result("burns.kept", kept);
    Ok(())
}

/// The epochs whose checkpoints lie in the folder of a run.
fn checkpoints(folder: &Path) -> Result<Vec<usize>> {
    let failed = |e| Error::Failed(format!("cannot read a folder: {e}"));
    let entries = fs::read_dir(folder.join("checkpoint")).map_err(failed)?;
    let mut epochs: Vec<usize> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            name.strip_prefix("model-")?
                .strip_suffix(".bpk")?
                .parse()
                .ok()
        })
        .collect();
    epochs.sort_unstable();
    Ok(epochs)
}

fn compare(
    story: &mut Story,
    (model, record): (&Mlp, &Record),
    run: &Run,
) -> Result<()> {
    let (ours, burns) = (&record.losses, &run.seen.losses);
    story.say(
        "burn's trainer, from the same weights, with the same order and the \
         same rates. The loss of each batch:\n",
    );
    story.line("update   our loss   burn's loss");
    let last = ours.len().min(burns.len()).saturating_sub(1);
    let shown = [0, 1, 10, 100].into_iter().filter(|k| *k < last);
    for k in shown.chain([last]) {
        let (ours, burns) = (ours[k], burns[k]);
        story.line(format!("{k:6} {ours:10.6} {burns:13.6}"));
    }
    let of = |name: &str| run.seen.valid.get(name).cloned().unwrap_or_default();
    let (valid, accuracy) = (of("Loss"), of("Accuracy"));
    let losses = largest_difference(ours, burns);
    let valids = largest_difference(&record.valid, &valid);
    let weights = apart(model, &run.model)?;
    story.say(format!(
        "\nOurs ended after epoch {}, burn's after epoch {}. \
         The largest difference in the loss of a batch is {}, \
         in a validation loss {}, in a weight {}. \
         burn's second metric says {:.2} % named right in validation.",
        record.valid.len(),
        valid.len(),
        power(losses),
        power(valids),
        power(weights),
        accuracy.last().copied().unwrap_or_default()
    ));
    let x: Vec<f64> = (0..ours.len()).map(|k| k as f64).collect();
    let every = ours.len().div_ceil(40);
    let some = |of: &[f64]| -> Vec<f64> {
        of.iter().copied().step_by(every).collect()
    };
    let title = "The loss of each batch, by two trainers";
    let chart = Chart::new(title, "update", "cross-entropy")
        .log_y()
        .line("our trainer", &x, ours)
        .points("burn's", &some(&x), &some(burns));
    story.result("burns.losses", burns);
    story.result("burns.valid", valid);
    story.result("burns.accuracy", accuracy);
    story.result("apart", [losses, valids, weights]);
    story.chart("trainers", chart)
}
