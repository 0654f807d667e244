//! Cross-validation: the rows take turns in being judged, each time by a model
//! that learned from others; and a penalty chosen by it.

use program::{Error, Result, Story};

use crate::{
    args::Flags,
    data::Data,
    learn::Ready,
    loss::Loss,
    network::{Layer, Network},
    problem::Problem,
    softmax::named,
    split::{By, Folds},
    unseen::L2,
    weights::Weights,
};

/// The penalties that are tried where each has a closed form.
const FINE: [f64; 15] = [
    1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0,
    3.0, 10.0,
];

/// Those that are tried where each is a descent.
const COARSE: [f64; 6] = [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0];

/// What one model lost on rows that it had not seen.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    /// How many rows each fold judged, and the loss on them in the data's own
    /// units, without a penalty.
    pub folds: Vec<(usize, f64)>,
    /// How many of them it named right; empty where y is a number.
    pub right: Vec<usize>,
}

/// The penalties that were tried, each with its losses.
pub struct Penalties {
    /// From the smallest λ to the largest.
    pub tried: Vec<(f64, Losses)>,
    /// The position of the one with the lowest mean loss.
    pub best: usize,
    /// Whether they were fitted in closed form, and not by a descent.
    pub closed_form: bool,
}

impl Losses {
    /// The part of all judged rows that was named right; none where y is a
    /// number.
    pub fn accuracy(&self) -> Option<f64> {
        let rows = self.folds.iter().map(|(rows, _)| rows).sum::<usize>();
        let right = self.right.iter().sum::<usize>();
        (!self.right.is_empty()).then(|| right as f64 / rows as f64)
    }

    /// The mean loss of the folds.
    pub fn mean(&self) -> f64 {
        let losses = self.folds.iter().map(|(_, loss)| loss);
        losses.sum::<f64>() / self.folds.len() as f64
    }

    /// The standard error of that mean: the deviation of the losses, over n − 1,
    /// divided by √n.
    pub fn standard_error(&self) -> f64 {
        let (n, mean) = (self.folds.len() as f64, self.mean());
        let squares = self.folds.iter().map(|(_, loss)| (loss - mean).powi(2));
        (squares.sum::<f64>() / (n - 1.0) / n).sqrt()
    }
}

/// The folds that the flags ask for, each of them fit to be learned from.
///
/// # Errors
/// More folds than rows; a fold without which the others cannot be fitted.
pub fn folds(data: &Data, flags: &Flags, seed: u64) -> Result<Option<Folds>> {
    let Some(count) = flags.unseen.folds() else {
        return Ok(None);
    };
    let rows = data.train[0].len();
    let (have, things) = (data.by.count(rows), data.by.things());
    let needed = match data.by {
        By::Order => count + 1, // the first block is never judged
        By::Chance | By::Groups { .. } => count,
    };
    if have < needed {
        return Err(Error::Input(format!(
            "--folds {count} needs at least {needed} {things} to learn from; \
             there are {have}"
        )));
    }
    let folds = match data.by {
        By::Chance if !data.classes.is_empty() => {
            Folds::stratified(&data.train[data.x().len()], count, seed)
        }
        _ => data.by.folds(rows, count, seed),
    };
    for turn in 1..=count {
        fold(data, &folds, turn)?;
    }
    Ok(Some(folds))
}

/// The data at this turn: the fold is held out.
fn fold(data: &Data, folds: &Folds, turn: usize) -> Result<Data> {
    data.on(&folds.rows(turn)).map_err(|why| {
        Error::Input(format!("without fold {turn} of {}: {why}", folds.count))
    })
}

/// The losses of a model: it descends once for each fold, on the others.
/// `done` hears of every fold.
///
/// # Errors
/// A descent that diverges; a device that fails.
pub fn by_descent(
    data: &Data,
    folds: &Folds,
    (flags, story): (&Flags, &Story),
    mut done: impl FnMut(),
) -> Result<Losses> {
    let mut losses = Losses::default();
    for turn in 1..=folds.count {
        let fold = fold(data, folds, turn)?;
        let run = Ready::new(&fold, flags, story)?.descend(|_, _| Ok(()))?;
        losses.judge(&fold, &run.network, story)?;
        done();
    }
    Ok(losses)
}

