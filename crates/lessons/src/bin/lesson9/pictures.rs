//! Loss and accuracy over the epochs, and what the hidden units look for.

use descent::{Result, device::to_host, model::Mlp};
use figure::{Chart, Gallery};

use crate::network::Score;

/// The runs on the same writers and on others, in training and testing, in
/// per cent named right.
pub fn accuracy(same: &[[Score; 2]], other: &[[Score; 2]]) -> Chart {
    let title = "Named right: same writers, others";
    let percent = |score: &Score| 100.0 * score.accuracy;
    let chart = curves(Chart::new(title, "epoch", "%"), same, other, percent);
    // Where all learned something, the beginning would hide the end.
    let mut ends = [same, other].into_iter().filter_map(<[_]>::last).flatten();
    let learned = ends.all(|score| percent(score) > 80.0);
    chart.y_range(if learned { 80.0 } else { 0.0 }, 101.0)
}

/// Their cross-entropy, on a logarithmic axis.
pub fn loss(same: &[[Score; 2]], other: &[[Score; 2]]) -> Chart {
    let title = "Cross-entropy: same writers, others";
    let chart = Chart::new(title, "epoch", "loss");
    let chart = curves(chart, same, other, |score| score.loss);
    let all = same.iter().chain(other).flatten();
    let (least, most) = all.fold((0.01, 1.0_f64), |(least, most), score| {
        (score.loss.min(least), score.loss.max(most))
    });
    chart.log_y().y_range(least, most)
}

fn curves(
    mut chart: Chart,
    same: &[[Score; 2]],
    other: &[[Score; 2]],
    of: fn(&Score) -> f64,
) -> Chart {
    for (writers, scores) in [("same", same), ("others", other)] {
        let epochs: Vec<f64> = (0..scores.len()).map(|k| k as f64).collect();
        for (i, part) in ["train", "test"].into_iter().enumerate() {
            let values: Vec<_> = scores.iter().map(|s| of(&s[i])).collect();
            let name = format!("{writers}, {part}");
            chart = chart.line(&name, &epochs, &values);
        }
    }
    chart
}

/// The weights of the hidden units that the scores use most, as pictures.
pub fn hidden_units(model: &Mlp) -> Result<Gallery> {
    let [pixels, _] = model.hidden.weight.dims();
    let [_, classes] = model.output.weight.dims();
    let into = to_host(model.hidden.weight.val().inner().transpose())?;
    let out = to_host(model.output.weight.val().inner())?;
    let square = |out: &[f64]| out.iter().map(|w| w * w).sum::<f64>();
    let used: Vec<_> = out.chunks(classes).map(square).collect();
    let mut most: Vec<_> = into.chunks(pixels).enumerate().collect();
    most.sort_by(|(a, _), (b, _)| used[*b].total_cmp(&used[*a]));
    most.truncate(16);
    let shown = most.len();
    let title = format!(
        "What {shown} hidden units look for: ink (orange), paper (blue)"
    );
    let mut gallery = Gallery::new(&title, 8).signed();
    for (unit, weights) in most {
        gallery = gallery.tile(format!("unit {unit}"), 8, weights);
    }
    Ok(gallery)
}
