//! Two classes and no hidden layer.

use descent::{
    data::Digits,
    device::{to_host, value},
};
use figure::Gallery;
use program::{Result, Story};

use crate::{linear, network, softmax::cross_entropy};

pub fn tell(story: &mut Story, digits: &Digits) -> Result<()> {
    story.heading("3 against 7, without a hidden layer");
    let [train, test] = threes_and_sevens(digits).random_fifth(story.seed);
    let (x, labels) = train.tensors(&story.device);
    let w = linear::descend(x.clone(), labels.clone(), 2, 1.0, 100);
    let loss = value(cross_entropy(x.matmul(w.clone()), labels))?;
    let right = |part: &Digits| {
        let (x, labels) = part.tensors(&story.device);
        network::accuracy(x.matmul(w.clone()), labels)
    };
    let (trained, tested) = (right(&train)?, right(&test)?);
    let (n, m) = (train.labels.len(), test.labels.len());
    story.say(format!(
        "A score for each digit is the sum of weight × pixel: \
         64·2 = 128 weights, all 0 at first. \
         100 updates with the gradient by hand, learning rate 1, \
         on {n} images: loss {loss:.4}. \
         Of these, {:.2} % are named right.",
        100.0 * trained
    ));
    story.say(format!(
        "Of {m} that it never saw: {:.2} %.",
        100.0 * tested
    ));
    story.result("three_or_seven.loss", loss);
    story.result("three_or_seven.train_accuracy", trained);
    story.result("three_or_seven.test_accuracy", tested);
    let w = to_host(w.transpose())?;
    let (three, seven) = w.split_at(w.len() / 2);
    let gallery = Gallery::new("Weights of the two scores", 2).signed();
    let gallery = gallery.tile("for a 3", 8, three);
    story.figure("three_or_seven", gallery.tile("for a 7", 8, seven))
}

/// The images of a 3, as class 0, and of a 7, as class 1.
fn threes_and_sevens(digits: &Digits) -> Digits {
    let all = 0..digits.labels.len();
    let rows = all.filter(|i| [3, 7].contains(&digits.labels[*i]));
    let mut both = digits.rows(&rows.collect::<Vec<_>>());
    for label in &mut both.labels {
        *label = usize::from(*label == 7);
    }
    both
}
