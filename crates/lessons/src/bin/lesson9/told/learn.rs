//! A network of 64-64-10 learns, and a table tells how it went.

use descent::{
    batch::Batches,
    data::Digits,
    doctor::{Run, Validation},
    model::Mlp,
    train::Step,
};
use program::{
    Result, Story,
    doctor::{DoctorFlags, layers},
};

use crate::network::{self, SIZES, Score};

/// The learning rate, the epochs, and whether the doctor shall look.
pub type How = (f64, usize, DoctorFlags);

/// A trained network, the images that it never saw, and its scores in
/// training and testing, before the first epoch and after each.
pub struct Learned {
    pub model: Mlp,
    pub test: Digits,
    pub scores: Vec<[Score; 2]>,
}

impl Learned {
    /// The part of the test set that is named right after the last epoch.
    pub fn accuracy(&self) -> f64 {
        self.scores.last().map_or(0.0, |[_, test]| test.accuracy)
    }
}

/// Trains a network on the first part, tells how it went, and keeps it as
/// `key`.losses and `key`.accuracies.
pub fn learn(
    story: &mut Story,
    [train, test]: [Digits; 2],
    (lr, epochs, doctor): How,
    key: &str,
) -> Result<Learned> {
    let [of_train, of_test] = [&train, &test].map(|p| p.tensors(&story.device));
    let (n, m) = (train.labels.len(), test.labels.len());
    let model = Mlp::new(SIZES, story.seed, &story.device);
    let batches = Batches::new(n, 32, story.seed)?;
    let bar = story.progress(epochs, "learning digits");
    let sets = [&of_train, &of_test];
    let run = key.rsplit('.').next().unwrap_or(key).replace('_', " ");
    let mut all = Vec::new();
    let seen = |losses: &[f64], lengths: &[f64]| {
        for (loss, length) in losses.iter().zip(lengths) {
            let step = Step {
                update: all.len(),
                loss: *loss,
                params: Vec::new(),
            };
            story.trace_step(&run, &[], step, *length);
            all.push(*loss);
        }
        bar.inc(1);
    };
    let trained = network::train(model, sets, lr, epochs, batches, seen);
    let mut looked = Run {
        losses: all,
        losses_of_batches: true,
        rate: lr,
        momentum: 0.9,
        rows: n,
        batch: 32,
        precision: Some(story.precision),
        naive_loss: Some(10_f64.ln()),
        ..Run::default()
    };
    let run = format!("the network, {run}");
    if trained.is_err() {
        story.diagnose_if(doctor, &run, &looked);
    }
    let (model, scores) = trained?;
    story.say(format!("{n} images to train, {m} to test; batches of 32."));
    table(story, &scores);
    looked.layers = layers(&model, &of_train.0)?.into();
    looked.validation = Some(Validation {
        learned: scores.iter().map(|[train, _]| train.loss).collect(),
        losses: scores.iter().map(|[_, test]| test.loss).collect(),
        rows: m,
        ..Validation::default()
    });
    story.diagnose_if(doctor, &run, &looked);
    let of = |part: fn(Score) -> f64| -> Vec<[f64; 2]> {
        scores.iter().map(|both| both.map(part)).collect()
    };
    story.result(&format!("{key}.losses"), of(|s| s.loss));
    story.result(&format!("{key}.accuracies"), of(|s| s.accuracy));
    Ok(Learned {
        model,
        test,
        scores,
    })
}

fn table(story: &mut Story, scores: &[[Score; 2]]) {
    story.line("              loss                right");
    story.line("epoch    train     test     train      test");
    let last = scores.len() - 1;
    let shown = [0, 1, 2, 5, 10, 20].into_iter().filter(|k| *k < last);
    for epoch in shown.chain([last]) {
        let [train, test] = scores[epoch].map(|s| s.loss);
        let [of_train, of_test] = scores[epoch].map(|s| 100.0 * s.accuracy);
        story.line(format!(
            "{epoch:5} {train:8.4} {test:8.4} {of_train:7.2} % {of_test:7.2} %"
        ));
    }
}
