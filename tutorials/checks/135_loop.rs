//! The check of the exercise of this name.

#[path = "../exercises/135_loop.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use exercise::{Row, Settings};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use tutorials::check::{
    self, Failure, Verdict, among, factor, fresh_seed, near, number,
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

type Checked = Result<(), Failure>;

/// The loss of a score where y is the target, and its derivative by the score.
type Loss = fn(f64, f64) -> (f64, f64);

/// What is trained and how.
#[derive(Clone)]
struct Training {
    /// To learn from, and to validate.
    sets: [Vec<Row>; 2],
    start: Vec<f64>,
    loss: Loss,
    settings: Settings,
}

fn check() -> Verdict {
    let line = Training::drawn(squared, 11, 0.04, 135);
    let fresh = Training::drawn(logistic, 14, 0.8, fresh_seed());
    let (mut whole, mut unmoved) = (fresh.clone(), line.clone());
    (whole.settings.epochs, whole.settings.patience) = (4, 50);
    unmoved.settings.lr = 0.0;
    run(&line)?;
    let (best, losses) = run(&fresh)?;
    run(&whole)?;
    let ran = answer(&unmoved).1.len();
    if ran != 4 {
        let seen = format!(
            "With a rate of 0 all losses are the same. With a patience of 3 \
             the run should end after epoch 4; it ended after epoch {ran}."
        );
        return Err(Failure::known("ties", seen));
    }
    Ok(format!(
        "Every loss and every parameter is right, for two models. On rows that \
         were drawn just now epoch {best} was the best, with a validation loss \
         of {}; the run ended after epoch {}, at {}. The loop is yours.",
        number(losses[best - 1]),
        losses.len(),
        number(losses[losses.len() - 1])
    ))
}

impl Training {
    /// Few rows of many inputs with much noise, of which a model learns too
    /// much. Each way to end a run ends this one after another epoch.
    fn drawn(loss: Loss, n: usize, lr: f64, mut seed: u64) -> Self {
        loop {
            seed = seed.wrapping_add(1);
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut draw = || random.random_range(-1.0..1.0);
            let slopes = [(); INPUTS].map(|()| draw());
            let sets = [n, 9].map(|n| {
                let row = |_| {
                    let x: Vec<f64> = (0..INPUTS).map(|_| draw()).collect();
                    let terms = slopes.iter().zip(&x).map(|(a, x)| a * x);
                    let y = terms.sum::<f64>() + 0.4 + draw();
                    (x, y)
                };
                (0..n).map(row).collect()
            });
            let training = Training {
                sets,
                start: (0..=INPUTS).map(|_| draw()).collect(),
                loss,
                settings: Settings {
                    lr,
                    // 4, 4 and 3; 5, 5 and 4.
                    batch_size: n.div_ceil(3),
                    epochs: 40,
                    patience: 3,
                    seed,
                },
            };
            let losses = oracle(&training, Way::Right).1;
            let mut ends: Vec<_> =
                ENDS.map(|(end, _)| ended(&losses, 3, end)).to_vec();
            ends.push(lowest(&losses[..ends[0]]));
            let count = ends.len();
            ends.sort();
            ends.dedup();
            if ends.len() == count {
                return training;
            }
        }
    }

    /// The sum of the losses of these rows, and its gradient.
    fn at(&self, params: &[f64], rows: &[Row]) -> (f64, Vec<f64>) {
        let (mut sum, mut gradient) = (0.0, vec![0.0; params.len()]);
        for (x, y) in rows {
            // The last parameter is the intercept.
            let x: Vec<f64> = x.iter().copied().chain([1.0]).collect();
            let score = params.iter().zip(&x).map(|(a, x)| a * x).sum();
            let (loss, by_score) = (self.loss)(score, *y);
            sum += loss;
            step(&mut gradient, &x, -by_score);
        }
        (sum, gradient)
    }

    fn mean(&self, params: &[f64], rows: &[Row]) -> f64 {
        self.at(params, rows).0 / rows.len() as f64
    }

    /// The places of the training rows in the order of an epoch.
    fn order(&self, seed: u64, epoch: usize) -> Vec<usize> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(epoch as u64);
        let mut order: Vec<usize> = (0..self.sets[0].len()).collect();
        order.shuffle(&mut random);
        order
    }
}

const INPUTS: usize = 5;

/// The parameters that the exercise gives back, and its losses.
fn answer(training: &Training) -> (Vec<f64>, Vec<f64>) {
    exercise::train(
        &training.start,
        &training.sets[0],
        &training.sets[1],
        |params, rows| training.at(params, rows),
        |seed, epoch| training.order(seed, epoch),
        training.settings,
    )
}

