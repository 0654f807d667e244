//! What a learner sees of a run: the curve, and the answers to questions.

use descent::data::Points;
use figure::Chart;

use super::{Case, Notes, chosen, run};
use crate::check::{list, number};

/// What may be asked.
pub const QUESTIONS: [&str; 4] =
    ["gradients", "updates", "activations", "batch"];

/// The loss before each update, drawn in characters.
pub fn curve(notes: &Notes) -> String {
    let finite =
        (0..notes.losses.len()).filter(|k| notes.losses[*k].is_finite());
    let finite: Vec<usize> = finite.collect();
    let updates: Vec<f64> = finite.iter().map(|k| *k as f64).collect();
    let losses: Vec<f64> = finite.iter().map(|k| notes.losses[*k]).collect();
    let largest = losses.iter().copied().fold(0.0, f64::max);
    let smallest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    let chart = Chart::new("The loss", "update", "loss");
    let chart = match smallest > 0.0 && largest > 100.0 * smallest {
        true => chart.log_y(),
        false => chart,
    };
    let text = figure::text(&chart.line("", &updates, &losses), 50, false);
    text.trim_matches('\n').to_owned()
}

/// What a learner sees who has not looked yet.
pub(super) fn first_look(case: &Case, points: &Points, ill: &Notes) -> String {
    let n = ill.losses.len();
    let shown = [0, 1, 2, n / 2, n - 1];
    let rows = shown.map(|k| format!("{k:>6}  {}", number(ill.losses[k])));
    let (naive, goal) = ((case.naive)(points), (case.goal)(points));
    let healthy = match goal < naive {
        true => format!("; a healthy run comes below {}", number(goal)),
        false => String::new(),
    };
    format!(
        "{}\n\nupdate  loss\n{}\n\n{} points. Who always answers the mean of \
         y has the loss {}{healthy}.\n\nWhat ails it? \
         Read the program, and ask: gradients, updates, activations, batch. \
         Each question costs a point. Then write your diagnosis in place of \
         Healthy; the chapter lists the names.",
        curve(ill),
        rows.join("\n"),
        points.len(),
        number(naive)
    )
}

/// The answer to one of [`QUESTIONS`].
pub(super) fn answer(
    case: &Case,
    points: &Points,
    notes: &Notes,
    question: &str,
) -> String {
    match question {
        "gradients" => gradients(case, points, notes),
        "updates" => updates(case, notes),
        "activations" => activations(case, points, notes),
        _ => batch(case, points),
    }
}

/// The updates that a table shows.
fn shown(notes: &Notes) -> Vec<usize> {
    let n = notes.losses.len();
    let mut shown = vec![0, 1, 2, n / 2, n.saturating_sub(2), n - 1];
    shown.retain(|k| *k < n);
    shown.dedup();
    shown
}

/// Each part of a list of parameters: its only number, or its length.
fn by_part(case: &Case, values: &[f64]) -> Vec<f64> {
    let mut rest = values;
    let parts = case.parts.iter().map(|(_, size)| {
        let (part, after) = rest.split_at(*size);
        rest = after;
        match part {
            [one] => *one,
            many => many.iter().map(|v| v * v).sum::<f64>().sqrt(),
        }
    });
    parts.collect()
}

