//! Lesson 9: an image classifier from scratch.
//!
//! Scores become probabilities, probabilities a loss, and the descent of the
//! lessons before does the rest: a network learns to read digits.
//!
//! Run it: `cargo run --bin lesson9`

use std::process::ExitCode;

use burn::tensor::{Int, Tensor};
use descent::{
    data::{self, Digits, tensor},
    gradient,
    train::{to_host, value},
};
use lessons::{Lesson, Result, args, array, figure::Gallery};

mod image;
mod model;
mod network;
mod pictures;
mod ten_classes;

fn main() -> ExitCode {
    lessons::run(9, |lesson, flags: args::Digits| {
        if let Some(file) = &flags.predict {
            return model::name_digit(lesson, file);
        }
        let digits = data::digits()?;
        pictures::samples(lesson, &digits)?;
        softmax_by_hand(lesson)?;
        three_or_seven(lesson, &digits)?;
        ten_classes::train(lesson, &flags, &digits)
    })
}

// ANCHOR: softmax
/// Probabilities from scores, row by row: exp(z) over the row's sum of it.
fn softmax(z: Tensor<2>) -> Tensor<2> {
    // Less the largest: the same quotient, and exp cannot overflow.
    let exp = (z.clone() - z.max_dim(1)).exp();
    exp.clone() / exp.sum_dim(1)
}

/// The mean of −log p over the rows, p the probability of the row's label.
fn cross_entropy(z: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let z = z.clone() - z.max_dim(1).detach();
    let log_p = z.clone() - z.exp().sum_dim(1).log();
    -log_p.gather(1, labels.unsqueeze_dim(1)).mean()
}
// ANCHOR_END: softmax

fn softmax_by_hand(lesson: &mut Lesson) -> Result<()> {
    lesson.heading("From scores to probabilities to a loss");
    let device = lesson.device.clone();
    // ANCHOR: check
    let scores = tensor(&[2.0, 1.0, -1.0, 0.5, 0.0, 3.0], &device);
    let rows = |scores: Tensor<1>| scores.reshape([2, 3]);
    let labels = Tensor::<1, Int>::from_ints([0, 1], &device);
    let loss = |scores| cross_entropy(rows(scores), labels.clone());
    let p = softmax(rows(scores.clone()));
    let by_hand = (p.clone() - labels.clone().one_hot(3).float()) / 2.0;
    let gradients = [
        ("by hand", by_hand.clone().reshape([6])),
        ("by autodiff", gradient::by_autodiff(&scores, loss).1),
        ("by differences", gradient::by_differences(&scores, loss)?),
    ];
    let names = ["z00", "z01", "z02", "z10", "z11", "z12"];
    let check = gradient::check(&names, &gradients)?;
    // ANCHOR_END: check
    let (p, by_hand) = (to_host(p)?, to_host(by_hand)?);
    let entropy = value(loss(scores))?;
    lesson.say("Two images, three classes. The network's scores z:");
    lesson.say("  [2, 1, -1]  its label is 0\n  [0.5, 0, 3] its label is 1");
    lesson.say("Softmax makes probabilities of them, exp(z) over its sum:");
    lesson.say(format!("  {}\n  {}", array(&p[..3]), array(&p[3..])));
    lesson.say("Cross-entropy is the mean of −log p of the labels:");
    let [sure, unsure] = [p[0], p[4]];
    lesson.say(format!(
        "  −(log {sure:.4} + log {unsure:.4})/2 = {entropy:.4}"
    ));
    lesson.say("Its gradient by the scores is (p − label)/2, label as 0 or 1:");
    let [first, second] = [array(&by_hand[..3]), array(&by_hand[3..])];
    lesson.say(format!("  {first}\n  {second}"));
    let difference = check.max_relative_difference;
    lesson.say("By hand, by autodiff and by differences agree but for");
    lesson.say(format!("{difference:.0e}, most in {}.", check.worst));
    lesson.result("softmax.probabilities", p);
    lesson.result("softmax.cross_entropy", entropy);
    lesson.result("softmax.gradient", by_hand);
    lesson.result("softmax.max_relative_difference", difference);
    Ok(())
}

fn three_or_seven(lesson: &mut Lesson, digits: &Digits) -> Result<()> {
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
