//! Universal approximation as an experiment: wider networks, smaller errors.

use descent::{model::Mlp, train::Step};
use figure::Chart;
use program::{Result, Story};

use crate::{
    curves::{self, SEEN},
    learning::{Moment, from_several_starts},
};

/// The numbers of hidden units to compare.
const WIDTHS: [usize; 5] = [2, 4, 8, 16, 64];

/// A network that learned a curve.
pub struct Fit {
    /// The curve's name.
    pub curve: &'static str,
    /// How many hidden units the network has.
    pub width: usize,
    pub network: Mlp,
}

/// Tells the errors; the first network of each curve and width.
pub fn tell(story: &mut Story, updates: usize, lr: f64) -> Result<Vec<Fit>> {
    story.heading("Wider networks fit better");
    story.say(format!(
        "A wide enough hidden layer comes as near as you like to any \
         continuous curve on a closed interval: \
         the universal approximation theorem. \
         It does not say that a descent finds the weights. \
         Here it has to: {SEEN} points on −1 ≤ x ≤ 1, Adam, {updates} updates. \
         The mean RMSE of five networks, \
         each from first weights of its own:\n"
    ));
    let count = curves::ALL.len() * WIDTHS.len();
    let bar = story.progress(count, "learning curves");
    let (mut rows, mut fits) = (Vec::new(), Vec::new());
    for curve in curves::ALL {
        let (name, mut row) = (curve.name, Vec::new());
        for width in WIDTHS {
            let (seed, device) = (story.seed, story.device.clone());
            let (error, networks) = from_several_starts(
                curve,
                width,
                lr,
                updates,
                seed,
                &device,
                |start, moment| {
                    let run = format!("{name} {width} units start {start}");
                    trace(story, &run, &moment)
                },
            )?;
            fits.extend(networks.into_iter().take(1).map(|network| Fit {
                curve: name,
                width,
                network,
            }));
            story.result(&format!("approximation.{name}.{width}"), error);
            row.push(error);
            bar.inc(1);
        }
        rows.push((name, row));
    }
    bar.finish_and_clear();
    let widths = WIDTHS.map(|width| format!("{width:7}"));
    story.line(format!("hidden units{}", widths.join("  ")));
    let widths = WIDTHS.map(|width| width as f64);
    let mut chart = Chart::new("Error by width", "hidden units", "RMSE");
    for (name, row) in &rows {
        let cells: Vec<_> = row.iter().map(|e| format!("{e:7.5}")).collect();
        story.line(format!("{name:12}{}", cells.join("  ")));
        chart = chart.line(name, &widths, row);
    }
    let errors = rows.iter().flat_map(|(_, row)| row);
    let (least, most) = errors.fold((0.001, 1.0_f64), |(least, most), e| {
        (e.min(least), e.max(most))
    });
    story.chart("error_by_width", chart.log_y().y_range(least, most))?;
    Ok(fits)
}

/// Keeps a moment for the file that `--trace` asks for.
pub fn trace(
    story: &mut Story,
    run: &str,
    moment: &Moment,
) -> descent::Result<()> {
    if story.is_traced() {
        let step = Step {
            update: moment.update,
            loss: moment.loss,
            params: Vec::new(),
        };
        story.trace_step(run, &[], step, moment.gradient_length()?);
    }
    Ok(())
}
