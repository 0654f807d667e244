//! Exercise 154, invent: two bytes, all digits.
//!
//! Chapter: docs/src/lesson15.md
//! Check it: cargo run --bin tutor
//!
//! Workers send their gradients in bfloat16, two bytes a number. Each is
//! rounded by up to a 256th of its size, and the descent comes to a floor: the
//! gradients of parts do not become small. What does become small?
//!
//! Invent a sender and a receiver that send numbers of bfloat16 only, one for
//! each number of the gradient, and yet let the descent come to the minimum, to
//! ten digits. Each worker has a sender, and its receiver sits in the middle:
//! both may remember what they like.

/// x as bfloat16 holds it.
pub fn round(x: f64) -> f64 {
    let odd = x.to_bits() >> 45 & 1;
    f64::from_bits((x.to_bits() + (1 << 44) - 1 + odd) >> 45 << 45)
}

/// The end of the line where the worker is.
pub struct Sender {
    // TODO: what it remembers.
}

impl Sender {
    /// Before the first gradient, of p numbers.
    pub fn new(p: usize) -> Self {
        todo!("a sender")
    }

    /// What is sent in place of this gradient.
    pub fn send(&mut self, gradient: &[f64]) -> Vec<f64> {
        todo!("numbers of bfloat16")
    }
}

/// The other end of the line.
pub struct Receiver {
    // TODO: what it remembers.
}

impl Receiver {
    /// Before the first gradient, of p numbers.
    pub fn new(p: usize) -> Self {
        todo!("a receiver")
    }

    /// The gradient, as well as it can be told from what was sent.
    pub fn receive(&mut self, sent: &[f64]) -> Vec<f64> {
        todo!("the gradient")
    }
}
