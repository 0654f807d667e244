//! How much memory is good: the axes of the bowl, and three descents in them.

use descent::{data::linspace, train::Trace};
use figure::Bowl;
use program::{
    Result, Story,
    number::{digits, rough},
    problem::Problem,
};

use crate::{
    bowl::LineBowl,
    race,
    rules::{MOMENTUM, Rule},
    theory::{best_momentum, leaves},
};

/// `yours`: a momentum and a learning rate that the reader asks for; without
/// one, the best without memory.
pub fn tell(
    story: &mut Story,
    problem: &Problem,
    start: [f64; 2],
    yours: Option<(f64, Option<f64>)>,
) -> Result<()> {
    story.heading("How much memory is good?");
    let bowl = LineBowl::of(&problem.points);
    let [flat, steep] = bowl.curvatures;
    story.say("The bowl has two axes, along the eigenvectors of its Hessian:");
    story.line("axis    curvature   direction in (a, b)");
    for (name, i) in [("flat", 0), ("steep", 1)] {
        let (curvature, [a, b]) = (bowl.curvatures[i], bowl.axes[i]);
        let shown = digits(curvature);
        story.line(format!("{name:5} {shown:>11}   ({a:.3}, {b:.3})"));
        story.result(&format!("axes.{name}"), (curvature, [a, b]));
    }
    let (mu, lr) = best_momentum(bowl.curvatures);
    let best_lr = 2.0 / (flat + steep);
    let mut descents = vec![
        ("no memory", 0.0, best_lr),
        ("much memory", MOMENTUM, best_lr),
        ("the best", mu, lr),
    ];
    descents.extend(yours.map(|(mu, lr)| ("yours", mu, lr.unwrap_or(best_lr))));
    story.say(format!(
        "\nκ is {}. What an update leaves of the distance along the slower \
         axis, in the long run:",
        rough(steep / flat)
    ));
    story.line("                     μ   learning rate      leaves");
    let mut paths = Vec::new();
    for (name, mu, lr) in descents {
        let rule = Rule::Momentum(mu);
        let of_axes = bowl.curvatures.map(|c| leaves(rule, lr * c));
        let left = of_axes.into_iter().flatten().fold(0.0, f64::max);
        let [shown_mu, shown_lr, shown] = [mu, lr, left].map(digits);
        story.line(format!(
            "{name:12} {shown_mu:>9} {shown_lr:>15} {shown:>11}"
        ));
        let key = format!("memory.{}", name.replace(' ', "_"));
        story.result(&key, [mu, lr, left]);
        let trace = race::trace(rule, lr, start, 40, &|w| bowl.at(w));
        if name == "yours" {
            end(story, &trace);
        }
        if left >= 1.0 {
            continue; // its path would make the others small
        }
        let steps = trace.steps.iter();
        let along = steps.map(|s| bowl.along_axes([s.params[0], s.params[1]]));
        paths.push((name, along.collect()));
    }
    story.figure("axes", map(&bowl, &paths))
}

/// Where the reader's own descent ends.
fn end(story: &mut Story, trace: &Trace) {
    let Some(last) = trace.steps.last() else {
        return;
    };
    let [a, b, loss] = [last.params[0], last.params[1], last.loss].map(digits);
    story.line(format!(
        "yours after {} updates: a {a}, b {b}, MSE {loss}",
        last.update
    ));
    story.result("memory.end", (&last.params, last.loss));
}

/// The bowl over the distances along its axes, with these descents.
fn map(bowl: &LineBowl, paths: &[(&str, Vec<[f64; 2]>)]) -> Bowl {
    let along = |i: usize, path: &[[f64; 2]]| -> Vec<f64> {
        path.iter().map(|place| place[i]).collect()
    };
    let [x, y] = [0, 1].map(|i| {
        let all = paths.iter().flat_map(|(_, path)| along(i, path));
        let reach = 1.1 * all.fold(1e-3, |far, d| d.abs().max(far));
        linspace(-reach, reach, 60)
    });
    let [flat, steep] = bowl.curvatures;
    let pairs = y.iter().flat_map(|y| x.iter().map(move |x| (x, y)));
    let heights: Vec<_> = pairs
        .map(|(x, y)| 0.5 * (flat * x * x + steep * y * y))
        .collect();
    let (x_label, y_label) = ("along the flat axis", "along the steep axis");
    let title = "MSE above its lowest, over the bowl's own axes";
    let map = Bowl::new(title, x_label, y_label, &x, &y, &heights)
        .mark("minimum", 0.0, 0.0);
    paths.iter().fold(map, |map, (name, path)| {
        map.path(name, &along(0, path), &along(1, path))
    })
}
