//! Digits of other writers: all settings chosen by validation.

use descent::data::{Digits, digits};
use figure::Chart;
use program::{Result, Story, number::fixed};

use super::verdict;
use crate::{
    degrees::smallest,
    writers::{LESSON_9, Set, Way, validate},
};

/// The first row of the validation set: a fifth of the rows of these writers.
const VALIDATION: usize = 1132;
/// Epochs of every try.
const EPOCHS: usize = 40;
/// The candidates of each setting, besides those of lesson 9.
const DECAYS: [f32; 3] = [3e-4, 1e-3, 3e-3];
const RATES: [f64; 1] = [0.03];
const WIDTHS: [usize; 2] = [32, 128];

/// A way that ends at its best epoch, its losses in validation, and the lowest.
struct Tried {
    way: Way,
    losses: Vec<f64>,
    lowest: f64,
}

pub fn tell(story: &mut Story) -> Result<()> {
    story.heading("Digits of other writers: what validation chooses");
    let digits = digits()?;
    let rows = |from: usize, to: usize| -> Digits {
        digits.rows(&(from..to).collect::<Vec<_>>())
    };
    let end = Digits::OTHER_WRITERS;
    let sets = [rows(0, VALIDATION), rows(VALIDATION, end)];
    let [train, validation] = sets.map(|set| set.tensors(&story.device));
    story.say(format!(
        "The data name no writer. They say only that other people wrote \
         from row {end} on: these rows are the test, and nobody looks at them \
         yet. Rows {VALIDATION} to {} are the validation set: one block, \
         so that few writers have rows on both sides. The rows above it train. \
         One setting after the other, each with the best of those before, \
         and the cross-entropy at the epoch where it is lowest:",
        end - 1
    ));
    story.line("\nwidth    rate     decay   epoch   cross-entropy");
    let stages: [fn(Way) -> Vec<Way>; 3] = [
        |best| DECAYS.map(|decay| Way { decay, ..best }).to_vec(),
        |best| RATES.map(|lr| Way { lr, ..best }).to_vec(),
        |best| WIDTHS.map(|width| Way { width, ..best }).to_vec(),
    ];
    let sets = [&train, &validation];
    let mut all = vec![try_it(story, LESSON_9, sets)?];
    let mut best = 0;
    for stage in stages {
        for way in stage(all[best].way) {
            all.push(try_it(story, way, sets)?);
        }
        best = smallest(all.iter().map(|tried| tried.lowest));
    }
    let chosen = all[best].way;
    story.say(format!(
        "\nChosen: {} hidden units, rate {}, decay {}, {} epochs.",
        chosen.width, chosen.lr, chosen.decay, chosen.epochs
    ));
    let row = |Tried { way, lowest, .. }: &Tried| {
        let [width, epochs] = [way.width, way.epochs].map(|count| count as f64);
        [width, way.lr, f64::from(way.decay), epochs, *lowest]
    };
    story.result("writers.tried", all.iter().map(row).collect::<Vec<_>>());
    let axis: Vec<_> = (1..=EPOCHS).map(|epoch| epoch as f64).collect();
    let title = "Validation, a block of rows";
    let chart = Chart::new(title, "epoch", "cross-entropy")
        .line("lesson 9", &axis, &all[0].losses)
        .line("chosen", &axis, &all[best].losses);
    story.chart("validation", chart.log_y())?;
    let both = [rows(0, end), rows(end, digits.labels.len())];
    verdict::tell(story, chosen, both)
}

/// Trains to the last epoch; the way that comes back ends at the best one.
fn try_it(story: &mut Story, mut way: Way, sets: [&Set; 2]) -> Result<Tried> {
    way.epochs = EPOCHS;
    let losses = validate(way, sets, story.seed)?;
    let at = smallest(losses.iter().copied());
    way.epochs = at + 1;
    let lowest = losses[at];
    story.line(format!(
        "{:>5} {:>7} {:>9} {:>7} {:>15}",
        way.width,
        way.lr,
        way.decay,
        way.epochs,
        fixed(lowest, 4)
    ));
    Ok(Tried {
        way,
        losses,
        lowest,
    })
}
