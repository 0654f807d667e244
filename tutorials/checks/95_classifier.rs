//! The check of the exercise of this name.

#[path = "../exercises/95_classifier.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use burn::tensor::{Int, Tensor};
use descent::{
    batch::Batches,
    device::{self, Backend, Precision},
    model::Mlp,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tutorials::{
    check::{self, Failure, Verdict, among, factor, fresh_seed, near, number},
    network::{Network, softmax, table},
};

const LEARNED: &str = "The validation set is learned from, too. Then it says \
                       nothing more about rows that the network has not seen.";

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Rows and their labels.
#[derive(Clone)]
struct Rows {
    x: Vec<Vec<f64>>,
    y: Vec<usize>,
}

/// What is trained and how.
#[derive(Clone)]
struct Training {
    sets: [Rows; 2],
    start: Mlp,
    batches: Batches,
    lr: f64,
    epochs: usize,
}

fn check() -> Verdict {
    let mut told = String::new();
    // Five batches of 8, and 12, 12 and 3: a last one that is smaller.
    for (n, size, inputs) in [(40, 8, 2), (27, 12, 3)] {
        let training = Training::drawn(n, size, inputs)?;
        let (epoch, losses) = run(&training)?;
        told = format!(
            "The loss on the validation set was {} after the first epoch, {} \
             after epoch {}, the best, and {} in the end.",
            number(losses[0]),
            number(losses[epoch]),
            epoch + 1,
            number(losses[losses.len() - 1])
        );
    }
    Ok(format!(
        "{told} You kept the best network and not the last: it has learned \
         the classes, and not yet the noise of its examples."
    ))
}

impl Training {
    /// Three classes in noise, of which a network learns too much: the best
    /// epoch is neither the first nor the last.
    fn drawn(n: usize, size: usize, inputs: usize) -> Result<Self, Failure> {
        let device = device::open(Backend::Flex, Precision::F64)?;
        let mut seed = fresh_seed();
        loop {
            seed = seed.wrapping_add(1);
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let sets = [n, 25].map(|n| Rows::drawn(n, inputs, &mut random));
            let training = Training {
                sets,
                start: Mlp::new([inputs, 10, 3], seed, &device),
                batches: Batches::new(n, size, seed)?,
                lr: 0.5,
                epochs: 12,
            };
            let start = Network::of(&training.start)?;
            let (_, losses) = oracle(&training, start, Way::Right);
            let best = lowest(&losses);
            // Nor is the last the worst: each choice is another network.
            let last = losses[11];
            let by_far = last > losses[best] + 0.01;
            let worse = losses.iter().any(|loss| *loss > last + 0.01);
            if (1..10).contains(&best) && by_far && worse {
                return Ok(training);
            }
        }
    }
}

impl Rows {
    /// The class is the largest input, counting 0 as the third where there are
    /// two; for every third row it is any.
    fn drawn(n: usize, inputs: usize, random: &mut ChaCha8Rng) -> Self {
        let (mut rows, mut labels) = (Vec::new(), Vec::new());
        for _ in 0..n {
            let mut input = || random.random_range(-1.0..1.0);
            let x: Vec<f64> = (0..inputs).map(|_| input()).collect();
            let score = |class: &usize| x.get(*class).copied().unwrap_or(0.0);
            let class = (0..3)
                .max_by(|i, j| score(i).total_cmp(&score(j)))
                .unwrap_or(0);
            labels.push(match random.random_range(0..3) {
                0 => random.random_range(0..3),
                _ => class,
            });
            rows.push(x);
        }
        Rows { x: rows, y: labels }
    }
}

/// The index of the lowest.
fn lowest(losses: &[f64]) -> usize {
    let index =
        (0..losses.len()).min_by(|i, j| losses[*i].total_cmp(&losses[*j]));
    index.unwrap_or_default()
}

/// The weights and biases that the exercise gives back, and its losses.
fn answer(training: &Training) -> Result<(Vec<f64>, Vec<f64>), Failure> {
    let device = device::open(Backend::Flex, Precision::F64)?;
    let [learned, validated] = [0, 1].map(|set| {
        let Rows { x, y } = &training.sets[set];
        let labels: Vec<i64> = y.iter().map(|y| *y as i64).collect();
        let labels = Tensor::<1, Int>::from_data(&labels[..], &device);
        (table(x, &device), labels)
    });
    let (model, losses) = exercise::train(
        training.start.clone(),
        &learned,
        &validated,
        training.lr,
        training.epochs,
        training.batches.clone(),
    )?;
    Ok((Network::of(&model)?.params(), losses))
}

/// The best epoch, from 0, and the losses on the validation set.
fn run(training: &Training) -> Result<(usize, Vec<f64>), Failure> {
    let epochs = training.epochs;
    let (params, losses) = answer(training)?;
    let start = Network::of(&training.start)?;
    let of = |way| oracle(training, start.clone(), way);
    let (right, right_losses) = of(Way::Right);
    if losses.len() != epochs {
        return Err(Failure::told(format!(
            "{epochs} epochs have {epochs} losses on the validation set, one \
             after each. You gave {}.",
            losses.len()
        )));
    }
    let ways = [
        ("on_training", Way::OnTraining),
        ("twice", Way::Twice),
        ("twice", Way::TwiceInTraining),
        ("all_rows", Way::AllRows),
        ("uphill", Way::Uphill),
    ];
    let ways = ways.map(|(name, way)| (name, of(way).1));
    let known = ways.each_ref().map(|(name, losses)| (*name, &losses[..]));
    near(
        "the losses on the validation set",
        &losses,
        &right_losses,
        &known,
    )
    .map_err(|failure| {
        let reason = reason_of_losses(training, &losses, &right_losses);
        let reason = reason.or_else(|| of_first_updates(training));
        failure.because(reason.as_deref())
    })?;
    let best = lowest(&losses);
    let what = format!(
        "the network of the best epoch, which is number {} of {epochs}. The \
         losses are right; these are weights and biases",
        best + 1
    );
    let ways = [Way::Last, Way::Worst, Way::Before, Way::OnTraining];
    let [last, worst, before, on_training] = ways.map(|way| of(way).0);
    near(&what, &params, &right, &[("last", &last)]).map_err(|failure| {
        let ways: [(&str, &[f64]); 4] = [
            ("That is the network before any training.", &start.params()),
            ("That is that of the epoch with the highest loss.", &worst),
            ("That is the network of the epoch before the best.", &before),
            ("That is the best on the training set.", &on_training),
        ];
        failure.because(among(&params, &ways))
    })?;
    Ok((best, losses))
}

/// Why the losses are wrong in none of the known ways.
fn reason_of_losses(
    training: &Training,
    losses: &[f64],
    right: &[f64],
) -> Option<String> {
    let start = Network::of(&training.start).ok()?;
    let of = |way| oracle(training, start.clone(), way).1;
    let ahead = right.len() - 1;
    if among(&losses[1..], &[("", &right[..ahead])]).is_some() {
        return Some(
            "These are the losses before each epoch. The first is wanted \
             after the first."
                .into(),
        );
    }
    let lowest = |i: usize| right[lowest(&right[..=i])];
    let ways = [
        (
            "Rows and labels do not belong together: `rows` takes those of \
             the batch out of x and out of y.",
            of(Way::OtherLabels),
        ),
        (LEARNED, of(Way::Learned)),
        (LEARNED, of(Way::LearnedBefore)),
        (
            "Every epoch has the same batches. `batches.epoch()` deals out new \
             ones, unless a clone of `batches` is asked.",
            of(Way::SameBatches),
        ),
        (
            "These are the losses of each epoch's last batch, before its \
             update. Ask the validation set, after all batches.",
            of(Way::LastBatch),
        ),
        (
            "The network does not learn: these are the losses of the first \
             one. `step` gives back the new network.",
            vec![of(Way::NotLearned)[0]; right.len()],
        ),
        (
            "Each is the lowest so far. The loss after each epoch is wanted, \
             also where it has risen.",
            (0..right.len()).map(lowest).collect(),
        ),
    ];
    let ways = ways
        .each_ref()
        .map(|(reason, losses)| (*reason, &losses[..]));
    if let Some(reason) = among(losses, &ways) {
        return Some(reason.into());
    }
    factor(losses, right).map(|times| {
        format!(
            "All are {} times what they should be. The loss is the mean over \
             the rows of the validation set, {} here.",
            number(times),
            training.sets[1].y.len()
        )
    })
}

/// What the first updates do, where the losses of many say nothing: one epoch
/// and then two, of a single batch with all rows.
fn of_first_updates(training: &Training) -> Option<String> {
    let n = training.sets[0].y.len();
    let few = |epochs| {
        let batches = Batches::new(n, n, 0).ok()?;
        let all = training.clone();
        Some(Training {
            batches,
            epochs,
            ..all
        })
    };
    let start = Network::of(&training.start).ok()?;
    let is = |got: &[f64], right: &[f64]| near("", got, right, &[]).is_ok();
    let once = few(1)?;
    let (params, losses) = answer(&once).ok()?;
    let (right, right_losses) = oracle(&once, start.clone(), Way::Right);
    if !params.iter().chain(&losses).all(|value| value.is_finite()) {
        return None; // which is explained as such
    }
    if !is(&params, &right) {
        let of_start = start.params();
        let went = |to: &[f64]| -> Vec<f64> {
            let pairs = to.iter().zip(&of_start);
            pairs.map(|(to, from)| to - from).collect()
        };
        let (went, should) = (went(&params), went(&right));
        let how = match factor(&went, &should) {
            Some(times) => format!("goes {} times as far", number(times)),
            None if went.iter().all(|step| *step == 0.0) => {
                "goes nowhere".into()
            }
            None => "leads elsewhere".into(),
        };
        return Some(format!(
            "Already an epoch of a single batch with all rows {how}. It is one \
             update, −lr times the gradient of the mean cross-entropy of its \
             batch; the last batch of an epoch has one, too."
        ));
    }
    if !is(&losses, &right_losses) {
        return Some(
            "A single update leads where it should, and the loss that you give \
             after it is not right: the mean cross-entropy over all rows of \
             the validation set, of the network after the epoch."
                .into(),
        );
    }
    let twice = few(2)?;
    let (_, losses) = answer(&twice).ok()?;
    let reason = match is(&losses, &oracle(&twice, start, Way::Right).1) {
        false => {
            "The first update is right, and the second is not. What does it \
             take along from the first? Each is −lr times the gradient of its \
             own batch, with lr as given."
        }
        true => {
            "With one batch of all rows every update is right. So look at the \
             batches: each epoch asks the given `batches` for its own, once, \
             and each batch makes one update, a smaller last one, too."
        }
    };
    Some(reason.into())
}

/// How a training can go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Right,
    Last,
    OnTraining,
    Twice,
    /// And the validation right.
    TwiceInTraining,
    AllRows,
    Uphill,
    /// With the labels of the first rows.
    OtherLabels,
    /// One update by the validation set after each epoch.
    Learned,
    /// And its loss after that.
    LearnedBefore,
    SameBatches,
    /// The losses are those of each epoch's last batch.
    LastBatch,
    NotLearned,
    /// The network of the highest loss is kept.
    Worst,
    /// The network as it was before the epoch of the lowest loss.
    Before,
}

