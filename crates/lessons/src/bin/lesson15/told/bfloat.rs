//! Gradients in two bytes.

use descent::{data, model::Line};
use figure::Chart;
use program::{Result, Story};

use super::{equal::power, failed};
use crate::{
    bfloat::round,
    crew::Crew,
    deal::deal,
    mean::{apart, weighted},
    rows::Rows,
    run::{Place, descend},
    team::Team,
};

const LR: f64 = 0.3;
const UPDATES: usize = 150;

pub fn tell(story: &mut Story, team: &Team) -> Result<()> {
    story.heading("Gradients in two bytes");
    let points = data::noisy_line()?;
    let (rows, best) = (Rows::of_line(&points), Line::least_squares(&points));
    let lowest = rows.loss(&best);
    story.say(format!(
        "{UPDATES} updates of the noisy line at rate {LR}. The workers send \
         their gradients as they are, or rounded to bfloat16, which has 8 \
         binary digits and 2 bytes. How far the line is from least squares in \
         the end:"
    ));
    story.line("\n   k   as they are   in bfloat16");
    let mut chart = Chart::new("Two bytes a number", "update", "excess");
    let updates: Vec<f64> = (1..=UPDATES).map(|u| u as f64).collect();
    let mut ends = Vec::new();
    for k in [1, 2, 4] {
        let parts = deal(rows.len(), &vec![1.0; k]);
        let crew = Crew::send(&rows, &parts, &team.of(k));
        let run = |sent: fn(f64) -> f64| -> Result<_> {
            let gradient = |at: &Place| -> Result<Vec<f64>> {
                let found = crew.ask(&at.w, |part, w| part.gradient(w));
                let mut found = found.map_err(failed)?;
                for value in found.iter_mut().flat_map(|g| &mut g.values) {
                    *value = sent(*value);
                }
                Ok(weighted(&found))
            };
            let start = Place::start(vec![-1.0, 1.0]);
            let mut excess = Vec::new();
            let keep = |at: &Place| {
                excess.push((rows.loss(&at.w) - lowest).max(0.0));
                Ok(())
            };
            let end = descend(start, UPDATES, LR, gradient, keep)?;
            Ok((apart(&end.w, &best), excess))
        };
        let (whole, _) = run(|value| value)?;
        let (rounded, excess) = run(round)?;
        let [a, b] = [whole, rounded].map(power);
        story.line(format!("{k:4} {a:>13} {b:>13}"));
        chart = chart.line(&format!("{k} in bfloat16"), &updates, &excess);
        ends.push((k, whole, rounded));
    }
    let share = 2.0_f64.powi(-8);
    story.say(format!(
        "\nRounding takes at most {share} of a number. One worker's gradient \
         becomes 0 at the lowest place, and so does what rounding takes: no \
         digit is lost. Each of several workers has a gradient there that is \
         not 0; only their mean is. What rounding takes of each stays."
    ));
    for (key, of) in [("whole", 0), ("rounded", 1)] {
        let value = |(_, w, r): &(usize, f64, f64)| [*w, *r][of];
        let list: Vec<f64> = ends.iter().map(value).collect();
        story.result(&format!("bfloat.{key}"), list);
    }
    story.figure("bfloat", chart.log_y().y_range(1e-12, 10.0).unmarked())
}
