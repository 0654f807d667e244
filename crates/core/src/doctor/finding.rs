//! What the doctor says: an illness, the numbers that speak for it, a cure.

use std::fmt;

/// What can ail a run. The order is that of causes: an illness may bring on
/// those after it, so of several findings the first is the one to cure.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Illness {
    /// A NaN or an infinity stands in the data.
    NanInData,
    /// The loss of the same parameters differs from one look to the next.
    RandomEvaluation,
    /// The gradient is not the slope of the loss.
    WrongGradient,
    /// A sum over the rows stands where their mean was meant.
    SumForMean,
    /// Each update follows all gradients so far: nobody cleared them.
    NotCleared,
    /// The updates climb.
    Uphill,
    /// The target is far from mean 0 and deviation 1.
    TargetScale,
    /// All units of a layer compute the same.
    UnitsAlike,
    /// From layer to layer the numbers grow out of hand.
    Exploding,
    /// Most units of a layer give 0 for every row.
    DeadUnits,
    /// Most units of a layer sit at the ends of their range.
    Saturated,
    /// The gradient gets lost on its way to the first layers.
    Vanishing,
    /// 0/0, as in the slope of a root at 0.
    ZeroByZero,
    /// An exponential too large for the computer.
    ExpOverflow,
    /// The logarithm of 0.
    LogOfZero,
    /// NaN or infinity, of unknown origin.
    NotANumber,
    /// The momentum swings the run about, or out.
    MomentumTooLarge,
    /// The steps are too long: the loss grows.
    Diverges,
    /// The updates are too small for the digits of the parameters.
    Rounding,
    /// The validation rows are known to the model.
    Leak,
    /// The naive guess is not beaten: labels shifted or broken.
    Labels,
    /// Classes that separate: no parameters are the best.
    Separate,
    /// A network that gives the mean everywhere; a classifier that gives each
    /// class its share.
    NothingLearned,
    /// A classifier no more often right than the most frequent class.
    NaiveAnswer,
    /// A parameter for each row.
    AsManyAsRows,
    /// What the model learns no longer holds for other rows.
    Overfits,
    /// The model does far better on the rows that it learned from.
    ByHeart,
    /// A classifier that is as sure where it is wrong.
    TooSure,
    /// A class of which no row is named right.
    NeverNamed,
    /// The rows come in the same order in every epoch.
    NotShuffled,
    /// The loss is a cone, whose slope does not fade.
    Cone,
    /// The noise of the batches keeps the loss up.
    BatchNoise,
    /// The steps leap from one side of the valley to the other.
    Swings,
    /// A flat place that is no minimum.
    Saddle,
    /// The steps are far too short.
    Creeps,
    /// A long narrow valley: one direction is far steeper than another.
    Ravine,
    /// Classes fitted as numbers.
    TwoValues,
    /// Nothing was found.
    Healthy,
}

