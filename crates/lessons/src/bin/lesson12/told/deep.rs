//! Deeper: residual sums and normalisation.

use figure::Chart;
use program::{Result, Story};

use crate::{
    deep::{Kind, measure, predict},
    stacks::{DEPTH, UNITS, draws},
};

/// How often all is drawn.
const DRAWS: u64 = 20;
/// What a layer multiplies mean squares by.
const FACTORS: [f64; 3] = [0.5, 1.0, 2.0];
/// What is done around the layers: name, key, and that.
const KINDS: [(&str, &str, Kind); 4] = [
    (
        "as in lesson 8",
        "plain",
        Kind {
            residual: false,
            normalised: false,
        },
    ),
    (
        "residual",
        "residual",
        Kind {
            residual: true,
            normalised: false,
        },
    ),
    (
        "normalised",
        "normalised",
        Kind {
            residual: false,
            normalised: true,
        },
    ),
    (
        "both",
        "both",
        Kind {
            residual: true,
            normalised: true,
        },
    ),
];

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Deeper");
    story.say(format!(
        "Lesson 8's stack: {DEPTH} layers of {UNITS} units, with relu before \
         each. A layer multiplies the mean square by c = {}·Var(W). \
         Around it a residual sum, or normalisation before it, or both. \
         From inputs of mean square 1, the mean square behind ten layers, and \
         that of the gradient by what goes in; measured, the mean of {DRAWS} \
         draws:\n",
        UNITS / 2
    ));
    story.line("                               behind            gradient");
    let head = "around it         c    formula   measured   formula   measured";
    story.line(head);
    let depths: Vec<f64> = (0..=DEPTH).map(|layer| layer as f64).collect();
    let title = "Mean squares by depth, c = 1";
    let mut chart = Chart::new(title, "layer", "mean square").log_y();
    let (mut x, mut y) = (Vec::new(), Vec::new());
    let draws = draws(DRAWS, story.seed, &story.device);
    for (name, key, kind) in KINDS {
        for c in FACTORS {
            let predicted = predict(c, kind);
            let found = measure(c, kind, &draws)?;
            let end = |of: &[f64]| of.last().map_or("".into(), |v| short(*v));
            let [by_formula, measured] =
                [&predicted.behind, &found.behind].map(|of| end(of));
            let [before, back] =
                [predicted.gradient, found.gradient].map(short);
            let row = format!("{name:14} {c:4} {by_formula:>10}");
            story.line(format!("{row} {measured:>10} {before:>9} {back:>10}"));
            let rows = [
                (predicted.behind.as_slice(), predicted.gradient),
                (found.behind.as_slice(), found.gradient),
            ];
            for (of, (behind, gradient)) in
                ["formula", "measured"].into_iter().zip(rows)
            {
                let key = format!("deep.{key}.c{}.{of}", 10.0 * c);
                story.result(&key, [behind, &[gradient]].concat());
            }
            if c == 1.0 {
                let from_1 = |of: &[f64]| [&[1.0], of].concat();
                chart = chart.points(name, &depths, &from_1(&found.behind));
                // A missing value ends a line.
                x.extend(depths.iter().chain([&f64::NAN]));
                y.extend(from_1(&predicted.behind));
                y.push(f64::NAN);
            }
        }
    }
    story.figure("deep", chart.dashed("formula", &x, &y))
}

/// Four digits at most, or a power of ten.
fn short(value: f64) -> String {
    if !(1e-3..1e5).contains(&value) {
        format!("{value:.1e}")
    } else if value < 100.0 {
        format!("{value:.3}")
    } else {
        format!("{value:.0}")
    }
}
