//! The error of a fit, predicted term by term and then measured.

use descent::data::linspace;
use program::{Result, Story, number};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::adding_up;
use crate::{
    degrees::smallest,
    normal::Mean,
    pictures,
    polynomial::MOST,
    terms::{Measured, Terms, measure, predicted},
};

pub fn tell(
    story: &mut Story,
    n: usize,
    deviation: f64,
    draws: usize,
) -> Result<()> {
    story.heading("Bias and variance: predicted, then measured");
    let x = linspace(-1.0, 1.0, n);
    let theory: Vec<_> = (0..=MOST)
        .map(|degree| predicted(&x, deviation, degree))
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(story.seed);
    random.set_stream(1);
    let bar = story.progress(theory.len(), "drawing noise");
    let run: Vec<_> = (0..=MOST)
        .map(|degree| {
            bar.inc(1);
            measure(&x, deviation, degree, draws, &mut random)
        })
        .collect();
    bar.finish_and_clear();
    story.say(format!(
        "Measure the same {n} x again and again. \
         The mean squared distance of the fit from the curve, its excess, \
         has the expectation bias² + σ²p/n, with p = d + 1. \
         Bias² is what the best polynomial of this degree leaves of the curve \
         itself: a fit without noise tells it. \
         Beside it the mean of {draws} draws, with its standard error:"
    ));
    story.line(
        "\ndegree      bias²    σ²p/n   predicted   measured   standard error",
    );
    for (degree, (Terms { bias, variance, .. }, run)) in
        theory.iter().zip(&run).enumerate()
    {
        let [bias, variance, sum, mean, error] = [
            *bias,
            *variance,
            bias + variance,
            run.excess.value,
            run.excess.error,
        ]
        .map(number);
        story.line(format!(
            "{degree:>6} {bias:>10} {variance:>8} {sum:>11} {mean:>10} {error:>16}"
        ));
    }
    let sum = |terms: &Terms| terms.bias + terms.variance;
    let best = smallest(theory.iter().map(sum));
    story.say(format!(
        "\nTheory puts the smallest excess at degree {best}, \
         before anything is measured. \
         Below it the curve is missed, above it noise is learned."
    ));
    adding_up::tell(story, &theory, &run);
    keep(story, &theory, &run, best);
    story.chart("terms", pictures::terms(&theory, &run))
}

fn keep(story: &mut Story, theory: &[Terms], run: &[Measured], best: usize) {
    let terms = |t: &Terms| [t.bias, t.variance, t.noise];
    let pair = |mean: &Mean| [mean.value, mean.error];
    let predicted: Vec<_> = theory.iter().map(terms).collect();
    let measured: Vec<_> = run.iter().map(|run| terms(&run.terms)).collect();
    story.result("terms.predicted", predicted);
    story.result("terms.measured", measured);
    let means: [(_, Vec<_>); 3] = [
        ("train", run.iter().map(|run| pair(&run.train)).collect()),
        ("excess", run.iter().map(|run| pair(&run.excess)).collect()),
        ("test", run.iter().map(|run| pair(&run.test)).collect()),
    ];
    for (key, values) in means {
        story.result(&format!("terms.{key}"), values);
    }
    story.result("terms.best", best);
}
