//! The story of a run: the data, the plan, what was found, where it lies.

use std::path::Path;

use descent::{curvature::Curvature, device::Precision, optimiser::Name};
use program::{
    Result, Story, number,
    number::{digits, rough},
};

use crate::{
    bowl::Bowls,
    data::Data,
    equation::equation,
    fitted::Fitted,
    input,
    intervals::{drawn_anew, how_sure, widest},
    linear::Linear,
    loss::Loss,
    own_units::{in_own_units, of_logarithms},
    plan::Plan,
    quality::Quality,
    rate::Origin,
    verdict::verdicts,
};

/// A parameter that differs more than this from the closed form, relative to
/// its size, has lost digits worth a line: if it differs much more than the
/// standardised ones do.
const DIGITS_KEPT: f64 = 1e-9;

/// The rows and columns, and how they were standardised.
pub fn data(story: &mut Story, file: &Path, data: &Data) {
    story.heading("The data");
    let rows = match data.rows() {
        1 => "1 row".into(),
        rows => format!("{rows} rows"),
    };
    let dropped = match data.dropped.len() {
        0 => String::new(),
        dropped => format!(
            ", and {dropped} with missing values, dropped: {}",
            table::in_lines(&data.dropped)
        ),
    };
    let mut told = vec![format!("{}: {rows}{dropped}.", input::name(file))];
    if !data.header {
        told.push("It has no header: the columns are numbered.".into());
    }
    let [train, validation, held_out] =
        [&data.train, &data.validation, &data.held_out]
            .map(|rows| rows[0].len());
    let mut parts = vec![format!("{train} to learn from")];
    if validation > 0 {
        parts.push(format!("{validation} to validate by"));
    }
    if held_out > 0 {
        parts.push(format!("{held_out} held out"));
    }
    if parts.len() > 1 {
        told.push(format!("{}{}", parts.join(", "), data.by.how()));
    }
    if !data.log.is_none() {
        told.push(trend(data));
    }
    if let Some((column, zeros)) = &data.weighted_by {
        told.push(format!(
            "Each row counts by its weight, column {column}: in the loss, and \
             in all that follows. Only how the weights compare matters."
        ));
        told.push(match zeros {
            0 => String::new(),
            1 => "A row of weight 0 is left out.".into(),
            zeros => format!("{zeros} rows of weight 0 are left out."),
        });
    }
    story.say(told.join(" ").trim_end());
    if !data.assumed.is_empty() {
        story.say("How it was read, with the flag that says otherwise:");
        for assumed in &data.assumed {
            story.say(format!("- {assumed}"));
        }
    }
    let columns = data.scaled();
    let width = widest(&data.fitted()).max(6);
    let powers = match data.scales.powers.is_empty() {
        true => "",
        false => " So is each power of the standardised x.",
    };
    if !data.scales.intercept {
        story
            .line(format!("\n{:width$}  {:>16}", "column", "root mean square"));
        for (name, scale) in columns {
            story.line(format!(
                "{name:width$}  {:>16}",
                digits(scale.deviation)
            ));
        }
        story.say(format!(
            "\nFor the descent each column is divided by its root mean square. \
             It is not shifted: that would need an intercept.{powers}"
        ));
        return;
    }
    story.line(format!(
        "\n{:width$}  {:>13}  {:>13}",
        "column", "mean", "deviation"
    ));
    for (name, scale) in columns {
        let (mean, deviation) = (digits(scale.mean), digits(scale.deviation));
        story.line(format!("{name:width$}  {mean:>13}  {deviation:>13}"));
    }
    story.say(format!(
        "\nFor the descent each column is standardised: \
         minus its mean, divided by its deviation (lesson 6).{powers}"
    ));
}

/// What `--log` makes of the model.
fn trend(data: &Data) -> String {
    let log = data.log;
    let of = match (log.x, log.y) {
        (true, true) => "x and y",
        (true, false) => "x",
        _ => "y",
    };
    let straight = data.model.is_linear() && data.model.degree() == 1;
    let trend = match (log.x, log.y) {
        _ if !straight => "",
        (true, true) => ": y is to follow a power of x",
        (true, false) => ": y is to follow the logarithm of x",
        _ => ": y is to grow or to fall by one factor for each unit of x",
    };
    format!("The model is one of the natural logarithm of {of}{trend}.")
}