/// The penalty whose models lose least.
///
/// # Errors
/// As [`by_descent`].
pub fn penalties(
    data: &Data,
    folds: &Folds,
    (flags, story): (&Flags, &Story),
) -> Result<Penalties> {
    let closed_form = data.model.is_linear() && data.loss == Loss::Mse;
    let grid = if closed_form { &FINE[..] } else { &COARSE };
    let bar = story.progress(grid.len() * folds.count, "choosing λ");
    bar.tick();
    let mut tried = Vec::new();
    for lambda in grid {
        let data = data.of(data.model.clone(), *lambda)?;
        let done = || bar.inc(1);
        let losses = match closed_form {
            true => by_closed_form(&data, folds, (flags, story), done),
            false => by_descent(&data, folds, (flags, story), done),
        };
        tried.push((*lambda, losses?));
    }
    bar.finish_and_clear();
    let means = tried.iter().map(|(_, losses)| losses.mean()).enumerate();
    let best = means.min_by(|a, b| a.1.total_cmp(&b.1));
    Ok(Penalties {
        best: best.map_or(0, |(at, _)| at),
        tried,
        closed_form,
    })
}

/// As [`by_descent`], of a linear model and its mean squared error.
fn by_closed_form(
    data: &Data,
    folds: &Folds,
    at: (&Flags, &Story),
    mut done: impl FnMut(),
) -> Result<Losses> {
    let mut losses = Losses::default();
    for turn in 1..=folds.count {
        let fold = fold(data, folds, turn)?;
        if let Some(found) = &fold.least_squares {
            let layer = Layer::linear(&found.params, fold.scales.intercept);
            let network = Network::from_layers(&[layer], &at.1.device);
            losses.judge(&fold, &network, at.1)?;
        }
        done();
    }
    Ok(losses)
}

impl Losses {
    /// Adds the loss on the rows that a fold holds out.
    fn judge(
        &mut self,
        fold: &Data,
        network: &Network,
        story: &Story,
    ) -> Result<()> {
        let rows = (&fold.held_out[..], &fold.held_out_weights);
        let loss = loss_on(rows, fold, network, story)?;
        self.folds.push((fold.held_out[0].len(), loss));
        if !fold.classes.is_empty() {
            self.right.push(right(rows.0, fold, network, story)?);
        }
        Ok(())
    }
}

/// The loss on some rows, which count by their weights, in the data's own
/// units, without a penalty.
///
/// # Errors
/// A loss that leaves float64; a device that fails.
pub fn loss_on(
    rows: (&[Vec<f64>], &Weights),
    data: &Data,
    network: &Network,
    story: &Story,
) -> Result<f64> {
    let judged = Problem::new(rows, &data.scales, data.loss, &story.device);
    let loss = judged.loss_at(network)? * judged.unit();
    match loss.is_finite() {
        true => Ok(loss),
        false => Err(Error::Failed(
            "the loss on rows that were not learned from does not fit into \
             float64: some value lies far beyond all others"
                .into(),
        )),
    }
}

/// How many of these rows a model of classes names right.
///
/// # Errors
/// A device that fails.
pub fn right(
    rows: &[Vec<f64>],
    data: &Data,
    network: &Network,
    story: &Story,
) -> Result<usize> {
    let alike = Weights::default();
    let judged =
        Problem::new((rows, &alike), &data.scales, data.loss, &story.device);
    let scores = judged.scores(network)?;
    let classes = &rows[rows.len() - 1];
    let pairs = scores.iter().zip(classes);
    Ok(pairs
        .filter(|(z, class)| named(z) == **class as usize)
        .count())
}

impl Penalties {
    /// The λ that was chosen.
    pub fn lambda(&self) -> f64 {
        self.tried[self.best].0
    }

    /// Its losses.
    pub fn losses(&self) -> &Losses {
        &self.tried[self.best].1
    }

    /// Whether one beyond those that were tried may be better.
    pub fn is_at_edge(&self) -> bool {
        self.best == 0 || self.best + 1 == self.tried.len()
    }
}

impl L2 {
    /// The λ to begin with: the one given, or the smallest that is tried.
    pub fn first(self) -> f64 {
        match self {
            L2::Given(lambda) => lambda,
            L2::Auto => FINE[0],
        }
    }
}