/// The best epoch, from 1, and the losses.
fn run(training: &Training) -> Result<(usize, Vec<f64>), Failure> {
    let (params, losses) = answer(training);
    let (all_params, all) = oracle(training, Way::Right);
    values(training, &losses, &all)?;
    ends(training, &losses, &all)?;
    let best = lowest(&losses);
    let what = format!(
        "the parameters after the best epoch, which is number {best} of {}. \
         The losses are right",
        losses.len()
    );
    let last = &all_params[losses.len()][..];
    let right = near(&what, &params, &all_params[best], &[("last", last)]);
    right.map_err(|failure| {
        let is = |of: &Vec<f64>| near("", &params, of, &[]).is_ok();
        let reason = all_params.iter().position(is).map(|epoch| {
            format!(
                "These are those after epoch {epoch}. Copy them after the \
                 updates of the best epoch, together with its loss."
            )
        });
        failure.because(reason.as_deref())
    })?;
    Ok((best, losses))
}

/// Whether these are the validation losses, however many: what the updates do.
fn values(of: &Training, losses: &[f64], all: &[f64]) -> Checked {
    let shown = losses.len().min(all.len());
    let by = |way| oracle(of, way).1[..shown].to_vec();
    let ways = [
        ("no_shuffle", Way::NoShuffle),
        ("one_order", Way::OneOrder),
        ("dropped", Way::Dropped),
        ("on_training", Way::OnTraining),
        ("summed", Way::Summed),
        ("by_size", Way::BySize),
        ("one_gradient", Way::OneGradient),
        ("frozen", Way::Frozen),
        ("uphill", Way::Uphill),
    ];
    let ways = ways.map(|(name, way)| (name, by(way)));
    let known = ways.each_ref().map(|(name, losses)| (*name, &losses[..]));
    let (losses, all) = (&losses[..shown], &all[..shown]);
    let what = "the losses on the validation rows";
    near(what, losses, all, &known).map_err(|failure| {
        let reason = reason(of, losses, all);
        failure.because(reason.as_deref())
    })
}

/// Why the losses are wrong in none of the known ways.
fn reason(of: &Training, losses: &[f64], right: &[f64]) -> Option<String> {
    let (shown, [learned, validated]) = (losses.len(), &of.sets);
    let by = |way| oracle(of, way).1[..shown].to_vec();
    let of_start = of.mean(&of.start, validated);
    let mut before = vec![of_start];
    before.extend(&right[..shown - 1]);
    let so_far = |i: usize| right[lowest(&right[..=i]) - 1];
    let ways = [
        (
            "That is the order of epoch 0, 1, 2, … : the first epoch is 1.",
            by(Way::FromZero),
        ),
        (
            "The validation rows are learned from, too. Then they say nothing \
             more about rows that the model has not seen.",
            by(Way::Learned),
        ),
        (
            "These are the losses before each epoch. The first is wanted after \
             the first.",
            before,
        ),
        (
            "These are the losses of each epoch's last batch, before its \
             update. Ask the validation rows, after all batches.",
            by(Way::LastBatch),
        ),
        (
            "Nothing has moved: these are the losses of the start.",
            vec![of_start; shown],
        ),
        (
            "Each is the lowest so far. The loss after each epoch is wanted, \
             also where it has risen.",
            (0..shown).map(so_far).collect(),
        ),
    ];
    let ways = ways.each_ref().map(|(why, losses)| (*why, &losses[..]));
    if let Some(reason) = among(losses, &ways) {
        return Some(reason.into());
    }
    if let Some(times) = factor(losses, right) {
        return Some(format!(
            "All are {} times what they should be. The loss is the mean over \
             the validation rows, {} here, and `at` gives a sum.",
            number(times),
            validated.len()
        ));
    }
    if !losses.iter().all(|loss| loss.is_finite()) {
        return None; // which is explained as such
    }
    // One update alone: an epoch of a single batch.
    let mut once = of.clone();
    (once.settings.batch_size, once.settings.epochs) = (learned.len(), 1);
    let (params, losses) = answer(&once);
    let (right, right_losses) = oracle(&once, Way::Right);
    let is = |got: &[f64], right: &[f64]| near("", got, right, &[]).is_ok();
    let reason = if is(&losses, &right_losses) {
        "A single epoch with all rows in one batch is right. So look at what \
         several batches or epochs do otherwise: each batch makes one update, \
         at the present parameters, with the rate as given."
    } else if is(&params, &right[1]) {
        "A single update leads where it should, and the loss after it is not \
         right: the mean over all validation rows, after the epoch."
    } else {
        "Already a single epoch with all rows in one batch is not right. It is \
         one update: −lr times the gradient of the mean loss."
    };
    Some(reason.into())
}

/// Whether the run ended after the right epoch, its losses being right.
fn ends(of: &Training, losses: &[f64], all: &[f64]) -> Checked {
    let (epochs, patience) = (of.settings.epochs, of.settings.patience);
    let [ran, right] = [losses.len(), ended(all, patience, End::Right)];
    if ran == right {
        return Ok(());
    }
    let seen = format!(
        "The losses are right, and there are {ran} of them. The run should \
         have ended after epoch {right}: {epochs} at most, and a patience of \
         {patience}."
    );
    // Short of all epochs, or beyond them.
    if ran > epochs || right == epochs {
        return Err(Failure::known("count", seen));
    }
    if ran == lowest(&all[..right]) {
        return Err(Failure::told(format!(
            "{seen} Those after the best epoch were run, too: give their \
             losses as well."
        )));
    }
    let way = ENDS.iter().find(|way| ended(all, patience, way.0) == ran);
    Err(match way {
        Some((_, name)) => Failure::known(name, seen),
        None => Failure::unknown(seen),
    })
}

