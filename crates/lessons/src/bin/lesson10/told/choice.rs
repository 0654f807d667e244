//! Training error, validation and cross-validation choose a degree.

use descent::data::{Points, linspace};
use program::{Result, Story, number::fixed};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::{
    choice::{Choice, PARTS, all_ways},
    cross_validation::{error, folds, leave_one_out},
    curve::{drawn, measured},
    polynomial::MOST,
};

/// Points of each test.
const NEW: usize = 1000;

pub fn tell(
    story: &mut Story,
    n: usize,
    deviation: f64,
    draws: usize,
) -> Result<()> {
    story.heading("Who may choose the degree");
    let x = linspace(-1.0, 1.0, n);
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(3);
    let bar = story.progress(draws, "choosing degrees");
    let mut choices = Vec::new();
    for _ in 0..draws {
        let y = measured(&x, deviation, &mut random);
        let points = Points { x: x.clone(), y };
        let test = drawn(NEW, deviation, &mut random);
        choices.push(all_ways(&points, &test, &mut random));
        bar.inc(1);
    }
    bar.finish_and_clear();
    story.say(format!(
        "{draws} times: measure, choose a degree from 0 to {MOST}, \
         fit it to all {n} points, test on {NEW} new ones. \
         Cross-validation deals the points into {PARTS} parts, \
         and each tests the fit to the others once. \
         The score is the error that made the choice. Medians:"
    ));
    story.line("\nchosen by                degree      score       test");
    for (at, (name, key)) in [
        ("training error", "training"),
        ("a fifth, validation", "validation"),
        ("cross-validation", "cross_validation"),
        ("the test itself", "test"),
    ]
    .into_iter()
    .enumerate()
    {
        let of = |value: fn(&Choice) -> f64| {
            median(choices.iter().map(|ways| value(&ways[at])).collect())
        };
        let degree = of(|choice| choice.degree as f64);
        let [score, test] = [of(|choice| choice.score), of(|c| c.test)];
        story.line(format!(
            "{name:<24} {degree:>6} {:>10} {:>10}",
            fixed(score, 4),
            fixed(test, 4)
        ));
        story.result(&format!("choice.{key}"), [degree, score, test]);
    }
    story.say(
        "\nThe training error always takes the highest degree. \
         Validation and cross-validation choose well. \
         Yet neither score is what the test says. \
         That of validation is the smallest of sixteen, \
         each from a few points: the winner's curse again. \
         Cross-validation leaves the outer points out as well, \
         where its fits must go on beyond all that they have seen. \
         The last row cheats, and shows what could be had.",
    );
    one_by_one(story, &x, deviation)
}

/// Cross-validation with parts of one point, twice.
fn one_by_one(story: &mut Story, x: &[f64], deviation: f64) -> Result<()> {
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    let y = measured(x, deviation, &mut random);
    let n = x.len();
    let parts = folds(n, n, &mut random);
    let (by_fits, by_formula) =
        (error(x, &y, 5, &parts), leave_one_out(x, &y, 5));
    story.say(format!(
        "\nWith parts of a single point, degree 5 on the points above: \
         {n} fits say {by_fits:.6}, one fit and the formula {by_formula:.6}."
    ));
    story.result("choice.leave_one_out.by_fits", by_fits);
    story.result("choice.leave_one_out.by_formula", by_formula);
    Ok(())
}

/// The middle one: half are smaller.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
