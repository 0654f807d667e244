//! The story of a classifier: the balance of its classes, and what was found.

use descent::doctor::Named;
use program::{
    Story,
    number::{digits, shortened},
};

use super::{
    baseline::Baseline, figures::CELLS, fitted::Fitted, optimum::Optimum,
};
use crate::{
    data::Data, intervals::widest, linear::NOTHING, verdict::verdicts,
};

/// Columns that a table may take.
const WIDTH: usize = 72;
/// Letters of a name in a table.
const NAME: usize = 20;
/// e to a larger number says nothing to a reader.
const ODDS: f64 = 10.0;

/// How many rows each class has, and how right the naive answer is.
pub fn balance(story: &mut Story, data: &Data) {
    let baseline = Baseline::of(data);
    let all = baseline.learned.iter().sum::<usize>();
    let (y, classes) = (data.y(), data.classes.len());
    story.say(format!("\n{y} holds {classes} classes:\n"));
    let names = shown(&data.classes);
    let width = widest(&names).max(5);
    let parts = [
        (&baseline.validation, "to validate by"),
        (&baseline.held_out, "held out"),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(counts, _)| counts.iter().sum::<usize>() > 0)
        .collect();
    let (rows, which) = match parts.is_empty() {
        true => ("rows", ""),
        false => ("to learn from", " to learn from"),
    };
    let heads = parts.iter().map(|(_, head)| format!("  {head}"));
    let heads = heads.collect::<String>();
    story.line(format!("{:width$}  {rows:>13}{heads}", "class"));
    for (k, name) in names.iter().enumerate() {
        let counts = parts
            .iter()
            .map(|(counts, head)| format!("  {:>1$}", counts[k], head.len()));
        let counts = counts.collect::<String>();
        let rows = baseline.learned[k];
        story.line(format!("{name:width$}  {rows:>13}{counts}"));
    }
    let right = baseline.accuracy(&baseline.learned);
    story.say(format!(
        "\nWhoever always says {}, without a look at x, is right for {} of the \
         {all} rows{which}: {:.1} %. A model must do better.",
        data.classes[baseline.class],
        baseline.learned[baseline.class],
        100.0 * right
    ));
}

/// What the descent is on.
pub fn what_is_lowered(story: &mut Story, data: &Data) {
    let free = match data.model.is_linear() && data.l2 == 0.0 {
        true => " Softmax leaves one number free in each row of parameters.",
        false => "",
    };
    story.say(format!(
        "A score for each of the {} classes; softmax makes probabilities of \
         them, and the loss is the mean of -log p of the class that a row has \
         (lesson 9).{free}",
        data.classes.len()
    ));
}

/// How a descent ended that has no end.
pub fn endless(story: &mut Story, fitted: &Fitted) {
    let updates = fitted.run.updates;
    story.say(format!(
        "Stopped after {updates} updates, and the gradient is {:.1e}: but this \
         descent has no end. The classes separate, as told below.",
        fitted.run.gradient
    ));
}

/// What was found.
pub fn found(story: &mut Story, fitted: &Fitted) {
    story.heading("What it found");
    let data = &fitted.data;
    if !fitted.own.is_empty() {
        parameters(story, fitted);
    }
    let rows = fitted.learned.rows();
    let (learned, held_out) = (&fitted.learned, fitted.held_out.as_ref());
    let baseline = &fitted.baseline;
    story.say(format!("On the {rows} rows that it learned from:"));
    judged(story, data, learned, (baseline, &baseline.learned));
    if let Some(validation) = &fitted.validation {
        story.say(match fitted.run.validation {
            Some(_) => "\nOn the rows that chose the epoch:",
            None => "\nOn the rows that chose the model:",
        });
        judged(story, data, validation, (baseline, &baseline.validation));
    }
    match held_out {
        Some(held_out) => {
            story.say(match held_out.rows() {
                1 => "\nOn the row held out:".into(),
                rows => format!("\nOn the {rows} rows held out:"),
            });
            judged(story, data, held_out, (baseline, &baseline.held_out));
            story.say(format!(
                "\nOther rows would give another accuracy: give or take {:.3}, \
                 one standard deviation (lesson 9).",
                held_out.deviation()
            ));
        }
        None => story.say(
            "\nIt has seen all of these rows. --holdout 0.2 keeps a part of \
             them to ask about.",
        ),
    }
    if let Optimum::At(distance) = fitted.optimum {
        story.say(format!(
            "\nDistance from the lowest loss, by Newton's step: \
             {distance:.0e}, relative."
        ));
    }
    for verdict in verdicts(&fitted.findings, &fitted.data) {
        story.say(format!("\n{verdict}"));
    }
}

