//! A run that loses workers, to its end.

use std::path::Path;

use descent::data;
use program::{Error, Result, Story, output};

use super::plan::{FILE, Plan, read};
use crate::{
    checkpoint::to_text,
    crew::{Crew, Lost, answers},
    deal::deal,
    mean::weighted,
    rows::Rows,
    run::{Place, descend},
    team::Team,
};

/// Parameters and rate of the quadratic.
pub const P: usize = 3;
pub const LR: f64 = 0.005;
pub const UPDATES: usize = 160;
/// The update in which workers stop.
const STOP: usize = 137;

/// What ends a descent before its end.
enum Stop {
    Lost(Lost),
    Failed(Error),
}

/// The end of a run with its checkpoint in a folder. Where workers are lost,
/// their parts go to the others, or all rows are dealt anew.
///
/// # Errors
/// A checkpoint that cannot be written or read, and no worker left.
pub fn run(
    story: &mut Story,
    team: &mut Team,
    plan: &Plan,
    folder: &Path,
    anew: bool,
) -> Result<Vec<f64>> {
    team.refill()?; // in place of those that a run before has lost
    let rows = Rows::of_quadratic(&data::quadratic());
    let start = Place::start(vec![0.0; P]);
    let file = folder.join(FILE);
    let mut workers = team.of(plan.workers);
    let mut parts = deal(rows.len(), &vec![1.0; workers.len()]);
    let mut at = plan.from.clone().unwrap_or(start.clone());
    // Whoever was lost before is not lost again.
    let mut lose = if plan.from.is_some() { 0 } else { plan.lose };
    loop {
        let crew = Crew::send(&rows, &parts, &workers);
        let (left, mut update) = (workers.len() - lose, 0);
        let gradient = |at: &Place| {
            update = at.update + 1;
            if lose > 0 && update == STOP {
                team.stop(left).map_err(Stop::Lost)?;
            }
            let found = crew.ask(&at.w, |part, w| part.gradient(w));
            found.map(|parts| weighted(&parts)).map_err(Stop::Lost)
        };
        let keep = |at: &Place| {
            if !at.update.is_multiple_of(plan.every) {
                return Ok(());
            }
            let text = to_text(at);
            output::write(&file, text.as_bytes()).map_err(Stop::Failed)
        };
        let lost = match descend(at, UPDATES, LR, gradient, keep) {
            Ok(end) => return Ok(end.w),
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Lost(lost)) => lost,
        };
        if update == STOP {
            workers.truncate(left);
        }
        workers.retain(answers);
        lose = 0;
        at = read(&file)?.unwrap_or(start.clone());
        let left = workers.len();
        plan.must_go_on(left, at.update)?;
        let dealt = if anew {
            parts = deal(rows.len(), &vec![1.0; left]);
            "All points are dealt anew"
        } else {
            "The parts stay as they are, on other workers"
        };
        let from = at.update;
        story.say(format!(
            "\nIn update {update} {lost}. On with {left} from update {from}. \
             {dealt}."
        ));
    }
}
