//! Ten digits again: lesson 9's network, and one of filters.

use burn::module::Module;
use descent::{batch::Batches, data, device::to_host, model::Mlp};
use figure::Gallery;
use program::{Result, Story, doctor::DoctorFlags};

use super::{costs, doctor};
use crate::{
    interval::paired,
    network::{CHANNELS, ConvNet, FILTER, SIDE},
    training::{Set, right, train},
};

/// The sizes, the rate and the batches of lesson 9's network.
pub const SIZES: [usize; 3] = [64, 64, 10];
const LR: f64 = 0.1;
const BATCH: usize = 32;

/// Both networks, and the images that they never saw.
pub struct Learned {
    pub dense: Mlp,
    pub filters: ConvNet,
    pub test: Set,
}

/// By learning rate and epochs, and whether the doctor shall look.
pub fn tell(
    story: &mut Story,
    (lr, epochs, asked): (f64, usize, DoctorFlags),
) -> Result<Learned> {
    story.heading("Ten digits, once more");
    let dense = Mlp::new(SIZES, story.seed, &story.device);
    let filters = ConvNet::new(story.seed, &story.device);
    costs::tell(story, &dense, &filters);
    let parts = data::digits()?.other_writers();
    let [n, m] = [parts[0].labels.len(), parts[1].labels.len()];
    let [seen, test] = parts.map(|part| part.tensors(&story.device));
    let batches = Batches::new(n, BATCH, story.seed)?;
    let bar = story.progress(2 * epochs, "learning digits");
    let keep = |all: &mut Vec<f64>, losses: &[f64]| {
        all.extend(losses);
        bar.inc(1);
    };
    let (mut of_dense, mut of_filters) = (Vec::new(), Vec::new());
    let (again, see) = (batches.clone(), |l: &_| keep(&mut of_dense, l));
    let dense = train(dense, Mlp::forward, &seen, LR, epochs, again, see);
    let see = |losses: &_| keep(&mut of_filters, losses);
    let filters =
        train(filters, ConvNet::forward, &seen, lr, epochs, batches, see);
    bar.finish_and_clear();
    let runs = [(&of_dense, LR), (&of_filters, lr)];
    let looked = doctor::runs(story, runs, (n, BATCH));
    if dense.is_err() || filters.is_err() {
        doctor::tell(story, asked, &looked);
    }
    let (dense, filters) = (dense?, filters?);
    story.say(format!(
        "\nBoth learn from lesson 9's {n} images, {epochs} epochs in batches of \
         {BATCH}, the first with rate {LR}, that of filters with {lr}. \
         The test is {m} images of other writers. Named right:\n"
    ));
    let of = |(x, labels): &Set| -> Result<[Vec<f64>; 2]> {
        let of_dense = dense.valid().forward(x.clone());
        let of_filters = filters.valid().forward(x.clone());
        Ok([
            right(of_dense, labels.clone())?,
            right(of_filters, labels.clone())?,
        ])
    };
    let (trained, tested) = (of(&seen)?, of(&test)?);
    story.line("network       in training   other writers");
    let percent = |right: &Vec<f64>| {
        100.0 * right.iter().sum::<f64>() / right.len() as f64
    };
    for (i, (name, key, losses)) in [
        ("lesson 9's", "dense", of_dense),
        ("of filters", "filters", of_filters),
    ]
    .into_iter()
    .enumerate()
    {
        let [seen, unseen] = [&trained[i], &tested[i]].map(percent);
        story.line(format!("{name:12} {seen:10.2} % {unseen:13.2} %"));
        story.result(&format!("digits.{key}.right"), [seen, unseen]);
        story.result(&format!("digits.{key}.losses"), losses);
    }
    let more = paired(&tested[1], &tested[0]);
    let [mean, half] = [more.mean, more.half].map(|part| 100.0 * part);
    story.say(format!(
        "\nThe second less the first, on other writers' images: {mean:+.1} % \
         ± {half:.1}, half the 95 % interval of a difference of pairs."
    ));
    story.result("digits.difference", [mean, half]);
    doctor::tell(story, asked, &looked);
    draw(story, &filters, &test)?;
    Ok(Learned {
        dense,
        filters,
        test,
    })
}

/// The filters of the first layer, and their maps of an image.
fn draw(story: &mut Story, filters: &ConvNet, (x, _): &Set) -> Result<()> {
    let weights = to_host(filters.first.weight.val().inner())?;
    let image = x.clone().slice(0..1).reshape([1, 1, SIDE, SIDE]);
    let maps = to_host(filters.valid().first.forward(image))?;
    let title = "The filters of the first layer, and their maps of a digit";
    let mut gallery = Gallery::new(title, CHANNELS[1]).signed();
    for (i, filter) in weights.chunks(FILTER * FILTER).enumerate() {
        gallery = gallery.tile(format!("filter {}", i + 1), FILTER, filter);
    }
    for map in maps.chunks(SIDE * SIDE) {
        gallery = gallery.tile("its map", SIDE, map);
    }
    story.figure("filters", gallery)
}
