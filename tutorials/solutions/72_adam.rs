//! Exercise 72, complete: Adam. The solution.

/// The two means, and how many gradients they have seen.
#[derive(Default)]
pub struct Adam {
    m: f64,
    v: f64,
    t: i32,
}

impl Adam {
    /// Takes up a gradient and gives what to subtract from the parameter.
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    pub fn step(&mut self, lr: f64, g: f64) -> f64 {
        self.t += 1;
        self.m = 0.9 * self.m + (1.0 - 0.9) * g;
        self.v = 0.999 * self.v + (1.0 - 0.999) * g * g;
        let m_hat = self.m / (1.0 - 0.9_f64.powi(self.t));
        let v_hat = self.v / (1.0 - 0.999_f64.powi(self.t));
        lr * m_hat / (v_hat.sqrt() + 1e-8)
    }
}
