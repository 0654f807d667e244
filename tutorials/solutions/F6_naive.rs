//! Exercise F6, repair: better than nothing. The solution.

/// How much more often the classes that a model `named` are right than one
/// class named always: 0.2 for 80 rows of 100 in place of 60.
pub fn gain(labels: &[usize], named: &[usize], classes: usize) -> f64 {
    assert_eq!(labels.len(), named.len());
    let right = labels.iter().zip(named).filter(|(l, n)| l == n).count();
    let mut counts = vec![0; classes];
    // How frequent a class is, the rows say: not what the model makes of them.
    for class in labels {
        counts[*class] += 1;
    }
    let naive = counts.into_iter().max().unwrap_or(0);
    (right as f64 - naive as f64) / labels.len() as f64
}
