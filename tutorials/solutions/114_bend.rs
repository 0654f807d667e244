//! Exercise 114, invent: a bend of your own. The solution.

/// Your function.
pub fn value(z: f64) -> f64 {
    // Softsign: without any exp, and slower than tanh to come to ±1.
    z / (1.0 + z.abs())
}

/// Its derivative at z.
pub fn slope(z: f64) -> f64 {
    // For z > 0 the quotient rule gives (1 + z − z)/(1 + z)², and for z < 0
    // the same with −z: the curve is odd.
    1.0 / (1.0 + z.abs()).powi(2)
}
