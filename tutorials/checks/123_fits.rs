//! The check of the exercise of this name.

#[path = "../exercises/123_fits.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::Tensor;
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{self, Failure, Verdict, fresh_numbers, near};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// The images of a check.
const N: usize = 3;

fn check() -> Verdict {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let [x, filters, weights] =
        [64 * N, 6 * 9, 96 * 10].map(|count| fresh_numbers(count, -1.0..1.0));
    let put = |values: &[f64]| tensor(values, &device);
    let got = exercise::scores(
        put(&x).reshape([N, 64]),
        put(&filters).reshape([6, 1, 3, 3]),
        put(&weights).reshape([96, 10]),
    );
    let shape = got.dims();
    if shape != [N, 10] {
        return Err(Failure::told(format!(
            "The scores have shape {shape:?}, and should have [{N}, 10]: a row \
             for each image."
        )));
    }
    let rows = |border, mixed| kept(&x, &filters, border, mixed);
    let scores = |rows: Vec<f64>| -> Result<Vec<f64>, Failure> {
        let width = rows.len() / N;
        let rows: Tensor<2> = put(&rows).reshape([N, width]);
        let weights: Tensor<2> =
            put(&weights[..10 * width]).reshape([width, 10]);
        Ok(to_host(rows.matmul(weights))?)
    };
    let right = scores(rows(true, false))?;
    near(
        &format!("the scores of {N} images"),
        &to_host(got)?,
        &right,
        &[
            ("mixed", &scores(rows(true, true))?),
            ("cut", &scores(rows(false, false))?),
        ],
    )?;
    Ok(
        "It fits, and the scores are those of loops without any shape. A \
        reshape never complains of numbers that are in another order."
            .into(),
    )
}

/// In loops: the largest of each square, image by image and map by map; or
/// with the maps first.
fn kept(x: &[f64], filters: &[f64], border: bool, mixed: bool) -> Vec<f64> {
    let side: isize = if border { 8 } else { 6 };
    let shift = if border { 1 } else { 0 };
    let pixel = |image: usize, i: isize, j: isize| {
        let inside = (0..8).contains(&i) && (0..8).contains(&j);
        if inside {
            x[64 * image + (8 * i + j) as usize]
        } else {
            0.0
        }
    };
    let z = |image: usize, map: usize, i: isize, j: isize| -> f64 {
        let product = |w: isize| {
            let (u, v) = (w / 3 - shift, w % 3 - shift);
            filters[9 * map + w as usize] * pixel(image, i + u, j + v)
        };
        (0..9).map(product).sum()
    };
    let largest = |image: usize, map: usize| -> Vec<f64> {
        let half = side / 2;
        let of = |at: isize| {
            let (i, j) = (2 * (at / half), 2 * (at % half));
            [(0, 0), (0, 1), (1, 0), (1, 1)]
                .map(|(u, v)| z(image, map, i + u, j + v))
                .into_iter()
                .fold(0.0, f64::max) // relu
        };
        (0..half * half).map(of).collect()
    };
    let images = 0..N;
    if mixed {
        let maps = 0..6;
        maps.flat_map(|m| images.clone().flat_map(move |i| largest(i, m)))
            .collect()
    } else {
        images
            .flat_map(|i| (0..6).flat_map(move |m| largest(i, m)))
            .collect()
    }
}
