//! Stopping early is decay.

use descent::device::to_host;
use figure::Chart;
use program::{Result, Story};

use super::decay::Waves;
use crate::{
    ridge::{closed_form, descend},
    waves::curvatures,
};

/// The updates after which the descent is stopped.
const STOPS: [usize; 3] = [10, 100, 1000];

pub fn tell(story: &mut Story, waves: &Waves) -> Result<()> {
    story.heading("Stopping early is decay");
    let lr = 0.5;
    let least_squares = closed_form(&waves.columns, &waves.y, 0.0);
    let (x, y) = &waves.tensors;
    let title = "How much of its way each weight has come";
    let mut chart = Chart::new(title, "curvature λ", "part");
    story.say(format!(
        "From w = 0 without any decay, with η = {lr}. \
         After t updates a weight has come 1 − (1 − ηλ)ᵗ of its way \
         to least squares. Ridge with α = 1/(ηt) goes λ/(λ + α) of it:"
    ));
    story.line("\nupdates   wave   curvature   by formula   measured   ridge");
    let mut worst = 0.0_f64;
    let fine: Vec<f64> = (0..=60)
        .map(|k| 10_f64.powf(f64::from(k) / 20.0 - 3.0))
        .collect();
    for stop in STOPS {
        let alpha = 1.0 / (lr * stop as f64);
        let come = |l: &f64| 1.0 - (1.0 - lr * l).powi(stop as i32);
        let ridge = |l: &f64| l / (l + alpha);
        let w = to_host(descend(x, y, 0.0, lr, stop))?;
        let parts: Vec<_> =
            w.iter().zip(&least_squares).map(|(w, ls)| w / ls).collect();
        for (part, lambda) in parts.iter().zip(curvatures()) {
            worst = worst.max((part - come(&lambda)).abs());
        }
        for j in [1, 4, 16] {
            let lambda = curvatures()[j - 1];
            story.line(format!(
                "{stop:>7} {j:>6} {lambda:>11.4} {:>12.4} {:>10.4} {:>7.4}",
                come(&lambda),
                parts[j - 1],
                ridge(&lambda)
            ));
        }
        let of = |f: &dyn Fn(&f64) -> f64| fine.iter().map(f).collect();
        let [stopped, decayed]: [Vec<f64>; 2] = [of(&come), of(&ridge)];
        chart = chart
            .line(&format!("{stop} updates"), &fine, &stopped)
            .dashed(&format!("ridge, α = {alpha}"), &fine, &decayed);
        story.result(&format!("early.{stop}"), parts);
    }
    story.say(format!(
        "\nFormula and descent differ by {worst:.0e} at most. \
         Steep axes arrive first, flat ones wait, with a stop as with decay: \
         1/(ηt) takes the place of α."
    ));
    story.result("early.max_difference", worst);
    story.figure("early", chart.log_x())
}
