//! Rates that fall, and rates that rise with the batch.

use figure::Chart;
use program::{Result, Story, doctor::DoctorFlags, number::significant};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{doctor, noise::predicted};
use crate::{
    normal::Mean,
    sgd::{Bowl, drawn},
};

/// The rate at first, and the updates after which the falling one is a half.
const RATE: f64 = 0.02;
const HALF: f64 = 1000.0;
/// Where the runs are looked at.
const STOPS: [usize; 3] = [100, 1000, 10_000];
/// Rates that belong to their batches.
const LARGER: [(f64, usize); 5] =
    [(0.02, 1), (0.32, 16), (0.64, 32), (1.28, 64), (1.8, 90)];

pub fn falling(
    story: &mut Story,
    bowl: &Bowl,
    draws: usize,
    asked: DoctorFlags,
) -> Result<()> {
    story.heading("Rates that fall, and larger batches");
    let runs = draws.div_ceil(10).clamp(2, 100);
    story.say(format!(
        "{runs} runs from w = 0, with single points. \
         The constant rate is {RATE}, the falling one {RATE}/(1 + t/{HALF}) \
         at update t. The floor is that of the rate at this update, by theory; \
         the excess is the mean of the runs:"
    ));
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(9);
    let constant = |_: usize| RATE;
    let falls = |update: usize| RATE / (1.0 + update as f64 / HALF);
    let bar = story.progress(2 * runs, "descending with noise");
    let [steady, fallen] = [&constant as &dyn Fn(usize) -> f64, &falls].map(
        |rate| -> Vec<Vec<f64>> {
            let run = |_| {
                bar.inc(1);
                let start = vec![0.0; bowl.best.len()];
                let batches = drawn(bowl.y.len(), 1, &mut random);
                let run = bowl.descend(start, 1, batches, rate);
                run.take(STOPS[2]).collect()
            };
            (0..runs).map(run).collect()
        },
    );
    bar.finish_and_clear();
    let after = |all: &[Vec<f64>], stop: usize| {
        Mean::of(&all.iter().map(|run| run[stop - 1]).collect::<Vec<_>>())
    };
    story.line(
        "\nupdates   constant: floor   excess    falling: floor   excess",
    );
    let mut rows = Vec::new();
    for stop in STOPS {
        let [floor, low] = [RATE, falls(stop)].map(|lr| predicted(bowl, lr, 1));
        let [high, fell] = [&steady, &fallen].map(|all| after(all, stop));
        let [a, b, c, d] = [floor, high.value, low, fell.value]
            .map(|value| significant(value, 3));
        story.line(format!("{stop:>7} {a:>17} {b:>8} {c:>17} {d:>8}"));
        rows.push([floor, high.value, high.error, low, fell.value, fell.error]);
    }
    story.result("noise.falling", rows);
    doctor::tell(story, asked, bowl, [&steady[0], &fallen[0]]);
    let seen: Vec<_> =
        (0..=60).map(|k| 10_f64.powf(f64::from(k) / 15.0)).collect();
    let means = |all: &[Vec<f64>]| -> Vec<f64> {
        let at = |update: &f64| after(all, update.round() as usize).value;
        seen.iter().map(at).collect()
    };
    let chart = Chart::new("Noise sets a floor", "update", "excess")
        .line("constant rate", &seen, &means(&steady))
        .line("falling rate", &seen, &means(&fallen))
        .dashed("the floor", &[1.0, 1e4], &[predicted(bowl, RATE, 1); 2]);
    story.chart("noise", chart.log_x().log_y())
}

/// The rate grows with the batch: the same floor in fewer updates, to a limit.
pub fn larger(story: &mut Story, bowl: &Bowl, draws: usize) -> Result<()> {
    let (n, points) = (bowl.y.len(), 400 * draws.clamp(25, 2000));
    story.say(format!(
        "\nTwice the batch and twice the rate, and η/B is the same. \
         {points} points looked at in each row, so ever fewer updates:"
    ));
    story.line(
        "\nrate   batch   updates   small η   predicted   measured   std. error",
    );
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(10);
    let small: f64 = bowl.scatter().iter().sum::<f64>() * RATE / 4.0;
    let mut rows = Vec::new();
    for (lr, size) in LARGER {
        let updates = points / size;
        let batches = drawn(n, size, &mut random);
        let run = bowl.descend(bowl.best.clone(), size, batches, |_| lr);
        let run: Vec<_> = run.take(updates).collect();
        let (theory, mean) = (predicted(bowl, lr, size), Mean::of_run(&run));
        let [plain, predicted, value, error] =
            [small, theory, mean.value, mean.error].map(|v| significant(v, 3));
        story.line(format!(
            "{lr:>4} {size:>7} {updates:>9} {plain:>9} {predicted:>11} \
             {value:>10} {error:>12}"
        ));
        rows.push([lr, size as f64, theory, mean.value, mean.error]);
    }
    story.say(
        "\nTheory for a small η knows η/B alone. \
         Near the limit 2/λmax = 2 of lesson 6 the steep axis swings, \
         and no batch is large enough.",
    );
    story.result("noise.larger", rows);
    Ok(())
}