impl Illness {
    /// What ails the run, in a few words.
    pub fn name(self) -> &'static str {
        use Illness as I;
        match self {
            I::NanInData => {
                "there is no number where one is needed, in the data"
            }
            I::RandomEvaluation => {
                "the evaluation draws at random (dropout on)"
            }
            I::WrongGradient => "the gradient is wrong",
            I::SumForMean => "a sum stands where a mean was meant",
            I::NotCleared => "the gradients are not cleared",
            I::Uphill => "the updates go uphill",
            I::UnitsAlike => "all units are alike",
            I::DeadUnits => "units are dead",
            I::Saturated => "units are saturated",
            I::Exploding => "the layers explode",
            I::Vanishing => "the gradient vanishes",
            I::ZeroByZero => "NaN from 0/0",
            I::ExpOverflow => "an exponential overflows",
            I::LogOfZero => "the logarithm of 0",
            I::NotANumber => "NaN or infinity",
            I::TargetScale => "the target is far from standardised",
            I::MomentumTooLarge => "the momentum is too large",
            I::Diverges => "the descent diverges",
            I::Rounding => "the updates are lost in rounding",
            I::Leak => "the validation rows leak",
            I::Labels => "the naive guess is not beaten",
            I::Overfits => "the model overfits",
            I::Separate => "the classes separate",
            I::NothingLearned => "nothing was learned",
            I::NaiveAnswer => "the naive answer is as often right",
            I::AsManyAsRows => "there are as many parameters as rows",
            I::ByHeart => "the rows are learnt by heart",
            I::TooSure => "the probabilities are too sure",
            I::NeverNamed => "a class is never named right",
            I::TwoValues => "classes are fitted as numbers",
            I::NotShuffled => "the rows are not shuffled",
            I::Cone => "the loss is a cone: it never settles",
            I::BatchNoise => "the noise of the batches keeps the loss up",
            I::Swings => "the steps swing across a valley",
            I::Saddle => "a plateau or a saddle, not a minimum",
            I::Creeps => "the descent creeps",
            I::Ravine => "the valley is a ravine",
            I::Healthy => "healthy",
        }
    }

    /// The lesson that treats it.
    pub fn lesson(self) -> usize {
        use Illness as I;
        match self {
            I::NanInData | I::TargetScale => 2,
            I::ZeroByZero | I::Cone | I::Uphill | I::Healthy => 3,
            I::WrongGradient | I::NotCleared => 4,
            I::SumForMean | I::NotShuffled | I::BatchNoise => 5,
            I::Diverges | I::Swings | I::Creeps | I::Ravine | I::Saddle => 6,
            I::MomentumTooLarge => 7,
            I::UnitsAlike | I::DeadUnits | I::NothingLearned => 8,
            I::Saturated | I::Exploding | I::Vanishing => 8,
            I::ExpOverflow | I::LogOfZero | I::NotANumber => 9,
            I::Labels | I::TwoValues | I::Separate => 9,
            I::NaiveAnswer | I::TooSure | I::NeverNamed => 9,
            I::RandomEvaluation | I::Leak | I::Overfits => 10,
            I::ByHeart | I::AsManyAsRows => 10,
            I::Rounding => 14,
        }
    }
}

impl fmt::Display for Illness {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How sure the doctor is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Certainty {
    /// The numbers leave no other explanation known to it.
    Sure,
    /// They speak for it, and would look the same otherwise only by chance.
    Likely,
    /// Something else may look the same: what would decide.
    Unsure(&'static str),
}

/// One finding.
///
/// It prints as a paragraph: what ails the run, the evidence, the cure.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What ails the run.
    pub illness: Illness,
    /// How sure that is.
    pub certainty: Certainty,
    /// The numbers that speak for it, each with its name.
    pub numbers: Vec<(&'static str, f64)>,
    /// The same in a sentence or two.
    pub words: String,
    /// What to do.
    pub cure: String,
}

impl Finding {
    pub(super) fn new<const N: usize>(
        illness: Illness,
        certainty: Certainty,
        numbers: [(&'static str, f64); N],
        words: String,
        cure: impl Into<String>,
    ) -> Option<Finding> {
        Some(Finding {
            illness,
            certainty,
            numbers: numbers.into(),
            words,
            cure: cure.into(),
        })
    }

    /// Whether something else may look the same.
    pub fn is_unsure(&self) -> bool {
        matches!(self.certainty, Certainty::Unsure(_))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = self.illness.name();
        let (first, rest) = name.split_at(1);
        write!(f, "{}{rest}", first.to_uppercase())?;
        match self.certainty {
            Certainty::Sure => write!(f, ". ")?,
            Certainty::Likely => write!(f, ", most likely. ")?,
            Certainty::Unsure(_) => write!(f, ", perhaps. ")?,
        }
        write!(f, "{} {}", self.words, self.cure)?;
        if let Certainty::Unsure(decides) = self.certainty {
            write!(f, " What would decide: {decides}.")?;
        }
        match self.illness {
            Illness::Healthy => Ok(()),
            illness => write!(f, " (Lesson {})", illness.lesson()),
        }
    }
}

/// A number with three digits, for a sentence.
pub(super) fn digits(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    if !(1e-3..1e6).contains(&size) {
        return format!("{value:.2e}");
    }
    let whole = size.log10().floor().max(0.0) as usize;
    let below = match size < 1.0 {
        true => 2 + (-size.log10()).ceil() as usize,
        false => 2_usize.saturating_sub(whole),
    };
    let text = format!("{value:.below$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').into(),
        false => text,
    }
}
