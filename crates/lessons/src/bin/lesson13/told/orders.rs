//! Two orders in which the images come: ours, and that of burn's shuffle.

use burn::data::dataset::{Dataset, InMemDataset};
use descent::device::to_host;
use program::{Error, Result};

use super::setting::Setting;
use crate::{
    data::{Image, Loader, Shuffled, images, in_order, shuffling},
    plan::Plan,
};

/// A dataset of images.
pub type Images = Box<dyn Dataset<Image>>;

/// Who decides on the order.
#[derive(Clone, Copy)]
pub enum Order {
    Ours,
    Burns,
}

impl Order {
    pub const BOTH: [Order; 2] = [Order::Ours, Order::Burns];

    pub fn name(self) -> &'static str {
        match self {
            Order::Ours => "of seed, epoch",
            Order::Burns => "burn's shuffle",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Order::Ours => "ours",
            Order::Burns => "burns",
        }
    }

    /// The images for a run that begins with this epoch.
    pub fn images(self, setting: &Setting, first: usize) -> Images {
        let (all, seed) = (images(&setting.train), setting.plan.seed);
        match self {
            Order::Ours => Box::new(Shuffled::new(all, seed, first)),
            Order::Burns => Box::new(InMemDataset::new(all)),
        }
    }

    /// What deals them out.
    pub fn loader(self, images: Images, plan: &Plan) -> Loader {
        match self {
            Order::Ours => in_order(images, plan.batch),
            Order::Burns => shuffling(images, plan.batch, plan.seed),
        }
    }
}

/// The first eight digits of each epoch that a new loader deals, for a run
/// that begins with the epoch `first`.
pub fn digits_dealt(
    setting: &Setting,
    plan: &Plan,
    order: Order,
    first: usize,
) -> Result<Vec<String>> {
    let loader = order.loader(order.images(setting, first), plan);
    let mut dealt = Vec::new();
    for _ in first..=plan.epochs {
        let none = || Error::Failed("a loader dealt nothing".into());
        let batch = loader.iter().next().ok_or_else(none)?;
        let failed = |e| Error::Failed(format!("a loader failed: {e}"));
        let labels = to_host(batch.map_err(failed)?.labels.float())?;
        let digits = labels.iter().take(8).map(f64::to_string);
        dealt.push(digits.collect::<Vec<_>>().join(" "));
    }
    Ok(dealt)
}
