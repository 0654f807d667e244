//! Lesson 9: an image classifier from scratch.
//!
//! Scores become probabilities, probabilities a loss, and the descent of the
//! lessons before does the rest: a network learns to read digits.
//!
//! Run it: `cargo run --bin lesson9`

use std::process::ExitCode;

use burn::tensor::{Int, Tensor};
use descent::{
    data::{self, tensor},
    device::{to_host, value},
    gradient,
};
use lessons::{Result, Story, args, array};

mod curves;
mod image;
mod keep;
mod model;
mod network;
mod pgm;
mod pictures;
mod ten_classes;
mod three_or_seven;

fn main() -> ExitCode {
    program::lesson::run(
        env!("CARGO_BIN_NAME"),
        |story, flags: args::DigitFlags| {
            if let Some(file) = &flags.predict {
                return model::name_digit(story, file);
            }
            let digits = data::digits()?;
            pictures::samples(story, &digits)?;
            softmax_by_hand(story)?;
            three_or_seven::train(story, &digits)?;
            ten_classes::train(story, &flags, &digits)
        },
    )
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

fn softmax_by_hand(story: &mut Story) -> Result<()> {
    story.heading("From scores to probabilities to a loss");
    let device = story.device.clone();
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
    story.say("Two images, three classes. The network's scores z:");
    story.say("  [2, 1, -1]  its label is 0\n  [0.5, 0, 3] its label is 1");
    story.say("Softmax makes probabilities of them, exp(z) over its sum:");
    story.say(format!("  {}\n  {}", array(&p[..3]), array(&p[3..])));
    story.say("Cross-entropy is the mean of −log p of the labels:");
    let [sure, unsure] = [p[0], p[4]];
    story.say(format!(
        "  −(log {sure:.4} + log {unsure:.4})/2 = {entropy:.4}"
    ));
    story.say("Its gradient by the scores is (p − label)/2, label as 0 or 1:");
    let [first, second] = [array(&by_hand[..3]), array(&by_hand[3..])];
    story.say(format!("  {first}\n  {second}"));
    let difference = check.max_relative_difference;
    story.say("By hand, by autodiff and by differences agree but for");
    story.say(format!("{difference:.0e}, most in {}.", check.worst));
    story.result("softmax.probabilities", p);
    story.result("softmax.cross_entropy", entropy);
    story.result("softmax.gradient", by_hand);
    story.result("softmax.max_relative_difference", difference);
    Ok(())
}
