//! What cannot be trusted in a classifier, in words.

use super::{fitted::Fitted, optimum::Optimum};

/// A loss that is lower than the baseline's by less than this part is no
/// better.
const NOTHING_LEARNED: f64 = 0.01;
/// An accuracy on rows held out that is lower by this, and by so many of its
/// standard deviations, was learnt by heart.
const BY_HEART: (f64, f64) = (0.1, 3.0);

/// A loss on rows held out that is so many times as large, and larger by this
/// part of the baseline's, comes from probabilities that are too sure.
const TOO_SURE: (f64, f64) = (2.0, 0.1);
/// Fewer rows than these say little.
const ROWS: usize = 10;

/// One paragraph for each, with what to try; none for a fit without a flaw.
pub fn verdicts(fitted: &Fitted) -> Vec<String> {
    let all = [
        endless(fitted),
        learned_nothing(fitted),
        by_heart(fitted).or_else(|| too_sure(fitted)),
        never_named(fitted),
    ];
    all.into_iter().flatten().collect()
}

/// Classes that separate: no parameters are the best.
fn endless(fitted: &Fitted) -> Option<String> {
    let classes = &fitted.data.classes;
    Some(match &fitted.optimum {
        Optimum::AllSeparate => {
            "These classes separate: every row is on its own side of a straight \
             border. Larger parameters make each probability surer and the \
             loss lower, so none are the best; they grow without end, and \
             those above only say where the descent stopped. The classes that \
             it names still stand, and so does the accuracy. The \
             probabilities are surer than they should be."
                .into()
        }
        Optimum::SomeSeparate(alone) => {
            let alone: Vec<_> =
                alone.iter().map(|k| classes[*k].as_str()).collect();
            let who = match alone.as_slice() {
                [] => "Some rows of these classes separate from others: they \
                       are"
                    .into(),
                [one] => {
                    format!("{one} separates from the other classes: it is")
                }
                _ => format!(
                    "{} separate from the other classes: they are",
                    alone.join(" and ")
                ),
            };
            format!(
                "{who} wholly on one side of a straight border. Parameters that \
                 tell them apart lower the loss the larger they are, so none \
                 are the best; they grow without end, and say only where the \
                 descent stopped. Differences between classes that do not \
                 separate still stand, and so does the accuracy."
            )
        }
        _ => return None,
    })
}

/// A model that does no better than the naive answer.
fn learned_nothing(fitted: &Fitted) -> Option<String> {
    let Fitted {
        data,
        baseline,
        learned,
        ..
    } = fitted;
    let right = baseline.accuracy(&baseline.learned);
    if learned.accuracy() > right {
        return None;
    }
    let class = &data.classes[baseline.class];
    let better = 1.0 - learned.loss / baseline.loss;
    Some(match better < NOTHING_LEARNED {
        true => {
            let rather = match data.model.is_linear() {
                true => "Try other columns, or --model mlp:16.",
                false => {
                    "Units whose input is negative for all rows are dead \
                     (lesson 8): try more of them, or another --seed."
                }
            };
            format!(
                "It learned nothing: it is no more often right than always \
                 naming {class}, and its probabilities are about the shares \
                 of the classes. {rather}"
            )
        }
        false => format!(
            "It is no more often right than always naming {class}. Only its \
             probabilities say more than the shares of the classes do: use \
             these."
        ),
    })
}

/// A model that does much better on the rows that it learned from, or no
/// better than the naive answer on the others.
fn by_heart(fitted: &Fitted) -> Option<String> {
    let (learned, unseen) = (&fitted.learned, fitted.held_out.as_ref()?);
    let fall = learned.accuracy() - unseen.accuracy();
    let (least, deviations) = BY_HEART;
    // Were both drawn alike, the mean would have this deviation.
    let a = learned.accuracy();
    let by_chance = (a * (1.0 - a) / unseen.rows() as f64).sqrt();
    let by_chance = by_chance.max(unseen.deviation());
    (fall > least && fall > deviations * by_chance).then(|| {
        format!(
            "It names {:.0} % of the rows to learn from right and {:.0} % of \
             those held out: it learnt the first by heart. Try a smaller \
             model, or more rows.",
            100.0 * learned.accuracy(),
            100.0 * unseen.accuracy()
        )
    })
}

/// A model that names rows right that it never saw, and of the wrong ones is as
/// sure as of the others.
fn too_sure(fitted: &Fitted) -> Option<String> {
    let (learned, unseen) = (&fitted.learned, fitted.held_out.as_ref()?);
    let (low, high) = (learned.loss, unseen.loss);
    let (times, above) = TOO_SURE;
    let enough = unseen.rows() >= ROWS && high > times * low;
    (enough && high > low + above * fitted.baseline.loss).then(|| {
        format!(
            "The cross-entropy is {low:.2} on the rows to learn from and \
             {high:.2} on those held out: where it is wrong it is too sure. \
             Believe its probabilities less. Try fewer --epochs, a smaller \
             model, or more rows."
        )
    })
}

/// A class that has rows, none of them named right.
fn never_named(fitted: &Fitted) -> Option<String> {
    let (classes, baseline) = (&fitted.data.classes, &fitted.baseline);
    if fitted.learned.accuracy() <= baseline.accuracy(&baseline.learned) {
        return None; // that is said already
    }
    let rows = fitted.learned.confusion.iter().enumerate();
    let never = rows.filter(|(class, named)| named[*class] == 0);
    let never: Vec<_> = never.map(|(k, _)| classes[k].as_str()).collect();
    let which = match never.as_slice() {
        [] => return None,
        [one] => format!("no row of {one}"),
        _ => format!(
            "no row of {} and {}",
            never[..never.len() - 1].join(", "),
            never[never.len() - 1]
        ),
    };
    Some(format!(
        "It names {which} right: look at the confusion matrix, not at the \
         accuracy alone."
    ))
}
