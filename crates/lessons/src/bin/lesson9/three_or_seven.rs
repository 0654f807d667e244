//! Two classes and no hidden layer, with the gradient by hand.

use burn::tensor::Tensor;
use descent::{
    data::Digits,
    train::{to_host, value},
};
use lessons::{Lesson, Result, figure::Gallery};

use crate::{cross_entropy, network, softmax};

pub fn train(lesson: &mut Lesson, digits: &Digits) -> Result<()> {
    lesson.heading("3 against 7, without a hidden layer");
    let device = lesson.device.clone();
    let all = 0..digits.labels.len();
    let rows = all.filter(|i| [3, 7].contains(&digits.labels[*i]));
    let mut both = digits.rows(&rows.collect::<Vec<_>>());
    let class = |digit: &mut usize| *digit = usize::from(*digit == 7);
    both.labels.iter_mut().for_each(class);
    let [train, test] = both.random_fifth(lesson.seed);
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
    lesson
        .say("A score for each digit is the sum of weight × pixel: 64·2 = 128");
    lesson
        .say("weights, all 0 at first. 100 updates with the gradient by hand,");
    lesson.say(format!("learning rate 1, on {n} images: loss {loss:.4}."));
    lesson.say(format!(
        "Of these, {:.2} % are named right.",
        100.0 * trained
    ));
    lesson.say(format!(
        "Of {m} that it never saw: {:.2} %.",
        100.0 * tested
    ));
    lesson.result("three_or_seven.loss", loss);
    lesson.result("three_or_seven.train_accuracy", trained);
    lesson.result("three_or_seven.test_accuracy", tested);
    let w = to_host(w.transpose())?;
    let gallery = Gallery::new("Weights of the two scores", 2).signed();
    let gallery = gallery.tile("for a 3", 8, &w[..64]);
    lesson.figure("three_or_seven", gallery.tile("for a 7", 8, &w[64..]))
}