/// The same on the host: the weights and biases, and the losses.
fn oracle(
    training: &Training,
    mut network: Network,
    way: Way,
) -> (Vec<f64>, Vec<f64>) {
    let [learned, validated] = &training.sets;
    let mut batches = training.batches.clone();
    let (mut kept, mut losses) = (Vec::new(), Vec::new());
    for _ in 0..training.epochs {
        let (before, mut of_batch) = (network.params(), 0.0);
        let dealt = match way {
            Way::SameBatches => training.batches.clone().epoch(),
            _ => batches.epoch(),
        };
        for batch in dealt {
            let batch: Vec<usize> = match way {
                Way::AllRows => (0..learned.y.len()).collect(),
                _ => batch.iter().map(|i| *i as usize).collect(),
            };
            let label = |(place, i): (usize, &usize)| match way {
                Way::OtherLabels => learned.y[place],
                _ => learned.y[*i],
            };
            let rows = Rows {
                x: batch.iter().map(|i| learned.x[*i].clone()).collect(),
                y: batch.iter().enumerate().map(label).collect(),
            };
            of_batch = update(&mut network, &rows, training.lr, way);
        }
        if way == Way::LearnedBefore {
            update(&mut network, validated, training.lr, way);
        }
        let (set, seen) = match way {
            Way::OnTraining => (learned, way),
            Way::TwiceInTraining => (validated, Way::Right),
            _ => (validated, way),
        };
        let rows = set.x.iter().zip(&set.y);
        let of = rows.map(|(x, y)| loss(&network.forward(x), *y, seen).0);
        let mean = of.sum::<f64>() / set.y.len() as f64;
        losses.push(if way == Way::LastBatch {
            of_batch
        } else {
            mean
        });
        let highest = losses.iter().all(|loss| *loss <= mean);
        match way {
            Way::Last => kept = network.params(),
            Way::Worst if highest => kept = network.params(),
            Way::Worst => {}
            _ if lowest(&losses) < losses.len() - 1 => {}
            Way::Before => kept = before,
            _ => kept = network.params(),
        }
        if way == Way::Learned {
            update(&mut network, validated, training.lr, way);
        }
    }
    (kept, losses)
}

