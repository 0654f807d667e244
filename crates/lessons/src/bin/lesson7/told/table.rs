//! A race as tables: what each optimiser needed, and with which rates.

use figure::number::short;
use program::{Story, number::digits};
use serde_json::json;

use crate::rates::Contestant;

/// Tells what everyone needed with its best rate, and keeps it below `key`.
/// `theory` says what it should have needed.
pub fn best(
    story: &mut Story,
    key: &str,
    contestants: &[Contestant],
    theory: impl Fn(&Contestant) -> Option<usize>,
) {
    story.line(
        "\noptimiser    learning rate  gradients  least–most  starts  theory",
    );
    for contestant in contestants {
        let Some(best) = contestant.best() else {
            continue;
        };
        let (name, all) = (&contestant.name, best.outcomes.len());
        let (gradients, lr) = (best.gradients(), digits(best.lr));
        let key = format!("{key}.{}", name.replace(' ', "_"));
        let mut result = json!({ "lr": best.lr, "settled": gradients });
        let (mut median, mut spread) = ("–".to_string(), "–".to_string());
        if let Some(of_all) = best.median() {
            median = of_all.to_string();
            result["gradients"] = of_all.into();
        }
        if let [least, .., most] = gradients[..] {
            spread = format!("{least}–{most}");
        }
        let mut predicted = "–".to_string();
        if let Some(by_theory) = theory(contestant) {
            predicted = by_theory.to_string();
            result["predicted"] = by_theory.into();
        }
        if let Some(highest) = best.highest().filter(|h| h.is_finite()) {
            result["stays_below"] = highest.into();
        }
        if let Some(update) = best.diverged() {
            result["diverged_at_update"] = update.into();
        }
        let starts = format!("{} of {all}", gradients.len());
        story.line(format!(
            "{name:12} {lr:>13} {median:>10} {spread:>11} {starts:>7} {predicted:>7}"
        ));
        story.result(&key, result);
    }
    let missing: Vec<_> = contestants.iter().filter_map(missing).collect();
    if !missing.is_empty() {
        story.say(format!(
            "\nNot from all starts, with any rate: {}.",
            missing.join("; ")
        ));
    }
}

/// Of one that did not settle from all starts, how near it came.
fn missing(contestant: &Contestant) -> Option<String> {
    let best = contestant.best()?;
    let highest = best.highest()?;
    let how = match highest.is_finite() {
        true => format!(
            "in the second half its loss is still up to {}",
            short(highest)
        ),
        false => "it diverges".into(),
    };
    Some(format!(
        "{} (with {} {how})",
        contestant.name,
        digits(best.lr)
    ))
}

/// Tells what each rate did, where anyone came down with it, and keeps it
/// below `key`.
pub fn rates(story: &mut Story, key: &str, contestants: &[Contestant]) {
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
    for contestant in contestants {
        let attempts = contestant.attempts.iter();
        let kept: Vec<_> = attempts
            .map(
                |tried| json!({ "lr": tried.lr, "settled": tried.gradients() }),
            )
            .collect();
        story.result(&format!("{key}.{}", contestant.name), kept);
    }
}