/// What will be descended on, and how.
pub fn plan(
    story: &mut Story,
    data: &Data,
    plan: &Plan,
    bowls: Option<&Bowls>,
    (loss, batch_size): (Loss, usize),
) {
    story.heading("The descent");
    let rows = data.train[0].len();
    let intercept = data.scales.intercept;
    let parameters = match data.parameters() {
        1 => "1 parameter".into(),
        parameters => format!("{parameters} parameters"),
    };
    let without = match intercept {
        true => "",
        false => " without its intercept",
    };
    story.say(format!(
        "Model {}{without}, {parameters}. Loss {loss}. Optimiser {}.",
        data.model, plan.optimiser
    ));
    penalty(story, data, loss);
    story.say(match (batch_size, data.few(batch_size)) {
        (_, Some(few)) => format!(
            "All rows in each update. The MSE of a linear model depends on \
             them through their means, deviations and correlations alone. So \
             the descent goes over {} rows that have the same ones, and takes \
             the same steps.",
            few.rows()
        ),
        (size, None) if size == rows => "All rows in each update.".into(),
        (size, None) => format!("{size} of {rows} rows in each update."),
    });
    if let Some(bowls) = bowls {
        let long = rough(bowls.standardised.condition_number());
        story.say(match data.l2 {
            0.0 => format!(
                "Condition number of the MSE: {long}, standardised. \
                 In the data's own units it would be {}.",
                rough(bowls.own_units.condition_number())
            ),
            _ => format!(
                "Condition number of the MSE with its penalty: {long}, \
                 standardised."
            ),
        });
    }
    if let Some(many) = plan.too_many {
        story.say(format!(
            "Momentum may need {} updates in so long a bowl: so L-BFGS.",
            rough(many)
        ));
    }
    let rate = plan.rate;
    let one_bowl = loss == Loss::Mse && batch_size == rows;
    let momentum = match plan.optimiser {
        Name::Momentum | Name::Nesterov => {
            format!(" Momentum {}.", digits(rate.momentum))
        }
        _ => String::new(),
    };
    let from = match rate.origin {
        Origin::Given => "as you say",
        Origin::Curvature => "from the curvature",
        Origin::RangeTest => "by a range test",
        Origin::LineSearch => "where each line search begins",
    };
    let units = match rate.origin {
        Origin::Given => in_which_units(plan, bowls.filter(|_| one_bowl)),
        _ => String::new(),
    };
    story.say(format!(
        "Learning rate {}, {from}.{momentum}{units}",
        digits(rate.lr)
    ));
}

/// The penalty, and what others call it.
fn penalty(story: &mut Story, data: &Data, loss: Loss) {
    if data.l2 == 0.0 {
        return;
    }
    let (lambda, linear) = (digits(data.l2), data.model.is_linear());
    let of = match linear {
        true if !data.classes.is_empty() => {
            "of the parameters of all classes but their intercepts"
        }
        true if data.scales.intercept => "of all parameters but the intercept",
        true => "of all parameters",
        false => "of all weights (biases are free)",
    };
    let weighted = match data.weights.are_alike() {
        true => "",
        false => " with the weights divided by their mean,",
    };
    let elsewhere = match linear && loss == Loss::Mse {
        true => format!(
            " In scikit-learn's Ridge, on standardised columns,{weighted} that \
             is alpha = n λ = {}.",
            digits(data.l2 * data.train[0].len() as f64)
        ),
        false if loss == Loss::CrossEntropy && linear => {
            // There is one difference between two classes, and half of it is
            // the parameter of each.
            let (c, of) = match data.classes.len() {
                2 => (1.0, "1/(n λ)"),
                _ => (0.5, "1/(2 n λ)"),
            };
            let c = c / (data.l2 * data.train[0].len() as f64);
            format!(
                " In scikit-learn's LogisticRegression, on standardised \
                 columns, that is C = {of} = {}.",
                digits(c)
            )
        }
        false => String::new(),
    };
    story.say(format!(
        "Penalty: λ = {lambda} times the sum of the squares {of}, for \
         standardised columns, is added to the {}. It pulls them towards 0, \
         where the data do not hold them.{elsewhere}",
        loss.title()
    ));
}

/// A learning rate that was given may come from a loop of one's own, over
/// columns as they are.
fn in_which_units(plan: &Plan, bowls: Option<&Bowls>) -> String {
    let limits = bowls.filter(|_| plan.optimiser == Name::Sgd).map(|bowls| {
        let limit = |bowl: &Curvature| digits(bowl.largest_stable_lr());
        format!(
            " There a rate above {} diverges; \
             on the columns in their own units one above {} would.",
            limit(&bowls.standardised),
            limit(&bowls.own_units)
        )
    });
    let limits = limits.unwrap_or_default();
    format!(" It is one for standardised columns.{limits}")
}

