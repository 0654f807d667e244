//! Exercise 72, complete: Adam.
//!
//! Chapter: docs/src/lesson7.md
//! Check it: cargo run --bin tutor
//!
//! Adam keeps two running means for each parameter: m of the gradients, v of
//! their squares. Both begin at 0, and are corrected for it. Complete the
//! update. Here there is one parameter, and plain numbers.

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
        // TODO: the two means, m and v.
        todo!("the two means");
        // TODO: divide them by 1 − β₁ᵗ and by 1 − β₂ᵗ.
        let (m_hat, v_hat): (f64, f64) = todo!("both, corrected");
        lr * m_hat / (v_hat.sqrt() + 1e-8)
    }
}
