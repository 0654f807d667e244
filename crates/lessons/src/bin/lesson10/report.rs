//! What the stages move, and what they took.

use lessons::{Story, number};
use serde_json::json;

use crate::{
    clock,
    fit::Fit,
    stages::ALL,
    table::{STEPS, Times},
};

/// What is the same on every machine.
pub fn tell(story: &mut Story, times: &Times) {
    let [a, b] = Fit::new(30, story.seed, &story.device).expected(STEPS);
    let [a, b] = [a, b].map(number);
    story.say("Ten steps on 30 points lead from a = -1, b = 1 to");
    story.say(format!("a = {a}, b = {b}. All six get there. Numbers that"));
    story.say("a step moves for each point, operation by operation:\n");
    story.say("stage        read or written   from memory   bytes from memory");
    for stage in &ALL {
        let bytes = stage.from_memory * times.bytes;
        let (name, moved, slow) = (stage.name, stage.moved, stage.from_memory);
        story.say(format!("{name:9} {moved:18} {slow:13} {bytes:19}"));
        let key = format!("stages.{}", stage.key);
        story.result(&format!("{key}.moved"), moved);
        story.result(&format!("{key}.from_memory"), slow);
    }
    story.say("\nNo step that reads its points can be faster than one pass");
    story.say("over x and y.");
}

/// The two tables of times, which differ from run to run.
pub fn tell_times(story: &mut Story, times: &Times) {
    let sizes = times.sizes.iter().map(|n| format!("{n:>10}"));
    story.aside(format!("\npoints   {}", sizes.collect::<String>()));
    let pass: Vec<_> = times.pass.iter().map(|s| Some(*s)).collect();
    let stages = ALL.iter().map(|stage| stage.name).zip(&times.seconds);
    for (name, list) in stages.clone().chain([("one pass", &pass)]) {
        let cell = |s: &Option<f64>| s.map_or("–".into(), clock::readable);
        let cells = list.iter().map(|s| format!("{:>10}", cell(s)));
        let cells: String = cells.collect();
        story.aside(format!("{name:9}{cells}"));
    }
    story.aside(
        "\none pass over x and y on all cores of the CPU, as a share of a step\n\
         (above 100 %: the scatter of two measurements)",
    );
    for (name, list) in stages {
        let share = |(s, pass): (&Option<f64>, &f64)| {
            s.map_or("         –".into(), |s| {
                format!("{:8.1} %", 100.0 * pass / s)
            })
        };
        let cells: String = list.iter().zip(&times.pass).map(share).collect();
        story.aside(format!("{name:9}{cells}"));
    }
    for (stage, list) in ALL.iter().zip(&times.seconds) {
        let pairs = times.sizes.iter().zip(list).filter(|(_, s)| s.is_some());
        let pairs: Vec<_> = pairs.collect();
        story.result(&format!("stages.{}.seconds", stage.key), pairs);
    }
    let passes: Vec<_> = times.sizes.iter().zip(&times.pass).collect();
    let flop = 1.0 / times.peak;
    story.result("limit.seconds", json!({ "pass": passes, "flop": flop }));
}
