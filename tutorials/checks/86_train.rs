//! The check of the exercise of this name.

#[path = "../exercises/86_train.rs"]
#[rustfmt::skip]
mod exercise;

use std::process::ExitCode;

use descent::{
    data::{linspace, tensor},
    device::{self, Backend, Precision},
    model::Mlp,
};
use tutorials::{
    check::{
        self, Failure, Verdict, among, factor, fresh_points, fresh_seed, list,
        near, number,
    },
    network::{Network, table},
};

/// Runs the check.
pub fn main() -> ExitCode {
    check::run(file!(), check)
}

/// What is trained and how.
#[derive(Clone)]
struct Training {
    rows: Vec<Vec<f64>>,
    y: Vec<f64>,
    hidden: usize,
    seed: u64,
    lr: f64,
    updates: usize,
}

fn check() -> Verdict {
    let x = linspace(-1.0, 1.0, 20);
    let sine = Training {
        y: x.iter().map(|x| (3.0 * x).sin()).collect(),
        rows: x.into_iter().map(|x| vec![x]).collect(),
        hidden: 8,
        seed: 42,
        lr: 0.1,
        updates: 40,
    };
    // Two inputs, numbers of about 1.
    let points = fresh_points();
    let fresh = Training {
        rows: points.x.iter().map(|x| vec![*x, 1.0 - 3.0 * x]).collect(),
        y: points.y.iter().map(|y| y / 8.0).collect(),
        hidden: 5,
        seed: fresh_seed(),
        lr: 0.03,
        updates: 3,
    };
    let none = Training {
        rows: fresh.rows.clone(),
        y: fresh.y.clone(),
        updates: 0,
        ..fresh
    };
    // The short one first: what goes uphill may be no number after 40 updates.
    run(&fresh)?;
    run(&none)?;
    let losses = run(&sine)?;
    Ok(format!(
        "The sine: from a loss of {} to {} in 40 updates. A network with two \
         inputs that was drawn just now learned right, too, weight for weight. \
         You can train networks.",
        number(losses[0]),
        number(losses[40])
    ))
}

impl Training {
    fn start(&self) -> Result<Mlp, Failure> {
        let device = device::open(Backend::Flex, Precision::F64)?;
        let sizes = [self.rows[0].len(), self.hidden, 1];
        Ok(Mlp::new(sizes, self.seed, &device))
    }
}

/// The weights and biases that the exercise gives back, and its losses.
fn answer(training: &Training) -> Result<(Vec<f64>, Vec<f64>), Failure> {
    let Training { lr, updates, .. } = training;
    let device = device::open(Backend::Flex, Precision::F64)?;
    let x = table(&training.rows, &device);
    let y = tensor(&training.y, &device);
    let start = training.start()?;
    let (model, losses) = exercise::train(start, x, y, *lr, *updates)?;
    Ok((Network::of(&model)?.params(), losses))
}

