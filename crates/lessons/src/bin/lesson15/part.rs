//! Some of the rows, where a worker has them.

use std::{ops::Range, time::Instant};

use burn::tensor::{Device, Tensor};
use descent::{Result, data::tensor, device::to_host, gradient};

use crate::rows::Rows;

/// Some rows, on the device of a worker.
pub struct Part {
    /// Its place among the parts, from 0.
    pub place: usize,
    /// Shape `[rows, p]`.
    pub x: Tensor<2>,
    /// Shape `[rows]`.
    pub y: Tensor<1>,
}

impl Part {
    pub fn send(
        place: usize,
        rows: &Rows,
        own: Range<usize>,
        device: &Device,
    ) -> Self {
        let n = own.len();
        let x = &rows.x[rows.p * own.start..rows.p * own.end];
        Part {
            place,
            x: tensor(x, device).reshape([n, rows.p]),
            y: tensor(&rows.y[own], device),
        }
    }

    // ANCHOR: part
    /// The gradient of this part's mean squared error.
    pub fn gradient(&self, w: Tensor<1>) -> Tensor<1> {
        gradient::mse(self.x.clone(), &w, self.y.clone())
    }

    /// Where h steps lead that know this part alone.
    pub fn steps(&self, w: Tensor<1>, lr: f64, h: usize) -> Tensor<1> {
        (0..h).fold(w, |w, _| w.clone() - self.gradient(w) * lr)
    }
    // ANCHOR_END: part

    /// What a job makes of it at w, on the host.
    pub fn answer(
        &self,
        w: &[f64],
        job: &impl Fn(&Part, Tensor<1>) -> Tensor<1>,
    ) -> Result<Answer> {
        let begin = Instant::now();
        let w = tensor(w, (&self.y.device(), self.y.dtype()));
        let values = to_host(job(self, w))?;
        Ok(Answer {
            place: self.place,
            rows: self.y.dims()[0],
            values,
            worked: [begin, Instant::now()],
        })
    }
}

/// What came back for a part: numbers, and how many rows they speak for.
#[derive(Clone, Debug)]
pub struct Answer {
    pub place: usize,
    pub rows: usize,
    pub values: Vec<f64>,
    /// When w was sent, and when they were there.
    pub worked: [Instant; 2],
}