/// The rules by which a run may end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Right,
    Late,
    Early,
    /// Compared with the epoch before, not with the lowest.
    Previous,
    /// All epochs without a lower one, in a row or not.
    Total,
    Rise,
    Never,
}

const ENDS: [(End, &str); 7] = [
    (End::Right, ""),
    (End::Late, "late"),
    (End::Early, "early"),
    (End::Previous, "previous"),
    (End::Total, "total"),
    (End::Rise, "rise"),
    (End::Never, "never"),
];

/// The epoch after which a run ends.
fn ended(losses: &[f64], patience: usize, end: End) -> usize {
    let patience = match end {
        End::Late => patience + 1,
        End::Early => patience - 1,
        End::Rise => 1,
        End::Never => usize::MAX,
        _ => patience,
    };
    let (mut beaten, mut since) = (f64::INFINITY, 0);
    for (epoch, loss) in (1..).zip(losses) {
        if *loss >= beaten {
            since += 1;
        } else if end != End::Total {
            since = 0;
        }
        if *loss < beaten || end == End::Previous {
            beaten = *loss;
        }
        if since >= patience {
            return epoch;
        }
    }
    losses.len()
}

/// The epoch of the lowest loss, from 1.
fn lowest(losses: &[f64]) -> usize {
    let all = 0..losses.len();
    let index = all.min_by(|i, j| losses[*i].total_cmp(&losses[*j]));
    index.map_or(0, |index| index + 1)
}

/// How an update can go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Right,
    NoShuffle,
    OneOrder,
    /// The first epoch is 0.
    FromZero,
    Dropped,
    OnTraining,
    Summed,
    /// A smaller batch divided by the size of the others.
    BySize,
    /// One update an epoch, of all rows.
    OneGradient,
    /// All gradients at the parameters of the epoch's start.
    Frozen,
    Uphill,
    /// One update by the validation rows after each epoch.
    Learned,
    /// The losses are those of each epoch's last batch.
    LastBatch,
}

/// All epochs, as if nothing ended the run: the parameters at the start and
/// after each, and the losses.
fn oracle(training: &Training, way: Way) -> (Vec<Vec<f64>>, Vec<f64>) {
    let [learned, validated] = &training.sets;
    let (mut all, mut losses) = (vec![training.start.clone()], Vec::new());
    let settings = training.settings;
    for epoch in 1..=settings.epochs {
        let mut params = all[epoch - 1].clone();
        let order = match way {
            Way::NoShuffle => (0..learned.len()).collect(),
            Way::OneOrder => training.order(settings.seed, 1),
            Way::FromZero => training.order(settings.seed, epoch - 1),
            _ => training.order(settings.seed, epoch),
        };
        let size = match way {
            Way::OneGradient => learned.len(),
            _ => settings.batch_size,
        };
        let mut of_batch = 0.0;
        let whole = |batch: &&[usize]| batch.len() == size;
        let batches = order.chunks(size);
        for batch in batches.filter(|b| way != Way::Dropped || whole(b)) {
            let rows: Vec<_> =
                batch.iter().map(|i| learned[*i].clone()).collect();
            of_batch = training.mean(&params, &rows);
            let frozen = way == Way::Frozen;
            let at = if frozen { &all[epoch - 1] } else { &params };
            let gradient = training.at(at, &rows).1;
            let by = match way {
                Way::Summed => 1.0,
                Way::BySize => size as f64,
                Way::Uphill => -(rows.len() as f64),
                _ => rows.len() as f64,
            };
            step(&mut params, &gradient, settings.lr / by);
        }
        losses.push(match way {
            Way::OnTraining => training.mean(&params, learned),
            Way::LastBatch => of_batch,
            _ => training.mean(&params, validated),
        });
        if way == Way::Learned {
            let (_, gradient) = training.at(&params, validated);
            step(&mut params, &gradient, settings.lr / validated.len() as f64);
        }
        all.push(params);
    }
    (all, losses)
}

fn step(params: &mut [f64], gradient: &[f64], rate: f64) {
    for (param, by) in params.iter_mut().zip(gradient) {
        *param -= rate * by;
    }
}

/// The squared error of a score, and its derivative.
fn squared(score: f64, y: f64) -> (f64, f64) {
    ((score - y).powi(2), 2.0 * (score - y))
}

/// The cross-entropy of two classes, told apart by the sign of y.
fn logistic(score: f64, y: f64) -> (f64, f64) {
    let sign = y.signum();
    let wrong = (-sign * score).exp();
    (wrong.ln_1p(), -sign * wrong / (1.0 + wrong))
}
