use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Points;

/// What is added to each y of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Noise {
    /// Uniform on \[0, width): its mean is half the width.
    Uniform(f64),
    /// Normal with mean 0 and this standard deviation.
    Normal(f64),
}

impl Noise {
    fn draw(self, random: &mut impl Rng) -> f64 {
        let mut uniform = || random.random_range(0.0..1.0);
        match self {
            Noise::Uniform(width) => width * uniform(),
            // Box and Muller, A Note on the Generation of Random Normal
            // Deviates, 1958. 1 − u is never 0, as its logarithm asks.
            Noise::Normal(deviation) => {
                let radius = (-2.0 * f64::ln(1.0 - uniform())).sqrt();
                let angle = std::f64::consts::TAU * uniform();
                deviation * radius * angle.cos()
            }
        }
    }
}

/// `n` points on y = a x + b under noise, x uniform on \[0, 1): the x of
/// [`long_line`](super::long_line), so that the noise alone can be changed.
///
/// ```
/// use descent::data::{Noise, drawn_line};
///
/// let points = drawn_line([-2.0, 5.0], 200, Noise::Uniform(0.5), 42);
/// for (x, y) in points.x.iter().zip(&points.y) {
///     let noise = y - (5.0 - 2.0 * x);
///     assert!((-1e-12..0.5 + 1e-12).contains(&noise));
/// }
/// ```
pub fn drawn_line(
    [a, b]: [f64; 2],
    n: usize,
    noise: Noise,
    seed: u64,
) -> Points {
    let x = super::long_line(n, seed).x;
    // A stream of its own: as much noise as there is, the x stay.
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(1);
    let y = x.iter().map(|x| a * x + b + noise.draw(&mut random));
    let y = y.collect();
    Points { x, y }
}
