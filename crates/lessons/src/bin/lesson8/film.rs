//! A network that learns a curve: the animation, and some moments of it.

use descent::model::Mlp;
use lessons::{
    Lesson, Result, args,
    figure::{Chart, Figure},
};

use crate::curves::{TARGETS, learn, seen};

/// A network of 16 hidden units learning the sine.
pub fn of_learning(
    lesson: &mut Lesson,
    flags: &args::CurveFlags,
) -> Result<()> {
    let (name, target) = TARGETS[1];
    let every = flags.steps.div_ceil(40);
    let mut frames = Vec::new();
    let start = Mlp::new([1, 16, 1], lesson.seed, &lesson.device);
    learn(lesson, flags, target, start, |update, y| {
        if update % every == 0 || update == flags.steps {
            frames.push((update, y));
        }
    })?;
    let x = seen();
    let truth: Vec<f64> = x.iter().map(|x| target(*x)).collect();
    let chart = |title: String| {
        let chart = Chart::new(title, "x", "y").dashed(name, &x, &truth);
        chart.y_range(-1.5, 1.5)
    };
    let last = frames.len() - 1;
    let moments = [0, last / 8, last / 2, last].map(|i| &frames[i]);
    let still = moments.into_iter().fold(
        chart("16 hidden units learn the sine".into()),
        |chart, (update, y)| chart.line(&format!("update {update}"), &x, y),
    );
    lesson.figure("learning", still)?;
    let frames = frames.iter().map(|(update, y)| -> Figure {
        let chart = chart(format!("update {update}"));
        chart.line("16 hidden units", &x, y).into()
    });
    lesson.animation("learning", 120, frames)
}
