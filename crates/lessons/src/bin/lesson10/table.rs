//! All stages at all sizes: checked first, then timed.

use lessons::{Result, Story, args};

use crate::{
    clock,
    fit::{Fit, distance, tolerance},
    limits, report,
    stages::{ALL, Stage},
};

/// What a step took.
pub struct Times {
    /// The numbers of points.
    pub sizes: Vec<usize>,
    /// The bytes of a number.
    pub bytes: usize,
    /// By stage and size; none where the stage leads elsewhere.
    pub seconds: Vec<Vec<Option<f64>>>,
    /// One plain pass over as many bytes as x and y have, by size.
    pub pass: Vec<f64>,
    /// Float32 operations a second.
    pub peak: f64,
}

/// Steps before a stage's answer is compared.
pub const STEPS: usize = 10;

pub fn time_all(story: &mut Story, flags: &args::SpeedFlags) -> Result<Times> {
    story.heading("One step, six ways");
    let sizes = flags.sizes();
    let bar = story.progress(sizes.len() * ALL.len(), "timing");
    let mut times = Times {
        bytes: 0,
        seconds: vec![Vec::new(); ALL.len()],
        pass: Vec::new(),
        peak: limits::peak()?,
        sizes: sizes.clone(),
    };
    for n in sizes {
        let fit = Fit::new(n, story.seed, &story.device);
        times.bytes = fit.x.dtype().size();
        let as_many_bytes = vec![1.0; 2 * n * times.bytes / 4];
        let mut pass = limits::pass(&as_many_bytes)?;
        let want = fit.expected(STEPS);
        for (stage, seconds) in ALL.iter().zip(&mut times.seconds) {
            seconds.push(time(story, stage, &fit, want)?);
            // The machine has better moments and worse.
            pass = pass.min(limits::pass(&as_many_bytes)?);
            bar.inc(1);
        }
        times.pass.push(pass);
    }
    bar.finish_and_clear();
    report::tell(story, &times);
    report::tell_times(story, &times);
    Ok(times)
}

/// The seconds of a step, if the stage leads where it must.
fn time(
    story: &mut Story,
    stage: &Stage,
    fit: &Fit,
    want: [f64; 2],
) -> Result<Option<f64>> {
    let (n, name) = (fit.points.len(), stage.name);
    let found = (stage.run)(fit, STEPS)?;
    if n == 30 {
        story.result(&format!("stages.{}.params", stage.key), found);
    }
    let apart = distance(found, want);
    if apart > tolerance(fit.x.dtype()) {
        story.say(format!(
            "On {n} points, {name} is off by {apart:.0e}: not timed."
        ));
        return Ok(None);
    }
    let steps = |steps| (stage.run)(fit, steps).map(drop);
    Ok(Some(clock::seconds(steps)?))
}
