//! The points to fit, and the images to classify.
//!
//! Three data sets come from the documents that this course grew out of:
//! [`line()`], [`quadratic`] and [`noisy_line`]. Their twins [`fresh_line`] and
//! [`fresh_noisy_line`] draw new points of the same kind from a seed.
//! [`drawn_line`] draws points on a line of one's own. [`digits`] are images of
//! handwritten digits.

use burn::tensor::{Device, Int, Tensor, TensorCreationOptions, TensorData};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::Result;

mod drawn;

pub use drawn::{Noise, drawn_line};

/// Points on the host in float64: `y[i]` was measured at `x[i]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Points {
    /// The inputs.
    pub x: Vec<f64>,
    /// The outputs, as many as inputs.
    pub y: Vec<f64>,
}

impl Points {
    /// The same points as two tensors of shape `[n]`, x and y, on a device:
    /// `points.tensors(&device)`.
    pub fn tensors(
        &self,
        options: impl Into<TensorCreationOptions>,
    ) -> (Tensor<1>, Tensor<1>) {
        let options = options.into();
        (tensor(&self.x, options.clone()), tensor(&self.y, options))
    }

    /// The number of points.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is no point at all.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }
}

/// A tensor of shape `[values.len()]`.
///
/// burn's own `from_floats` goes through float32, and 0.1 in float32 is not
/// 0.1 in float64. This does not.
///
/// ```
/// # use descent::device::{self, Backend, Precision};
/// # let device = device::open(Backend::Flex, Precision::F64)?;
/// let w = descent::data::tensor(&[0.1, 0.2], &device);
/// assert_eq!(w.dims(), [2]);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn tensor(
    values: &[f64],
    options: impl Into<TensorCreationOptions>,
) -> Tensor<1> {
    let data = TensorData::new(values.to_vec(), [values.len()]);
    Tensor::from_data(data, options)
}

/// The x of the line-fit notebook, in the order in which it prints them.
pub const LINE_X: [f64; 30] = [
    0.3046, 0.918, 0.7925, 0.8476, 0.2508, 0.3504, 0.8326, 0.6875, 0.4449,
    0.4687, 0.5901, 0.2757, 0.6629, 0.169, 0.8677, 0.6612, 0.112, 0.1669,
    0.6226, 0.6174, 0.3871, 0.4724, 0.3242, 0.7871, 0.0157, 0.8589, 0.7008,
    0.2942, 0.3166, 0.5847,
];

/// The 30 points of the line-fit notebook: y = 3x + 8 at [`LINE_X`]. The y
/// that it prints are rounded, within 1.01e-4 of these.
///
/// ```
/// let points = descent::data::line();
/// assert_eq!(points.len(), 30);
/// assert!((points.y[0] - 8.9138).abs() < 1e-4); // as printed
/// ```
pub fn line() -> Points {
    on_line(LINE_X.to_vec())
}

/// 30 new points on y = 3x + 8, x uniform on [0, 1).
pub fn fresh_line(seed: u64) -> Points {
    long_line(30, seed)
}

/// `n` new points on y = 3x + 8, x uniform on [0, 1).
pub fn long_line(n: usize, seed: u64) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    on_line((0..n).map(|_| random.random_range(0.0..1.0)).collect())
}

fn on_line(x: Vec<f64>) -> Points {
    let y = x.iter().map(|x| 3.0 * x + 8.0).collect();
    Points { x, y }
}

/// 5x² − 3x + 3 at 100 x evenly spaced from −5 to 5, both ends included.
///
/// ```
/// let points = descent::data::quadratic();
/// assert_eq!((points.x[0], points.y[0]), (-5.0, 143.0));
/// ```
pub fn quadratic() -> Points {
    on_quadratic([5.0, -3.0, 3.0])
}

/// a x² + b x + c at the same x.
pub fn on_quadratic([a, b, c]: [f64; 3]) -> Points {
    let x = linspace(-5.0, 5.0, 100);
    let y = x.iter().map(|x| a * x * x + b * x + c).collect();
    Points { x, y }
}

/// `n` numbers evenly spaced from `start` to `end`, both included; `n` is at
/// least 2.
///
/// ```
/// assert_eq!(descent::data::linspace(0.0, 1.0, 3), [0.0, 0.5, 1.0]);
/// ```
pub fn linspace(start: f64, end: f64, n: usize) -> Vec<f64> {
    let step = (end - start) / (n - 1) as f64;
    let mut values: Vec<f64> =
        (0..n).map(|i| start + step * i as f64).collect();
    values[n - 1] = end; // as NumPy does: no rounding at the far end
    values
}