fn names(case: &Case) -> String {
    let names = case.parts.iter().map(|(name, size)| match size {
        1 => (*name).to_owned(),
        size => format!("{name} (length of {size})"),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The slope of a loss by central differences.
pub fn slope(
    loss: fn(&Points, &[f64]) -> f64,
    points: &Points,
    params: &[f64],
) -> Vec<f64> {
    let at = |i: usize, h: f64| {
        let mut moved = params.to_vec();
        moved[i] += h;
        loss(points, &moved)
    };
    let one = |i: usize| {
        let h = 6e-6 * params[i].abs().max(1.0);
        (at(i, h) - at(i, -h)) / (2.0 * h)
    };
    (0..params.len()).map(one).collect()
}

fn gradients(case: &Case, points: &Points, notes: &Notes) -> String {
    let learned = chosen(points, &notes.training);
    let rows = shown(notes).into_iter().map(|k| {
        let taken = by_part(case, &notes.gradients[k]);
        let slope = slope(case.loss, &learned, &notes.params[k]);
        let slope = by_part(case, &slope);
        format!(
            "before update {k}\n  it takes  {}\n  slope     {}",
            list(&taken),
            list(&slope)
        )
    });
    format!(
        "The gradient that the program takes, and the slope of the loss by \
         differences, on all points that it learns from: {}.\n{}",
        names(case),
        rows.collect::<Vec<_>>().join("\n")
    )
}

fn updates(case: &Case, notes: &Notes) -> String {
    let shown = shown(notes).into_iter();
    let rows = shown.filter(|k| k + 1 < notes.params.len()).map(|k| {
        let (from, to) = (&notes.params[k], &notes.params[k + 1]);
        let moved: Vec<f64> = to.iter().zip(from).map(|(t, f)| t - f).collect();
        let ratios = by_part(case, &moved).into_iter().zip(by_part(case, from));
        let ratios: Vec<f64> = ratios.map(|(m, w)| (m / w).abs()).collect();
        format!("{k:>6}  {}", list(&ratios))
    });
    format!(
        "How far an update moves the parameters, as a part of their size: \
         {}. In a run that does well it is about a thousandth; inf stands \
         for what was 0 and moved, NaN for what was 0 and stayed.\nupdate\n{}",
        names(case),
        rows.collect::<Vec<_>>().join("\n")
    )
}

fn activations(case: &Case, points: &Points, notes: &Notes) -> String {
    let validated = chosen(points, &notes.validation);
    let at = |k: usize| {
        let w = &notes.params[k];
        let rows = points.x.iter().map(|x| (case.units)(w, *x));
        let rows: Vec<Vec<f64>> = rows.collect();
        let unit =
            |i: usize| -> Vec<f64> { rows.iter().map(|r| r[i]).collect() };
        let units = rows.first().map_or(0, Vec::len);
        let mut lines: Vec<_> = (0..units)
            .map(|i| format!("  unit {i}    {}", spread(&unit(i))))
            .collect();
        let own = points.x.iter().map(|x| (case.answer)(w, *x));
        lines.push(format!("  answers   {}", spread(&own.collect::<Vec<_>>())));
        lines.push(format!(
            "  loss      {} written down, {} of these answers",
            number(notes.losses[k]),
            number((case.loss)(&validated, w))
        ));
        format!("before update {k}\n{}", lines.join("\n"))
    };
    let finite = |w: &Vec<f64>| w.iter().all(|w| w.is_finite());
    let last = notes.params.iter().rposition(finite).unwrap_or(0);
    format!(
        "What comes out for all points: the smallest, the mean, the largest, \
         and how many are 0.\n{}\n{}\n  y         {}",
        at(0),
        at(last),
        spread(&points.y)
    )
}

fn spread(values: &[f64]) -> String {
    let smallest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let zeros = values.iter().filter(|v| **v == 0.0).count();
    format!("{}; {zeros} are 0", list(&[smallest, mean, largest]))
}

/// Two points alone, which most models can learn by heart.
fn batch(case: &Case, points: &Points) -> String {
    let last = points.len() - 1;
    let two = Points {
        x: vec![points.x[0], points.x[last]],
        y: vec![points.y[0], points.y[last]],
    };
    match run(case.yours, &two) {
        Ok(notes) => format!(
            "The same program on one batch, the first and the last point \
             alone: the loss goes from {} to {}. A machine that works learns \
             two points by heart.",
            number(notes.losses[0]),
            number(notes.losses[notes.losses.len() - 1])
        ),
        Err(e) => format!("On two points alone it ends early: {e}."),
    }
}