/// One update by these rows, and their loss before it.
fn update(network: &mut Network, rows: &Rows, lr: f64, way: Way) -> f64 {
    let (mut sum, mut by_scores) = (0.0, Vec::new());
    let n = rows.y.len() as f64;
    for (x, label) in rows.x.iter().zip(&rows.y) {
        let (loss, mut by) = loss(&network.forward(x), *label, way);
        let sign = if way == Way::Uphill { -1.0 } else { 1.0 };
        by.iter_mut().for_each(|by| *by *= sign / n);
        by_scores.push(by);
        sum += loss;
    }
    if way != Way::NotLearned {
        network.step(&rows.x, &by_scores, lr, true);
    }
    sum / n
}

/// The cross-entropy of one row, and its derivatives by the scores.
fn loss(scores: &[f64], label: usize, way: Way) -> (f64, Vec<f64>) {
    let (logarithm, p) = softmax(scores);
    if !matches!(way, Way::Twice | Way::TwiceInTraining) {
        let mut by = p;
        by[label] -= 1.0;
        return (logarithm - scores[label], by);
    }
    // The probabilities taken for scores: the chain rule goes through both.
    let (logarithm, mut by_p) = softmax(&p);
    by_p[label] -= 1.0;
    let mean: f64 = p.iter().zip(&by_p).map(|(p, by)| p * by).sum();
    let by = p.iter().zip(&by_p).map(|(p, by)| p * (by - mean));
    (logarithm - p[label], by.collect())
}
