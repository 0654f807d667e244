//! The Hessian's eigenvalues predict the largest stable learning rate and the
//! speed; runs confirm both.

use descent::train::Recorder;
use program::{Result, Story, number, number::fixed};

use crate::{
    limits::{PREDICTIONS, measured_factor},
    problem::Problem,
};

pub fn tell(
    story: &mut Story,
    line: &Problem,
    quadratic: &Problem,
) -> Result<()> {
    story.heading("Curvature sets the limit");
    story.say(
        "Along each axis of a bowl an update multiplies the distance \
         from the minimum by 1 − lr λ. \
         λ is the curvature there, an eigenvalue of the Hessian. \
         Distances shrink while lr < 2/λ: \
         the largest λ sets the limit, the smallest the time.\n",
    );
    story.line("MSE                      line      quadratic");
    for (name, value) in PREDICTIONS {
        let [l, q] = [line, quadratic].map(|p| value(&p.curvature));
        let [l, q] = [l, q].map(|value| fixed(value, 7));
        story.line(format!("{name:20} {l:>12} {q:>14}"));
    }
    story.say(format!(
        "\nRuns of 100 updates from {} and {}, \
         loss before and after:",
        line.start_told()?,
        quadratic.start_told()?,
    ));
    confirm(story, "line", line)?;
    confirm(story, "quadratic", quadratic)
}

fn confirm(story: &mut Story, name: &str, problem: &Problem) -> Result<()> {
    let curvature = &problem.curvature;
    let run = |lr: f64| problem.descend(lr, 100, Recorder::new());
    let limit = curvature.largest_stable_lr();
    for (key, share) in [("below", 0.99), ("above", 1.01)] {
        let trace = run(share * limit)?;
        let [first, last] = [&trace.steps[0], &trace.last()];
        let [first, last] = [first, last].map(|step| number(step.loss));
        let at = format!("{name:9} at {share} × the limit");
        story.line(format!("{at}: {first} → {last}"));
        story.result(&format!("{name}.just_{key}"), trace.losses());
    }
    let measured = measured_factor(&run(curvature.best_lr())?, &problem.best);
    let at = format!("{name:9} at the best lr");
    story.line(match measured {
        Some(measured) => format!("{at}: factor {measured:.4}, measured"),
        None => format!("{at}: there at once, nothing to measure"),
    });
    for (key, value) in [
        ("condition_number", curvature.condition_number()),
        ("largest_stable_lr", limit),
        ("best_lr", curvature.best_lr()),
        ("predicted_factor", curvature.factor(curvature.best_lr())),
    ] {
        story.result(&format!("{name}.{key}"), value);
    }
    story.result(&format!("{name}.measured_factor"), measured);
    story.result(&format!("{name}.eigenvalues"), &curvature.eigenvalues);
    Ok(())
}
