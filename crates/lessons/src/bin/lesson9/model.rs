//! The trained network in a file, and the digits that it names.

use std::{fs, path::Path};

use burn::{
    module::Module,
    store::ModuleRecord,
    tensor::{Bytes, Device},
};
use descent::{
    data::{self, Digits},
    device::to_host,
    model::Mlp,
};
use lessons::{Error, Result, Story};

use crate::{
    image,
    network::{accuracy, likeliest},
    softmax,
};

/// The model's file, beside the figures.
pub const FILE: &str = "digits.bpk";
/// The inputs, hidden units and outputs.
pub const SIZES: [usize; 3] = [64, 64, 10];

// ANCHOR: save
/// The network as burn writes it to a file.
pub fn to_bytes(model: &Mlp) -> Result<Vec<u8>> {
    let bytes = model.clone().into_record().into_bytes();
    bytes.map(|b| b.to_vec()).map_err(|e| cannot("write", e))
}

/// The network that such a file holds, in the precision of this run.
pub fn from_bytes(bytes: Vec<u8>, device: &Device) -> Result<Mlp> {
    let record = ModuleRecord::from_bytes(Bytes::from_bytes_vec(bytes))
        .map_err(|e| cannot("read", e))?;
    let empty = Mlp::new(SIZES, 0, device);
    let loaded = empty.try_load_record(record.cast_to_module_dtype());
    loaded.map_err(|e| cannot("read", e))
}
// ANCHOR_END: save

fn cannot(act: &str, error: impl std::fmt::Display) -> Error {
    Error::Input(format!("cannot {act} the model: {error}"))
}

/// Names the digit in a file, with the network that a run before saved.
pub fn name_digit(story: &mut Story, file: &Path) -> Result<()> {
    let pixels = image::read(file)?;
    let path = story.path(FILE);
    let again = "run lesson9 without --predict and --no-figures to train one";
    let place = path.display();
    let refused = |what: String| {
        Error::Input(format!("there is no model in {place}: {what}; {again}"))
    };
    let bytes = fs::read(&path).map_err(|e| refused(e.to_string()))?;
    let model =
        from_bytes(bytes, &story.device).map_err(|e| refused(e.to_string()))?;
    let one = Digits {
        pixels: vec![pixels.clone()],
        labels: vec![0],
    };
    let (x, _) = one.tensors(&story.device);
    let p = to_host(softmax(model.forward(x)).inner())?;
    if p.iter().any(|p| !p.is_finite()) {
        return Err(refused("its numbers are not finite".into()));
    }
    // A file may have the right form and yet hold anything.
    let (x, labels) = data::digits()?.tensors(&story.device);
    let right = accuracy(model.forward(x).inner(), labels)?;
    if right < 0.5 {
        let percent = 100.0 * right;
        let what = format!("of the lesson's images it names {percent:.0} %");
        return Err(refused(format!("{what} right")));
    }
    story.heading("The image");
    for row in pixels.chunks(8) {
        let ink = |ink: &f64| {
            let shade = b" .:-=+*#%@"[(ink * 9.0 / 16.0).round() as usize];
            [shade as char; 2]
        };
        let row: String = row.iter().flat_map(ink).collect();
        story.say(format!("  {row}").trim_end());
    }
    story.heading("What the network makes of it");
    story.say("digit   probability");
    for (digit, p) in p.iter().enumerate() {
        let bar = "#".repeat((40.0 * p).round() as usize);
        story.say(format!("{digit:5} {p:13.4}   {bar}").trim_end());
    }
    let digit = likeliest(&p);
    story.say(format!("\nThe network says: {digit}."));
    story.result("predict.digit", digit);
    story.result("predict.probabilities", p);
    Ok(())
}
