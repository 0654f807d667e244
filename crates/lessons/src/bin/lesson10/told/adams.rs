//! AdamW is not Adam with a penalty.

use descent::device::to_host;
use program::{Result, Story};

use super::decay::Waves;
use crate::{
    adams::{adam_w, adam_with_l2, descend},
    ridge::closed_form,
};

pub fn tell(story: &mut Story, waves: &Waves) -> Result<()> {
    story.heading("AdamW is not Adam with a penalty");
    let (decay, lr, updates) = (0.125, 0.05, 2000); // 1/8: exact in float32
    let (x, y) = &waves.tensors;
    let least_squares = closed_form(&waves.columns, &waves.y, 0.0);
    let ridge = closed_form(&waves.columns, &waves.y, f64::from(decay));
    let l2 = to_host(descend(x, y, adam_with_l2(decay), lr, updates))?;
    let adam_w = to_host(descend(x, y, adam_w(decay), lr, updates))?;
    story.say(format!(
        "The same number, {decay}, in both. Adam with a penalty descends on \
         another loss, and ends at its minimum, ridge. \
         AdamW takes lr · {decay} of each weight away, beside Adam's step. \
         Adam's step is about lr long however small the gradient is, \
         so it holds against that: while |w| < 1/{decay} = {}, \
         AdamW ends about where there is no decay. {updates} updates, \
         the rate falling from {lr} to 0:",
        1.0 / decay
    ));
    story.line("\nwave   least squares     ridge   Adam, L2     AdamW");
    for j in [1, 2, 4, 8, 16] {
        let [ls, ridge, l2, w] =
            [&least_squares, &ridge, &l2, &adam_w].map(|w| w[j - 1]);
        story.line(format!(
            "{j:>4} {ls:>15.4} {ridge:>9.4} {l2:>10.4} {w:>9.4}"
        ));
    }
    let length = |w: &[f64]| w.iter().map(|w| w * w).sum::<f64>().sqrt();
    let kept = |w: &[f64]| 100.0 * length(w) / length(&least_squares);
    let apart = l2.iter().zip(&ridge).map(|(u, v)| (u - v).abs());
    let apart = apart.fold(0.0, f64::max);
    story.say(format!(
        "\nAdam with a penalty is {apart:.0e} away from ridge, \
         and keeps {:.0} % of the length of w. AdamW keeps {:.0} %. \
         With noisy gradients AdamW does shrink weights: \
         Adam's steps then point here and there, and the decay does not.",
        kept(&l2),
        kept(&adam_w)
    ));
    story.result("adams.least_squares", least_squares);
    story.result("adams.ridge", ridge);
    story.result("adams.adam_with_l2", l2);
    story.result("adams.adam_w", adam_w);
    Ok(())
}
