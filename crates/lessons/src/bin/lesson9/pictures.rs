//! The images, the mistakes, and what the hidden units see.

use descent::{data::Digits, device::to_host, model::Mlp};
use lessons::{
    Result, Story,
    figure::{Gallery, Matrix},
};

use crate::network::likeliest;

pub fn samples(story: &mut Story, digits: &Digits) -> Result<()> {
    story.heading("Pictures are numbers");
    story
        .say("1797 images of handwritten digits, 8×8 pixels from 0 (paper) to");
    story.say("16 (ink). The first one, and the label that came with it:\n");
    for row in digits.pixels[0].chunks(8) {
        let row: Vec<_> = row.iter().map(|ink| format!("{ink:3}")).collect();
        story.say(row.concat());
    }
    story.say(format!("\nlabel {}", digits.labels[0]));
    let mut gallery = Gallery::new("Handwritten digits and their labels", 8);
    for i in 0..24 {
        let label = digits.labels[i].to_string();
        gallery = gallery.tile(label, 8, &digits.pixels[i]);
    }
    story.figure("digits", gallery)
}

/// `p` holds ten probabilities for each image.
pub fn mistakes(story: &mut Story, test: &Digits, p: &[f64]) -> Result<()> {
    story.heading("Where it errs");
    let mut counts = [0; 100];
    let mut wrong = Vec::new();
    for (i, (p, label)) in p.chunks(10).zip(&test.labels).enumerate() {
        let named = likeliest(p);
        counts[10 * label + named] += 1;
        if named != *label {
            wrong.push((p[*label], i, named));
        }
    }
    wrong.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = test.labels.len();
    story.say(format!("Of {n} images it names {} wrong.", wrong.len()));
    let mut pairs: Vec<_> = (0..100).filter(|i| i / 10 != i % 10).collect();
    pairs.sort_by_key(|i| usize::MAX - counts[*i]);
    for pair in pairs.iter().take(3).filter(|pair| counts[**pair] > 0) {
        let (label, named) = (pair / 10, pair % 10);
        let times = counts[*pair];
        story.say(format!("  {label} taken for {named}: {times}×"));
    }
    story.result(
        "ten_classes.confusion",
        counts.chunks(10).collect::<Vec<_>>(),
    );
    let names: Vec<_> = (0..10).map(|digit: usize| digit.to_string()).collect();
    let title = "Other writers: what it names each digit";
    let matrix = Matrix::new(title, "label", "named", &names, &counts);
    story.figure("confusion", matrix)?;
    let mut gallery = Gallery::new("The worst mistakes", 6);
    for (_, i, named) in wrong.iter().take(12) {
        let label = test.labels[*i];
        let caption = format!("{label}, named {named}");
        gallery = gallery.tile(caption, 8, &test.pixels[*i]);
    }
    story.figure("mistakes", gallery)
}

/// The weights of the hidden units that the scores use most, as pictures.
pub fn hidden_units(story: &mut Story, model: &Mlp) -> Result<()> {
    let units = model.hidden.weight.dims()[1];
    let into = to_host(model.hidden.weight.val().inner().transpose())?;
    let out = to_host(model.output.weight.val().inner())?;
    let use_of = |unit: &usize| -> f64 {
        let out = &out[10 * unit..10 * unit + 10];
        out.iter().map(|weight| weight * weight).sum()
    };
    let mut most: Vec<usize> = (0..units).collect();
    most.sort_by(|a, b| use_of(b).total_cmp(&use_of(a)));
    let title = "What 16 hidden units look for: ink (orange), paper (blue)";
    let mut gallery = Gallery::new(title, 8).signed();
    for unit in &most[..16] {
        let weights = &into[64 * unit..64 * unit + 64];
        gallery = gallery.tile(format!("unit {unit}"), 8, weights);
    }
    story.figure("hidden_units", gallery)
}
