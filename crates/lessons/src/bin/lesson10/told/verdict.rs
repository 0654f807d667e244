//! The test set of other writers, read once.

use descent::data::Digits;
use program::{Result, Story};

use crate::{
    normal::Mean,
    writers::{LESSON_9, Way, learn, score},
};

/// Networks of each way.
const SEEDS: u64 = 10;

pub fn tell(story: &mut Story, chosen: Way, sets: [Digits; 2]) -> Result<()> {
    story.heading("The test, read once");
    let [train, test] = sets.map(|set| set.tensors(&story.device));
    let bar = story.progress(2 * SEEDS as usize, "learning digits");
    let mut scores = [Vec::new(), Vec::new()];
    for seed in (0..SEEDS).map(|i| story.seed.wrapping_add(i)) {
        for (way, scores) in [LESSON_9, chosen].iter().zip(&mut scores) {
            let model = learn(*way, &train, seed, |_| Ok(()))?;
            scores.push(score(&model, &test)?);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    story.say(format!(
        "Both ways learn from all {} rows of the first writers, \
         {SEEDS} networks each, and name the {} of the others:",
        train.1.dims()[0],
        test.1.dims()[0]
    ));
    story.line(
        "\n              cross-entropy   deviation   right, %   deviation",
    );
    for (name, key, scores) in [
        ("lesson 9", "lesson_9", &scores[0]),
        ("chosen", "chosen", &scores[1]),
    ] {
        let of = |at: usize| -> Vec<f64> {
            scores.iter().map(|score| score[at]).collect()
        };
        let [loss, right] = [of(0), of(1)].map(|sample| spread(&sample));
        story.line(format!(
            "{name:<12} {:>14.4} {:>11.4} {:>10.2} {:>11.2}",
            loss[0],
            loss[1],
            100.0 * right[0],
            100.0 * right[1]
        ));
        story.result(&format!("writers.{key}.scores"), scores);
        story.result(&format!("writers.{key}.cross_entropy"), loss);
        story.result(&format!("writers.{key}.right"), right);
    }
    let falls = scores[0].iter().zip(&scores[1]).map(|(a, b)| a[0] - b[0]);
    let [fall, deviation] = spread(&falls.collect::<Vec<_>>());
    let times = fall / deviation;
    let more = match times > 2.0 {
        true => "That is no luck of a seed.",
        false => "That is less than two: validation has not helped for sure.",
    };
    story.say(format!(
        "\nFrom the same seed the cross-entropy falls by {fall:.4} in the mean, \
         with a standard deviation of {deviation:.4}: {times:.1} of them. {more}"
    ));
    story.result("writers.fall", [fall, deviation, times]);
    Ok(())
}

/// The mean of a sample, and its standard deviation.
fn spread(sample: &[f64]) -> [f64; 2] {
    let Mean { value, error } = Mean::of(sample);
    [value, error * (sample.len() as f64).sqrt()]
}
