//! The Hessian's eigenvalues predict the largest stable learning rate and the
//! speed; runs confirm both.

use descent::{curvature::Curvature, train::Recorder, train::descend};
use lessons::{Story, Result, number};

use crate::problem::Problem;

/// A name, and the number that it stands for.
type Row = (&'static str, fn(&Curvature) -> f64);

pub fn predict_and_run(
    story: &mut Story,
    line: &Problem,
    quadratic: &Problem,
) -> Result<()> {
    story.heading("Curvature sets the limit");
    story.say("Along each axis of a bowl an update multiplies the distance");
    story.say("from the minimum by 1 − lr λ. λ is the curvature there, an");
    story.say("eigenvalue of the Hessian. Distances shrink while lr < 2/λ:");
    story.say("the largest λ sets the limit, the smallest the time.\n");
    story.say("MSE                      line      quadratic");
    // ANCHOR: predict
    let rows: [Row; 6] = [
        ("smallest eigenvalue", Curvature::smallest),
        ("largest eigenvalue", Curvature::largest),
        ("condition number", Curvature::condition_number),
        ("largest stable lr", Curvature::largest_stable_lr),
        ("best lr", Curvature::best_lr),
        ("factor at best lr", |c| c.factor(c.best_lr())),
    ];
    // ANCHOR_END: predict
    for (name, value) in rows {
        let [l, q] = [line, quadratic].map(|p| value(&p.curvature));
        story.say(format!("{name:20} {l:12.7} {q:14.7}"));
    }
    story.say("\nRuns of 100 updates, loss before and after:");
    for (name, problem) in [("line", line), ("quadratic", quadratic)] {
        confirm(story, name, problem)?;
    }
    Ok(())
}

fn confirm(story: &mut Story, name: &str, problem: &Problem) -> Result<()> {
    let curvature = &problem.curvature;
    let run = |lr: f64| {
        let start = problem.start.clone();
        descend(start, lr, 100, Recorder::new(), |w| problem.mse(w))
    };
    let limit = curvature.largest_stable_lr();
    for (key, share) in [("below", 0.99), ("above", 1.01)] {
        let losses = run(share * limit)?.losses();
        let [first, last] = [losses[0], losses[100]].map(number);
        story
            .say(format!("{name:9} at {share} × the limit: {first} → {last}"));
        story.result(&format!("{name}.just_{key}"), losses);
    }
    let best = run(curvature.best_lr())?;
    // The speed: by what an update multiplies the distance from the minimum,
    // measured over the last fifty.
    let distance = |update: usize| -> f64 {
        let params = &best.steps[update].params;
        let squares = params.iter().zip(&problem.best);
        squares.map(|(w, b)| (w - b).powi(2)).sum::<f64>().sqrt()
    };
    let measured = (distance(100) / distance(50)).powf(1.0 / 50.0);
    story.say(format!(
        "{name:9} at the best lr: factor {measured:.4}, measured"
    ));
    for (key, value) in [
        ("condition_number", curvature.condition_number()),
        ("largest_stable_lr", limit),
        ("best_lr", curvature.best_lr()),
        ("predicted_factor", curvature.factor(curvature.best_lr())),
        ("measured_factor", measured),
    ] {
        story.result(&format!("{name}.{key}"), value);
    }
    story.result(&format!("{name}.eigenvalues"), &curvature.eigenvalues);
    Ok(())
}
