//! Exercise 96, write: the confusion matrix. One solution of many.

/// How often images of each class were named each class: a row for what it
/// is, a column for what it was named. It has `classes` rows and columns, also
/// where a class never came.
pub fn confusion(
    labels: &[usize],
    named: &[usize],
    classes: usize,
) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; classes]; classes];
    for (label, named) in labels.iter().zip(named) {
        table[*label][*named] += 1;
    }
    table
}

/// For each class the part of its images that was named right, 0 to 1. `None`
/// where it has no images.
pub fn recall(confusion: &[Vec<usize>]) -> Vec<Option<f64>> {
    let part = |(class, row): (usize, &Vec<usize>)| {
        let images: usize = row.iter().sum();
        // 0/0 is no part: there is nothing to say of such a class.
        (images > 0).then(|| row[class] as f64 / images as f64)
    };
    confusion.iter().enumerate().map(part).collect()
}

/// What is mistaken most often: (what it is, what it was named). Any one of
/// them where several are as frequent; `None` where nothing is mistaken.
pub fn worst(confusion: &[Vec<usize>]) -> Option<(usize, usize)> {
    let (mut worst, mut most) = (None, 0);
    for (label, row) in confusion.iter().enumerate() {
        for (named, count) in row.iter().enumerate() {
            // The diagonal holds what is right.
            if label != named && *count > most {
                (worst, most) = (Some((label, named)), *count);
            }
        }
    }
    worst
}
