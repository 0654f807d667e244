//! Weights out, as safetensors, and in, from PyTorch.

use std::fs;

use burn::module::Module;
use descent::{data, device::to_host, model::Mlp};
use program::{Error, Result, Story, output};
use serde::Deserialize;

use super::{
    apart::{largest_difference, power},
    setting::Setting,
};
use crate::weights::{
    from_pytorch, from_safetensors, in_precision_of, to_safetensors,
};

/// What `tests/oracles/digits_torch.py` wrote: a state dict, and the scores
/// that PyTorch gives with it.
const STATE_DICT: &[u8] = include_bytes!("../../../../data/digits_torch.pt");
const SCORES: &str = include_str!("../../../../data/digits_torch.json");

#[derive(Deserialize)]
struct Torch {
    torch: String,
    scores: Vec<Vec<f64>>,
}

pub fn tell(story: &mut Story, setting: &Setting, model: &Mlp) -> Result<()> {
    story.heading("Weights out, and weights in");
    out(story, setting, model)?;
    from_torch(story, setting)
}

fn failed(e: impl std::fmt::Display) -> Error {
    Error::Failed(format!("cannot move the weights: {e}"))
}

fn out(story: &mut Story, setting: &Setting, model: &Mlp) -> Result<()> {
    let bytes = to_safetensors(model).map_err(failed)?;
    let back = from_safetensors(bytes.clone(), &setting.device);
    let back = back.map_err(failed)?;
    let [_, (x, _)] = setting.sets();
    let scores = |of: &Mlp| to_host(of.valid().forward(x.clone()));
    let same = scores(model)? == scores(&back)?;
    let what = if same { "the same" } else { "OTHER" };
    story.say(format!(
        "The network as safetensors: {} bytes. \
         Read back, it gives {what} scores for every image of the validation.",
        bytes.len()
    ));
    story.result("weights.bytes", bytes.len());
    story.result("weights.same", same);
    story.file("digits.safetensors", &bytes)
}

fn from_torch(story: &mut Story, setting: &Setting) -> Result<()> {
    let oracle: Torch = serde_json::from_str(SCORES).map_err(failed)?;
    let folder = output::temporary()?;
    let file = folder.path().join("digits.pt");
    fs::write(&file, STATE_DICT).map_err(failed)?;
    let model = from_pytorch(&file, &setting.device).map_err(failed)?;
    let model = in_precision_of(&setting.device, model).map_err(failed)?;
    let n = oracle.scores.len();
    let first = data::digits()?.rows(&(0..n).collect::<Vec<_>>());
    let (x, _) = first.tensors(&setting.device);
    let ours = to_host(model.valid().forward(x))?;
    let theirs = oracle.scores.concat();
    let apart = largest_difference(&ours, &theirs);
    let classes = theirs.len() / n;
    story.say(format!(
        "\nAnd a state dict that PyTorch {} wrote. \
         Its scores for the first image, a {}, and ours with its weights:\n",
        oracle.torch, first.labels[0]
    ));
    story.line("digit    PyTorch       burn");
    for digit in 0..classes {
        let (theirs, ours) = (theirs[digit], ours[digit]);
        story.line(format!("{digit:5} {theirs:10.6} {ours:10.6}"));
    }
    story.say(format!(
        "\nOver {n} images no score differs by more than {}.",
        power(apart)
    ));
    story.result("torch.scores", &ours[..classes]);
    story.result("torch.apart", apart);
    Ok(())
}
