//! One step, six ways: where they lead, what they move, what they took.

use program::{Result, Story, number};
use serde_json::json;

use crate::{
    clock::readable,
    fit::Fit,
    stages::ALL,
    timing::{STEPS, Times},
};

pub fn six_ways(story: &mut Story, sizes: Vec<usize>) -> Result<Times> {
    story.heading("One step, six ways");
    let bar = story.progress(sizes.len() * ALL.len(), "timing");
    let (seed, device) = (story.seed, story.device.clone());
    let times = Times::measure(sizes, seed, &device, || bar.inc(1))?;
    bar.finish_and_clear();
    for (i, n) in times.sizes.iter().enumerate() {
        for (stage, steps) in ALL.iter().zip(&times.steps) {
            if let (apart, None) = steps[i] {
                let name = stage.name;
                story.say(format!(
                    "On {n} points, {name} is off by {apart:.0e}: not timed."
                ));
            }
        }
    }
    what_they_move(story, &times);
    what_they_took(story, &times);
    Ok(times)
}

/// What is the same on every machine.
fn what_they_move(story: &mut Story, times: &Times) {
    let [a, b] = Fit::new(30, story.seed, &story.device).expected(STEPS);
    let [a, b] = [a, b].map(number);
    story.say(format!(
        "Ten steps on 30 points lead from a = -1, b = 1 to a = {a}, b = {b}. \
         All six get there. \
         Numbers that a step moves for each point, operation by operation:"
    ));
    story.line(
        "\nstage        read or written   from memory   bytes from memory",
    );
    for (stage, params) in ALL.iter().zip(&times.params) {
        let bytes = stage.from_memory * times.bytes;
        let (name, moved, slow) = (stage.name, stage.moved, stage.from_memory);
        story.line(format!("{name:9} {moved:18} {slow:13} {bytes:19}"));
        let key = format!("stages.{}", stage.key);
        story.result(&format!("{key}.params"), params);
        story.result(&format!("{key}.moved"), moved);
        story.result(&format!("{key}.from_memory"), slow);
    }
    story.line("");
    story.say(
        "No step that reads its points can be faster than one pass over x \
         and y.",
    );
}

/// The two tables of times, which differ from run to run.
fn what_they_took(story: &mut Story, times: &Times) {
    let sizes = times.sizes.iter().map(|n| format!("{n:>10}"));
    story.aside(format!("\npoints   {}", sizes.collect::<String>()));
    let pass: Vec<_> = times.pass.iter().map(|s| Some(*s)).collect();
    let stages = || (0..).zip(&ALL).map(|(i, s)| (s, times.seconds(i)));
    let rows = stages().map(|(stage, seconds)| (stage.name, seconds));
    for (name, list) in rows.chain([("one pass", pass)]) {
        let cell = |s: &Option<f64>| s.map_or("–".into(), readable);
        let cells = list.iter().map(|s| format!("{:>10}", cell(s)));
        story.aside(format!("{name:9}{}", cells.collect::<String>()));
    }
    story.aside(
        "\none pass over x and y on all cores of the CPU, as a share of a step\n\
         (above 100 %: the scatter of two measurements)",
    );
    for (stage, list) in stages() {
        let share = |(s, pass): (&Option<f64>, &f64)| {
            s.map_or("         –".into(), |s| {
                format!("{:8.1} %", 100.0 * pass / s)
            })
        };
        let cells: String = list.iter().zip(&times.pass).map(share).collect();
        story.aside(format!("{:9}{cells}", stage.name));
        let pairs = times.sizes.iter().zip(list).filter(|(_, s)| s.is_some());
        let pairs: Vec<_> = pairs.collect();
        story.result(&format!("stages.{}.seconds", stage.key), pairs);
    }
    let passes: Vec<_> = times.sizes.iter().zip(&times.pass).collect();
    let flop = 1.0 / times.peak;
    story.result("limit.seconds", json!({ "pass": passes, "flop": flop }));
}
