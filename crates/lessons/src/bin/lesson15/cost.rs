//! What an update costs on k machines.

/// The numbers of a machine and its network, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// c: the gradient of one row.
    pub row: f64,
    /// τ: a message is on its way. Others can be at the same time.
    pub latency: f64,
    /// α: the middle handles a message, however short.
    pub message: f64,
    /// β: a number in it.
    pub number: f64,
}

impl Cost {
    // ANCHOR: model
    /// α + p·β: the middle handles one message of p numbers.
    pub fn send(&self, p: f64) -> f64 {
        self.message + p * self.number
    }

    /// n·c/k + 2τ + (α + p·β)·2k: an update of k workers around one machine.
    pub fn star(&self, n: f64, p: f64, k: f64) -> f64 {
        n * self.row / k + 2.0 * self.latency + self.send(p) * 2.0 * k
    }

    /// n·c/k + (τ + α + p/k·β)·2(k − 1): an update of k machines in a ring.
    pub fn ring(&self, n: f64, p: f64, k: f64) -> f64 {
        let turn = self.latency + self.send(p / k);
        n * self.row / k + turn * 2.0 * (k - 1.0)
    }
    // ANCHOR_END: model

    // ANCHOR: best
    /// The k at which a star is fastest: the derivative by k is 0, whatever τ.
    pub fn best(&self, n: f64, p: f64) -> f64 {
        (n * self.row / (2.0 * self.send(p))).sqrt()
    }

    /// The rows from which on the k-th worker of a star pays.
    pub fn pays(&self, p: f64, k: f64) -> f64 {
        2.0 * k * (k - 1.0) * self.send(p) / self.row
    }

    /// The rows at which k workers of a star wait for the network this share
    /// of the time.
    pub fn hidden(&self, p: f64, k: f64, share: f64) -> f64 {
        let waits = 2.0 * (self.latency + k * self.send(p));
        k * waits / self.row * (1.0 - share) / share
    }
    // ANCHOR_END: best
}

// ANCHOR: speeds
/// The time of an update in units of n·c, where all wait for the last. Worker
/// i has `shares[i]` of the rows and works at `speeds[i]`.
pub fn slowest(shares: &[f64], speeds: &[f64]) -> f64 {
    let total: f64 = shares.iter().sum();
    let each = shares.iter().zip(speeds);
    let times = each.map(|(share, speed)| share / total / speed);
    times.fold(0.0, f64::max)
}
// ANCHOR_END: speeds
