//! What the stages move, and what they took.

use lessons::{Lesson, number};
use serde_json::json;

use crate::{
    clock,
    fit::Fit,
    stages::ALL,
    table::{STEPS, Times},
};

/// What is the same on every machine.
pub fn tell(lesson: &mut Lesson, times: &Times) {
    let [a, b] = Fit::new(30, lesson.seed, &lesson.device).expected(STEPS);
    let [a, b] = [a, b].map(number);
    lesson.say("Ten steps on 30 points lead from a = -1, b = 1 to");
    lesson.say(format!("a = {a}, b = {b}. All six get there. Numbers that"));
    lesson.say("a step moves for each point, operation by operation:\n");
    lesson
        .say("stage        read or written   from memory   bytes from memory");
    for stage in &ALL {
        let bytes = stage.from_memory * times.bytes;
        let (name, moved, slow) = (stage.name, stage.moved, stage.from_memory);
        lesson.say(format!("{name:9} {moved:18} {slow:13} {bytes:19}"));
        let key = format!("stages.{}", stage.key);
        lesson.result(&format!("{key}.moved"), moved);
        lesson.result(&format!("{key}.from_memory"), slow);
    }
    lesson.say("\nNo step that reads its points can be faster than one pass");
    lesson.say("over x and y.");
}

/// The two tables of times, which differ from run to run.
pub fn tell_times(lesson: &mut Lesson, times: &Times) {
    let sizes = times.sizes.iter().map(|n| format!("{n:>10}"));
    lesson.aside(format!("\npoints   {}", sizes.collect::<String>()));
    let pass: Vec<_> = times.pass.iter().map(|s| Some(*s)).collect();
    let stages = ALL.iter().map(|stage| stage.name).zip(&times.seconds);
    for (name, list) in stages.clone().chain([("one pass", &pass)]) {
        let cell = |s: &Option<f64>| s.map_or("–".into(), clock::readable);
        let cells = list.iter().map(|s| format!("{:>10}", cell(s)));
        let cells: String = cells.collect();
        lesson.aside(format!("{name:9}{cells}"));
    }
    lesson.aside(
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
        lesson.aside(format!("{name:9}{cells}"));
    }
    for (stage, list) in ALL.iter().zip(&times.seconds) {
        let pairs = times.sizes.iter().zip(list).filter(|(_, s)| s.is_some());
        let pairs: Vec<_> = pairs.collect();
        lesson.result(&format!("stages.{}.seconds", stage.key), pairs);
    }
    let passes: Vec<_> = times.sizes.iter().zip(&times.pass).collect();
    let flop = 1.0 / times.peak;
    lesson.result("limit.seconds", json!({ "pass": passes, "flop": flop }));
}
