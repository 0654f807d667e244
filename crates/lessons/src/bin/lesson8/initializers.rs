//! The formulas for first weights, and what burn draws by them.

use burn::module::Initializer;
use descent::device::to_host;
use lessons::{Result, Story};

pub fn of_burn(story: &mut Story) -> Result<()> {
    story.heading("Xavier and He");
    story.say("Xavier, 2/(n_in + n_out), is right without relu; He, 2/n_in,");
    story.say("makes up for what relu halves. A source writes Xavier without");
    story
        .say("parentheses, 2/n_in + n_out. For a layer from 784 to 10 that is");
    // ANCHOR: xavier
    let (n_in, n_out) = (784.0, 10.0);
    let source = 2.0 / n_in + n_out;
    let xavier = 2.0 / (n_in + n_out);
    let he = 2.0 / n_in;
    // ANCHOR_END: xavier
    story.say(format!("{source:.4} instead of {xavier:.5}."));
    story.result("xavier.without_parentheses", source);
    story.result("xavier.with_parentheses", xavier);

    story.say("\nburn draws first weights by an Initializer. From 784 to 10:");
    story.say("                                    variance: drawn   formula");
    // ANCHOR: initializers
    let kaiming = |gain| Initializer::KaimingUniform {
        gain,
        fan_out_only: false,
    };
    let initializers = [
        (
            "XavierUniform, gain 1",
            Initializer::XavierUniform { gain: 1.0 },
            xavier,
        ),
        ("KaimingUniform (He), gain √2", kaiming(2_f64.sqrt()), he),
        (
            "Linear's default, gain 1/√3",
            kaiming(1.0 / 3_f64.sqrt()),
            he / 6.0,
        ),
    ];
    // ANCHOR_END: initializers
    story.device.seed(story.seed);
    let mut variances = Vec::new();
    for (name, initializer, formula) in initializers {
        let (n_in, n_out, device) = (784, 10, &story.device);
        let w = initializer.init_with::<2, _>(
            [n_in, n_out],
            Some(n_in),
            Some(n_out),
            device,
        );
        let w = to_host(w.val())?;
        let drawn = w.iter().map(|w| w * w).sum::<f64>() / w.len() as f64;
        story.say(format!("{name:32} {drawn:18.6} {formula:9.6}"));
        variances.push([drawn, formula]);
    }
    story.say("The gain multiplies the deviation: for relu it must be √2.");
    story.result("initializers", variances);
    Ok(())
}
