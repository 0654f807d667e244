//! Lines side by side: a guess, the line that made the points, least squares.

use descent::{data::Points, model::Line};
use program::{
    Result, Story, number,
    points::ProblemFlags,
    problem::{Own, Problem},
    scene,
};

use crate::guess;

/// The lines through the PyTorch lesson's points.
pub fn noisy(story: &mut Story, flags: &ProblemFlags) -> Result<()> {
    story.heading("Under noise, the truth is not the best guess");
    let points = flags.noisy_line(story.seed)?.points;
    story.say(
        "PyTorch's lesson writes w0 + w1 x: \
         its w1 is our a, its w0 our b.",
    );
    story.say("Three pairs (a, b):");
    let lines = [
        ("mse_torch", "its guess, `w_real`", [-5.0, -3.0]),
        ("mse_true_weights", "the true weights", [2.0, 3.0]),
        ("mse_least_squares", "least squares", best(&points)),
    ];
    compare(story, &lines, &points)?;
    story.say("The noise has mean ½, so the best b is near 3½, not 3.");
    let chart = scene::fit("The PyTorch lesson's guess", &points, -5.0, -3.0);
    story.figure("noisy_line_guess", chart)
}

/// The lines through the learner's own points.
pub fn own(
    story: &mut Story,
    guess: [f64; 2],
    problem: &Problem,
    own: &Own,
) -> Result<()> {
    story.heading("No guess is better than least squares");
    let (points, best) = (&problem.points, best(&problem.points));
    story.say("Pairs (a, b):");
    let mut lines = vec![("mse_guess", "the guess", guess)];
    let truth = own.truth.map(|truth| ("mse_truth", "the truth", truth));
    lines.extend(truth);
    lines.push(("mse_least_squares", "least squares", best));
    compare(story, &lines, points)?;
    story.say(
        "Least squares has the smallest MSE of all lines: \
         of the points alone it is the best guess.",
    );
    let [a, b] = best;
    let chart =
        scene::fit(own.name.as_str(), points, a, b).axes(problem.axes());
    story.figure("least_squares", chart)
}

fn best(points: &Points) -> [f64; 2] {
    Line::least_squares(points)
}

/// A table of lines: key, name and parameters.
fn compare(
    story: &mut Story,
    lines: &[(&str, &str, [f64; 2])],
    points: &Points,
) -> Result<()> {
    let params: Vec<_> = lines.iter().map(|(_, _, line)| *line).collect();
    let mses = guess::mses(&params, points, &story.device)?;
    let cells = params.iter().zip(&mses);
    let cells = cells.map(|([a, b], mse)| [*a, *b, *mse].map(number));
    let cells: Vec<_> = cells.collect();
    let width = |i: usize| cells.iter().map(|row| row[i].len()).max();
    // At least as wide as the sources' numbers.
    let [wa, wb, wm] = [(0, 7), (1, 7), (2, 8)]
        .map(|(i, least)| width(i).unwrap_or(least).max(least));
    for (((key, name, _), mse), [a, b, shown]) in
        lines.iter().zip(mses).zip(&cells)
    {
        story.line(format!("{name:19} {a:>wa$} {b:>wb$}  MSE {shown:>wm$}"));
        story.result(key, mse);
    }
    Ok(())
}
