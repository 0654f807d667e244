//! The check of the exercise of this name: the rubric.

#[path = "../exercises/F4_simpson.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{data::Points, model::Line};
use tutorials::check::{self, Failure, Verdict, number};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

fn slope(points: &[(f64, f64)]) -> f64 {
    let (x, y) = points.iter().copied().unzip();
    let [slope, _] = Line::least_squares(&Points { x, y });
    slope
}

fn check() -> Verdict {
    let groups = exercise::groups();
    if let Some(few) = groups.iter().find(|group| group.len() < 4) {
        let seen = format!(
            "A group has {} points, and four are asked for.",
            few.len()
        );
        return Err(Failure::told(seen));
    }
    let all = groups.concat();
    if !all.iter().all(|(x, y)| (x + y).is_finite()) {
        return Err(Failure::told("A point is NaN or infinite."));
    }
    let upright =
        |group: &Vec<(f64, f64)>| group.iter().all(|(x, _)| *x == group[0].0);
    if groups.iter().any(upright) {
        return Err(Failure::told(
            "A group whose x are all the same has no slope.",
        ));
    }
    let together = slope(&all);
    let within = groups.each_ref().map(|group| slope(group));
    let seen = format!(
        "The groups have the slopes {}, all points together {}.",
        within.map(number).join(", "),
        number(together)
    );
    if !within
        .iter()
        .chain([&together])
        .all(|slope| slope.is_finite())
    {
        return Err(Failure::told(format!(
            "{seen}\nNumbers so large leave what a float can hold. Take \
             smaller ones."
        )));
    }
    // A half may come out a rounding below itself.
    let half = 0.5 - 1e-9;
    let rising = within.iter().filter(|slope| **slope >= half).count();
    let falling = within.iter().all(|slope| *slope < -1e-9);
    if falling && together <= -half {
        return Err(Failure::known("falling", seen));
    }
    if rising < 3 {
        return Err(Failure::unknown(seen));
    }
    if together > -half {
        let known = if together > 0.5 { "rising" } else { "shallow" };
        return Err(Failure::known(known, seen));
    }
    Ok(format!(
        "{seen} Whoever sees the points without the groups would swear that y \
         falls with x. Which of the two is right depends on the question, and \
         no descent answers that."
    ))
}
