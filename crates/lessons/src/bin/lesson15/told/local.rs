//! Steps between exchanges, and what they cost in accuracy.

use descent::model::Line;
use program::{Result, Story, number, number::significant};

use super::failed;
use crate::{mean::apart, rounds::Rounds, rows::noisy_line, team::Team};

const LR: f64 = 0.3;
const WORKERS: usize = 4;

pub fn tell(story: &mut Story, team: &Team) -> Result<()> {
    story.heading("Exchange less often");
    story.say(format!(
        "{WORKERS} workers share the noisy line's 100 points. Each takes h \
         steps on its own part at rate {LR}; then their parameters are \
         averaged, and sent back. Where that comes to rest, predicted before \
         the run, and met:",
    ));
    for (name, key, sorted) in [
        ("shuffled points", "shuffled", false),
        ("sorted by x", "sorted", true),
    ] {
        let points = noisy_line(sorted, story.seed)?;
        story.line(format!("\n{name}: the loss above the lowest"));
        story.line("   h   exchanges   predicted        met   largest");
        story.line("                                         difference");
        let run = Rounds::new(&points, &team.of(WORKERS));
        let mut rows = Vec::new();
        for h in [1, 2, 4, 16] {
            let row = run.rest(LR, h).map_err(failed)?;
            let [predicted, met] = [&row.predicted[..], &row.met]
                .map(|w| (run.rows.loss(w) - run.lowest).max(0.0));
            let apart = format!("{:.0e}", apart(&row.met, &row.predicted));
            let exchanges = row.rounds;
            let [p, m] = match h {
                1 => ["0", "0"].map(String::from), // but for rounding
                _ => [predicted, met].map(|loss| significant(loss, 3)),
            };
            story.line(format!(
                "{h:4} {exchanges:11} {p:>11} {m:>10} {apart:>9}"
            ));
            rows.push((h, exchanges, row.predicted, row.met));
        }
        story.result(&format!("local.{key}"), rows);
    }
    let [a, b] = Line::least_squares(&noisy_line(true, 0)?).map(number);
    story.say(format!(
        "\nExchanges: until the slope is within 1 % of where it comes to rest. \
         With h = 1 that is the line of all points, a = {a} and b = {b}. \
         With more, each worker walks towards a line of its own, and the mean \
         of these lines is another one: the more so, the less the parts are \
         alike.",
    ));
    Ok(())
}
