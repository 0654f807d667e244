//! Where burn's formulas and defaults are not PyTorch's.

use burn::optim::{
    AdaGradConfig, AdamConfig, RmsPropConfig, momentum::MomentumConfig,
};
use lessons::{Result, Story};
use serde_json::Value;

pub fn side_by_side(story: &mut Story) -> Result<()> {
    story.heading("burn's defaults and PyTorch's");
    story.say("The formulas are the same but for one name: burn's velocity is");
    story.say("  v ← momentum · v + (1 − dampening) g,   from v = g on,");
    story.say("as PyTorch's, but its dampening is not 0 unless you say so.\n");
    story.say("default                    burn   PyTorch");
    // ANCHOR: defaults
    let momentum = serde_json::to_value(MomentumConfig::new());
    let rmsprop = serde_json::to_value(RmsPropConfig::new());
    let adagrad = serde_json::to_value(AdaGradConfig::new());
    let adam = serde_json::to_value(AdamConfig::new());
    // ANCHOR_END: defaults
    for (name, config, field, torch) in [
        ("momentum", &momentum, "dampening", 0.0),
        ("rmsprop", &rmsprop, "momentum", 0.0),
        ("rmsprop", &rmsprop, "epsilon", 1e-8),
        ("adagrad", &adagrad, "epsilon", 1e-10),
        ("adam", &adam, "epsilon", 1e-8),
    ] {
        let burn = config.as_ref().map_or(&Value::Null, |c| &c[field]);
        let burn = burn.as_f64().unwrap_or(f64::NAN);
        let [left, right] = [burn, torch].map(shown);
        let what = format!("{name} {field}");
        story.say(format!("{what:20} {left:>10} {right:>9}"));
        story.result(&format!("defaults.{name}.{field}.burn"), burn);
        story.result(&format!("defaults.{name}.{field}.torch"), torch);
    }
    story
        .say("\nburn's ε are float32. Code moved from one to the other should");
    story.say("say all its settings, as this lesson does.");
    Ok(())
}

/// 0.1, and 1e-8: powers of ten where zeros would be many.
fn shown(value: f64) -> String {
    if value == 0.0 || value > 1e-3 {
        format!("{:.1}", value)
    } else {
        format!("{value:.0e}")
    }
}
