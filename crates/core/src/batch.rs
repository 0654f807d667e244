//! Minibatches: a few points at a time, in an order shuffled on the host, for
//! stochastic gradient descent (Bottou, Curtis and Nocedal, Optimization
//! Methods for Large-Scale Machine Learning, 2018).

use burn::tensor::{Int, Tensor, kind::Basic};
use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use crate::{Error, Result};

/// Deals the indices 0 … n − 1 out in batches, in a new order each epoch.
///
/// An epoch holds every point once. Its last batch is smaller where the size
/// does not divide n: [`weight`](Self::weight) keeps its points from counting
/// more than others.
///
/// ```
/// let mut batches = descent::batch::Batches::new(10, 4, 42)?;
/// let epoch = batches.epoch();
/// let sizes: Vec<_> = epoch.iter().map(|batch| batch.len()).collect();
/// assert_eq!(sizes, [4, 4, 2]);
/// # Ok::<(), descent::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Batches {
    order: Vec<i64>,
    size: usize,
    random: ChaCha8Rng,
}

impl Batches {
    /// Batches of `size` out of `n` points, shuffled from `seed`. A batch of
    /// all n is not shuffled: it is full-batch descent, to the last bit.
    ///
    /// # Errors
    /// A size of 0 or above n.
    pub fn new(n: usize, size: usize, seed: u64) -> Result<Self> {
        if size == 0 || size > n {
            return Err(Error::BatchSize { size, n });
        }
        Ok(Batches {
            order: (0..n as i64).collect(),
            size,
            random: ChaCha8Rng::seed_from_u64(seed),
        })
    }

    /// The batches of the next epoch, each a list of indices.
    pub fn epoch(&mut self) -> Vec<Vec<i64>> {
        self.deal().map(<[i64]>::to_vec).collect()
    }

    // ANCHOR: deal
    /// The batches of the next epoch, as [`epoch`](Self::epoch) gives them, but
    /// lent: nothing is copied.
    pub fn deal(&mut self) -> impl Iterator<Item = &[i64]> {
        if self.size < self.order.len() {
            self.order.shuffle(&mut self.random);
        }
        self.order.chunks(self.size)
    }

    /// The share of a full batch that this one holds: 1, or less for the last.
    /// Multiply a batch's mean gradient by it, and over an epoch every point
    /// counts the same.
    pub fn weight(&self, batch: &[i64]) -> f64 {
        batch.len() as f64 / self.size as f64
    }
    // ANCHOR_END: deal

    /// The number of points in a batch, but for the last.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The number of points in an epoch.
    pub fn points(&self) -> usize {
        self.order.len()
    }

    /// The number of batches, and so of updates, in an epoch.
    pub fn per_epoch(&self) -> usize {
        self.order.len().div_ceil(self.size)
    }
}

/// The rows of a tensor at these indices from 0, in this order: the points of
/// a batch. Of a tensor of shape `[n, …]` they are one of shape
/// `[indices.len(), …]`.
///
/// ```
/// use descent::{batch::rows, data::tensor, device::to_host};
/// # use descent::device::{self, Backend, Precision};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let x = tensor(&[10.0, 11.0, 12.0, 13.0], &device);
/// assert_eq!(to_host(rows(&x, &[3, 0]))?, [13.0, 10.0]);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn rows<const D: usize, K: Basic>(
    of: &Tensor<D, K>,
    indices: &[i64],
) -> Tensor<D, K> {
    let indices = Tensor::<1, Int>::from_data(indices, &of.device());
    of.clone().select(0, indices)
}
