//! Dropout: its expectation, and the decay that it hides.

use program::{Result, Story};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::decay::Waves;
use crate::{
    dropout::{dropout, variance},
    normal::Mean,
    polynomial::mean_square,
    ridge::closed_form,
    waves::predict,
};

/// The probability that a number stays.
const KEEP: f64 = 0.8;

pub fn tell(story: &mut Story, waves: &Waves, draws: usize) -> Result<()> {
    story.heading("Dropout is noise, and decay");
    let w = closed_form(&waves.columns, &waves.y, 0.01);
    // What each weight adds to each prediction: a row a point.
    let n = waves.y.len();
    let parts: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            waves
                .columns
                .iter()
                .zip(&w)
                .map(|(c, w)| c[i] * w)
                .collect()
        })
        .collect();
    let whole = predict(&waves.columns, &w);
    let noise = parts.iter().map(|part| variance(part, KEEP)).sum::<f64>();
    let predicted =
        [whole[0], mean_square(&whole, &waves.y) + noise / n as f64];
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(5);
    let (mut first, mut losses) = (Vec::new(), Vec::new());
    for _ in 0..draws {
        let dropped: Vec<f64> = parts
            .iter()
            .map(|part| dropout(part, KEEP, &mut random).iter().sum())
            .collect();
        first.push(dropped[0]);
        losses.push(mean_square(&dropped, &waves.y));
    }
    story.say(format!(
        "The weights of α = 0.01. Each product of a wave and its weight stays \
         with probability q = {KEEP}, divided by q, or is dropped. \
         The expected prediction is the one without dropout. \
         The expected loss is larger, by the variance that dropout adds, \
         (1 − q)/q times the squares of what was dropped. \
         The mean of {draws} draws:"
    ));
    story.line("\n                      predicted   measured   standard error");
    for (what, key, sample, theory) in [
        ("the first prediction", "prediction", &first, predicted[0]),
        ("the loss", "loss", &losses, predicted[1]),
    ] {
        let Mean { value, error } = Mean::of(sample);
        let key = format!("dropout.{key}");
        story.line(format!(
            "{what:<21} {theory:>9.4} {value:>10.4} {error:>16.4}"
        ));
        story.result(&key, [theory, value, error]);
    }
    Ok(())
}
