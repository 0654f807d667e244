//! Two classes and no hidden layer, with the gradient by hand.

use burn::tensor::Tensor;
use descent::{
    data::Digits,
    device::{to_host, value},
};
use lessons::{Result, Story, figure::Gallery};

use crate::{cross_entropy, network, softmax};

pub fn train(story: &mut Story, digits: &Digits) -> Result<()> {
    story.heading("3 against 7, without a hidden layer");
    let device = story.device.clone();
    let all = 0..digits.labels.len();
    let rows = all.filter(|i| [3, 7].contains(&digits.labels[*i]));
    let mut both = digits.rows(&rows.collect::<Vec<_>>());
    let class = |digit: &mut usize| *digit = usize::from(*digit == 7);
    both.labels.iter_mut().for_each(class);
    let [train, test] = both.random_fifth(story.seed);
    let (x, labels) = train.tensors(&device);
    // ANCHOR: three_or_seven
    let y = labels.clone().one_hot(2).float();
    let n = train.labels.len() as f64;
    let mut w = Tensor::<2>::zeros([64, 2], &device);
    for _ in 0..100 {
        let p = softmax(x.clone().matmul(w.clone()));
        w = w - x.clone().transpose().matmul(p - y.clone()) / n;
    }
    // ANCHOR_END: three_or_seven
    let loss = value(cross_entropy(x.clone().matmul(w.clone()), labels))?;
    let right = |part: &Digits| {
        let (x, labels) = part.tensors(&device);
        network::accuracy(x.matmul(w.clone()), labels)
    };
    let (trained, tested) = (right(&train)?, right(&test)?);
    let (n, m) = (train.labels.len(), test.labels.len());
    story
        .say("A score for each digit is the sum of weight × pixel: 64·2 = 128");
    story
        .say("weights, all 0 at first. 100 updates with the gradient by hand,");
    story.say(format!("learning rate 1, on {n} images: loss {loss:.4}."));
    story.say(format!(
        "Of these, {:.2} % are named right.",
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
    let gallery = Gallery::new("Weights of the two scores", 2).signed();
    let gallery = gallery.tile("for a 3", 8, &w[..64]);
    story.figure("three_or_seven", gallery.tile("for a 7", 8, &w[64..]))
}
