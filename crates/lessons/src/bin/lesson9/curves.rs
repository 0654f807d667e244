//! Loss and accuracy over the epochs.

use lessons::{Result, Story, figure::Chart};

use crate::network::Score;

/// Draws the runs on the same writers and on others: train and test of each.
pub fn draw(
    story: &mut Story,
    same: &[[Score; 2]],
    other: &[[Score; 2]],
) -> Result<()> {
    let epochs: Vec<f64> = (0..same.len()).map(|k| k as f64).collect();
    let chart = |title: &str, y: &str, of: fn(Score) -> f64| {
        let empty = Chart::new(title, "epoch", y);
        [("same", same), ("others", other)].into_iter().fold(
            empty,
            |chart, (name, scores)| {
                let part = |i: usize| -> Vec<f64> {
                    scores.iter().map(|both| of(both[i])).collect()
                };
                chart
                    .line(&format!("{name}, train"), &epochs, &part(0))
                    .line(&format!("{name}, test"), &epochs, &part(1))
            },
        )
    };
    let percent = |score: Score| 100.0 * score.accuracy;
    let accuracy = chart("Named right: same writers, others", "%", percent);
    // Where all learned something, the beginning would hide the end.
    let ends = [same, other].map(|scores| scores.last());
    let ends = ends.into_iter().flatten().flatten();
    let learned = ends.clone().all(|score| percent(*score) > 80.0);
    let low = if learned { 80.0 } else { 0.0 };
    story.chart("accuracy", accuracy.y_range(low, 101.0))?;
    let loss = chart("Cross-entropy: same writers, others", "loss", |score| {
        score.loss
    });
    let both = same.iter().chain(other).flatten();
    let (least, most) = both.fold((0.01, 1.0_f64), |(least, most), score| {
        (score.loss.min(least), score.loss.max(most))
    });
    story.figure("loss", loss.log_y().y_range(least, most))
}
