//! The weighted mean of parts, and the gradient of all rows.

use descent::{data, device::to_host};
use program::{Result, Story, number::significant};

use super::failed;
use crate::{
    crew::Crew,
    deal::deal,
    mean::{apart, plain, weighted},
    part::Part,
    rows::Rows,
    team::Team,
};

/// The numbers of parts.
const K: [usize; 5] = [1, 2, 3, 4, 7];

pub fn tell(story: &mut Story, team: &Team) -> Result<()> {
    story.heading("The mean of the parts");
    story.say(
        "Rows are dealt out to k workers in parts of 1, 2, … k shares: not \
         equally long. Each finds the gradient of its part. Their mean, each \
         weighted by its rows, against the gradient of all rows at once; and \
         the mean without weights. Largest difference, relative to the largest \
         number of the gradient:",
    );
    story.line("\ndata          rows   k   weighted   without weights");
    let [line, noisy] = [data::line(), data::noisy_line()?];
    for (name, key, rows) in [
        ("line", "line", Rows::of_line(&line)),
        ("noisy line", "noisy_line", Rows::of_line(&noisy)),
        (
            "quadratic",
            "quadratic",
            Rows::of_quadratic(&data::quadratic()),
        ),
    ] {
        let n = rows.len();
        let w: Vec<f64> = (0..rows.p).map(|j| 1.0 - 0.4 * j as f64).collect();
        let all = Part::send(0, &rows, 0..n, &story.device);
        let at = descent::data::tensor(&w, &story.device);
        let whole = to_host(all.gradient(at))?;
        story.result(&format!("mean.{key}.whole"), &whole);
        let mut found = Vec::new();
        for k in K {
            let shares: Vec<f64> = (1..=k).map(|s| s as f64).collect();
            let crew = Crew::send(&rows, &deal(n, &shares), &team.of(k));
            let answers = crew.ask(&w, |part, w| part.gradient(w));
            let answers = answers.map_err(failed)?;
            let (right, wrong) = (weighted(&answers), plain(&answers));
            let [of_right, of_wrong] =
                [&right, &wrong].map(|mean| apart(mean, &whole));
            let of_right = power(of_right);
            let of_wrong = match k {
                1 => "0".into(), // one part, one weight
                _ => significant(of_wrong, 2),
            };
            story.line(format!(
                "{name:12} {n:5} {k:3} {of_right:>10} {of_wrong:>17}"
            ));
            found.push([right, wrong]);
        }
        story.result(&format!("mean.{key}.parts"), found);
    }
    story.say(
        "\nWhat is left of a difference is rounding: the same numbers, added \
         up in another order.",
    );
    Ok(())
}

/// A difference as its power of ten, or 0.
pub fn power(difference: f64) -> String {
    match difference {
        0.0 => "0".into(),
        _ => format!("{difference:.0e}"),
    }
}
