//! A disk that fails in the middle of a run.

use std::{
    io,
    sync::atomic::{AtomicUsize, Ordering},
};

use burn::data::dataset::{Dataset, DatasetError};

// ANCHOR: unplugged
/// A dataset from which only so many more items can be read.
pub struct Unplugged<D> {
    inner: D,
    left: AtomicUsize,
}

impl<D> Unplugged<D> {
    pub fn new(inner: D, items: usize) -> Self {
        let left = AtomicUsize::new(items);
        Unplugged { inner, left }
    }
}

impl<I, D: Dataset<I>> Dataset<I> for Unplugged<D> {
    fn get(&self, index: usize) -> Result<I, DatasetError> {
        let one_less = |left: usize| left.checked_sub(1);
        let relaxed = Ordering::Relaxed;
        if self.left.fetch_update(relaxed, relaxed, one_less).is_err() {
            let pulled = io::Error::other("somebody pulled the plug");
            return Err(DatasetError::new(pulled));
        }
        self.inner.get(index)
    }

    fn len(&self) -> usize {
        self.inner.len()
    }
}
// ANCHOR_END: unplugged
