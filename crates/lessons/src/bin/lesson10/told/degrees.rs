//! One draw: what each degree leaves on its points, and on new ones.

use descent::data::{Points, linspace};
use figure::Chart;
use program::{Result, Story, number::fixed};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::dials;
use crate::{
    curve::{drawn, measured},
    degrees::{self, smallest},
    pictures,
    polynomial::MOST,
};

/// New points for the test: so many that their own noise hardly counts.
const NEW: usize = 1000;

pub fn tell(story: &mut Story, n: usize, deviation: f64) -> Result<()> {
    story.heading("A curve, its noise, and polynomials");
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    let x = linspace(-1.0, 1.0, n);
    let y = measured(&x, deviation, &mut random);
    let train = Points { x, y };
    let test = drawn(NEW, deviation, &mut random);
    story.say(format!(
        "The curve is sin(5x + 1) on −1 ≤ x ≤ 1. \
         It was measured at {n} points, \
         with noise of standard deviation σ = {deviation}. \
         A polynomial of degree d has d + 1 coefficients. \
         Least squares finds them, without a descent. \
         The test asks at {NEW} new points. Mean squared errors:"
    ));
    let errors = degrees::all(&train, &test);
    story.line("\ndegree   training       test");
    for (degree, error) in errors.iter().enumerate() {
        let [left, right] = [error.train, error.test].map(|e| fixed(e, 4));
        story.line(format!("{degree:>6} {left:>10} {right:>10}"));
    }
    let test_errors: Vec<_> = errors.iter().map(|e| e.test).collect();
    let best = smallest(test_errors.iter().copied());
    story.say(format!(
        "\nThe training error falls with every degree: \
         each polynomial can do all that the one before can. \
         The test error is smallest at degree {best}. \
         Knowing the curve itself leaves σ² = {}.",
        fixed(deviation.powi(2), 4)
    ));
    let train_errors: Vec<_> = errors.iter().map(|e| e.train).collect();
    story.result("degrees.train", &train_errors);
    story.result("degrees.test", &test_errors);
    story.result("degrees.best", best);
    let axis: Vec<_> = (0..=MOST).map(|degree| degree as f64).collect();
    let errors = Chart::new("Right on old and new points", "degree", "MSE")
        .line("training", &axis, &train_errors)
        .line("test", &axis, &test_errors)
        .dashed("the noise alone", &[0.0, 15.0], &[deviation.powi(2); 2]);
    story.chart("degrees", errors.log_y())?;
    story.figure("fits", pictures::fits(&train, best))?;
    dials::record(story, &train, &test)
}
