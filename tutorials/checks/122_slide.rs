//! The check of the exercise of this name.

#[path = "../exercises/122_slide.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::{Tensor, module::conv2d, ops::ConvOptions};
use descent::{
    data::tensor,
    device::{self, Backend, Precision, to_host},
};
use tutorials::check::{
    self, Failure, Verdict, fresh_numbers, fresh_seed, near,
};

type Rows = Vec<Vec<f64>>;

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn check() -> Verdict {
    let image = vec![
        vec![0.0, 1.0, 2.0],
        vec![3.0, 4.0, 5.0],
        vec![6.0, 7.0, 8.0],
    ];
    compare(&image, &vec![vec![1.0, 2.0], vec![3.0, 10.0]])?;
    let seed = fresh_seed();
    let some = |i: usize| (seed >> (4 * i)) as usize % 3;
    // Other sizes and other numbers each time, and never a square.
    for [rows, columns, height, width] in
        [[6, 8, 3, 3], [5 + some(0), 9 + some(1), 2 + some(2), 4]]
    {
        let draw = |rows, columns| -> Rows {
            let numbers = fresh_numbers(rows * columns, -2.0..2.0);
            numbers.chunks(columns).map(<[f64]>::to_vec).collect()
        };
        compare(&draw(rows, columns), &draw(height, width))?;
    }
    Ok(
        "Both agree with burn, for every shape. The way back to the filter is \
        the convolution once more, with the gradient for a filter."
            .into(),
    )
}

fn compare(image: &Rows, filter: &Rows) -> Result<(), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let [rows, columns] = [image.len(), image[0].len()];
    let [height, width] = [filter.len(), filter[0].len()];
    let tensor_of = |rows: &Rows| -> Tensor<4> {
        let shape = [1, 1, rows.len(), rows[0].len()];
        tensor(&rows.concat(), &device).reshape(shape)
    };
    let leaf = tensor_of(filter).autodiff().require_grad();
    let options = ConvOptions::new([1, 1], [0, 0], [1, 1], 1);
    let map = conv2d(tensor_of(image).autodiff(), leaf.clone(), None, options);
    let [_, _, of_map, across] = map.dims();
    let want = to_host(map.clone().inner())?;
    let what = format!(
        "the map of an image of {rows} by {columns} with a filter of {height} \
         by {width}"
    );
    let got = exercise::convolve(image, filter);
    shaped(&what, &got, [of_map, across])?;
    let turned: Rows = filter
        .iter()
        .rev()
        .map(|row| row.iter().rev().copied().collect())
        .collect();
    let way = |filter: &Rows, add: bool| -> Vec<f64> {
        let mut map = vec![0.0; of_map * across];
        for (at, z) in map.iter_mut().enumerate() {
            for (u, row) in filter.iter().enumerate() {
                for (v, w) in row.iter().enumerate() {
                    let x = image[at / across + u][at % across + v];
                    *z = if add { *z + w * x } else { w * x };
                }
            }
        }
        map
    };
    near(
        &what,
        &got.concat(),
        &want,
        &[
            ("turned", &way(&turned, true)),
            ("overwrite", &way(filter, false)),
        ],
    )?;

    let numbers = fresh_numbers(of_map * across, -2.0..2.0);
    let g: Rows = numbers.chunks(across).map(<[f64]>::to_vec).collect();
    let loss = (map * tensor_of(&g).autodiff()).sum();
    let by_burn = leaf
        .grad(&loss.backward())
        .ok_or_else(|| Failure::told("burn kept no gradient"))?;
    let want = to_host(by_burn)?;
    let what = format!("the gradient by a filter of {height} by {width}");
    let got = exercise::by_filter(image, &g);
    shaped(&what, &got, [height, width])?;
    let of = |pixel: &dyn Fn(usize, usize, usize, usize) -> f64| -> Vec<f64> {
        let mut gradient = vec![0.0; height * width];
        for (at, share) in gradient.iter_mut().enumerate() {
            for (i, row) in g.iter().enumerate() {
                for (j, g) in row.iter().enumerate() {
                    *share += g * pixel(i, j, at / width, at % width);
                }
            }
        }
        gradient
    };
    let places = (of_map * across) as f64;
    let mean: Vec<f64> = want.iter().map(|share| share / places).collect();
    near(
        &what,
        &got.concat(),
        &want,
        &[
            ("no_pixel", &of(&|_, _, _, _| 1.0)),
            ("one_place", &of(&|_, _, u, v| image[u][v])),
            ("not_moved", &of(&|i, j, _, _| image[i][j])),
            ("mean", &mean),
        ],
    )
}

fn shaped(what: &str, got: &Rows, want: [usize; 2]) -> Result<(), Failure> {
    let [rows, columns] = want;
    let fits = got.len() == rows && got.iter().all(|r| r.len() == columns);
    if fits {
        return Ok(());
    }
    let across = got.first().map_or(0, Vec::len);
    Err(Failure::told(format!(
        "Not right: {what}. It has {} rows, the first of {across} numbers; \
         there should be {rows} rows of {columns}.",
        got.len()
    )))
}
