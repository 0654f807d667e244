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
    network::{Network, table},
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// Rows and their labels.
struct Rows {
    x: Vec<Vec<f64>>,
    y: Vec<usize>,
}

/// What is trained and how.
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

/// The best epoch, from 0, and the losses on the validation set.
fn run(training: &Training) -> Result<(usize, Vec<f64>), Failure> {
    let Training { lr, epochs, .. } = training;
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
        *lr,
        *epochs,
        training.batches.clone(),
    )?;
    let params = Network::of(&model)?.params();
    let start = Network::of(&training.start)?;
    let of = |way| oracle(training, start.clone(), way);
    let (right, right_losses) = of(Way::Right);
    if losses.len() != *epochs {
        return Err(Failure::told(format!(
            "{epochs} epochs have {epochs} losses on the validation set, one \
             after each. You gave {}.",
            losses.len()
        )));
    }
    let ways = [
        ("on_training", Way::OnTraining),
        ("twice", Way::Twice),
        ("all_rows", Way::AllRows),
        ("uphill", Way::Uphill),
    ];
    let ways = ways.map(|(name, way)| (name, of(way).1));
    let known: Vec<(&'static str, &[f64])> = ways
        .iter()
        .map(|(name, losses)| (*name, &losses[..]))
        .collect();
    near(
        "the losses on the validation set",
        &losses,
        &right_losses,
        &known,
    )
    .map_err(|failure| {
        let reason = reason_of_losses(training, &losses, &right_losses);
        failure.because(reason.as_deref())
    })?;
    let best = lowest(&losses);
    let what = format!(
        "the network of the best epoch, which is number {} of {epochs}. The \
         losses are right; these are weights and biases",
        best + 1
    );
    let last = of(Way::Last).0;
    near(&what, &params, &right, &[("last", &last)]).map_err(|failure| {
        failure.because(among(
            &params,
            &[
                ("That is the network before any training.", &start.params()),
                (
                    "That is the network of the epoch with the highest loss.",
                    &of(Way::Worst).0,
                ),
                (
                    "That is the network of the epoch before the best.",
                    &of(Way::Before).0,
                ),
            ],
        ))
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
    let ways = [
        (
            "Rows and labels do not belong together: `rows` takes those of \
             the batch out of x and out of y.",
            of(Way::OtherLabels),
        ),
        (
            "The validation set is learned from, too. Then it says nothing \
             more about rows that the network has not seen.",
            of(Way::Learned),
        ),
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

/// How a training can go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Right,
    Last,
    OnTraining,
    Twice,
    AllRows,
    Uphill,
    /// With the labels of the first rows.
    OtherLabels,
    /// One update by the validation set after each epoch.
    Learned,
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
        let set = if way == Way::OnTraining {
            learned
        } else {
            validated
        };
        let rows = set.x.iter().zip(&set.y);
        let sum: f64 = rows
            .map(|(x, y)| loss(&network.forward(x), *y, way).0)
            .sum();
        let mean = sum / set.y.len() as f64;
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
    if way != Way::Twice {
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

/// The logarithm of the sum of all exp(z), and each one's part of the sum.
fn softmax(scores: &[f64]) -> (f64, Vec<f64>) {
    let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exp: Vec<f64> = scores.iter().map(|z| (z - largest).exp()).collect();
    let sum: f64 = exp.iter().sum();
    let p = exp.into_iter().map(|exp| exp / sum).collect();
    (largest + sum.ln(), p)
}
