//! All stages at all sizes: checked first, then timed.

use burn::tensor::Device;
use descent::Result;

use crate::{
    clock,
    fit::{Fit, distance, tolerance},
    limits,
    stages::{ALL, Stage},
};

/// What a step took.
pub struct Times {
    /// The numbers of points.
    pub sizes: Vec<usize>,
    /// The bytes of a number.
    pub bytes: usize,
    /// By stage and size: how far its answer was from the right one, and the
    /// seconds of a step; none where it was too far.
    pub steps: Vec<Vec<(f64, Option<f64>)>>,
    /// By stage: (a, b) after [`STEPS`] steps on the fewest points.
    pub params: Vec<[f64; 2]>,
    /// The seconds of one plain pass over as many bytes as x and y have, by
    /// size.
    pub pass: Vec<f64>,
    /// Float32 operations a second.
    pub peak: f64,
}

/// Steps before a stage's answer is compared.
pub const STEPS: usize = 10;

impl Times {
    /// Times all stages on so many points each, and tells `watch` after each.
    pub fn measure(
        sizes: Vec<usize>,
        seed: u64,
        device: &Device,
        watch: impl Fn(),
    ) -> Result<Times> {
        let mut times = Times {
            bytes: 0,
            steps: vec![Vec::new(); ALL.len()],
            params: Vec::new(),
            pass: Vec::new(),
            peak: limits::peak()?,
            sizes: sizes.clone(),
        };
        for n in sizes {
            let fit = Fit::new(n, seed, device);
            times.bytes = fit.x.dtype().size();
            let as_many_bytes = vec![1.0; 2 * n * times.bytes / 4];
            let mut pass = limits::pass(&as_many_bytes)?;
            let want = fit.expected(STEPS);
            for (stage, steps) in ALL.iter().zip(&mut times.steps) {
                let found = (stage.run)(&fit, STEPS)?;
                if times.params.len() < ALL.len() {
                    times.params.push(found);
                }
                let apart = distance(found, want);
                steps.push((apart, time(stage, &fit, apart)?));
                // The machine has better moments and worse.
                pass = pass.min(limits::pass(&as_many_bytes)?);
                watch();
            }
            times.pass.push(pass);
        }
        Ok(times)
    }

    /// The seconds of a stage's steps, by size.
    pub fn seconds(&self, stage: usize) -> Vec<Option<f64>> {
        self.steps[stage].iter().map(|(_, s)| *s).collect()
    }
}

/// The seconds of a step, if the stage leads where it must.
fn time(stage: &Stage, fit: &Fit, apart: f64) -> Result<Option<f64>> {
    // Written so that NaN is too far.
    let right = apart <= tolerance(fit.x.dtype());
    let steps = |steps| (stage.run)(fit, steps).map(drop);
    right.then(|| clock::seconds(steps)).transpose()
}