/// The 100 points of the PyTorch lesson: y = 3 + 2x plus noise uniform on
/// [0, 1), x uniform on [−1, 1). PyTorch drew them (`manual_seed(42)`); the
/// file is `data/torch_line.csv`.
///
/// # Errors
/// None in practice: the file is part of the program.
pub fn noisy_line() -> Result<Points> {
    from_csv(include_str!("../data/torch_line.csv"))
}

/// 100 new points of the same kind as [`noisy_line`].
pub fn fresh_noisy_line(seed: u64) -> Points {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut points = Points::default();
    for _ in 0..100 {
        let x = random.random_range(-1.0..1.0);
        points.x.push(x);
        points.y.push(3.0 + 2.0 * x + random.random_range(0.0..1.0));
    }
    points
}

/// Reads points from CSV text with the columns `x` and `y`.
///
/// # Errors
/// A missing column or a value that is no number; the message names the line.
///
/// ```
/// let points = descent::data::from_csv("x,y\n1,2\n3,4\n")?;
/// assert_eq!(points.y, [2.0, 4.0]);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn from_csv(text: &str) -> Result<Points> {
    #[derive(Deserialize)]
    struct Row {
        x: f64,
        y: f64,
    }
    let mut points = Points::default();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let row: Row = row?;
        points.x.push(row.x);
        points.y.push(row.y);
    }
    Ok(points)
}

/// Images of handwritten digits on the host.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Digits {
    /// The images: 64 pixels each, 8 rows of 8, from 0 (paper) to 16 (ink).
    pub pixels: Vec<Vec<f64>>,
    /// The digit that each image shows, 0 to 9.
    pub labels: Vec<usize>,
}

/// The 1,797 images of handwritten digits in `data/digits.csv`.
/// E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI
/// Machine Learning Repository, CC BY 4.0.
///
/// # Errors
/// None in practice: the file is part of the program.
///
/// ```
/// let digits = descent::data::digits()?;
/// assert_eq!(digits.labels.len(), 1797);
/// # Ok::<(), descent::Error>(())
/// ```
pub fn digits() -> Result<Digits> {
    let text = include_str!("../data/digits.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut digits = Digits::default();
    for row in reader.deserialize() {
        let mut row: Vec<f64> = row?;
        digits.labels.extend(row.pop().map(|label| label as usize));
        digits.pixels.push(row);
    }
    Ok(digits)
}

impl Digits {
    /// The first row that other people wrote than the rows before.
    pub const OTHER_WRITERS: usize = 1415;

    /// Some of the images.
    pub fn rows(&self, rows: &[usize]) -> Digits {
        Digits {
            pixels: rows.iter().map(|i| self.pixels[*i].clone()).collect(),
            labels: rows.iter().map(|i| self.labels[*i]).collect(),
        }
    }

    /// The images in two parts, to train and to test: the test part is a
    /// fifth, drawn from a seed.
    pub fn random_fifth(&self, seed: u64) -> [Digits; 2] {
        // A stream of its own: the network draws from the same seed.
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(1);
        // Of i64, as batches are: the compiler makes one piece of the only
        // shuffle. Two kinds cost an epoch a third more instructions.
        let mut order: Vec<i64> = (0..self.labels.len() as i64).collect();
        order.shuffle(&mut random);
        let order: Vec<usize> = order.iter().map(|i| *i as usize).collect();
        let (test, train) = order.split_at(order.len() / 5);
        [self.rows(train), self.rows(test)]
    }

    /// The images in two parts, to train and to test: the test part was
    /// written by other people.
    pub fn other_writers(&self) -> [Digits; 2] {
        let all: Vec<usize> = (0..self.labels.len()).collect();
        let (train, test) = all.split_at(Self::OTHER_WRITERS);
        [self.rows(train), self.rows(test)]
    }

    /// The images as a tensor of shape `[n, 64]`, ink 1 and paper 0, and the
    /// labels as one of shape `[n]`.
    pub fn tensors(&self, device: &Device) -> (Tensor<2>, Tensor<1, Int>) {
        let n = self.labels.len();
        let pixels = self.pixels.iter().flatten().map(|ink| ink / 16.0);
        let pixels = tensor(&pixels.collect::<Vec<_>>(), device);
        let labels: Vec<i64> = self.labels.iter().map(|l| *l as i64).collect();
        let labels = TensorData::new(labels, [n]);
        (pixels.reshape([n, 64]), Tensor::from_data(labels, device))
    }
}
