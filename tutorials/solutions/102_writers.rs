//! Exercise 102, complete: nobody on both sides. The solution.

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
