//! What several illnesses are told by, measured once.

use super::{
    curvature::{Questions, largest, same_everywhere},
    run::Run,
    vector::{alike, dot, length},
};

/// What several illnesses are told by.
pub struct Measured {
    /// The losses until the first that is no number.
    pub losses: Vec<f64>,
    /// What each update added to the parameters, where every update is known.
    pub updates: Vec<Vec<f64>>,
    /// The place of the lowest loss.
    pub lowest: usize,
    /// The largest curvature there, if the loss may be asked.
    pub largest: Option<f64>,
    /// Whether the loss is a bowl: said, or measured.
    pub is_bowl: bool,
    /// By which factor the loss grows an update, if it gets out of hand.
    pub growth: Option<f64>,
    /// How the loss falls at the end, if it does.
    pub fall: Option<Fall>,
}

/// How the loss falls at the end: three stretches of a quarter of the run.
#[derive(Clone, Copy, Debug)]
pub struct Fall {
    /// Each of the last two falls, as a part of the one before.
    pub ratios: [f64; 2],
    /// What it would still fall, were it to go on so.
    pub left: f64,
    /// The updates until a hundredth of that is left.
    pub needed: f64,
    /// The part of the first loss that is gone.
    pub gone: f64,
    /// By which factor what is left shrinks with an update.
    pub factor: f64,
}

impl Fall {
    /// Whether the fall is exponential, as along one direction of a bowl: each
    /// stretch is the same part of the one before. A loss that falls like 1/k,
    /// as networks' do, gives 1/3 and 1/2.
    pub fn is_steady(&self) -> bool {
        (self.ratios[0] - self.ratios[1]).abs() < 0.08
    }

    /// Whether it hardly bends: nearly a straight line.
    pub fn is_straight(&self) -> bool {
        self.ratios.iter().all(|ratio| (0.9..1.1).contains(ratio))
    }
}

impl Measured {
    pub fn of(run: &Run) -> Measured {
        let finite = run.losses.iter().copied().take_while(|l| l.is_finite());
        let losses: Vec<f64> = finite.collect();
        let pairs = run.params.windows(2);
        let all_finite = |v: &Vec<f64>| v.iter().all(|v| v.is_finite());
        let updates: Vec<_> = match run.stride() > 1.0 {
            true => Vec::new(),
            false => pairs
                .map(|p| p[1].iter().zip(&p[0]).map(|(b, a)| b - a).collect())
                .take_while(all_finite)
                .collect(),
        };
        let lowest = (0..losses.len())
            .min_by(|i, j| losses[*i].total_cmp(&losses[*j]))
            .unwrap_or_default();
        let asked = run.ask.zip(run.params.get(lowest));
        let largest = asked.map(|(ask, at)| {
            largest(&Questions::new(&ask, run.precision), at).0
        });
        let is_bowl = match asked {
            Some((ask, at)) => {
                same_everywhere(&Questions::new(&ask, run.precision), at)
            }
            None => run.is_bowl || on_a_line(&updates),
        };
        Measured {
            is_bowl,
            largest: largest.filter(|l| l.is_finite() && *l > 0.0),
            growth: growth(run, &losses),
            fall: fall(run, &losses),
            losses,
            updates,
            lowest,
        }
    }

    pub fn first(&self) -> f64 {
        self.losses.first().copied().unwrap_or(f64::NAN)
    }

    pub fn last(&self) -> f64 {
        self.losses.last().copied().unwrap_or(f64::NAN)
    }

    /// How much of update k is in update k + 1: u′·u/u·u. Plain descent on a
    /// bowl multiplies an update along an axis by 1 − rate × curvature.
    pub fn turn(&self, k: usize) -> Option<f64> {
        let [now, next] = self.updates.get(k..k + 2)? else {
            return None;
        };
        let square = dot(now, now);
        (square > 0.0).then(|| dot(now, next) / square)
    }

    /// The middle of the turns of the first or the last five updates.
    pub fn turns(&self, late: bool) -> Option<f64> {
        let n = self.updates.len().checked_sub(1)?;
        let range = if late {
            n.saturating_sub(5)..n
        } else {
            0..n.min(5)
        };
        let mut turns: Vec<_> = range.filter_map(|k| self.turn(k)).collect();
        turns.sort_by(f64::total_cmp);
        turns.get(turns.len() / 2).copied()
    }

    /// The length of the last update as a part of the longest.
    pub fn last_update(&self) -> Option<f64> {
        let lengths = self.updates.iter().map(|u| length(u));
        let longest = lengths.fold(0.0, f64::max);
        let last = self.updates.last()?;
        (longest > 0.0).then(|| length(last) / longest)
    }

