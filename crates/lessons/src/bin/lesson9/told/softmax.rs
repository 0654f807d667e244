//! Softmax, cross-entropy and their gradient on two images.

use burn::tensor::{Int, Tensor};
use descent::{
    data::tensor,
    device::{to_host, value},
};
use program::{Result, Story, array};

use crate::softmax;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("From scores to probabilities to a loss");
    let device = &story.device;
    let z = tensor(&[2.0, 1.0, -1.0, 0.5, 0.0, 3.0], device).reshape([2, 3]);
    let labels = Tensor::<1, Int>::from_ints([0, 1], device);
    let p = to_host(softmax::softmax(z.clone()))?;
    let loss = value(softmax::cross_entropy(z.clone(), labels.clone()))?;
    let gradient = to_host(softmax::by_hand(z.clone(), labels.clone()))?;
    let check = softmax::check(z, labels)?;

    story.say("Two images, three classes. The network's scores z:");
    story.line("  [2, 1, -1]  its label is 0\n  [0.5, 0, 3] its label is 1");
    story.say("Softmax makes probabilities of them, exp(z) over its sum:");
    story.line(format!("  {}\n  {}", array(&p[..3]), array(&p[3..])));
    story.say("Cross-entropy is the mean of −log p of the labels:");
    let [sure, unsure] = [p[0], p[4]];
    story.line(format!(
        "  −(log {sure:.4} + log {unsure:.4})/2 = {loss:.4}"
    ));
    story.say("Its gradient by the scores is (p − label)/2, label as 0 or 1:");
    let [first, second] = [array(&gradient[..3]), array(&gradient[3..])];
    story.line(format!("  {first}\n  {second}"));
    let difference = check.max_relative_difference;
    story.say(format!(
        "By hand, by autodiff and by differences agree but for \
         {difference:.0e}, most in {}.",
        check.worst
    ));
    story.result("softmax.probabilities", p);
    story.result("softmax.cross_entropy", loss);
    story.result("softmax.gradient", gradient);
    story.result("softmax.max_relative_difference", difference);
    Ok(())
}
