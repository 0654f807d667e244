//! Universal approximation as an experiment: wider networks, smaller errors.

use descent::model::Mlp;
use lessons::{Result, Story, args, figure::Chart};

use crate::curves::{TARGETS, learn};

/// The numbers of hidden units to compare.
const WIDTHS: [usize; 5] = [2, 4, 8, 16, 64];
/// Networks of each width, from different first weights.
const STARTS: u64 = 5;

/// A network that learned a curve: the curve's name, the width, the network.
pub type Fit = (&'static str, usize, Mlp);

pub fn by_width(
    story: &mut Story,
    flags: &args::CurveFlags,
) -> Result<Vec<Fit>> {
    story.heading("Wider networks fit better");
    story.say("A wide enough hidden layer comes as near as you like to any");
    story.say(
        "continuous curve on a closed interval: the universal approximation",
    );
    story.say(
        "theorem. It does not say that a descent finds the weights. Here it",
    );
    let updates = flags.steps;
    story.say(format!(
        "has to: 100 points on −1 ≤ x ≤ 1, Adam, {updates} updates. The mean"
    ));
    story.say("RMSE of five networks, each from first weights of its own:\n");
    let bar = story.progress(TARGETS.len() * WIDTHS.len(), "learning curves");
    let (mut rows, mut fits) = (Vec::new(), Vec::new());
    for (name, target) in TARGETS {
        let mut row = Vec::new();
        for width in WIDTHS {
            let mut errors = 0.0;
            for start in 0..STARTS {
                // ANCHOR: starts
                let seed = story.seed.wrapping_add(start);
                let network = Mlp::new([1, width, 1], seed, &story.device);
                let (network, error) =
                    learn(story, flags, target, network, |_, _| Ok(()))?;
                errors += error / STARTS as f64;
                // ANCHOR_END: starts
                if start == 0 {
                    fits.push((name, width, network));
                }
            }
            story.result(&format!("approximation.{name}.{width}"), errors);
            row.push(errors);
            bar.inc(1);
        }
        rows.push(row);
    }
    bar.finish_and_clear();
    story.say("hidden units      2        4        8       16       64");
    let mut chart = Chart::new("Error by width", "hidden units", "RMSE");
    for ((name, _), row) in TARGETS.iter().zip(&rows) {
        let cells: Vec<_> = row.iter().map(|e| format!("{e:9.5}")).collect();
        story.say(format!("{name:10}{}", cells.concat()));
        chart = chart.line(name, &WIDTHS.map(|width| width as f64), row);
    }
    let errors = rows.iter().flatten().copied();
    let (least, most) = errors.fold((0.001, 1.0_f64), |(least, most), e| {
        (e.min(least), e.max(most))
    });
    story.chart("error_by_width", chart.log_y().y_range(least, most))?;
    Ok(fits)
}
