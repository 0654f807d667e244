//! The same steps with numbers of 64, 32 and 16 bits.

use burn::tensor::{DType, FloatDType};
use program::{Result, Story};
use serde_json::json;

use crate::{
    clock::{self, readable},
    fit::{Fit, distance},
    stages,
};

pub fn three_sizes(story: &mut Story, largest: usize) -> Result<()> {
    story.heading("Numbers of half the size");
    story.say(
        "On many points half the bytes come in half the time. \
         They hold fewer digits. \
         After 100 fused steps on 30 points:",
    );
    story.line("\n           bytes   a and b are off by");
    let mut rows = serde_json::Map::new();
    let fused = &stages::ALL[4];
    for (name, dtype) in [
        ("float64", DType::F64),
        ("float32", DType::F32),
        ("bfloat16", DType::BF16),
    ] {
        if !story.device.supports_dtype(FloatDType::from(dtype)) {
            story.line(format!("{name:9}   this device has none"));
            continue;
        }
        let device = story.device.clone();
        let options = (&device, dtype);
        let few = Fit::new(30, story.seed, options);
        let (got, want) = ((fused.run)(&few, 100)?, few.expected(100));
        let apart = match distance(got, want) {
            0.0 => "0".to_owned(),
            apart => format!("{apart:.0e}"),
        };
        story.line(format!("{name:9} {:6}   {apart}", dtype.size()));
        let many = Fit::new(largest, story.seed, options);
        let seconds =
            clock::seconds(|steps| (fused.run)(&many, steps).map(drop))?;
        let shown = readable(seconds);
        story.aside(format!("{name:9} a step on {largest} points: {shown}"));
        rows.insert(name.into(), json!({ "params": got, "seconds": seconds }));
    }
    if rows.contains_key("bfloat16") {
        story.line("");
        story.say(
            "bfloat16 has eight binary digits and no kernel here: \
             burn's operations compute it, each by way of float32.",
        );
    }
    story.result("numbers", rows);
    Ok(())
}
