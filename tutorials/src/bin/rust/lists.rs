//! Many values: arrays, lists, slices, ranges, iterators, threads.

use std::thread;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

// ANCHOR: slice
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
// ANCHOR_END: slice

pub fn slices() {
    // ANCHOR: lists
    let [a, b] = [3.0, 8.0];
    let mut losses = vec![9.0];
    losses.push(4.0);
    println!("{losses:?}: {} of them, first {}", losses.len(), losses[0]);
    println!("means {} and {}", mean(&[a, b]), mean(&losses));
    // ANCHOR_END: lists
}

pub fn ranges() {
    // ANCHOR: ranges
    let updates = 3;
    for update in 0..=updates {
        println!("update {update}");
    }
    let halves: Vec<f64> = (0..4).map(|i| i as f64 / 2.0).collect();
    println!("{halves:?}");
    // ANCHOR_END: ranges
}

pub fn iterators() {
    // ANCHOR: iterators
    let (x, y): ([f64; 3], [f64; 3]) = ([1.0, 2.0, 3.0], [2.0, 5.0, 9.0]);
    let errors: Vec<f64> = x.iter().zip(&y).map(|(x, y)| 2.0 * x - y).collect();
    let sse: f64 = errors.iter().map(|error| error * error).sum();
    let mae = errors.iter().map(|e| e.abs()).sum::<f64>() / 3.0;
    println!("{errors:?}, SSE {sse}, MAE {mae:.4}");
    // ANCHOR_END: iterators
    // ANCHOR: more
    let largest = errors
        .iter()
        .fold(0.0, |so_far: f64, e| so_far.max(e.abs()));
    let known: Vec<f64> = ["1.5", "none"]
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    let joined: Vec<f64> =
        [x, y].iter().flat_map(|list| list.to_vec()).collect();
    println!("{largest} {known:?} {joined:?}");
    // ANCHOR_END: more
    // ANCHOR: pairs
    println!("{}", sum_of_products(x.into_iter().zip(y)));
    // ANCHOR_END: pairs
}

// ANCHOR: impl_iterator
fn sum_of_products(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let mut sum = 0.0;
    for (x, y) in pairs {
        sum += x * y;
    }
    sum
}
// ANCHOR_END: impl_iterator

pub fn smallest() {
    // ANCHOR: smallest
    let losses = [0.4, 0.1, 0.3, f64::NAN];
    let pairs = losses.iter().enumerate();
    let pairs = pairs.filter(|(_, loss)| loss.is_finite());
    let smallest = pairs.min_by(|u, v| u.1.total_cmp(v.1));
    println!("{smallest:?}");
    // ANCHOR_END: smallest
}

pub fn random() {
    // ANCHOR: random
    let mut random = ChaCha8Rng::seed_from_u64(42);
    let x: f64 = random.random_range(-1.0..1.0);
    let row = random.random_range(0..100);
    println!("{x:.4} {row}");
    // ANCHOR_END: random
}

pub fn threads() {
    // ANCHOR: threads
    let values = [1.0, 2.0, 3.0, 4.0, 5.0];
    let sums: Vec<f64> = thread::scope(|scope| {
        let parts: Vec<_> = values
            .chunks(2)
            .map(|part| scope.spawn(|| part.iter().sum::<f64>()))
            .collect();
        let ended = parts.into_iter().map(|part| part.join());
        ended.map(|sum| sum.unwrap_or(f64::NAN)).collect()
    });
    println!("{sums:?}");
    // ANCHOR_END: threads
}
