//! A race as a table: what each learning rate did.

use program::{Story, number::digits};
use serde_json::json;

use crate::rates::Contestant;

/// Tells what each rate did, where anyone came down with it, and keeps it
/// below `key`. Whether anyone did.
pub fn tell(story: &mut Story, key: &str, contestants: &[Contestant]) -> bool {
    let mut attempts = contestants.iter().flat_map(|c| &c.attempts);
    let any = attempts.any(|tried| !tried.gradients().is_empty());
    if any {
        table(story, contestants);
    }
    for contestant in contestants {
        let attempts = contestant.attempts.iter();
        let kept: Vec<_> = attempts
            .map(
                |tried| json!({ "lr": tried.lr, "settled": tried.gradients() }),
            )
            .collect();
        story.result(&format!("{key}.{}", contestant.name), kept);
    }
    any
}

fn table(story: &mut Story, contestants: &[Contestant]) {
    story.say(
        "The median of the gradients. 2/5: only two of the five starts came \
         down for good; ·: none. Rates that served nobody are left out.\n",
    );
    let cell = |contestant: &Contestant, i: usize| {
        let attempt = &contestant.attempts[i];
        match (attempt.gradients().len(), attempt.median()) {
            (0, _) => "·".to_string(),
            (n, Some(median)) if n == attempt.outcomes.len() => {
                median.to_string()
            }
            (n, _) => format!("{n}/{}", attempt.outcomes.len()),
        }
    };
    let names = contestants.iter().map(|c| format!("{:>9}", c.name));
    story.line(format!("   rate  {}", names.collect::<String>()));
    let rates = contestants.first().map_or(0, |c| c.attempts.len());
    for i in 0..rates {
        let cells: Vec<_> = contestants.iter().map(|c| cell(c, i)).collect();
        if cells.iter().any(|cell| cell != "·") {
            let cells = cells.iter().map(|cell| format!("{cell:>9}"));
            let rate = digits(contestants[0].attempts[i].lr);
            story.line(format!("{rate:>7}  {}", cells.collect::<String>()));
        }
    }
}
