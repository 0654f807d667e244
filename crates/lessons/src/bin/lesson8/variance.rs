//! The first weights: how numbers and gradients grow or fade with depth.

use lessons::{Result, Story, figure::Chart};

use crate::depth::{DEPTH, UNITS, measure};

pub fn by_depth(story: &mut Story) -> Result<()> {
    story.heading("How large the first weights must be");
    let n = UNITS as f64;
    story
        .say("Ten layers of 128 units: z = relu(z of the layer below) W. Each");
    story.say(
        "z sums 128 products. So its variance is 128·Var(W) times the mean",
    );
    story.say(
        "square of what comes in, and relu halves that: a layer multiplies",
    );
    story.say("by 64·Var(W); the first, with inputs of variance 1 and no relu");
    story.say(
        "before it, by twice that. Gradients, on their way back, likewise.\n",
    );
    story.say("                          factor   variance after ten layers");
    story.say("weights          Var(W)  a layer       measured    predicted");
    let depths: Vec<f64> = (1..=DEPTH).map(|layer| layer as f64).collect();
    let chart = |title: &str| Chart::new(title, "layer", "variance").log_y();
    let mut charts = [
        chart("Activations by depth"),
        chart("Gradients by depth, for random gradients at the end"),
    ];
    let mut dashed = [const { (Vec::new(), Vec::new()) }; 2];
    let scales = [
        ("too small", "too_small", 0.0001),
        ("Xavier", "xavier", 2.0 / (n + n)),
        ("He", "he", 2.0 / n),
        ("no parentheses", "no_parentheses", 2.0 / n + n),
    ];
    for ((name, key, variance), stream) in scales.into_iter().zip(0..) {
        let measured = measure(story, variance, stream)?;
        // ANCHOR: predicted
        let factor = n * variance / 2.0;
        let layers = 0..DEPTH as i32;
        // There is no relu before the first layer, and none after the last.
        let activations = layers.clone().map(|l| 2.0 * factor.powi(l + 1));
        let gradients = layers.rev().map(|l| factor.powi(l));
        // ANCHOR_END: predicted
        let predicted = [activations.collect::<Vec<_>>(), gradients.collect()];
        let ends = [&measured[0], &predicted[0]].map(|v| short(v[DEPTH - 1]));
        story.say(format!(
            "{name:14} {variance:8.4} {factor:8.4} {:>14} {:>12}",
            ends[0], ends[1]
        ));
        for (i, kind) in ["activations", "gradients"].iter().enumerate() {
            let key = format!("variance_by_depth.{key}.{kind}");
            story.result(&key, &measured[i]);
            story.result(&format!("{key}_predicted"), &predicted[i]);
            charts[i] = charts[i].clone().points(name, &depths, &measured[i]);
            // A missing value ends a line.
            let (x, y) = &mut dashed[i];
            x.extend(depths.iter().chain([&f64::NAN]));
            y.extend(predicted[i].iter().chain([&f64::NAN]));
        }
    }
    let [activations, gradients] = charts;
    let [(x, y), (u, v)] = dashed;
    let activations = activations.dashed("predicted", &x, &y);
    story.figure("activations", activations)?;
    story.figure("gradients", gradients.dashed("predicted", &u, &v))
}

/// Four digits, or a power of ten.
fn short(value: f64) -> String {
    if (1e-3..1e4).contains(&value) {
        format!("{value:.4}")
    } else {
        format!("{value:.2e}")
    }
}