/// Tables of the parameters, as many classes side by side as there is room
/// for.
fn parameters(story: &mut Story, fitted: &Fitted) {
    let data = &fitted.data;
    let classes = shown(&data.classes);
    story.say(format!(
        "A number added to one row of parameters, for all classes, changes no \
         probability. So these are differences to {}, in the columns' own \
         units:",
        data.classes[0]
    ));
    let names = data.terms();
    let names: Vec<String> =
        names.iter().map(|name| shortened(name, 2 * NAME)).collect();
    let width = widest(&names).max(9);
    let others: Vec<(&String, &Vec<f64>)> =
        classes[1..].iter().zip(&fitted.own).collect();
    let column = widest(&classes[1..]).max(13);
    let beside = (WIDTH.saturating_sub(width) / (column + 2)).max(1);
    let sizes = data.scales.sizes();
    for block in others.chunks(beside) {
        let head = block.iter().map(|(class, _)| format!("  {class:>column$}"));
        let head = head.collect::<String>();
        story.line(format!("\n{:width$}{head}", "parameter"));
        for (at, name) in names.iter().enumerate() {
            let row = block.iter().map(|(_, own)| {
                // What adds nothing to a score is 0 but for rounding.
                let value = match own[at].abs() * sizes[at] <= NOTHING {
                    true => "0".into(),
                    false => digits(own[at]),
                };
                format!("  {value:>column$}")
            });
            let row = row.collect::<String>();
            story.line(format!("{name:width$}{row}"));
        }
    }
    let slope = fitted.own[0][1];
    // A power of x grows along with x.
    let alone = data.model.degree() == 1;
    let finite = slope.abs() < ODDS && !fitted.optimum.is_endless();
    let odds = match alone && finite {
        true => format!(
            "\nOne more of {} multiplies the odds of {} against {} by e to \
             its parameter, {}.\n",
            data.x()[0],
            data.classes[1],
            data.classes[0],
            digits(slope.exp())
        ),
        false => String::new(),
    };
    story.say(odds);
}

/// Loss, accuracy and confusion matrix on some rows, of which so many are of
/// each class.
fn judged(
    story: &mut Story,
    data: &Data,
    judged: &Named,
    (baseline, counts): (&Baseline, &[usize]),
) {
    let line = |name: &str, value| format!("{name:28} {value:>14}");
    let class = shortened(&data.classes[baseline.class], NAME);
    story.line(line("cross-entropy", digits(judged.loss)));
    story.line(line("accuracy", digits(judged.accuracy())));
    let naive = digits(baseline.accuracy(counts));
    story.line(line(&format!("always {class}"), naive));
    confusion(story, &data.classes, &judged.confusion);
}

/// The confusion matrix as a table, where there is room for one.
fn confusion(story: &mut Story, classes: &[String], counts: &[Vec<usize>]) {
    let names = shown(classes);
    let (first, column) = (widest(&names).max(10), widest(&names).max(4));
    if first + classes.len() * (column + 2) > WIDTH {
        let figure = match classes.len() <= CELLS {
            true => "in confusion.svg and ",
            false => "",
        };
        story.say(format!(
            "Their confusion matrix is too wide for here: it is {figure}in the \
             document of --json."
        ));
        return;
    }
    let head = names.iter().map(|name| format!("  {name:>column$}"));
    let head = head.collect::<String>();
    story.line(format!("\n{:first$}{head}", "is \\ named"));
    for (name, row) in names.iter().zip(counts) {
        let row = row.iter().map(|count| format!("  {count:>column$}"));
        let row = row.collect::<String>();
        story.line(format!("{name:first$}{row}"));
    }
}

fn shown(names: &[String]) -> Vec<String> {
    names.iter().map(|name| shortened(name, NAME)).collect()
}
