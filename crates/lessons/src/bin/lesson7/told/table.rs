//! A race as a table: what each optimiser needed with its best rate.

use figure::number::short;
use program::{Story, number::digits};
use serde_json::{Value, json};

use crate::rates::{Attempt, Contestant};

/// Tells what everyone needed with its best rate, and keeps it below `key`.
/// `theory` says what it should have needed.
pub fn tell(
    story: &mut Story,
    key: &str,
    contestants: &[Contestant],
    theory: impl Fn(&Contestant) -> Option<usize>,
) {
    let predicted: Vec<_> = contestants.iter().map(theory).collect();
    let foretold = predicted.iter().any(Option::is_some);
    let last = if foretold { "  theory" } else { "" };
    story.line(format!(
        "\noptimiser     learning rate  gradients  least–most  starts{last}"
    ));
    for (contestant, predicted) in contestants.iter().zip(predicted) {
        let Some(best) = contestant.best() else {
            continue;
        };
        let name = &contestant.name;
        let last = match foretold {
            true => format!("{:>8}", shown(predicted)),
            false => String::new(),
        };
        story.line(format!("{name:13} {}{last}", row(best)));
        let key = format!("{key}.{}", name.replace(' ', "_"));
        story.result(&key, results(best, predicted));
    }
    let missing: Vec<_> = contestants.iter().filter_map(missing).collect();
    if !missing.is_empty() {
        story.say(format!(
            "\nNo rate brings all starts down: {}.",
            missing.join("; ")
        ));
    }
}

fn shown(count: Option<usize>) -> String {
    count.map_or("–".into(), |count| count.to_string())
}

fn row(best: &Attempt) -> String {
    let (lr, gradients) = (digits(best.lr), best.gradients());
    let median = shown(best.median());
    let spread = match gradients[..] {
        [least, .., most] => format!("{least}–{most}"),
        _ => shown(gradients.first().copied()),
    };
    let starts = format!("{} of {}", gradients.len(), best.outcomes.len());
    format!("{lr:>13} {median:>10} {spread:>11} {starts:>7}")
}

/// The numbers for `--json`; what there is not is left out.
fn results(best: &Attempt, predicted: Option<usize>) -> Value {
    let mut result = json!({ "lr": best.lr, "settled": best.gradients() });
    let highest = best.highest().filter(|highest| highest.is_finite());
    for (key, value) in [
        ("gradients", best.median().map(Value::from)),
        ("predicted", predicted.map(Value::from)),
        ("stays_below", highest.map(Value::from)),
        ("diverged_at_update", best.diverged().map(Value::from)),
    ] {
        if let Some(value) = value {
            result[key] = value;
        }
    }
    result
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
