//! The check of the exercise of this name.

#[path = "../exercises/132_batcher.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::device::{self, Backend, Precision, to_host};
use exercise::Image;
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    // Other sizes each time, and a batch of one image.
    let n = 2 + fresh_seed() as usize % 5;
    for (n, pixels) in [(n, 64), (1, 64), (n + 1, 6)] {
        let image = |i: usize| -> Image {
            let ink = fresh_numbers(pixels, 0.0..16.0);
            (ink, (3 * i as i64 + n as i64 + 1) % 10)
        };
        let images: Vec<Image> = (0..n).map(image).collect();
        let (x, y) = exercise::batch(&images, &device);
        let what = format!("for {n} images of {pixels} pixels");
        if x.dims() != [n, pixels] || y.dims() != [n] {
            return Err(Failure::unknown(format!(
                "The shapes are {:?} and {:?} {what}. They should be \
                 [{n}, {pixels}] and [{n}].",
                x.dims(),
                y.dims()
            )));
        }
        let ink = images.iter().flat_map(|(pixels, _)| pixels.clone());
        let ink: Vec<f64> = ink.collect();
        let want: Vec<f64> = ink.iter().map(|ink| ink / 16.0).collect();
        // The list read column by column.
        let on_its_side: Vec<f64> = (0..n * pixels)
            .map(|at| want[at % pixels * n + at / pixels])
            .collect();
        let name = format!("the images {what}");
        let known = [("ink", &ink[..]), ("columns", &on_its_side[..])];
        near(&name, &to_host(x)?, &want, &known)?;
        let digits: Vec<f64> = images.iter().map(|(_, d)| *d as f64).collect();
        let places: Vec<f64> = (0..n).map(|i| i as f64).collect();
        let name = format!("the digits {what}");
        let known = [("places", &places[..])];
        near(&name, &to_host(y.float())?, &digits, &known)?;
    }
    Ok(
        "Rows are images, whatever their size and number. burn asks a \
        `Batcher` for this one function, and calls it from as many threads as \
        the loader has."
            .into(),
    )
}