/// What was found.
///
/// # Errors
/// See [`mod@crate::certainty`].
pub fn found(story: &mut Story, fitted: &Fitted) -> Result<()> {
    story.heading("What it found");
    let linear = fitted.linear.as_ref();
    if let Some(linear) = linear {
        parameters(story, linear, closed_form(fitted));
    }
    let data = &fitted.data;
    let equation = linear.map(|linear| {
        equation(
            (&data.model, data.log),
            (&data.scales, &linear.standardised),
            &data.train[..data.x().len()],
            fitted.quality.residual_standard_deviation,
        )
    });
    if let Some(equation) = &equation {
        let text = equation.text(&data.model, data.x(), data.y());
        story.line(format!("\n{text}\n"));
    }
    let loss = data.minimised();
    let quality = |story: &mut Story, of: &Quality| {
        quality(story, data, &loss, of);
    };
    quality(story, &fitted.quality);
    // A network has no number of free parameters to divide by, nor has a
    // model with a penalty.
    let free = linear.is_some() && data.l2 == 0.0;
    if free {
        let residual = fitted.quality.residual_standard_deviation;
        let residual = residual.map_or("none".into(), digits);
        story.line(format!(
            "{:28} {residual:>14}",
            "residual standard deviation"
        ));
    }
    if free && !data.weights.are_alike() {
        story.say("(the deviation of an error of average weight)");
    }
    if data.log.y {
        of_logarithms(story, fitted);
    }
    if let (Some(linear), Some(equation)) = (linear, &equation) {
        how_sure(story, fitted, linear, equation)?;
    }
    if let Some(bootstrap) = &fitted.bootstrap {
        drawn_anew(story, fitted, bootstrap, equation.as_ref())?;
    }
    if let Some(validation) = &fitted.validation {
        story.say(match fitted.run.validation {
            Some(_) => "\nOn the rows that chose the epoch:",
            None => "\nOn the rows that chose the model:",
        });
        quality(story, validation);
    }
    if let Some(held_out) = &fitted.held_out {
        story.say(match held_out.errors.len() {
            1 => "\nOn the row held out:".into(),
            rows => format!("\nOn the {rows} rows held out:"),
        });
        quality(story, held_out);
        if let Some(own) = &fitted.held_out_in_own_units {
            in_own_units(story, own);
        }
    }
    if !data.scales.intercept {
        story.say(
            "\nWithout an intercept R² compares the model with 0, not with the \
             mean of y: 1 − Σ e²/Σ y². Do not compare it with the R² of a \
             model that has one.",
        );
    }
    if let Some(linear) = linear
        && let Some(distance) = linear.distance
    {
        let worst = linear.worst().filter(|(_, apart)| {
            fitted.run.converged
                && story.precision == Precision::F64
                && *apart > DIGITS_KEPT.max(100.0 * distance)
        });
        let lost = worst.map_or(String::new(), |(name, apart)| {
            format!(
                " In own units {name} differs by {apart:.0e}, relative: \
                 there large terms cancel, and digits are lost."
            )
        });
        story.say(format!(
            "\nDistance from the closed form, {}: {distance:.0e}, \
             relative.{lost}",
            closed_form(fitted)
        ));
    }
    for verdict in verdicts(&fitted.findings, &fitted.data) {
        story.say(format!("\n{verdict}"));
    }
    Ok(())
}

/// Where the files are, and what comes next.
pub fn close(mut story: Story, saved: &Path) {
    let saved = saved.display();
    story.name_files();
    story.line(format!("Wrote {saved}"));
    story.say("Code:      crates/fit/src, to read and to change");
    story.say("Chapter:   docs/src/fit.md, or cargo run --bin book -- --open");
    story.say(
        "Exercises: F1 and on in tutorials/: cargo run --bin tutor check F1",
    );
    story.line(format!(
        "Next:      cargo run --bin fit -- predict {saved} new.csv"
    ));
}

/// What the closed form is called.
fn closed_form(fitted: &Fitted) -> &'static str {
    match fitted.data.l2 {
        0.0 => "least squares",
        _ => "ridge",
    }
}

/// A table of the parameters.
fn parameters(story: &mut Story, linear: &Linear, closed_form: &str) {
    let width = widest(&linear.names).max(9);
    let best = linear.least_squares.as_ref();
    let head = if best.is_some() { closed_form } else { "" };
    let head = format!(
        "{:width$}  {:>13}  {:>14}  {head:>14}",
        "parameter", "standardised", "in own units"
    );
    story.line(head.trim_end());
    for (i, name) in linear.names.iter().enumerate() {
        let standardised = number(linear.standardised[i]);
        let own = linear.shown(&linear.own, i);
        let best = best.map_or(String::new(), |best| linear.shown(best, i));
        let row =
            format!("{name:width$}  {standardised:>13}  {own:>14}  {best:>14}");
        story.line(row.trim_end());
    }
}

/// How good it is on some rows.
fn quality(story: &mut Story, data: &Data, loss: &str, quality: &Quality) {
    let r2 = quality.r2.map_or("none".into(), digits);
    let mut name = String::from("R²");
    if data.log.y {
        name += &format!(" of {}", data.log.y_name(data.y()));
    }
    if !data.scales.intercept {
        name += ", against 0";
    }
    story.line(format!("{loss:28} {:>14}", digits(quality.loss)));
    story.line(format!("{name:28} {r2:>14}"));
}
