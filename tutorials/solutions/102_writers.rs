//! Exercise 102, complete: chosen on other people. The solution.

/// The rows that train and the rows that test, [train, test], when `part` is
/// left out. Both in rising order.
pub fn split(writers: &[usize], parts: usize, part: usize) -> [Vec<usize>; 2] {
    // The person decides, not the row: all rows of a person go the same way.
    let left_out = |row: &usize| writers[*row] % parts == part;
    let rows = 0..writers.len();
    let test = rows.clone().filter(left_out).collect();
    let train = rows.filter(|row| !left_out(row)).collect();
    [train, test]
}

/// The squared errors on some rows, summed, of a model that has been trained on
/// others: `error(setting, train, test)`.
pub type Error<'e> = &'e dyn Fn(usize, &[usize], &[usize]) -> f64;

/// The setting, from 0 to `settings` − 1, that errs least on people who have
/// not trained.
pub fn choose(
    writers: &[usize],
    parts: usize,
    settings: usize,
    error: Error,
) -> usize {
    let total = |setting: usize| -> f64 {
        // Every row is left out once, so this is a sum over all rows.
        let of_part = |part| {
            let [train, test] = split(writers, parts, part);
            error(setting, &train, &test)
        };
        (0..parts).map(of_part).sum()
    };
    let best = (0..settings).min_by(|u, v| total(*u).total_cmp(&total(*v)));
    best.unwrap_or(0)
}
