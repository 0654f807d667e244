//! What the run leaves for later: the network in a file, an image to name,
//! and the network with some images for the page where the reader draws.

use burn::{module::Module, nn::Linear};
use descent::{data::Digits, device::to_host, model::Mlp};
use figure::Gallery;
use program::{Error, Result, Story};
use serde_json::{Value, json};

use super::learn::Learned;
use crate::{
    network::{SIZES, likeliest},
    saved,
    softmax::softmax,
};

pub fn leave(story: &mut Story, learned: &Learned) -> Result<()> {
    let Learned { model, test, .. } = learned;
    save(story, model, test)?;
    image(story, test)?;
    page(story, model, test)
}

/// Saves the network, and makes sure that it predicts the same, loaded back.
fn save(story: &mut Story, trained: &Mlp, test: &Digits) -> Result<()> {
    let failed = |e| Error::Failed(format!("cannot save the model: {e}"));
    let bytes = saved::to_bytes(trained).map_err(failed)?;
    let loaded = saved::from_bytes(bytes.clone(), &story.device);
    let loaded = loaded.map_err(failed)?;
    let (x, _) = test.tensors(&story.device);
    let scores = |model: &Mlp| to_host(model.valid().forward(x.clone()));
    let same = scores(trained)? == scores(&loaded)?;
    let kept = if same { "the same" } else { "OTHER" };
    let size = bytes.len();
    story.line("");
    story.say(format!(
        "Its file takes {size} bytes. \
         Read back, it gives {kept} scores for every test image."
    ));
    story.result("ten_classes.loaded_predicts_the_same", same);
    story.file(saved::FILE, &bytes)
}

/// The first image of the test, in the format that `--predict` reads.
fn image(story: &mut Story, test: &Digits) -> Result<()> {
    let text: Vec<_> = test.pixels[0].iter().map(f64::to_string).collect();
    let rows: Vec<_> = text.chunks(8).map(|row| row.join(" ")).collect();
    let pgm = format!("P2\n8 8\n16\n{}\n", rows.join("\n"));
    story.file("digit.pgm", pgm.as_bytes())
}

/// The network's numbers, and twelve images of the test: the first, one of
/// each other digit, and its worst mistakes.
fn page(story: &mut Story, model: &Mlp, test: &Digits) -> Result<()> {
    let (x, _) = test.tensors(&story.device);
    let p = to_host(softmax(model.valid().forward(x)))?;
    let p: Vec<_> = p.chunks(SIZES[2]).collect();
    let rows = choose(&p, &test.labels);
    let chosen = test.rows(&rows);
    let p: Vec<_> = rows.iter().map(|row| p[*row]).collect();
    story.result("ten_classes.examples", &p);
    let title = "What the network says of images of the test";
    let mut gallery = Gallery::new(title, 6);
    for (pixels, p) in chosen.pixels.iter().zip(&p) {
        let named = likeliest(p);
        let caption = format!("says {named}: {:.4}", p[named]);
        gallery = gallery.tile(caption, 8, pixels);
    }
    story.figure("examples", gallery)?;
    let images = chosen.pixels.iter().zip(&chosen.labels);
    let examples = images.map(|(pixels, label)| {
        let ink: Vec<_> = pixels.iter().map(|ink| *ink as u8).collect();
        json!({ "label": label, "pixels": ink })
    });
    let network = json!({
        "hidden": layer(&model.hidden)?,
        "output": layer(&model.output)?,
        "examples": examples.collect::<Vec<_>>(),
    });
    story.file("network.json", network.to_string().as_bytes())
}

fn choose(p: &[&[f64]], labels: &[usize]) -> Vec<usize> {
    let of_label = |row: &usize| p[*row][labels[*row]];
    let first = |digit: usize| labels.iter().position(|l| *l == digit);
    let mut rows: Vec<_> = (0..10).filter_map(first).collect();
    rows.sort_by_key(|row| *row != 0); // that of digit.pgm comes first
    let mut others: Vec<_> = (0..labels.len()).collect();
    others.retain(|row| !rows.contains(row));
    others.sort_by(|a, b| of_label(a).total_cmp(&of_label(b)));
    rows.extend(others.into_iter().take(2));
    rows
}

/// Weights by input, biases: with six decimals, enough for four of p.
fn layer(layer: &Linear) -> Result<Value> {
    let outputs = layer.weight.dims()[1];
    let round = |v: f64| (v * 1e6).round() / 1e6;
    let weights = to_host(layer.weight.val().inner())?;
    let weights: Vec<_> = weights.into_iter().map(round).collect();
    let biases = layer.bias.as_ref().map(|bias| to_host(bias.val().inner()));
    let biases = biases.transpose()?.unwrap_or_else(|| vec![0.0; outputs]);
    let biases: Vec<_> = biases.into_iter().map(round).collect();
    let weights: Vec<_> = weights.chunks(outputs).collect();
    Ok(json!({ "weights": weights, "biases": biases }))
}
