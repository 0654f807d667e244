//! Rates that vary, beside the best constant one.

use program::{Result, Story, number, number::fixed};

use crate::{
    chebyshev::{descend, left, rates},
    limits::distance,
    problem::Problem,
};

/// How many rates.
const COUNT: usize = 16;

pub fn tell(
    story: &mut Story,
    line: &Problem,
    quadratic: &Problem,
) -> Result<()> {
    story.heading("Rates that vary");
    story.say(format!(
        "No constant rate does better than the best one. \
         Rates that vary do. \
         {COUNT} of them by Chebyshev's rule, each for one update, \
         and what is left of the distance from the minimum:\n"
    ));
    let found = [("line", line), ("quadratic", quadratic)]
        .map(|(name, problem)| compare(story, name, problem));
    let [line, quadratic] = found;
    let (line, quadratic) = (line?, quadratic?);
    story.line("                               line      quadratic");
    for ((name, l), (_, q)) in line.rows.into_iter().zip(quadratic.rows) {
        story.line(format!("{name:24} {l:>10} {q:>14}"));
    }
    story.say(if line.beats && quadratic.beats {
        "\nWith a rate above the limit alone a descent diverges. \
         Together they beat the best constant one."
    } else {
        "\nWith a rate above the limit alone a descent diverges."
    });
    if !(line.within && quadratic.within) {
        story.say(
            "\nWhere more is left than theory allows, that is rounding: \
             the rates above the limit multiply the last digits, \
             by millions in all. \
             --precision f64 has nine digits more than f32.",
        );
    }
    Ok(())
}

/// What one model's descent came to.
struct Compared {
    /// Rows of the table, as text.
    rows: Vec<(&'static str, String)>,
    /// Less is left than the best constant rate leaves.
    beats: bool,
    /// No more is left than theory allows.
    within: bool,
}

fn compare(
    story: &mut Story,
    name: &str,
    problem: &Problem,
) -> Result<Compared> {
    let bowl = &problem.curvature;
    let rates = rates(bowl, COUNT);
    let limit = bowl.largest_stable_lr();
    let above = rates.iter().filter(|rate| **rate > limit).count();
    let (smallest, largest) = (rates[0], rates[COUNT - 1]);
    let constant = bowl.factor(bowl.best_lr()).powi(COUNT as i32);
    let most = left(bowl, COUNT);
    let run = descend(problem, &rates)?;
    let [before, after] =
        [0, COUNT].map(|update| distance(&run, update, &problem.best));
    let measured = after / before;
    for (key, value) in [
        ("constant_leaves", constant),
        ("leaves_at_most", most),
        ("measured", measured),
    ] {
        story.result(&format!("chebyshev.{name}.{key}"), value);
    }
    story.result(&format!("chebyshev.{name}.rates"), &rates);
    story.result(&format!("chebyshev.{name}.above_the_limit"), above);
    let rows = vec![
        ("smallest rate", fixed(smallest, 4)),
        ("largest rate", fixed(largest, 4)),
        ("above the limit", above.to_string()),
        ("left, at best constant", format!("{constant:.4}")),
        ("left by these, at most", format!("{most:.4}")),
        ("measured", number(measured)),
    ];
    Ok(Compared {
        rows,
        beats: measured < constant,
        // Along its slowest axis a descent meets the bound but for rounding.
        within: measured <= most * (1.0 + 1e-6),
    })
}