fn run(training: &Training) -> Result<Vec<f64>, Failure> {
    let Training { lr, updates, .. } = training;
    let inputs = training.rows[0].len();
    let start = Network::of(&training.start()?)?;
    let (params, losses) = answer(training)?;
    let of = |way| oracle(training, start.clone(), way);
    let (right, right_losses) = of(Way::Right);
    let what = format!(
        "all weights and biases after {updates} updates with lr {lr}, {} \
         points, {inputs} inputs, {} hidden units",
        training.y.len(),
        training.hidden
    );
    let ways = [
        ("broadcast", Way::Broadcast),
        ("summed", Way::Sum),
        ("root", Way::Root),
        ("uphill", Way::Uphill),
        ("output_only", Way::OutputOnly),
    ];
    let ways = ways.map(|(name, way)| (name, of(way).0));
    let known: Vec<(&'static str, &[f64])> = ways
        .iter()
        .map(|(name, params)| (*name, &params[..]))
        .collect();
    near(&what, &params, &right, &known).map_err(|failure| {
        let reason = reason(training, &start, &params);
        failure.because(reason.as_deref())
    })?;
    if losses.len() != updates + 1 {
        return Err(Failure::told(format!(
            "The network is right, but there are {} losses where {updates} \
             updates have {}: one at the start, and one after each.",
            losses.len(),
            updates + 1
        )));
    }
    if near("", &losses, &right_losses, &[]).is_err() {
        return Err(Failure::told(format!(
            "The network is right, the losses are not.\nexpected  {}\n\
             got       {}\nEach is the mean of the squared errors over all \
             points: the first at the start, the others after each update.",
            list(&right_losses),
            list(&losses)
        )));
    }
    Ok(losses)
}

/// Why the network is wrong in none of the known ways.
fn reason(
    training: &Training,
    start: &Network,
    params: &[f64],
) -> Option<String> {
    let after = |updates| {
        let same = training.clone();
        oracle(&Training { updates, ..same }, start.clone(), Way::Right).0
    };
    let updates = training.updates;
    let ways: [(&str, &[f64]); 3] = [
        (
            "That is where one update more ends. In the round of the last loss \
             nothing moves any more.",
            &after(updates + 1),
        ),
        (
            "That is the network of the start. `step` gives back the new one: \
             keep it, and return it.",
            &after(0),
        ),
        (
            "That is where one update fewer ends.",
            &after(updates.saturating_sub(1)),
        ),
    ];
    if let Some(reason) = among(params, &ways) {
        return Some(reason.into());
    }
    if !params.iter().all(|value| value.is_finite()) {
        return None; // which is explained as such
    }
    let same = training.clone();
    let (first, _) = answer(&Training { updates: 1, ..same }).ok()?;
    let of_start = start.params();
    let went = |to: &[f64]| -> Vec<f64> {
        let pairs = to.iter().zip(&of_start);
        pairs.map(|(to, from)| to - from).collect()
    };
    let (went, should) = (went(&first), went(&after(1)));
    let is_near = |(went, should): (&f64, &f64)| (went - should).abs() < 1e-9;
    if went.iter().zip(&should).all(is_near) {
        return Some(format!(
            "The first update is right, and {updates} are not. What does one \
             take along from the one before? Each is −lr times the gradient at \
             the present weights, with lr as given."
        ));
    }
    let weights = training.rows[0].len() * training.hidden;
    let biases = (weights..weights + training.hidden)
        .chain([weights + 2 * training.hidden]);
    if biases.clone().all(|i| went[i] == 0.0) {
        return Some("The biases have not moved. They learn, too.".into());
    }
    Some(match factor(&went, &should) {
        Some(times) => format!(
            "Already the first update is {} times as long as it should be: −lr \
             times the gradient of the mean of the squared errors.",
            number(times)
        ),
        None => {
            "Already the first update leads elsewhere. It is −lr times the \
                 gradient of the mean of the squared errors, as plain gradient \
                 descent does."
                .into()
        }
    })
}

/// How a training can go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Right,
    Broadcast,
    Sum,
    Root,
    Uphill,
    OutputOnly,
}

/// The same on the host: the network in the end, and the losses.
fn oracle(
    training: &Training,
    mut network: Network,
    way: Way,
) -> (Vec<f64>, Vec<f64>) {
    let y = &training.y;
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let mut losses = Vec::new();
    for update in 0..=training.updates {
        let y_pred = training.rows.iter().map(|x| network.forward(x)[0]);
        let errors: Vec<f64> = y_pred.zip(y).map(|(g, y)| g - y).collect();
        let mse = errors.iter().map(|e| e * e).sum::<f64>() / n;
        losses.push(mse);
        if update == training.updates {
            break;
        }
        let by_output = errors.iter().zip(y).map(|(error, y)| {
            vec![match way {
                Way::Sum => 2.0 * error,
                Way::Root => error / (n * mse.sqrt()),
                Way::Uphill => -2.0 * error / n,
                // Every prediction against every y: against their mean.
                Way::Broadcast => 2.0 * (error + y - mean) / n,
                Way::Right | Way::OutputOnly => 2.0 * error / n,
            }]
        });
        let by_output: Vec<_> = by_output.collect();
        let hidden = way != Way::OutputOnly;
        network.step(&training.rows, &by_output, training.lr, hidden);
    }
    (network.params(), losses)
}
