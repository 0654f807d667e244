//! Why a diagnosis is wrong: what the illness would show, and the numbers of
//! this run.

use descent::{data::Points, doctor::Illness};

use super::{Case, Notes, chosen, questions::slope};
use crate::check::{fresh_seed, number};

/// What the illness that the learner names would show, and what this run
/// shows in that place.
pub(super) fn refuted(case: &Case, points: &Points, ill: &Notes) -> String {
    let seen = Seen { case, points, ill };
    let (would, here) = seen.compared();
    format!(
        "You say: {}. Then {would}. Here {here}, and there is more to find.",
        case.told
    )
}

struct Seen<'a> {
    case: &'a Case,
    points: &'a Points,
    ill: &'a Notes,
}

impl Seen<'_> {
    /// What would be seen, and what is.
    fn compared(&self) -> (&'static str, String) {
        use Illness as I;
        match self.case.told {
            I::Healthy => ("nothing would be amiss", self.fall()),
            I::NanInData => ("an x or a y would be no number", self.data()),
            I::TargetScale => {
                ("y would be far from mean 0 and deviation 1", self.data())
            }
            I::TwoValues => (
                "y would stand for two classes, and the loss would be that \
                 of numbers",
                self.data(),
            ),
            I::Separate | I::NaiveAnswer | I::TooSure | I::NeverNamed => (
                "y would stand for classes, and the program would name one \
                 for each row",
                self.data(),
            ),
            I::RandomEvaluation => (
                "the loss of the same parameters would be another at each \
                 look",
                self.truth(),
            ),
            I::WrongGradient => (
                "the gradient would differ from the slope of the loss from \
                 the first update on",
                self.slopes(),
            ),
            I::SumForMean => (
                "the first gradient would be as many times the slope of the \
                 mean as there are rows",
                self.slopes(),
            ),
            I::NotCleared => (
                "the first gradient would be right, and each later one the \
                 sum of all so far",
                self.slopes(),
            ),
            I::Uphill => (
                "each update would go along the gradient, not against it",
                self.rate(),
            ),
            I::MomentumTooLarge => (
                "an update would go on in the direction of those before, \
                 whatever the gradient says",
                self.rate(),
            ),
            I::Diverges => (
                "the steps would be too long for the curvature, and the loss \
                 would grow by about the same factor at each update",
                self.factors(),
            ),
            I::UnitsAlike => {
                ("all units of a layer would compute the same", self.units())
            }
            I::DeadUnits => {
                ("most units would give 0 for every row", self.units())
            }
            I::Saturated => (
                "most units would sit at the ends of their range",
                self.units(),
            ),
            I::Exploding | I::Vanishing => (
                "the gradient would grow or fade from layer to layer",
                self.units(),
            ),
            I::ZeroByZero | I::NotANumber => {
                ("something would be no number", self.finite())
            }
            I::ExpOverflow => (
                "an exponential would grow beyond all numbers",
                self.finite(),
            ),
            I::LogOfZero => (
                "a probability would reach 0, and its logarithm −∞",
                self.finite(),
            ),
            I::Rounding => (
                "the updates would be below the last digit of the parameters",
                self.moved(),
            ),
            I::Leak => (
                "the loss shown would be that of rows held out, and far below \
                 that of new ones",
                self.unseen(),
            ),
            I::Overfits | I::ByHeart | I::AsManyAsRows => (
                "the loss on new points would be far above that on its own",
                self.unseen(),
            ),
            I::Labels | I::NothingLearned => (
                "the loss would come no lower than that of the mean of y",
                self.naive(),
            ),
            I::NotShuffled | I::BatchNoise => (
                "the updates would follow some of the rows, and the loss go up \
                 and down with them",
                self.ups(),
            ),
            I::Swings => (
                "each step would leap across the valley, and the gradient turn \
                 round at each update",
                self.turns(),
            ),
            I::Cone => (
                "the gradient would stay as long as it was, however near the \
                 minimum",
                self.lengths(),
            ),
            I::Saddle => (
                "the gradient would be next to nothing while the loss is high",
                self.lengths(),
            ),
            I::Creeps => (
                "the steps would be far too short, and the loss fall as \
                 slowly at the end as before",
                self.fall(),
            ),
            I::Ravine => (
                "the loss would fall at once in one direction, and creep in \
                 another, by the right gradient and with one rate",
                self.fall(),
            ),
        }
    }

    fn first_and_last(&self) -> (f64, f64) {
        let losses = &self.ill.losses;
        (losses[0], losses[losses.len() - 1])
    }

    fn fall(&self) -> String {
        let (first, last) = self.first_and_last();
        let losses = &self.ill.losses;
        let before = losses[losses.len() - 1 - losses.len() / 10];
        format!(
            "the loss goes from {} to {}, from {} on in the last tenth of \
             the updates; a healthy run comes below {}",
            number(first),
            number(last),
            number(before),
            number((self.case.goal)(self.points))
        )
    }

    fn data(&self) -> String {
        let y = &self.points.y;
        let (n, all) = (y.len() as f64, self.points.x.iter().chain(y));
        let missing = all.filter(|value| !value.is_finite()).count();
        let mean = y.iter().sum::<f64>() / n;
        let square = y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n;
        let mut values = y.clone();
        values.sort_by(f64::total_cmp);
        values.dedup();
        format!(
            "{missing} of the values are no numbers, y has {} different \
             values, the mean {} and the deviation {}",
            values.len(),
            number(mean),
            number(square.sqrt())
        )
    }

    fn truth(&self) -> String {
        let shown = chosen(self.points, &self.ill.validation);
        let pairs = self.ill.losses.iter().zip(&self.ill.params);
        let off = pairs.filter(|(loss, params)| {
            let own = (self.case.loss)(&shown, params);
            own.is_finite() && (*loss - own).abs() > 1e-6 * own.abs() + 1e-9
        });
        format!(
            "{} of {} losses differ from that of the parameters beside them",
            off.count(),
            self.ill.losses.len()
        )
    }

    fn slopes(&self) -> String {
        let learned = chosen(self.points, &self.ill.training);
        let far = |k: usize| {
            let own = slope(self.case.loss, &learned, &self.ill.params[k]);
            let taken = &self.ill.gradients[k];
            let along: f64 = taken.iter().zip(&own).map(|(t, o)| t * o).sum();
            let square: f64 = own.iter().map(|o| o * o).sum();
            let times = along / square;
            let rest = taken.iter().zip(&own).map(|(t, o)| (t - o).powi(2));
            let part = (rest.sum::<f64>() / square).sqrt();
            format!(
                "{} times as long in its direction, {} % of its length away",
                number(times),
                number((100.0 * part).round())
            )
        };
        let last = (self.ill.losses.len() - 1).min(5);
        format!(
            "the gradient is, against the slope by differences, before \
             update 0 {}, before update {last} {}",
            far(0),
            far(last)
        )
    }

    /// By what the gradient is multiplied in an update.
    fn rate(&self) -> String {
        let pairs = self.ill.params.windows(2).zip(&self.ill.gradients);
        let rates = pairs.filter_map(|(pair, gradient)| {
            let moved =
                pair[0].iter().zip(&pair[1]).map(|(from, to)| to - from);
            let along: f64 = moved.zip(gradient).map(|(m, g)| m * g).sum();
            let square: f64 = gradient.iter().map(|g| g * g).sum();
            let rate = along / square;
            rate.is_finite().then_some(rate)
        });
        let rates: Vec<f64> = rates.collect();
        let smallest = rates.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = rates.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        format!(
            "an update is {} to {} times the gradient that it takes",
            number(smallest),
            number(largest)
        )
    }

    fn factors(&self) -> String {
        let pairs = self.ill.losses.windows(2).map(|pair| pair[1] / pair[0]);
        let factors: Vec<f64> = pairs.filter(|f| f.is_finite()).collect();
        let last = &factors[factors.len().saturating_sub(10)..];
        let smallest = last.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = last.iter().copied().fold(0.0, f64::max);
        format!(
            "the last ten factors lie between {} and {}",
            number(smallest),
            number(largest)
        )
    }

    fn units(&self) -> String {
        let w = &self.ill.params[self.ill.params.len() - 1];
        let rows = self.points.x.iter().map(|x| (self.case.units)(w, *x));
        let rows: Vec<Vec<f64>> = rows.collect();
        let units = rows[0].len();
        if units == 0 {
            return "there are no hidden units".into();
        }
        let of = |i: usize| rows.iter().map(move |row| row[i]);
        let dead = (0..units).filter(|i| of(*i).all(|v| v == 0.0)).count();
        let alike = (1..units).filter(|i| of(*i).eq(of(0))).count();
        format!(
            "at the end {dead} of {units} units give 0 for every row, and \
             {alike} give all that the first one gives"
        )
    }

    fn finite(&self) -> String {
        let mut losses = self.ill.losses.iter();
        match losses.position(|loss| !loss.is_finite()) {
            None => "all losses are numbers".into(),
            Some(k) => format!(
                "the first loss that is no number is {}, before update {k}",
                self.ill.losses[k]
            ),
        }
    }

    fn moved(&self) -> String {
        // Near a minimum the updates are short because the gradient is.
        let length = |w: &[f64]| w.iter().map(|v| v * v).sum::<f64>().sqrt();
        let least = 1e-6 * length(&self.ill.gradients[0]);
        let pairs = self.ill.params.windows(2).zip(&self.ill.gradients);
        let rest = pairs.filter(|(pair, gradient)| {
            pair[0] == pair[1] && length(gradient) > least
        });
        format!(
            "{} of {} updates leave all parameters as they were although the \
             gradient is longer than a millionth of the first",
            rest.count(),
            self.ill.losses.len() - 1
        )
    }

    fn unseen(&self) -> String {
        let w = &self.ill.params[self.ill.params.len() - 1];
        let new = (self.case.points)(fresh_seed());
        format!(
            "the last parameters have the loss {} on their own points and {} \
             on new ones",
            number((self.case.loss)(self.points, w)),
            number((self.case.loss)(&new, w))
        )
    }

    fn naive(&self) -> String {
        let (_, last) = self.first_and_last();
        format!(
            "the last loss is {}, and that of the mean of y {}",
            number(last),
            number((self.case.naive)(self.points))
        )
    }

    fn ups(&self) -> String {
        let pairs = self.ill.losses.windows(2);
        let ups = pairs.filter(|pair| pair[1] > pair[0]).count();
        format!(
            "the loss goes up at {ups} of {} updates",
            self.ill.losses.len() - 1
        )
    }

    fn turns(&self) -> String {
        let pairs = self.ill.gradients.windows(2);
        let turns = pairs.filter(|pair| {
            let product = pair[0].iter().zip(&pair[1]).map(|(u, v)| u * v);
            product.sum::<f64>() < 0.0
        });
        format!(
            "it turns by more than a right angle at {} of {} updates",
            turns.count(),
            self.ill.losses.len() - 1
        )
    }

    fn lengths(&self) -> String {
        let length = |k: usize| {
            let gradient = self.ill.gradients[k].iter();
            number(gradient.map(|g| g * g).sum::<f64>().sqrt())
        };
        let n = self.ill.losses.len();
        format!(
            "its length is {} at first, {} half-way and {} at last, and the \
             last loss {}",
            length(0),
            length(n / 2),
            length(n - 1),
            number(self.ill.losses[n - 1])
        )
    }
}
