//! Exercise 154, invent: two bytes, all digits. The solution.

/// x as bfloat16 holds it.
pub fn round(x: f64) -> f64 {
    let odd = x.to_bits() >> 45 & 1;
    f64::from_bits((x.to_bits() + (1 << 44) - 1 + odd) >> 45 << 45)
}

/// The end of the line where the worker is.
pub struct Sender {
    /// What the other end knows of the gradient.
    known: Vec<f64>,
}

impl Sender {
    /// Before the first gradient, of p numbers.
    pub fn new(p: usize) -> Self {
        Sender {
            known: vec![0.0; p],
        }
    }

    /// What is sent in place of this gradient: how it has changed, and what
    /// earlier roundings took. Both become small as the descent comes to rest.
    pub fn send(&mut self, gradient: &[f64]) -> Vec<f64> {
        let mut sent = Vec::new();
        for (known, by) in self.known.iter_mut().zip(gradient) {
            let change = round(by - *known);
            *known += change; // as the receiver will
            sent.push(change);
        }
        sent
    }
}

/// The other end of the line.
pub struct Receiver {
    known: Vec<f64>,
}

impl Receiver {
    /// Before the first gradient, of p numbers.
    pub fn new(p: usize) -> Self {
        Receiver {
            known: vec![0.0; p],
        }
    }

    /// The gradient, as well as it can be told from what was sent.
    pub fn receive(&mut self, sent: &[f64]) -> Vec<f64> {
        for (known, change) in self.known.iter_mut().zip(sent) {
            *known += change;
        }
        self.known.clone()
    }
}
