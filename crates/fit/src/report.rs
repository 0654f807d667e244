//! The story of a run: the data, the plan, what was found, where it lies.

use std::path::Path;

use descent::{curvature::Curvature, device::Precision, optimiser::Name};
use program::Story;

use crate::{
    data::Data,
    descend::Plan,
    ending::rough,
    fitted::{Fitted, Linear, digits},
    quality::Quality,
};

/// A parameter that differs more than this from the closed form, relative to
/// its size, has lost digits worth a line: if it differs much more than the
/// standardised ones do.
const DIGITS_KEPT: f64 = 1e-9;

/// The rows and columns, and how they were standardised.
pub fn data(story: &mut Story, file: &Path, data: &Data) {
    story.heading("The data");
    let (train, held_out) = (data.train[0].len(), data.held_out[0].len());
    let name = match file.to_str() {
        Some("-") => "standard input".into(),
        _ => file.display().to_string(),
    };
    let rows = match train + held_out {
        1 => "1 row".into(),
        rows => format!("{rows} rows"),
    };
    story.say(format!("{name}: {rows}."));
    if !data.header {
        story.say("It has no header: the columns are numbered.");
    }
    if data.dropped > 0 {
        let rows = if data.dropped == 1 { "row" } else { "rows" };
        let dropped = data.dropped;
        story.say(format!(
            "Besides, {dropped} {rows} with missing values, dropped."
        ));
    }
    if held_out > 0 {
        story.say(format!(
            "{train} to learn from, {held_out} held out at random."
        ));
    }
    let widest = data.names.iter().map(|name| name.chars().count()).max();
    let width = widest.unwrap_or(0).max(6);
    story.say(format!(
        "\n{:width$}  {:>13}  {:>13}",
        "column", "mean", "deviation"
    ));
    let scales = data.scales.x.iter().chain([&data.scales.y]);
    for (name, scale) in data.names.iter().zip(scales) {
        let (mean, deviation) = (digits(scale.mean), digits(scale.deviation));
        story.say(format!("{name:width$}  {mean:>13}  {deviation:>13}"));
    }
    story.say("\nFor the descent each column is standardised: minus its mean,");
    story.say("divided by its deviation (lesson 6).");
    if !data.scales.powers.is_empty() {
        story.say("So is each power of the standardised x.");
    }
}

/// What will be descended on, and how.
pub fn plan(
    story: &mut Story,
    data: &Data,
    plan: &Plan,
    bowls: Option<&[Curvature; 2]>,
    (loss, batch_size): (crate::loss::Loss, usize),
) {
    story.heading("The descent");
    let rows = data.train[0].len();
    let parameters = data.model.parameters(data.x().len());
    story.say(format!(
        "Model {}, {parameters} parameters. Loss {loss}. Optimiser {}.",
        data.model, plan.optimiser
    ));
    story.say(match batch_size {
        size if size == rows => "All rows in each update.".into(),
        size => format!("{size} of {rows} rows in each update."),
    });
    if let Some([standardised, own]) = bowls {
        let [standardised, own] =
            [standardised, own].map(|b| rough(b.condition_number()));
        story.say(format!(
            "Condition number of the MSE: {standardised}, standardised. In \
             the data's"
        ));
        story.say(format!("own units it would be {own}."));
    }
    if let Some(many) = plan.too_many {
        story.say(format!(
            "Momentum may need {} updates in so long a bowl: so L-BFGS.",
            rough(many)
        ));
    }
    let rate = plan.rate;
    story.say(format!("Learning rate {}, {}.", digits(rate.lr), rate.from));
    if matches!(plan.optimiser, Name::Momentum | Name::Nesterov) {
        story.say(format!("Momentum {}.", digits(rate.momentum)));
    }
}

/// What was found.
pub fn found(story: &mut Story, fitted: &Fitted) {
    story.heading("What it found");
    let y = fitted.data.y();
    let linear = fitted.linear.as_ref();
    if let Some(linear) = linear {
        let widest = linear.names.iter().map(|n| n.chars().count()).max();
        let width = widest.unwrap_or(0).max(9);
        let best = linear.least_squares.as_ref();
        let head = if best.is_some() { "least squares" } else { "" };
        story.say(
            format!(
                "{:width$}  {:>13}  {:>14}  {head:>14}",
                "parameter", "standardised", "in own units"
            )
            .trim_end()
            .to_owned(),
        );
        for (i, name) in linear.names.iter().enumerate() {
            let standardised = program::number(linear.standardised[i]);
            let own = digits(linear.own[i]);
            let best = best.map_or(String::new(), |best| digits(best[i]));
            let line = format!(
                "{name:width$}  {standardised:>13}  {own:>14}  {best:>14}"
            );
            story.say(line.trim_end());
        }
        story.say(format!("\n{}\n", linear.equation(y)));
    }
    let loss = fitted.loss.title();
    tell(story, loss, &fitted.quality);
    // A network has no number of free parameters to divide by.
    if linear.is_some() {
        let residual = fitted.quality.residual_standard_deviation;
        let residual = residual.map_or("none".into(), digits);
        story.say(format!(
            "{:28} {residual:>14}",
            "residual standard deviation"
        ));
    }
    if let Some(held_out) = &fitted.held_out {
        let rows = held_out.errors.len();
        story.say(match rows {
            1 => "\nOn the row held out:".into(),
            rows => format!("\nOn the {rows} rows held out:"),
        });
        tell(story, loss, held_out);
    }
    if let Some(distance) = linear.and_then(|l| l.distance) {
        story.say(format!(
            "\nDistance from the closed form, least squares: {distance:.0e}, \
             relative."
        ));
    }
    if let Some((name, apart)) = linear.and_then(Linear::worst)
        && let Some(distance) = linear.and_then(|l| l.distance)
        && fitted.run.converged
        && story.precision == Precision::F64
        && apart > DIGITS_KEPT.max(100.0 * distance)
    {
        story.say(format!(
            "In own units {name} differs by {apart:.0e}, relative: there large \
             terms\ncancel, and digits are lost."
        ));
    }
}

fn tell(story: &mut Story, loss: &str, quality: &Quality) {
    let number = |value: Option<f64>| value.map_or("none".into(), digits);
    story.say(format!("{loss:28} {:>14}", digits(quality.loss)));
    story.say(format!("{:28} {:>14}", "R²", number(quality.r2)));
}

/// Where the files are, and what comes next.
pub fn close(mut story: Story, saved: &Path) {
    story.name_files();
    story.say(format!("Wrote {}", saved.display()));
    story.say("Chapter:   docs/src/fit.md, or cargo run --bin book -- --open");
    story.say(format!(
        "Next:      cargo run --bin fit -- predict {} new.csv",
        saved.display()
    ));
}
