//! The terms of the error, each measured by itself: they add up.

use program::{Story, number};

use crate::{
    polynomial::MOST,
    terms::{Measured, Terms},
};

/// Both sides of the sum, for three degrees.
pub fn tell(story: &mut Story, theory: &[Terms], run: &[Measured]) {
    story.say(
        "\nTerm by term, measured: the noise of new measurements at the same x \
         is added, and the sum is the error of a test there.",
    );
    story.line(
        "\ndegree               bias²   variance        σ²      sum   test",
    );
    for degree in [1, 5, MOST] {
        let (theory, run) = (theory[degree], &run[degree]);
        for (what, terms, test) in [
            ("predicted", theory, None),
            ("measured", run.terms, Some(run.test)),
        ] {
            let Terms {
                bias,
                variance,
                noise,
            } = terms;
            let sum = bias + variance + noise;
            let test = test
                .map(|test| format!("{:.4} ± {:.4}", test.value, test.error));
            let row = format!(
                "{degree:>6}  {what:<9} {:>10} {:>10} {:>9} {:>8}   {}",
                number(bias),
                number(variance),
                number(noise),
                number(sum),
                test.unwrap_or_default()
            );
            story.line(row.trim_end());
        }
    }
}
