//! Where burn's formulas and defaults are not PyTorch's.

use burn::optim::{
    AdaGradConfig, AdamConfig, RmsPropConfig, momentum::MomentumConfig,
};
use program::{Result, Story};
use serde_json::Value;

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("burn's defaults and PyTorch's");
    story.say("The formulas are the same but for one name: burn's velocity is");
    story.line("  v ← momentum · v + (1 − dampening) g,   from v = g on,");
    story.say("as PyTorch's, but its dampening is not 0 unless you say so.\n");
    story.line("default                    burn   PyTorch");
    let momentum = serde_json::to_value(MomentumConfig::new());
    let rmsprop = serde_json::to_value(RmsPropConfig::new());
    let adagrad = serde_json::to_value(AdaGradConfig::new());
    let adam = serde_json::to_value(AdamConfig::new());
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
        story.line(format!("{what:20} {left:>10} {right:>9}"));
        story.result(&format!("defaults.{name}.{field}.burn"), burn);
        story.result(&format!("defaults.{name}.{field}.torch"), torch);
    }
    story.say(
        "\nburn's ε are float32. \
         Code moved from one to the other should say all its settings, \
         as this lesson does.",
    );
    Ok(())
}

/// 0.1, and 1e-8: powers of ten where zeros would be many.
fn shown(value: f64) -> String {
    if value == 0.0 || value > 1e-3 {
        format!("{value:.1}")
    } else {
        format!("{value:.0e}")
    }
}
