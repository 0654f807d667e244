//! The digit in a file, named by the network that a run before saved.

use std::{fs, path::Path};

use descent::{
    data::{self, Digits},
    device::to_host,
};
use program::{Error, Result, Story};

use crate::{
    image,
    network::{accuracy, likeliest},
    saved,
    softmax::softmax,
};

pub fn tell(story: &mut Story, file: &Path) -> Result<()> {
    let pixels = image::file::read(file)?;
    let p = probabilities(story, &pixels)?;
    story.heading("The image");
    for row in pixels.chunks(8) {
        let ink = |ink: &f64| {
            let shade = b" .:-=+*#%@"[(ink * 9.0 / 16.0).round() as usize];
            [shade as char; 2]
        };
        let row: String = row.iter().flat_map(ink).collect();
        story.line(format!("  {row}").trim_end());
    }
    story.heading("What the network makes of it");
    story.line("digit   probability");
    for (digit, p) in p.iter().enumerate() {
        let bar = "#".repeat((40.0 * p).round() as usize);
        story.line(format!("{digit:5} {p:13.4}   {bar}").trim_end());
    }
    let digit = likeliest(&p);
    story.line(format!("\nThe network says: {digit}."));
    story.result("predict.digit", digit);
    story.result("predict.probabilities", p);
    Ok(())
}

/// What the saved network says of an image; an error where none is saved that
/// can read digits.
fn probabilities(story: &Story, pixels: &[f64]) -> Result<Vec<f64>> {
    let path = story.path(saved::FILE);
    let refused = |what: String| {
        let again = "run lesson9 without --predict and --no-figures";
        let place = path.display();
        Error::Input(format!(
            "there is no model in {place}: {what}; {again} to train one"
        ))
    };
    let bytes = fs::read(&path).map_err(|e| refused(e.to_string()))?;
    let model = saved::from_bytes(bytes, &story.device)
        .map_err(|e| refused(format!("cannot read the model: {e}")))?;
    let one = Digits {
        pixels: vec![pixels.to_vec()],
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
    Ok(p)
}
