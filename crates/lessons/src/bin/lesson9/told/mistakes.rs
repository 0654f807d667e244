//! Which digits the network takes for which, and what its hidden units see.

use burn::module::Module;
use descent::{data::Digits, device::to_host};
use figure::{Gallery, Matrix};
use program::{Result, Story};

use super::learn::Learned;
use crate::{
    network::{SIZES, likeliest},
    pictures,
    softmax::softmax,
};

pub fn tell(story: &mut Story, learned: &Learned) -> Result<()> {
    let Learned { model, test, .. } = learned;
    story.heading("Where it errs");
    let (x, _) = test.tensors(&story.device);
    let p = to_host(softmax(model.valid().forward(x)))?;
    let named: Vec<_> = p.chunks(SIZES[2]).map(likeliest).collect();

    // Row: what it is. Column: what it was named.
    let mut counts = [0; 100];
    for (label, named) in test.labels.iter().zip(&named) {
        counts[10 * label + named] += 1;
    }
    let n = test.labels.len();
    let wrong = surest_mistakes(&p, &named, test);
    story.say(format!("Of {n} images it names {} wrong.", wrong.len()));
    let mut pairs: Vec<_> = (0..100).filter(|i| i / 10 != i % 10).collect();
    pairs.sort_by_key(|i| usize::MAX - counts[*i]);
    for pair in pairs.iter().take(3).filter(|pair| counts[**pair] > 0) {
        let (label, named) = (pair / 10, pair % 10);
        let times = counts[*pair];
        story.line(format!("  {label} taken for {named}: {times}×"));
    }
    let rows: Vec<_> = counts.chunks(10).collect();
    story.result("ten_classes.confusion", rows);
    let names: Vec<_> = (0..10).map(|digit: usize| digit.to_string()).collect();
    let title = "Other writers: what it names each digit";
    let matrix = Matrix::new(title, "label", "named", &names, &counts);
    story.figure("confusion", matrix)?;

    let mut gallery = Gallery::new("The worst mistakes", 6);
    for i in wrong.iter().take(12) {
        let caption = format!("{}, named {}", test.labels[*i], named[*i]);
        gallery = gallery.tile(caption, 8, &test.pixels[*i]);
    }
    story.figure("mistakes", gallery)?;
    story.figure("hidden_units", pictures::hidden_units(model)?)
}

/// The rows that are named wrong, those first whose label has least of p.
fn surest_mistakes(p: &[f64], named: &[usize], test: &Digits) -> Vec<usize> {
    let of_label = |i: &usize| p[SIZES[2] * i + test.labels[*i]];
    let mut wrong: Vec<_> = (0..named.len()).collect();
    wrong.retain(|i| named[*i] != test.labels[*i]);
    wrong.sort_by(|a, b| of_label(a).total_cmp(&of_label(b)));
    wrong
}
