//! What a digit costs: κ and its root.

use figure::Chart;
use program::{Result, Story};

use crate::precision::{heavy, plain, predicted, updates};

/// The condition numbers κ.
const KAPPAS: [f64; 4] = [10.0, 100.0, 1000.0, 10_000.0];
/// What is to be left of the distance.
const EPSILONS: [f64; 2] = [1e-6, 1e-12];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("What a digit costs");
    story.say(
        "Without noise there is no floor. Bowls of curvatures 1, √κ and κ, \
         the best rate for each, from a distance of 1 along every axis. \
         The updates until all are below ε: by the rule of thumb, \
         by the whole formula, and counted.",
    );
    story.line(
        "\n                             descent               with momentum",
    );
    story.line(
        "    κ     ε κ/2·log 1/ε formula counted √κ/2·log 1/ε formula counted",
    );
    let mut rows = Vec::new();
    for kappa in KAPPAS {
        let curvatures = [1.0, kappa.sqrt(), kappa];
        let [lr, left] = plain(kappa);
        let [heavy_lr, momentum, swinging] = heavy(kappa);
        for epsilon in EPSILONS {
            let digits = (1.0 / epsilon).ln();
            let [thumb, heavy_thumb] =
                [kappa, kappa.sqrt()].map(|root| root / 2.0 * digits);
            let theory = predicted(left, 0.0, epsilon);
            let met = updates(&curvatures, lr, 0.0, epsilon);
            let heavy_theory = predicted(swinging, 1.0 + swinging, epsilon);
            let heavy_met = updates(&curvatures, heavy_lr, momentum, epsilon);
            story.line(format!(
                "{kappa:>5} {epsilon:>5.0e} {thumb:>11.0} {theory:>7} {met:>7} \
                 {heavy_thumb:>12.0} {heavy_theory:>7} {heavy_met:>7}"
            ));
            let counts = [theory, met, heavy_theory, heavy_met];
            let [a, b, c, d] = counts.map(|count| count as f64);
            rows.push([kappa, epsilon, thumb, a, b, heavy_thumb, c, d]);
        }
    }
    let whole: Vec<_> = rows.iter().filter(|row| row[1] == 1e-6).collect();
    let of = |at: usize| -> Vec<f64> { whole.iter().map(|r| r[at]).collect() };
    let chart = Chart::new("Updates to a millionth", "κ", "updates")
        .dashed("κ/2 · log 1/ε", &KAPPAS, &of(2))
        .dashed("√κ/2 · log 1/ε", &KAPPAS, &of(5))
        .points("descent", &KAPPAS, &of(4))
        .points("with momentum", &KAPPAS, &of(7));
    story.say(
        "\nTwice the digits, twice the updates; with momentum fewer than that, \
         since the swing is paid for only once. \
         A hundred times the κ, a hundred times the updates, \
         and with momentum eleven or twelve times as many.",
    );
    story.result("precision", rows);
    story.figure("precision", chart.log_x().log_y())
}
