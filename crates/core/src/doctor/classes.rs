//! What a classifier names in the end: whether that can be trusted.

use super::{
    finding::{Certainty, Finding, Illness},
    measured::Measured,
    run::{Classes, Named, Run},
};

/// A loss that is lower than that of the shares by less than this part is no
/// better.
const NOTHING_LEARNED: f64 = 0.01;
/// An accuracy on rows held out that is lower by this, and by so many of its
/// standard deviations, was learnt by heart.
const BY_HEART: (f64, f64) = (0.1, 3.0);
/// A loss on rows held out that is so many times as large, and larger by this
/// part of that of the shares, comes from probabilities that are too sure.
const TOO_SURE: (f64, f64) = (2.0, 0.1);
/// Fewer rows than these say little.
const ROWS: usize = 10;

/// Classes that separate: no parameters are the best.
pub fn separate(run: &Run, _: &Measured) -> Option<Finding> {
    let classes = run.classes.as_ref()?;
    let alone = classes.separate.as_ref()?;
    let words = if alone.len() == classes.names.len() {
        "These classes separate: every row is on its own side of a straight \
         border. Larger parameters make each probability surer and the loss \
         lower, so none are the best; they grow without end, and those above \
         only say where the descent stopped. The classes that it names still \
         stand, and so does the accuracy. The probabilities are surer than \
         they should be."
            .into()
    } else {
        let who = match classes.named(alone).as_slice() {
            [] => "Some rows of these classes separate from others: they are"
                .into(),
            [one] => format!("{one} separates from the other classes: it is"),
            many => format!(
                "{} separate from the other classes: they are",
                many.join(" and ")
            ),
        };
        format!(
            "{who} wholly on one side of a straight border. Parameters that \
             tell them apart lower the loss the larger they are, so none are \
             the best; they grow without end, and say only where the descent \
             stopped. Differences between classes that do not separate still \
             stand, and so does the accuracy."
        )
    };
    Finding::new(
        Illness::Separate,
        Certainty::Sure,
        [("classes", alone.len() as f64)],
        words,
        "A penalty on the parameters gives the descent an end.",
    )
}

/// A model that is no more often right than the naive answer.
pub fn naive(run: &Run, _: &Measured) -> Option<Finding> {
    let classes = run.classes.as_ref().filter(|c| c.learned.rows() > 0)?;
    if !classes.is_naive() {
        return None;
    }
    let Named { loss, .. } = classes.learned;
    let (share, entropy) = (classes.most_frequent(), classes.entropy());
    let name = &classes.names[share.0];
    let numbers =
        [("accuracy", classes.learned.accuracy()), ("naive", share.1)];
    if 1.0 - loss / entropy >= NOTHING_LEARNED {
        return Finding::new(
            Illness::NaiveAnswer,
            Certainty::Sure,
            numbers,
            format!("It is no more often right than always naming {name}."),
            "Only its probabilities say more than the shares of the classes \
             do: use these.",
        );
    }
    let (dead, cure) = match classes.is_network {
        true => (
            " Units whose input is negative for all rows are dead (lesson 8).",
            "Try more units, or another seed.",
        ),
        false => ("", "Try other columns, or a network."),
    };
    Finding::new(
        Illness::NothingLearned,
        Certainty::Likely,
        numbers,
        format!(
            "It learned nothing: it is no more often right than always naming \
             {name}, and its probabilities are about the shares of the \
             classes.{dead}"
        ),
        cure,
    )
}

/// A model that is right much more often on the rows that it learned from.
pub fn by_heart(run: &Run, _: &Measured) -> Option<Finding> {
    let classes = run.classes.as_ref()?;
    let (learned, unseen) = (&classes.learned, classes.unseen.as_ref()?);
    let (a, b) = (learned.accuracy(), unseen.accuracy());
    let (least, deviations) = BY_HEART;
    // Were both drawn alike, the mean would have this deviation.
    let by_chance = (a * (1.0 - a) / unseen.rows() as f64).sqrt();
    let by_chance = by_chance.max(unseen.deviation());
    (a - b > least && a - b > deviations * by_chance).then(|| {
        Finding::new(
            Illness::ByHeart,
            Certainty::Likely,
            [("accuracy learned", a), ("accuracy held out", b)],
            format!(
                "It names {:.0} % of the rows to learn from right and {:.0} % \
                 of those held out: it learnt the first by heart.",
                100.0 * a,
                100.0 * b
            ),
            "Try a smaller model, or more rows.",
        )
    })?
}

/// A model that names rows right that it never saw, and of the wrong ones is as
/// sure as of the others.
pub fn too_sure(run: &Run, seen: &Measured) -> Option<Finding> {
    let classes = run.classes.as_ref()?;
    let (learned, unseen) = (&classes.learned, classes.unseen.as_ref()?);
    let (low, high) = (learned.loss, unseen.loss);
    let (times, above) = TOO_SURE;
    let enough = unseen.rows() >= ROWS && high > times * low;
    let worth = high > low + above * classes.entropy();
    (enough && worth && by_heart(run, seen).is_none()).then(|| {
        Finding::new(
            Illness::TooSure,
            Certainty::Likely,
            [("loss learned", low), ("loss held out", high)],
            format!(
                "The cross-entropy is {low:.2} on the rows to learn from and \
                 {high:.2} on those held out: where it is wrong it is too \
                 sure. Believe its probabilities less."
            ),
            "Try fewer epochs, a smaller model, or more rows.",
        )
    })?
}

/// A class that has rows, none of them named right.
pub fn never_named(run: &Run, _: &Measured) -> Option<Finding> {
    let classes = run.classes.as_ref().filter(|c| c.learned.rows() > 0)?;
    if classes.is_naive() {
        return None; // that is said already
    }
    let rows = classes.learned.confusion.iter().enumerate();
    let never = rows.filter(|(class, named)| {
        named[*class] == 0 && named.iter().sum::<usize>() > 0
    });
    let never: Vec<_> = never.map(|(class, _)| class).collect();
    let which = match classes.named(&never).as_slice() {
        [] => return None,
        [one] => format!("no row of {one}"),
        [all @ .., last] => format!("no row of {} and {last}", all.join(", ")),
    };
    Finding::new(
        Illness::NeverNamed,
        Certainty::Sure,
        [("classes", never.len() as f64)],
        format!("It names {which} right."),
        "Look at the confusion matrix, not at the accuracy alone.",
    )
}

impl Classes {
    fn named(&self, which: &[usize]) -> Vec<&str> {
        which.iter().map(|k| self.names[*k].as_str()).collect()
    }

    /// The rows of each class, of those that it learned from.
    fn counts(&self) -> Vec<usize> {
        let rows = self.learned.confusion.iter();
        rows.map(|named| named.iter().sum()).collect()
    }

    /// Of those the class with the most, of equal ones the first, and its share.
    fn most_frequent(&self) -> (usize, f64) {
        let counts = self.counts();
        let most = counts.iter().copied().max().unwrap_or(0);
        let class = counts.iter().position(|count| *count == most);
        let share = most as f64 / self.learned.rows() as f64;
        (class.unwrap_or(0), share)
    }

    /// The cross-entropy of a model that gives each class its share.
    fn entropy(&self) -> f64 {
        let rows = self.learned.rows() as f64;
        let counts = self.counts().into_iter().filter(|count| *count > 0);
        let shares = counts.map(|count| count as f64 / rows);
        -shares.map(|p| p * p.ln()).sum::<f64>()
    }

    /// Whether always naming the most frequent class is as often right.
    fn is_naive(&self) -> bool {
        self.learned.accuracy() <= self.most_frequent().1
    }
}
