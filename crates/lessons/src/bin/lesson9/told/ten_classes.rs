//! Ten classes: a network of 64-64-10, tested on unseen images of the same
//! writers and then of others.

use descent::data::Digits;
use program::{Result, Story};

use super::learn::{How, Learned, learn};
use crate::pictures;

pub fn same_writers(
    story: &mut Story,
    digits: &Digits,
    how: How,
) -> Result<Learned> {
    story.heading("Ten classes: 64 pixels, 64 hidden units, 10 scores");
    let parts = digits.random_fifth(story.seed);
    let same = learn(story, parts, how, "ten_classes.random_split")?;
    let (a, m) = (same.accuracy(), same.test.labels.len() as f64);
    story.result("ten_classes.test_accuracy_random_split", a);
    let deviation = (a * (1.0 - a) / m).sqrt();
    story.say(format!(
        "{:.2} % right, ± {:.2}: another fifth, another number.",
        100.0 * a,
        100.0 * deviation
    ));
    Ok(same)
}

pub fn other_writers(
    story: &mut Story,
    digits: &Digits,
    how: How,
) -> Result<Learned> {
    story.heading("Other people's hands");
    let parts = digits.other_writers();
    let [n, m] = [parts[0].labels.len(), parts[1].labels.len()];
    story.say(format!(
        "The first {n} images and the other {m} come from different writers. \
         Train on the first, test on the others:"
    ));
    let other = learn(story, parts, how, "ten_classes.other_writers")?;
    let accuracy = other.accuracy();
    story.result("ten_classes.test_accuracy_other_writers", accuracy);
    Ok(other)
}

/// What the second test says that the first did not.
pub fn compare(
    story: &mut Story,
    same: &Learned,
    other: &Learned,
) -> Result<()> {
    let [above, here] = [same, other].map(|run| 100.0 * run.accuracy());
    story.say(format!("{here:.2} % right, {above:.2} % above."));
    story.say(
        "A random fifth holds other images of the same writers. \
         To know how a model does on new people, test it on new people.",
    );
    let accuracy = pictures::accuracy(&same.scores, &other.scores);
    story.chart("accuracy", accuracy)?;
    story.figure("loss", pictures::loss(&same.scores, &other.scores))
}