    /// Rate × largest curvature, of plain descent or momentum: how much of the
    /// way down the steepest slope an update goes. Measured by questions, or
    /// by the first updates, whichever there is.
    pub fn pull(&self, run: &Run) -> Option<f64> {
        let rate = run.effective_rate();
        if run.adaptive || rate <= 0.0 {
            return None;
        }
        if let Some(largest) = self.largest {
            return Some(rate * largest);
        }
        if run.momentum > 0.0 || !run.is_full_batch() {
            return None;
        }
        // The losses alone do not tell: a step of 0.01 of the way and one of
        // 1.99 of it leave the same.
        let turn = self.turn(0)?;
        (turn < 1.0).then_some(1.0 - turn)
    }

    /// Whether the loss has stopped falling: the middle one of the last sixth is
    /// at least nine tenths of that of the sixth before. Of a dozen losses or
    /// more.
    pub fn has_stopped(&self) -> bool {
        self.sixths()
            .is_some_and(|[before, last]| last >= 0.9 * before)
    }

    /// The middle losses of the last but one and the last sixth.
    pub fn sixths(&self) -> Option<[f64; 2]> {
        let sixth = self.losses.len() / 6;
        let (_, late) = self.losses.split_at(self.losses.len() - 2 * sixth);
        let (before, last) = late.split_at(sixth);
        (sixth >= 2).then(|| [before, last].map(middle))
    }

    /// The last third of the losses, its mean and its standard deviation.
    pub fn late(&self) -> (&[f64], f64, f64) {
        let third = (self.losses.len() / 3).max(1).min(self.losses.len());
        let late = &self.losses[self.losses.len() - third..];
        let mean = mean(late);
        let squares = late.iter().map(|l| (l - mean).powi(2)).sum::<f64>();
        (late, mean, (squares / third.max(1) as f64).sqrt())
    }
}

/// Whether the updates of the second half keep to one direction, as along the
/// flattest axis of a bowl; a curved valley would turn them.
fn on_a_line(updates: &[Vec<f64>]) -> bool {
    let half = updates.get(updates.len() / 2).zip(updates.last());
    half.is_some_and(|(u, v)| alike(u, v).abs() > 0.995)
}

pub fn middle(of: &[f64]) -> f64 {
    let mut of = of.to_vec();
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

pub fn mean(of: &[f64]) -> f64 {
    of.iter().sum::<f64>() / of.len() as f64
}

/// The factor of an update, where the loss leaves the numbers after it grew,
/// ends above twice the first, or rises update by update at the end.
fn growth(run: &Run, losses: &[f64]) -> Option<f64> {
    let n = losses.len();
    if n < 2 {
        return None;
    }
    let noisy = run.is_noisy();
    let window = match noisy {
        true => (n / 20).max(run.rows.div_ceil(run.batch.max(1))).min(n / 2),
        false => 1,
    };
    let (first, last) = (mean(&losses[..window]), mean(&losses[n - window..]));
    let lowest = losses.iter().copied().fold(f64::MAX, f64::min);
    let stretch = (n - 1).min(8);
    let rises = |of: &[f64]| of.windows(2).all(|pair| pair[1] > pair[0]);
    let out = run.losses.len() > n && last > 10.0 * lowest.abs();
    let before = match noisy {
        true => 1.05 * mean(&losses[n - 2 * window..n - window]),
        false => losses[n - 1 - stretch],
    };
    let above = last > 2.0 * first.abs() && last > before;
    // Momentum rises and falls again.
    let steadily = !noisy
        && run.momentum == 0.0
        && !run.adaptive
        && stretch >= 5
        && rises(&losses[n - 1 - stretch..])
        && last > 1.5 * lowest.abs();
    let per_loss = match noisy {
        true => (1.05 * last / before).powf(1.0 / window as f64),
        false => (last / before).powf(1.0 / stretch as f64),
    };
    let factor = per_loss.powf(1.0 / run.stride());
    (out || above || steadily).then_some(factor)
}

/// None if the loss does not fall in each of the last three quarters, or left the
/// numbers.
fn fall(run: &Run, losses: &[f64]) -> Option<Fall> {
    let n = losses.len().checked_sub(1)?;
    let quarter = n / 4;
    if quarter < 2 || run.losses.len() > losses.len() {
        return None;
    }
    // The noise of batches needs a mean.
    let noisy = run.is_noisy();
    let window = if noisy { (n / 10).max(1) } else { 1 };
    let at = |k: usize| mean(&losses[(k + 1).saturating_sub(window)..=k]);
    let stretch = |k: usize| at(n - k * quarter) - at(n - (k - 1) * quarter);
    let falls = [3, 2, 1].map(stretch);
    let least = 1e-12 * losses[n].abs();
    if falls.iter().any(|fall| *fall <= least) {
        return None;
    }
    let ratios = [falls[1] / falls[0], falls[2] / falls[1]];
    let ratio = ratios[1].min(1.0 - 1e-9);
    let updates = quarter as f64 * run.stride();
    Some(Fall {
        ratios,
        left: falls[2] * ratio / (1.0 - ratio),
        needed: updates * 0.01_f64.ln() / ratio.ln(),
        gone: 1.0 - losses[n] / losses[0],
        factor: ratio.powf(1.0 / updates),
    })
}
