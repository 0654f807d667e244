//! What the doctor says of both runs.

use descent::doctor::Run;
use program::{Story, doctor::DoctorFlags};

/// Runs by momentum with these losses of batches, at these rates.
pub fn runs(
    story: &Story,
    of: [(&Vec<f64>, f64); 2],
    (rows, batch): (usize, usize),
) -> [Run<'static>; 2] {
    of.map(|(losses, rate)| Run {
        losses: losses.clone(),
        losses_of_batches: true,
        rate,
        momentum: 0.9,
        rows,
        batch,
        precision: Some(story.precision),
        naive_loss: Some(10_f64.ln()),
        ..Run::default()
    })
}

/// Looks, if it shall.
pub fn tell(story: &mut Story, asked: DoctorFlags, runs: &[Run; 2]) {
    let names = ["lesson 9's network", "the network of filters"];
    for (name, run) in names.into_iter().zip(runs) {
        story.diagnose_if(asked, name, run);
    }
}
