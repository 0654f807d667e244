//! What a model of logarithms is worth in own units, told.

use program::{Story, number::digits};

use crate::{fitted::Fitted, log::InOwnUnits, loss::Loss};

/// What it means that ln(y) was fitted, and what the fit is worth in the units
/// of y.
pub fn of_logarithms(story: &mut Story, fitted: &Fitted) {
    if let Some(own) = &fitted.in_own_units {
        in_own_units(story, own);
    }
    let data = &fitted.data;
    let (y, fitted_y) = (data.y(), data.log.y_name(data.y()));
    let errors = match fitted.loss {
        Loss::Mse | Loss::Rmse | Loss::CrossEntropy => "the squared errors",
        Loss::Mae => "the absolute errors",
        Loss::Huber(_) => "Huber's loss of the errors",
    };
    let sigma = fitted.quality.residual_standard_deviation;
    let times = |sigma: f64| digits((sigma * sigma / 2.0).exp());
    let above = match sigma.map(times) {
        Some(times) if times != "1" => format!(
            ": if the errors of {fitted_y} are normal, the mean is exp(σ²/2) = \
             {times} times as large, σ being their residual standard \
             deviation"
        ),
        _ => String::new(),
    };
    story.say(format!(
        "\nMinimised were {errors} of {fitted_y}, which are relative errors of \
         {y}: 1 % counts the same where {y} is small and where it is large. A \
         prediction is exp of what the model gives for {fitted_y}: a middle \
         value of {y} (about as many lie above it as below), less than the \
         mean{above}."
    ));
}

/// RMSE and R² of y itself.
pub fn in_own_units(story: &mut Story, own: &InOwnUnits) {
    let r2 = own.r2.map_or("none".into(), digits);
    story.line(format!(
        "{:28} {:>14}",
        "in own units: RMSE",
        digits(own.rmse)
    ));
    story.line(format!("{:28} {r2:>14}", "              R²"));
}
