//! The first weights: how numbers and gradients grow or fade with depth.

use figure::Chart;
use program::{Result, Story};

use crate::depth::{DEPTH, UNITS, measure, predict};

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("How large the first weights must be");
    story.say(format!(
        "Ten layers of {UNITS} units: z = relu(z of the layer below) W. \
         Each z sums {UNITS} products. \
         So its variance is {UNITS}·Var(W) times the mean square of what comes \
         in, and relu halves that: \
         a layer multiplies by {half}·Var(W); \
         the first, with inputs of variance 1 and no relu before it, \
         by twice that. \
         Gradients, on their way back, likewise.\n",
        half = UNITS / 2,
    ));
    story.line("                          factor   variance after ten layers");
    story.line("weights          Var(W)  a layer       measured    predicted");
    let depths: Vec<f64> = (1..=DEPTH).map(|layer| layer as f64).collect();
    let chart = |title: &str| Chart::new(title, "layer", "variance").log_y();
    let mut charts = [
        chart("Activations by depth"),
        chart("Gradients by depth, for random gradients at the end"),
    ];
    let mut dashed = [const { (Vec::new(), Vec::new()) }; 2];
    let n = UNITS as f64;
    let scales = [
        ("too small", "too_small", 0.0001),
        ("Xavier", "xavier", 2.0 / (n + n)),
        ("He", "he", 2.0 / n),
        ("no parentheses", "no_parentheses", 2.0 / n + n),
    ];
    for ((name, key, variance), stream) in scales.into_iter().zip(0..) {
        let measured = measure(variance, story.seed, stream, &story.device)?;
        let predicted = predict(variance);
        let [at_end, by_formula] = [&measured, &predicted]
            .map(|of| of.activations.last().map_or("".into(), short));
        let factor = n * variance / 2.0;
        story.line(format!(
            "{name:14} {variance:8.4} {factor:8.4} {at_end:>14} {by_formula:>12}"
        ));
        let kinds = [
            ("activations", measured.activations, predicted.activations),
            ("gradients", measured.gradients, predicted.gradients),
        ];
        for (i, (kind, measured, predicted)) in kinds.into_iter().enumerate() {
            let key = format!("variance_by_depth.{key}.{kind}");
            story.result(&key, &measured);
            story.result(&format!("{key}_predicted"), &predicted);
            charts[i] = charts[i].clone().points(name, &depths, &measured);
            // A missing value ends a line.
            let (x, y) = &mut dashed[i];
            x.extend(depths.iter().chain([&f64::NAN]));
            y.extend(predicted.iter().chain([&f64::NAN]));
        }
    }
    let [activations, gradients] = charts;
    let [(x, y), (u, v)] = dashed;
    let activations = activations.dashed("predicted", &x, &y);
    story.figure("activations", activations)?;
    story.figure("gradients", gradients.dashed("predicted", &u, &v))
}

/// Four digits, or a power of ten.
fn short(value: &f64) -> String {
    if (1e-3..1e4).contains(value) {
        format!("{value:.4}")
    } else {
        format!("{value:.2e}")
    }
}
