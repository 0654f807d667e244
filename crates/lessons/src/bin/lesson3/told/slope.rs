//! Two pictures of a slope: a curve over one parameter with its tangents, and
//! the gradient on the map of two.

use descent::{data::linspace, model::Line};
use figure::Chart;
use program::{Result, Story, number, number::digits, problem::Problem, scene};

use crate::slope::{descend, gradient, loss};

/// Updates of the descent over b, and its learning rate.
const UPDATES: usize = 12;
const LR: f64 = 0.2;

pub fn tell(
    story: &mut Story,
    problem: &Problem,
    start: [f64; 2],
) -> Result<()> {
    let points = &problem.points;
    let [a, best] = Line::least_squares(points);
    let b = descend(points, [a, start[1]], LR, UPDATES);
    let slopes: Vec<f64> =
        b.iter().map(|b| gradient(points, [a, *b])[1]).collect();
    let losses: Vec<f64> = b.iter().map(|b| loss(points, [a, *b])).collect();
    let lowest = (best - start[1]).abs() <= 1e-9 * best.abs();
    let told = match lowest {
        true => "0: here it is lowest.".into(),
        false => format!(
            "{}: go the other way. \
             {UPDATES} updates of learning rate {LR} take b to {}.",
            digits(slopes[0]),
            number(b[UPDATES]),
        ),
    };
    story.say(format!(
        "Hold a at {}, and the MSE is a curve over b alone. \
         At b = {} its slope is {told}\n",
        digits(a),
        start[1],
    ));
    story.result("slope.b", &b);
    story.result("slope.slopes", &slopes);
    story.result("slope.losses", &losses);

    let reach = 1.1 * (best - start[1]).abs().max(1.0);
    let x = linspace(best - reach, best + reach, 61);
    let curve: Vec<f64> = x.iter().map(|b| loss(points, [a, *b])).collect();
    let title = format!("The loss over b alone, with a = {}", digits(a));
    let mut chart = Chart::new(title, "b", "MSE")
        .line("the loss", &x, &curve)
        .points(&format!("{UPDATES} updates"), &b, &losses);
    for update in [0, 2] {
        // A piece of the tangent, as wide as a sixth of the picture.
        let half = reach / 6.0;
        let ends = [b[update] - half, b[update] + half];
        let up = [-half, half].map(|s| losses[update] + s * slopes[update]);
        let name = format!("slope {}", digits(slopes[update]));
        chart = chart.dashed(&name, &ends, &up);
    }
    story.figure("slope", chart)?;
    uphill(story, problem, start)
}

/// The gradient at the start among the levels of the loss.
fn uphill(story: &mut Story, problem: &Problem, start: [f64; 2]) -> Result<()> {
    let points = &problem.points;
    let best = Line::least_squares(points);
    let away = (start[0] - best[0]).hypot(start[1] - best[1]);
    if away <= 1e-9 * best[0].hypot(best[1]) {
        return Ok(()); // at the minimum no way is uphill
    }
    let [by_a, by_b] = gradient(points, start);
    let length = by_a.hypot(by_b);
    let reach = 1.2 * away;
    // From the start along (s, t), a third of the way to the border.
    let tip = |s: f64, t: f64| {
        let scale = reach / 3.0 / length;
        [start[0] + scale * s, start[1] + scale * t]
    };
    let title = "The gradient crosses the levels of the loss";
    let bowl = scene::bowl_around(title, points, &story.device, start, reach)?
        .arrow("the gradient: uphill", start, tip(by_a, by_b))
        .arrow("against it: downhill", start, tip(-by_a, -by_b))
        .arrow("across it: level", start, tip(by_b, -by_a))
        .mark("minimum", best[0], best[1]);
    story.figure("uphill", bowl)
}
