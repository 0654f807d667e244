//! How low a descent with minibatches comes at a constant rate.

use descent::batch::Batches;
use program::{Result, Story, number::significant};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::decay::Waves;
use crate::{
    curve::{centred, measured},
    noise_floor::{floor, of_dealt},
    normal::Mean,
    sgd::{Bowl, dealt, drawn},
    waves::{columns, middles},
};

/// Waves of the model.
const SLOW: usize = 3;
/// Points of the larger bowl.
const MANY: usize = 1000;

/// The bowl for the parts that follow.
pub fn tell(
    story: &mut Story,
    waves: &Waves,
    deviation: f64,
    draws: usize,
) -> Result<Bowl> {
    story.heading("How low a noisy descent comes");
    let bowl = Bowl::new(&waves.columns[..SLOW], &waves.y);
    let (n, updates) = (bowl.y.len(), 400 * draws.min(2000));
    story.say(format!(
        "The first {SLOW} waves, fitted by batches that are drawn anew from all \
         {n} points, at a constant rate. The descent begins at the lowest place, \
         and the noise of the batches drives it away. \
         How high above it the loss stays, by theory, \
         and in the mean of {updates} updates:"
    ));
    story.line("\nrate   batch   predicted   measured   standard error");
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(8);
    let mut rows = Vec::new();
    for (lr, size) in [(0.02, 1), (0.01, 1), (0.02, 4), (0.01, 4)] {
        let theory = predicted(&bowl, lr, size);
        let batches = drawn(n, size, &mut random);
        let run = bowl.descend(bowl.best.clone(), size, batches, |_| lr);
        let Mean { value, error } = Mean::of_run(&take(run, updates));
        let [predicted, mean, deviation] =
            [theory, value, error].map(|v| significant(v, 3));
        story.line(format!(
            "{lr:>4} {size:>7} {predicted:>11} {mean:>10} {deviation:>16}"
        ));
        rows.push([lr, size as f64, theory, value, error]);
    }
    story.say(
        "\nHalf the rate, half the height. Four times the batch, a quarter.",
    );
    story.result("noise.y", &bowl.y);
    story.result("noise.drawn", rows);
    let x = middles(MANY);
    let y = centred(measured(&x, deviation, &mut random));
    let large = Bowl::new(&columns(&x)[..SLOW], &y);
    shuffled(story, [&bowl, &large], updates)?;
    Ok(bowl)
}

/// The same rates with shuffled epochs.
fn shuffled(
    story: &mut Story,
    [bowl, large]: [&Bowl; 2],
    updates: usize,
) -> Result<()> {
    story.say(
        "\nThe batches of this course are no draws: \
         in a shuffled epoch each point comes once. \
         What one batch does too much, the others of the epoch undo, \
         as far as the descent has not forgotten it: \
         along an axis it remembers for about 1/(ηλ) updates. \
         Where that is longer than an epoch, little is left of the height above:",
    );
    story.line(
        "\npoints   rate   batch   updates an epoch   predicted   measured   part",
    );
    let mut rows = Vec::new();
    for (bowl, lr, size) in [(bowl, 0.02, 4), (bowl, 0.02, 1), (large, 0.02, 1)]
    {
        let n = bowl.y.len();
        let axes = bowl.curvatures.iter().zip(bowl.scatter());
        let axes = axes.map(|(lambda, scatter)| {
            floor(lr, *lambda, scatter, size) * of_dealt(lr, *lambda, n, size)
        });
        let theory: f64 = axes.sum();
        let batches = Batches::new(n, size, story.seed)?;
        let (per_epoch, best) = (batches.per_epoch(), bowl.best.clone());
        let run = bowl.descend(best, size, dealt(batches), |_| lr);
        let Mean { value, error } = Mean::of_run(&take(run, updates));
        let part = value / predicted(bowl, lr, size);
        let [predicted, mean] = [theory, value].map(|v| significant(v, 3));
        story.line(format!(
            "{n:>6} {lr:>6} {size:>7} {per_epoch:>18} {predicted:>11} {mean:>10} \
             {part:>6.2}"
        ));
        rows.push([n as f64, lr, size as f64, theory, value, error, part]);
    }
    story.result("noise.shuffled", rows);
    Ok(())
}

/// The height over all axes, by theory.
pub fn predicted(bowl: &Bowl, lr: f64, size: usize) -> f64 {
    let axes = bowl.curvatures.iter().zip(bowl.scatter());
    axes.map(|(lambda, scatter)| floor(lr, *lambda, scatter, size))
        .sum()
}

fn take(run: impl Iterator<Item = f64>, updates: usize) -> Vec<f64> {
    run.take(updates).collect()
}
