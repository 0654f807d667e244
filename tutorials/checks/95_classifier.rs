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
    check::{self, Failure, Verdict, fresh_seed, near, number},
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
    )?;
    let best = lowest(&losses);
    let what = format!(
        "the network of the best epoch, which is number {} of {epochs}. The \
         losses are right; these are weights and biases",
        best + 1
    );
    let last = of(Way::Last).0;
    near(&what, &params, &right, &[("last", &last)])?;
    Ok((best, losses))
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
        for batch in batches.epoch() {
            let batch: Vec<usize> = match way {
                Way::AllRows => (0..learned.y.len()).collect(),
                _ => batch.iter().map(|i| *i as usize).collect(),
            };
            let x: Vec<_> =
                batch.iter().map(|i| learned.x[*i].clone()).collect();
            let mut by_scores = Vec::new();
            for (x, i) in x.iter().zip(&batch) {
                let (_, mut by) = loss(&network.forward(x), learned.y[*i], way);
                let sign = if way == Way::Uphill { -1.0 } else { 1.0 };
                by.iter_mut()
                    .for_each(|by| *by *= sign / batch.len() as f64);
                by_scores.push(by);
            }
            network.step(&x, &by_scores, training.lr, true);
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
        losses.push(sum / set.y.len() as f64);
        if way == Way::Last || lowest(&losses) == losses.len() - 1 {
            kept = network.params();
        }
    }
    (kept, losses)
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
