//! Ten classes: a network of 64-64-10, tested on unseen images of the same
//! writers and then of others.

use burn::module::Module;
use descent::{batch::Batches, data::Digits, device::to_host, model::Mlp};
use lessons::{Result, Story, args};

use crate::{
    curves, keep, model, network,
    network::{Score, Set},
    pictures, softmax,
};

pub fn train(
    story: &mut Story,
    flags: &args::DigitFlags,
    digits: &Digits,
) -> Result<()> {
    story.heading("Ten classes: 64 pixels, 64 hidden units, 10 scores");
    let parts = digits.random_fifth(story.seed);
    let (same, same_scores) = learn(story, flags, &parts)?;
    report(story, "ten_classes.random_split", &parts, &same_scores);
    let tested = end(&same_scores);
    story.result("ten_classes.test_accuracy_random_split", tested);
    let m = parts[1].labels.len() as f64;
    let deviation = (tested * (1.0 - tested) / m).sqrt();
    story.say(format!(
        "{:.2} % right, ± {:.2}: another fifth, another number.",
        100.0 * tested,
        100.0 * deviation
    ));
    save(story, &same, &parts[1])?;

    story.heading("Other people's hands");
    story.say("The first 1415 images and the other 382 come from different");
    story.say("writers. Train on the first, test on the others:");
    let parts = digits.other_writers();
    let (other, scores) = learn(story, flags, &parts)?;
    report(story, "ten_classes.other_writers", &parts, &scores);
    let others = end(&scores);
    story.result("ten_classes.test_accuracy_other_writers", others);
    let (tested, others) = (100.0 * tested, 100.0 * others);
    story.say(format!("{others:.2} % right, {tested:.2} % above."));
    story.say("A random fifth holds other images of the same writers. To");
    story.say("know how a model does on new people, test it on new people.");
    curves::draw(story, &same_scores, &scores)?;

    let (x, _) = parts[1].tensors(&story.device);
    let p = to_host(softmax(other.valid().forward(x)))?;
    pictures::mistakes(story, &parts[1], &p)?;
    pictures::hidden_units(story, &other)
}

/// Trains a network of its own on the first part.
fn learn(
    story: &Story,
    flags: &args::DigitFlags,
    parts: &[Digits; 2],
) -> Result<(Mlp, Vec<[Score; 2]>)> {
    let sets: [Set; 2] = [0, 1].map(|i| parts[i].tensors(&story.device));
    let model = Mlp::new(model::SIZES, story.seed, &story.device);
    let batches = Batches::new(parts[0].labels.len(), 32, story.seed)?;
    let bar = story.progress(flags.epochs, "learning digits");
    let [train, test] = [&sets[0], &sets[1]];
    let run = (flags.lr, flags.epochs);
    network::train(model, [train, test], run, batches, || bar.inc(1))
}

/// The part of the test set that is named right after the last epoch.
fn end(scores: &[[Score; 2]]) -> f64 {
    scores.last().map_or(0.0, |[_, test]| test.accuracy)
}

fn report(
    story: &mut Story,
    key: &str,
    [train, test]: &[Digits; 2],
    scores: &[[Score; 2]],
) {
    let (n, m) = (train.labels.len(), test.labels.len());
    story.say(format!("{n} images to train, {m} to test; batches of 32."));
    story.say("              loss                right");
    story.say("epoch    train     test     train      test");
    let last = scores.len() - 1;
    let shown = [0, 1, 2, 5, 10, 20].into_iter().filter(|k| *k < last);
    for epoch in shown.chain([last]) {
        let [train, test] = scores[epoch].map(|s| s.loss);
        let [of_train, of_test] = scores[epoch].map(|s| 100.0 * s.accuracy);
        story.say(format!(
            "{epoch:5} {train:8.4} {test:8.4} {of_train:7.2} % {of_test:7.2} %"
        ));
    }
    let of = |part: fn(Score) -> f64| -> Vec<[f64; 2]> {
        scores.iter().map(|both| both.map(part)).collect()
    };
    story.result(&format!("{key}.losses"), of(|s| s.loss));
    story.result(&format!("{key}.accuracies"), of(|s| s.accuracy));
}

/// Saves the network and some images, and makes sure that the network loaded
/// back predicts the same.
fn save(story: &mut Story, trained: &Mlp, test: &Digits) -> Result<()> {
    let (x, _) = test.tensors(&story.device);
    let bytes = model::to_bytes(trained)?;
    let loaded = model::from_bytes(bytes.clone(), &story.device)?;
    let scores = |model: &Mlp| to_host(model.valid().forward(x.clone()));
    let same = scores(trained)? == scores(&loaded)?;
    let kept = if same { "the same" } else { "OTHER" };
    let size = bytes.len();
    story.say(format!("\nIts file takes {size} bytes. Read back, it"));
    story.say(format!("gives {kept} scores for every test image."));
    story.result("ten_classes.loaded_predicts_the_same", same);
    story.file(model::FILE, &bytes)?;
    keep::image(story, test)?;
    keep::network(story, trained, test)
}
