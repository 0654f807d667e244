//! Exercise 11, predict: the mean of the noise. The solution.

/// Half of the noises lie below 0.5 and half above, and evenly so.
pub const NOISE: f64 = 0.5;

/// The mean of the noise cannot be told from a higher line: the fit takes it
/// into w0, and 3 + 0.5 = 3.5. The parameters that made the data are not the
/// best ones.
pub const W0: f64 = 3.5;

/// The noise does not depend on x, so it does not tilt the line.
pub const W1: f64 = 2.0;
