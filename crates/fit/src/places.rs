//! Where a model is looked at: along a single x, and at the quartiles.

use descent::data::linspace;
use figure::number::range;

use crate::data::Data;

/// Places over the range of a single x, learned from or not, in its own units;
/// none where there are several x.
pub fn along(data: &Data) -> Vec<f64> {
    if data.x().len() > 1 {
        return Vec::new();
    }
    let all = [&data.train, &data.validation, &data.held_out].into_iter();
    let all = all.flat_map(|rows| &rows[0]);
    let (low, high) = range(all).unwrap_or_default();
    linspace(data.log.undo_x(low), data.log.undo_x(high), 200)
}

/// Three places: every x at its lower quartile, at its median, and at its upper
/// quartile, in own units. Column by column.
pub fn quartiles(data: &Data) -> Vec<Vec<f64>> {
    let x = data.train[..data.x().len()].iter();
    let of = |column: &Vec<f64>| {
        let at = |part| data.log.undo_x(quantile(column, part));
        [0.25, 0.5, 0.75].map(at).to_vec()
    };
    x.map(of).collect()
}

/// The number below which this part of the numbers lies, 0 to 1: between two
/// of them in proportion, as NumPy has it.
pub fn quantile(numbers: &[f64], part: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = part * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}
