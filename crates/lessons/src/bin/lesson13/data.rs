//! Digits as burn's trainer reads them: a dataset, a batcher, a loader.

use std::sync::{Arc, Mutex, PoisonError};

use burn::{
    data::{
        dataloader::{DataLoader, DataLoaderBuilder, batcher::Batcher},
        dataset::{Dataset, DatasetError},
    },
    tensor::{Device, Int, Tensor},
};
use descent::data::Digits;

use crate::plan::order;

// ANCHOR: batcher
/// One image: 64 pixels from 0 (paper) to 16 (ink), and the digit it shows.
#[derive(Clone, Debug)]
pub struct Image {
    pub pixels: Vec<f64>,
    pub digit: usize,
}

/// Images, shape `[n, 64]`, ink 1 and paper 0, and their labels, `[n]`.
#[derive(Clone, Debug)]
pub struct Batch {
    pub images: Tensor<2>,
    pub labels: Tensor<1, Int>,
}

/// Makes tensors of images.
#[derive(Clone)]
pub struct ToTensors;

impl Batcher<Image, Batch> for ToTensors {
    fn batch(&self, images: Vec<Image>, device: &Device) -> Batch {
        let pair = |image: Image| (image.pixels, image.digit);
        let (pixels, labels) = images.into_iter().map(pair).unzip();
        let (images, labels) = Digits { pixels, labels }.tensors(device);
        Batch { images, labels }
    }
}
// ANCHOR_END: batcher

/// The images one by one.
pub fn images(digits: &Digits) -> Vec<Image> {
    let pairs = digits.pixels.iter().cloned().zip(&digits.labels);
    let image = |(pixels, digit): (_, &usize)| Image {
        pixels,
        digit: *digit,
    };
    pairs.map(image).collect()
}

// ANCHOR: shuffled
/// Images in the order of our plan: a new one with each epoch.
pub struct Shuffled {
    images: Vec<Image>,
    seed: u64,
    now: Mutex<(usize, Vec<i64>)>,
}

impl Shuffled {
    /// Deals the images out, beginning with this epoch: 1, or a later one for
    /// a run that goes on.
    pub fn new(images: Vec<Image>, seed: u64, epoch: usize) -> Self {
        let now = Mutex::new((epoch - 1, order(images.len(), seed, epoch)));
        Shuffled { images, seed, now }
    }
}

impl Dataset<Image> for Shuffled {
    fn get(&self, index: usize) -> Result<Image, DatasetError> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if index == 0 {
            let epoch = now.0 + 1; // a loader asks for image 0 once an epoch
            *now = (epoch, order(self.images.len(), self.seed, epoch));
        }
        Ok(self.images[now.1[index] as usize].clone())
    }

    fn len(&self) -> usize {
        self.images.len()
    }
}
// ANCHOR_END: shuffled

/// What deals a dataset out in batches, once an epoch.
pub type Loader = Arc<dyn DataLoader<Batch>>;

// ANCHOR: loader
/// A loader that deals a dataset out in its own order.
pub fn in_order(
    dataset: impl Dataset<Image> + 'static,
    batch: usize,
) -> Loader {
    DataLoaderBuilder::new(ToTensors)
        .batch_size(batch)
        .build(dataset)
}

/// A loader that shuffles by itself, from a seed.
pub fn shuffling(
    dataset: impl Dataset<Image> + 'static,
    batch: usize,
    seed: u64,
) -> Loader {
    let builder = DataLoaderBuilder::new(ToTensors).batch_size(batch);
    builder.shuffle(seed).build(dataset)
}
// ANCHOR_END: loader
