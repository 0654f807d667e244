//! `--doctor`: a closer look at a run. It asks for the loss and its gradient
//! anew, at the parameters that the run went through.

use descent::{
    doctor::{Ask, Data as Rows, Run, Validation},
    optimiser::Name,
};
use program::{Result, Story};

use crate::{
    data::Data,
    learn::Ready,
    network::{Layer, Network, params},
    scale::Scale,
    verdict,
};

/// So many moments of a run are kept.
const MOST: usize = 2000;

/// The parameters before each epoch, if the doctor shall look.
pub struct Record {
    asked: bool,
    params: Vec<Vec<f64>>,
}

impl Record {
    /// Of a run that has not begun.
    pub fn new(asked: bool) -> Record {
        let params = Vec::new();
        Record { asked, params }
    }

    /// Whether it shall.
    pub fn is_asked(&self) -> bool {
        self.asked
    }

    /// Keeps the parameters before an epoch.
    ///
    /// # Errors
    /// A device that fails.
    pub fn note(
        &mut self,
        update: usize,
        ready: &Ready,
        network: &Network,
    ) -> descent::Result<()> {
        let begins = update.is_multiple_of(ready.batches.per_epoch());
        if self.asked && begins && self.params.len() < MOST {
            self.params.push(params(&network.to_layers()?));
        }
        Ok(())
    }

    /// Tells what ails a run with these losses, by all that there is.
    ///
    /// # Errors
    /// A device that fails.
    pub fn tell(
        self,
        story: &mut Story,
        (data, ready): (&Data, &Ready),
        mut losses: Vec<f64>,
        ended: Option<(&Network, Validation)>,
        end: Run,
    ) -> Result<()> {
        if !self.asked {
            return Ok(());
        }
        let (problem, plan) = (&ready.problem, &ready.plan);
        let like = ready.start().to_layers()?;
        let network =
            |w: &[f64]| Network::from_layers(&shaped(w, &like), &story.device);
        let loss = |w: &[f64]| problem.loss_at(&network(w)).unwrap_or(f64::NAN);
        let gradient = |w: &[f64]| {
            let gradient = problem.gradient(&network(w));
            gradient.unwrap_or_else(|_| vec![f64::NAN; w.len()])
        };
        let ask = Ask {
            loss: &loss,
            gradient: &gradient,
            on_rows: None,
        };
        let (layers, validation) = match ended {
            Some((network, seen)) if !data.model.is_linear() => {
                (problem.seen(network)?, Some(seen))
            }
            Some((_, seen)) => (Vec::new(), Some(seen)),
            None => (Vec::new(), None),
        };
        // Of a longer run only the first updates: they must be all.
        let whole = self.params.len() >= losses.len();
        if !whole && self.params.len() == MOST {
            losses.truncate(MOST);
        }
        let rows = (data.train[0].len(), ready.batch_size);
        let run = Run {
            params: self.params,
            precision: Some(story.precision),
            ask: (plan.optimiser != Name::Lbfgs).then_some(ask),
            data: Some(standardised(data)),
            layers,
            validation: validation.filter(|seen| !seen.losses.is_empty()),
            answers: end.answers,
            classes: end.classes,
            ..verdict::of_losses(losses, plan, rows)
        };
        let found = verdict::all_of_run(&run, plan);
        story.tell_findings("the descent", &found);
        Ok(())
    }
}

/// The layers that these parameters are of.
fn shaped(mut w: &[f64], like: &[Layer]) -> Vec<Layer> {
    let mut take = |n: usize| {
        let (taken, rest) = w.split_at(n.min(w.len()));
        w = rest;
        taken.to_vec()
    };
    let layer = |of: &Layer| Layer {
        biases: take(of.biases.len()),
        weights: of.weights.iter().map(|row| take(row.len())).collect(),
    };
    like.iter().map(layer).collect()
}

/// The rows to learn from, as the descent sees them.
fn standardised(data: &Data) -> Rows {
    let (y, x) = data
        .train
        .split_last()
        .map_or((&[][..], &[][..]), |(y, x)| (y.as_slice(), x));
    let apply = |scale: &Scale, column: &[f64]| {
        column.iter().map(|value| scale.apply(*value)).collect()
    };
    let columns = data.scales.x.iter().zip(x);
    Rows {
        columns: columns.map(|(scale, x)| apply(scale, x)).collect(),
        target: apply(&data.scales.y, y),
    }
}
