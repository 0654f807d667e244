//! `--bootstrap`: how sure, without a formula. Rows are drawn from the table,
//! as many as it has, and each may come again; the model is fitted to each such
//! draw, and how much it differs from draw to draw is how sure it is (Efron,
//! Bootstrap Methods, 1979).

use burn::tensor::Device;
use descent::{Error, batch::Batches, model::by_qr, optimiser::Name};
use indicatif::ProgressBar;
use program::Result;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::{
    data::{Data, INDEPENDENT},
    descend::descend,
    loss::Loss,
    network::{Layer, Network, params},
    penalty,
    places::{along, quantile, quartiles},
    plan::Plan,
    problem::Problem,
    rate::Rate,
    saved::Saved,
    split::{Draw, random},
    stop::Stop,
    weights::Weights,
};

/// Updates of a descent on one draw, at most. It begins at the fit, which is
/// near.
pub const UPDATES: usize = 100;

/// What came of all draws.
pub struct Bootstrap {
    /// How many were fitted.
    pub draws: usize,
    /// How many could not be: columns depend on each other where a draw lacks
    /// the rows that tell them apart, or the descent diverged.
    pub left_out: usize,
    /// Whether by least squares in closed form; otherwise by a descent of at
    /// most [`UPDATES`].
    pub in_closed_form: bool,
    /// The 95 % intervals of the predictions at the quartiles of x.
    pub at_quartiles: Vec<[f64; 2]>,
    /// The same along a single x.
    pub along: Vec<[f64; 2]>,
    /// The parameters of a linear model in each draw, for standardised columns.
    params: Vec<Vec<f64>>,
}

/// The middle 95 % of each column of some rows: as many numbers lie below as
/// above.
fn middles(rows: &[Vec<f64>]) -> Vec<[f64; 2]> {
    let columns = 0..rows.first().map_or(0, Vec::len);
    let middle = |j| {
        let column: Vec<f64> = rows.iter().map(|row| row[j]).collect();
        [0.025, 0.975].map(|part| quantile(&column, part))
    };
    columns.map(middle).collect()
}

impl Bootstrap {
    /// Draws rows so often, and fits the model to each draw.
    ///
    /// # Errors
    /// A device that fails.
    pub fn new(
        (data, saved): (&Data, &Saved),
        (plan, loss): (&Plan, Loss),
        (draws, seed): (usize, u64),
        (device, bar): (&Device, &ProgressBar),
    ) -> Result<Bootstrap> {
        let in_closed_form = data.model.is_linear() && loss.is_squared(data.l2);
        let columns = in_closed_form.then(|| data.standardised());
        let plan = again(data, plan);
        // In own units: three quartiles, then along a single x.
        let mut places = quartiles(data);
        places[0].extend(along(data));
        let (mut params_of, mut predicted) = (Vec::new(), Vec::new());
        let mut random = random(seed, Draw::Anew);
        for _ in 0..draws {
            let weights = drawn(data, &mut random);
            let layers = match &columns {
                Some(columns) => least_squares(data, columns, &weights),
                None => {
                    let rows = (&data.train[..], &weights);
                    let problem =
                        Problem::new(rows, &data.scales, loss, device)
                            .penalised(data.l2);
                    let start = Network::from_layers(&saved.layers, device);
                    by_descent(&problem, start, &plan)?
                }
            };
            bar.inc(1);
            let Some(layers) = layers else { continue };
            if data.model.is_linear() {
                params_of.push(params(&layers));
            }
            let one = Saved {
                layers,
                ..saved.clone()
            };
            predicted.push(one.predict(&places, device)?);
        }
        let mut at_quartiles = middles(&predicted);
        let along = at_quartiles.split_off(at_quartiles.len().min(3));
        Ok(Bootstrap {
            draws: predicted.len(),
            left_out: draws - predicted.len(),
            in_closed_form,
            at_quartiles,
            along,
            params: params_of,
        })
    }

    /// The 95 % interval of each parameter of a linear model in own units,
    /// around these centres of the columns x.
    pub fn of_parameters(&self, data: &Data, centres: &[f64]) -> Vec<[f64; 2]> {
        let scales = data.scales.around(centres);
        let own = self.params.iter().map(|w| scales.in_own_units(w));
        middles(&own.collect::<Vec<_>>())
    }
}

/// How often each row was drawn, times what it counts.
fn drawn(data: &Data, random: &mut ChaCha8Rng) -> Weights {
    let rows = data.train[0].len();
    let mut counts = vec![0.0; rows];
    for _ in 0..rows {
        counts[random.random_range(0..rows)] += 1.0;
    }
    for (count, weight) in counts.iter_mut().zip(data.weights.values()) {
        *count *= weight;
    }
    Weights::new(&counts)
}

/// The weighted least squares of the standardised columns, y last, with the
/// penalty, as the layer of a linear model. `None` where a column follows from others.
fn least_squares(
    data: &Data,
    columns: &[Vec<f64>],
    weights: &Weights,
) -> Option<Vec<Layer>> {
    let mut columns: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| weights.by_root(column.clone()))
        .collect();
    let mut y = columns.pop()?;
    let intercept = data.scales.intercept;
    let columns = penalty::augmented(columns, data.l2, intercept);
    y.resize(columns[0].len(), 0.0);
    let found = by_qr(columns, &y);
    let apart = |own: &f64| *own > INDEPENDENT; // never NaN
    let all_apart = found.own.iter().all(apart);
    all_apart.then(|| vec![Layer::linear(&found.params, intercept)])
}

/// How to descend from the fit to that of a draw: as far as a few updates on
/// all rows go, by L-BFGS for a linear model, otherwise as before.
fn again(data: &Data, plan: &Plan) -> Plan {
    let (optimiser, rate, patience) = match data.model.is_linear() {
        // Each of its updates is a search along a line.
        true => (Name::Lbfgs, Rate::of_line_search(), 3),
        false => (plan.optimiser, plan.rate, 10),
    };
    Plan {
        optimiser,
        rate,
        stop: Stop::Patience(patience),
        epochs: UPDATES,
        too_many: None,
    }
}

/// Where the descent from `start` was lowest. `None` where it diverged.
fn by_descent(
    problem: &Problem,
    start: Network,
    plan: &Plan,
) -> Result<Option<Vec<Layer>>> {
    let rows = problem.size();
    let batches = Batches::new(rows, rows, 0)?; // all at once, never shuffled
    match descend((problem, None), start, batches, plan, |_, _| Ok(())) {
        Ok(run) => Ok(Some(run.network.to_layers()?)),
        Err(Error::Diverged { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
