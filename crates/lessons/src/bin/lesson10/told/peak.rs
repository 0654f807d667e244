//! More parameters than points: the peak, and the second descent.

use descent::data::linspace;
use figure::Chart;
use program::{Result, Story, number};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::{
    curve::{drawn, measured},
    features::{Features, excess},
    minimum_norm::{nearly_exact, predicted},
    normal::Mean,
    polynomial::mean_square,
};

/// Points, and the numbers of features that theory speaks of.
const N: usize = 20;
const SIZES: [usize; 9] = [2, 5, 10, 14, 26, 30, 40, 80, 160];
/// The numbers of relu features.
const WIDTHS: [usize; 11] = [2, 4, 8, 12, 16, 19, 22, 30, 60, 120, 240];
/// So many bends that some lie between the same two points are the same line
/// at all points. This keeps them apart, and more would be weight decay.
const SMALL: f64 = 1e-5;

pub fn tell(story: &mut Story, deviation: f64, draws: usize) -> Result<()> {
    story.heading("More parameters than points");
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(6);
    story.say(format!(
        "{N} points of pure noise, σ = {deviation}, and p features of each, \
         normal numbers. From p = {N} on many weights fit exactly, \
         and we take the shortest. What they say of new points is wrong by \
         σ²p/(n − p − 1) below n, and by σ²n/(p − n − 1) above. \
         The mean of {draws} draws:"
    ));
    story.line("\n    p   predicted   measured   standard error");
    let (mut theory, mut met) = (Vec::new(), Vec::new());
    for p in SIZES {
        let sample: Vec<_> = (0..draws)
            .map(|_| excess(N, p, deviation, &mut random))
            .collect();
        let Mean { value, error } = Mean::of(&sample);
        theory.push(predicted(N, p, deviation));
        met.push([value, error]);
        let [predicted, value, error] =
            [predicted(N, p, deviation), value, error].map(number);
        story.line(format!("{p:>5} {predicted:>11} {value:>10} {error:>16}"));
    }
    story.say(format!(
        "\nAt p = {N} the expectation is infinite: the fit must meet every \
         point, and has only one way to. With still more features it has many, \
         and the shortest swings least."
    ));
    story.result("peak.sizes", SIZES);
    story.result("peak.predicted", &theory);
    story.result("peak.measured", &met);
    let below: Vec<_> = (1..=18).collect();
    let above: Vec<_> = (22..=160).collect();
    let line = |sizes: &[usize]| -> [Vec<f64>; 2] {
        let y = sizes.iter().map(|p| predicted(N, *p, deviation));
        [sizes.iter().map(|p| *p as f64).collect(), y.collect()]
    };
    let ([x, y], [u, v]) = (line(&below), line(&above));
    let values: Vec<_> = met.iter().map(|[value, _]| *value).collect();
    let chart = Chart::new("The peak between", "features p", "excess")
        .line("p below n", &x, &y)
        .line("p above n", &u, &v)
        .points("measured", &SIZES.map(|p| p as f64), &values);
    story.chart("peak", chart.log_x().log_y())?;
    relu(story, deviation, draws.div_ceil(10))
}

/// The noisy curve with random bends: theory promises the shape alone.
fn relu(story: &mut Story, deviation: f64, draws: usize) -> Result<()> {
    let x = linspace(-1.0, 1.0, N);
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(7);
    let mut medians = Vec::new();
    for width in WIDTHS {
        let mut errors: Vec<_> = (0..draws)
            .map(|_| {
                let y = measured(&x, deviation, &mut random);
                let test = drawn(200, deviation, &mut random);
                let features = Features::new(width, &mut random);
                let w = nearly_exact(&features.rows(&x), &y, SMALL);
                let says = |row: &Vec<f64>| -> f64 {
                    row.iter().zip(&w).map(|(x, w)| x * w).sum()
                };
                let y_pred: Vec<_> =
                    features.rows(&test.x).iter().map(says).collect();
                mean_square(&y_pred, &test.y)
            })
            .collect();
        errors.sort_by(f64::total_cmp);
        medians.push(errors[errors.len() / 2]);
    }
    story.say(format!(
        "\nThe curve again, at {N} points, and as features a 1 and random bends, \
         max(0, ax + b): a hidden layer that stays as it was drawn. \
         The squared error on new points, the median of {draws} draws:"
    ));
    story.line("\nbends      test");
    for (width, median) in WIDTHS.iter().zip(&medians) {
        story.line(format!("{width:>5} {:>9}", number(*median)));
    }
    story.result("peak.relu.widths", WIDTHS);
    story.result("peak.relu.test", &medians);
    let widths = WIDTHS.map(|width| width as f64);
    let chart = Chart::new("Random bends on the curve", "bends", "test MSE")
        .line("median", &widths, &medians);
    story.figure("bends", chart.log_x())
}
