//! Long columns on all cores, with results that do not depend on how many
//! there are.

use std::{ops::Range, panic::resume_unwind, thread};

/// Rows are cut into so many spans, whatever the number of cores.
const SPANS: usize = 16;

/// What `of` makes of each span of so many rows, in their order.
pub fn in_spans<T: Send>(
    rows: usize,
    of: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    on_spans(&mut vec![(); rows], |_, span| of(span))
}

/// The same, with the values of the span to be written.
pub fn on_spans<V: Send, T: Send>(
    values: &mut [V],
    of: impl Fn(&mut [V], Range<usize>) -> T + Sync,
) -> Vec<T> {
    let each = values.len().div_ceil(SPANS).max(1);
    let spans = values.chunks_mut(each);
    let mut spans: Vec<_> = (0..).step_by(each).zip(spans).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let part = spans.len().div_ceil(cores).max(1);
    let run = |(begin, span): &mut (usize, &mut [V])| {
        let rows = *begin..*begin + span.len();
        of(span, rows)
    };
    thread::scope(|scope| {
        let parts = spans.chunks_mut(part);
        let threads = parts.map(|part| {
            scope.spawn(move || part.iter_mut().map(run).collect::<Vec<_>>())
        });
        let threads: Vec<_> = threads.collect(); // all of them run from here
        let found = threads.into_iter().map(|thread| thread.join());
        let found = found
            .map(|found| found.unwrap_or_else(|panic| resume_unwind(panic)));
        found.flatten().collect()
    })
}

/// Σ uᵢ vᵢ, by eight sums at a time.
pub fn dot(u: &[f64], v: &[f64]) -> f64 {
    let (u, u_rest) = u.as_chunks::<8>();
    let (v, v_rest) = v.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (u, v) in u.iter().zip(v) {
        for i in 0..8 {
            sums[i] += u[i] * v[i];
        }
    }
    let rest = u_rest.iter().zip(v_rest).map(|(u, v)| u * v);
    sums.iter().sum::<f64>() + rest.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_all_rows_in_order() {
        for rows in [0, 1, 15, 16, 17, 1000] {
            let all = in_spans(rows, |span| span.collect::<Vec<_>>()).concat();
            assert_eq!(all, (0..rows).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_dot_product_of_any_length() {
        for n in [0, 1, 7, 8, 9, 100] {
            let u: Vec<f64> = (0..n).map(f64::from).collect();
            let squares: f64 = u.iter().map(|u| u * u).sum();
            assert_eq!(dot(&u, &u), squares); // whole numbers
        }
    }
}
