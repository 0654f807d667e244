//! How sure the parameters are, told.

use program::{Result, Story, number::digits};

use crate::{
    bootstrap::{Bootstrap, UPDATES},
    certainty::certainty,
    equation::Equation,
    fitted::Fitted,
    linear::Linear,
    places::quartiles,
    split::By,
};

/// Standard errors, t and intervals of the parameters as the equation has
/// them, or why there are none.
pub fn how_sure(
    story: &mut Story,
    fitted: &Fitted,
    linear: &Linear,
    equation: &Equation,
) -> Result<()> {
    let (data, centres) = (&fitted.data, &equation.centres);
    let certainty = certainty(data, linear, &fitted.quality, centres)?;
    let certainty = match certainty {
        Ok(certainty) => certainty,
        Err(why) => {
            // Rows that hang together, or stop the descent, cannot be drawn
            // anew, and a bias is in every draw.
            let can_be_drawn = matches!(data.by, By::Chance)
                && data.validation[0].is_empty()
                && data.l2 == 0.0;
            let rather = match fitted.bootstrap {
                None if can_be_drawn => {
                    " --bootstrap 1000 gives intervals without them."
                }
                _ => "",
            };
            story.say(format!("\nNo standard errors: {why}.{rather}"));
            return Ok(());
        }
    };
    let names = equation.terms(&data.model, data.x());
    let width = widest(&names).max(9);
    story.line(format!(
        "\n{:width$}  {:>14}  {:>10}  {:>28}",
        "parameter", "standard error", "t", "95 % interval"
    ));
    let of_factor = certainty.first().map(|sure| sure.interval);
    for (name, sure) in names.iter().zip(certainty) {
        let (error, t) = (digits(sure.error), digits(sure.t));
        let [low, high] = sure.interval.map(digits);
        story.line(format!(
            "{name:width$}  {error:>14}  {t:>10}  {low:>13} .. {high:>11}"
        ));
    }
    let large = match data.weights.are_alike() {
        true => "equally large everywhere",
        false => "have variances that are one over the weights, up to a factor",
    };
    story.say(format!(
        "They hold if the model is right, and its errors are independent of \
         each other and {large}; with few rows the errors must be normal, too. \
         Look at the residuals."
    ));
    if let Some([low, high]) = of_factor.filter(|_| equation.factor) {
        story.say(format!(
            "The intercept is that of {}: the factor in the equation is its \
             exp, and the interval of the factor is {} .. {}.",
            data.log.y_name(data.y()),
            digits(low.exp()),
            digits(high.exp())
        ));
    }
    Ok(())
}

/// Intervals from rows drawn anew: of the parameters as the equation has them,
/// or, where there are none, of predictions.
pub fn drawn_anew(
    story: &mut Story,
    fitted: &Fitted,
    bootstrap: &Bootstrap,
    equation: Option<&Equation>,
) -> Result<()> {
    let data = &fitted.data;
    let left_out = match bootstrap.left_out {
        0 => String::new(),
        1 => " One draw could not be fitted, and is left out.".into(),
        n => format!(" {n} draws could not be fitted, and are left out."),
    };
    if bootstrap.draws < 20 {
        story.say(format!(
            "\nNo intervals from rows drawn anew: too few draws can be \
             fitted.{left_out}"
        ));
        return Ok(());
    }
    let head = "95 % interval, rows drawn anew";
    let row = |name: String, [low, high]: [f64; 2]| {
        let (low, high) = (digits(low), digits(high));
        format!("{name}  {low:>16} .. {high:>11}")
    };
    if let Some(equation) = equation {
        let names = equation.terms(&data.model, data.x());
        let width = widest(&names).max(9);
        story.line(format!("\n{:width$}  {head:>31}", "parameter"));
        let all = bootstrap.of_parameters(data, &equation.centres);
        for (name, ends) in names.iter().zip(all) {
            story.line(row(format!("{name:width$}"), ends));
        }
    } else {
        let places = quartiles(data);
        let predicted = fitted.saved.predict(&places, &story.device)?;
        let (at, names): (&str, Vec<String>) = match &places[..] {
            [x] => (&data.x()[0], x.iter().map(|x| digits(*x)).collect()),
            _ => (
                "every x at its",
                ["lower quartile", "median", "upper quartile"]
                    .map(String::from)
                    .to_vec(),
            ),
        };
        let width = widest(&names).max(at.chars().count());
        story.line(format!("\n{at:width$}{:>14}  {head:>31}", "prediction"));
        let all = names.iter().zip(predicted).zip(&bootstrap.at_quartiles);
        for ((name, value), ends) in all {
            let value = digits(value);
            story.line(row(format!("{name:width$}{value:>14}"), *ends));
        }
    }
    let how = match bootstrap.in_closed_form {
        true => "by least squares in closed form".into(),
        false => format!(
            "by a descent of at most {UPDATES} updates that begins at the fit"
        ),
    };
    let start = match data.model.is_linear() {
        true => "",
        false => {
            " Another start would end elsewhere, which they do not show: they \
             are rather too narrow."
        }
    };
    let penalty = match data.l2 {
        0.0 => "",
        _ => {
            " The penalty pulls all of them towards 0: by how much these ends \
             do not show."
        }
    };
    story.say(format!(
        "From the rows {} tables were drawn, each as long, and each row may \
         come again. The model was fitted to each {how}, and 95 % of what was \
         found lie between these ends. That supposes independent rows, and \
         nothing of the size or the shape of errors.{penalty}{start}{left_out}",
        bootstrap.draws
    ));
    Ok(())
}

/// The width of the widest of some names, in letters.
pub fn widest(names: &[String]) -> usize {
    let lengths = names.iter().map(|name| name.chars().count());
    lengths.max().unwrap_or(0)
}
