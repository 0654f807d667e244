//! 3 against 7 by our own engine, beside burn's.

use descent::{batch::Batches, data, doctor::Run, model::Mlp};
use figure::Chart;
use program::{Result, Story, doctor::DoctorFlags};

use super::power;
use crate::three_or_seven::{accuracy, by_burn, by_ours, threes_and_sevens};

/// The pixels, hidden units and classes, and the images in a batch.
const SIZES: [usize; 3] = [64, 16, 2];
const BATCH: usize = 32;

/// By learning rate and epochs, and whether the doctor shall look.
pub fn tell(
    story: &mut Story,
    (lr, epochs, doctor): (f64, usize, DoctorFlags),
) -> Result<()> {
    story.heading("3 against 7, with your own engine");
    let digits = threes_and_sevens(&data::digits()?);
    let [train, test] = digits.random_fifth(story.seed);
    let (n, m) = (train.labels.len(), test.labels.len());
    let [train, test] = [train, test].map(|part| part.tensors(&story.device));
    let start = Mlp::new(SIZES, story.seed, &story.device);
    let batches = Batches::new(n, BATCH, story.seed)?;
    let (mut losses, again) = (Vec::new(), batches.clone());
    let see = |loss| losses.push(loss);
    let ended = by_ours(&start, &train, lr, epochs, again, see);
    let run = Run {
        losses: losses.clone(),
        losses_of_batches: true,
        rate: lr,
        rows: n,
        batch: BATCH,
        precision: Some(story.precision),
        naive_loss: Some(2_f64.ln()),
        ..Run::default()
    };
    if ended.is_err() {
        story.diagnose_if(doctor, "our engine's run", &run);
    }
    let layers = ended?;
    let (of_burn, same) = by_burn(start, &train, lr, epochs, batches)?;
    let [_, hidden, _] = SIZES;
    story.say(format!(
        "Lesson 9's 3s and 7s: {n} images to learn from, {m} to test. \
         64 pixels, {hidden} hidden units, 2 scores; \
         batches of {BATCH}, learning rate {lr}. \
         Our tape and burn's, \
         from the same weights and with the same batches:\n"
    ));
    story.line("update   our loss   burn's loss");
    let last = losses.len() - 1;
    let shown = [0, 1, 10, 30].into_iter().filter(|k| *k < last);
    for k in shown.chain([last]) {
        let (ours, burns) = (losses[k], same[k]);
        story.line(format!("{k:6} {ours:10.6} {burns:13.6}"));
    }
    let apart = losses.iter().zip(&same).map(|(u, v)| (u - v).abs());
    let apart = apart.fold(0.0, f64::max);
    let trained = [&layers, &of_burn].map(|w| accuracy(w, &train));
    let tested = [&layers, &of_burn].map(|w| accuracy(w, &test));
    let ([ours, burns], [unseen, of_burns]) = (trained, tested);
    let (ours, burns, unseen, of_burns) = (ours?, burns?, unseen?, of_burns?);
    story.say(format!(
        "\nNo loss differs by more than {}. \
         Ours names {:.2} % of the training images right and {:.2} % of those \
         that it never saw, burn's {:.2} % and {:.2} %.",
        power(apart),
        100.0 * ours,
        100.0 * unseen,
        100.0 * burns,
        100.0 * of_burns
    ));
    let x: Vec<f64> = (0..losses.len()).map(|k| k as f64).collect();
    let every = losses.len().div_ceil(25);
    let some = |of: &[f64]| -> Vec<f64> {
        of.iter().copied().step_by(every).collect()
    };
    let title = "3 against 7: the loss of each batch";
    let chart = Chart::new(title, "update", "cross-entropy")
        .line("our engine", &x, &losses)
        .points("burn's", &some(&x), &some(&same));
    story.result("three_or_seven.our_losses", &losses);
    story.result("three_or_seven.burns_losses", &same);
    story.result("three_or_seven.train_accuracy", [ours, burns]);
    story.result("three_or_seven.test_accuracy", [unseen, of_burns]);
    story.chart("three_or_seven", chart)?;
    story.diagnose_if(doctor, "our engine's run", &run);
    Ok(())
}
