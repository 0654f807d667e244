//! The animation of a network that learns a curve.

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
    let x = seen();
    let truth: Vec<f64> = x.iter().map(|x| target(*x)).collect();
    let mut frames: Vec<Figure> = Vec::new();
    let start = Mlp::new([1, 16, 1], lesson.seed, &lesson.device);
    learn(lesson, flags, target, start, |update, y| {
        if update % every != 0 && update != flags.steps {
            return;
        }
        let chart = Chart::new(format!("update {update}"), "x", "y")
            .dashed(name, &x, &truth)
            .line("16 hidden units", &x, &y);
        frames.push(chart.y_range(-1.5, 1.5).into());
    })?;
    lesson.animation("learning", 120, frames.into_iter())
}
