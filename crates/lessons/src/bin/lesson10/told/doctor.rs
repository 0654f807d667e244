//! What the doctor says of descents by single points.

use descent::doctor::Run;
use program::{Story, doctor::DoctorFlags};

use crate::sgd::Bowl;

/// Looks at the first run of each rate, by its excess after each update.
pub fn tell(
    story: &mut Story,
    asked: DoctorFlags,
    bowl: &Bowl,
    [steady, fallen]: [&[f64]; 2],
) {
    let lowest = bowl.lowest();
    let runs = [("the constant rate", steady), ("the falling rate", fallen)];
    for (name, excess) in runs {
        let run = Run {
            losses: excess.iter().map(|excess| lowest + excess).collect(),
            rows: bowl.y.len(),
            batch: 1,
            ..Run::default()
        };
        story.diagnose_if(asked, name, &run);
    }
}
