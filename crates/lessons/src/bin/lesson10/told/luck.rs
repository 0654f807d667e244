//! The winner's curse: the best of many that know nothing.

use program::{Result, Story};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::{coins::winner, maximum, normal::Mean};

/// The models that are compared, and the examples of each set.
const MODELS: usize = 50;
const EXAMPLES: usize = 100;

pub fn tell(story: &mut Story, draws: usize) -> Result<()> {
    story.heading("The best of fifty that know nothing");
    let deviation = 0.5 / (EXAMPLES as f64).sqrt();
    let largest = maximum::of_normals(MODELS);
    let exact = maximum::of_coins(MODELS, EXAMPLES);
    story.say(format!(
        "A model names one of two classes by a coin. \
         Of {EXAMPLES} examples it names half right, \
         with a standard deviation of 0.5/√{EXAMPLES} = {deviation}. \
         Take {MODELS} such models and keep the one that does best \
         on the validation set. \
         The largest of {MODELS} normal numbers lies {largest:.4} standard \
         deviations above their mean, so theory predicts"
    ));
    story.line(format!(
        "  0.5 + {largest:.4} · {deviation} = {:.4}",
        0.5 + largest * deviation
    ));
    story.say(format!(
        "for the winner. Coins instead of normal numbers: {exact:.4}. \
         And on the test set: 0.5. The mean of {draws} such contests:"
    ));
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(2);
    let contests: Vec<_> = (0..draws)
        .map(|_| winner(MODELS, EXAMPLES, &mut random))
        .collect();
    for (set, at) in [("validation", 0), ("test", 1)] {
        let scores: Vec<_> = contests.iter().map(|c| c[at]).collect();
        let Mean { value, error } = Mean::of(&scores);
        story.line(format!("  {set:<11}{value:.4} ± {error:.4}"));
        story.result(&format!("luck.{set}"), [value, error]);
    }
    story.say(
        "Nothing was learned, and the winner's validation score says otherwise. \
         What has chosen a model can no longer judge it.",
    );
    story.result("luck.largest_normal", largest);
    story.result("luck.predicted", 0.5 + largest * deviation);
    story.result("luck.predicted_of_coins", exact);
    Ok(())
}
